"""The table of authors in the editor, and the short forms of the co-authors' page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.user import GENDERS
from campaign.actions.author_rows import OF_ACCOUNT
from campaign.documents.coauthors import ACCESS, Row, Table, table
from campaign.forms.people import PersonForm
from campaign.models import clock
from campaign.models.submission import Authorship, Submission, row_uid
from campaign.rules import shares
from campaign.rules.application import LONGEST_AUTHOR_TABLE
from campaign.rules.authorship import Access, AuthorKind
from campaign.rules.coauthors import RowState

PREFIX = "tac_gia"
FROM_ACCOUNT = ("collective", *(name for name in OF_ACCOUNT if name != "kind"))
NOT_TYPED = {DELETION_FIELD_NAME, "uid"}
UNBOUND = (RowState.OUTSIDE, RowState.DECLINED, RowState.EXPIRED)


class AuthorForm(PersonForm):
    """A row of the table; `standing` is what the portal knows of the one that is stored, if any."""

    uid = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    collective = forms.BooleanField(
        label=_("Tác giả là một tập thể"), required=False, help_text=_("Ghi tên tập thể vào ô họ và tên.")
    )
    representative = LineField(label=_("Người đại diện của tập thể"), required=False, max_length=150)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        help_text=_("Dùng để gửi thư xác nhận tỷ lệ cho người không có tài khoản."),
        required=False,
        max_length=254,
    )
    gender = forms.ChoiceField(label=_("Giới tính"), choices=[("", "–"), *GENDERS], required=False)
    direct_worker = forms.BooleanField(
        label=_("Trực tiếp lao động, sản xuất, kinh doanh, dịch vụ"), required=False
    )
    share = LineField(
        label=_("Tỷ lệ đóng góp (%)"),
        help_text=_("Ví dụ: 33,33"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-share": ""}),
    )

    def __init__(
        self,
        *args: Any,
        standing: Row | None = None,
        stored: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.share_bp = 0
        if standing and standing.has_account:
            self._take_from_account(stored or {})

    def _take_from_account(self, stored: Mapping[str, Any]) -> None:
        """Who has an account is called as the account says."""
        for name in FROM_ACCOUNT:
            self.fields[name].disabled = True
            self.initial[name] = stored[name]

    @property
    def is_bound_to_person(self) -> bool:
        """Invited, joined or confirmed: not struck out of the table, but let go on the page of the co-authors."""
        return self.standing is not None and self.standing.state not in UNBOUND

    def clean_share(self) -> str:
        typed = self.cleaned_data["share"]
        try:
            self.share_bp = shares.parse_percent(typed) if typed else 0
        except shares.ShareError as error:
            raise ValidationError(str(error.phrase)) from error
        return typed

    def is_blank(self) -> bool:
        return not any(value for name, value in self.cleaned_data.items() if name not in NOT_TYPED)

    def row(self) -> dict[str, Any] | None:
        facts = super().row()
        if facts is None:
            return None
        if not facts.get("collective"):
            facts = {**facts, "representative": ""}
        kind = AuthorKind.COLLECTIVE if facts.get("collective") else AuthorKind.PERSON
        return {**facts, "kind": kind.value, "share_bp": self.share_bp}


class AuthorFormSet(forms.BaseFormSet):
    """Rows are told by their uid, so that each meets what is stored of the same author."""

    def __init__(
        self, *args: Any, table: Table, stored: Mapping[str, Mapping[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.stored = table, stored
        self.standing = {row.uid: row for row in table.rows}

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        uid = self._uid(index)
        return {"standing": self.standing.get(uid), "stored": self.stored.get(uid)}

    def _uid(self, index: int | None) -> str:
        if index is None:
            return ""
        if self.is_bound:
            return self.data.get(f"{self.add_prefix(index)}-uid", "")
        return self.initial[index]["uid"] if index < self.initial_form_count() else ""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.is_bound_to_person:
            del form.fields[DELETION_FIELD_NAME]
        if index is not None and not form.is_bound and not form.initial.get("uid"):
            form.initial["uid"] = row_uid()

    def clean(self) -> None:
        """A row of which anything is typed needs a name."""
        for form in self.forms:
            facts = getattr(form, "cleaned_data", {})
            if (
                facts
                and not facts.get(DELETION_FIELD_NAME)
                and not facts.get("full_name")
                and not form.is_blank()
            ):
                form.name_missing()


_Authors: Any = forms.formset_factory(
    AuthorForm,
    formset=AuthorFormSet,
    extra=1,
    can_delete=True,
    max_num=LONGEST_AUTHOR_TABLE,
    validate_max=True,
    absolute_max=LONGEST_AUTHOR_TABLE + 10,
)


def author_table(submission: Submission, typed: Any = None, *, now: datetime | None = None) -> Any:
    """The formset of the editor; without `typed` it shows what is stored."""
    standing = table(submission, None, now or clock.now())
    stored = {row["uid"]: row for row in author_rows(submission)}
    initial = list(stored.values()) if typed is None else None
    return _Authors(typed, prefix=PREFIX, initial=initial, table=standing, stored=stored)


def author_rows(submission: Submission) -> list[dict[str, Any]]:
    return [_shown(row) for row in submission.authorships.all()]


def _shown(row: Authorship) -> dict[str, Any]:
    names = ("uid", *PersonForm.base_fields, "representative", "email", "gender", "direct_worker")
    return {name: getattr(row, name) for name in names} | {
        "collective": row.kind == AuthorKind.COLLECTIVE,
        "share": shares.format_bp(row.share_bp) if row.share_bp else "",
    }


class InviteForm(forms.Form):
    """Name and account must belong together; nobody is looked up by a part of either."""

    full_name = LineField(
        label=_("Họ và tên đồng tác giả"), max_length=150, help_text=_("Đúng như trong hồ sơ nhân sự.")
    )
    account = LineField(label=_("Mã nhân sự hoặc thư điện tử"), max_length=254)
    access = forms.ChoiceField(
        label=_("Quyền với bản nháp"), choices=list(ACCESS.items()), initial=Access.VIEW.value
    )


class RowInviteForm(InviteForm):
    """For a row that stands in the table, which has its name already."""

    full_name = None  # type: ignore[assignment]


class PaperForm(forms.Form):
    signed_on = DayField(label=_("Ngày ký trên giấy"))


class RemoveForm(forms.Form):
    reason = LineField(label=_("Lý do (ghi vào thư báo)"), required=False, max_length=300)


class LeaveForm(forms.Form):
    reason = LineField(label=_("Lý do (ghi vào thư báo các tác giả khác)"), required=False, max_length=300)


class AccessForm(forms.Form):
    access = forms.ChoiceField(label=_("Quyền với bản nháp"), choices=list(ACCESS.items()))
