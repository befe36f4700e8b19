"""The two tables of the application: authors with shares, and people of the trial use. Blank rows do not count."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.user import GENDERS, User
from campaign.models.submission import Authorship, Submission
from campaign.rules import shares
from campaign.rules.application import LONGEST_AUTHOR_TABLE, LONGEST_TRIAL_TABLE


class PersonForm(forms.Form):
    full_name = LineField(label=_("Họ và tên"), required=False, max_length=150)
    birth_date = DayField(label=_("Ngày sinh"), required=False)
    workplace = LineField(label=_("Nơi công tác hoặc nơi thường trú"), required=False, max_length=200)
    job_title = LineField(label=_("Chức danh"), required=False, max_length=150)
    qualification = LineField(label=_("Trình độ chuyên môn"), required=False, max_length=150)

    def is_blank(self) -> bool:
        typed = (value for name, value in self.cleaned_data.items() if name != DELETION_FIELD_NAME)
        return not any(typed)

    def row(self) -> dict[str, Any] | None:
        facts = self.cleaned_data
        return None if facts.get(DELETION_FIELD_NAME) or self.is_blank() else facts

    def name_missing(self) -> None:
        if "full_name" not in self.errors:
            self.add_error("full_name", _("Hãy ghi họ và tên, hoặc xóa dòng này."))


class ParticipantForm(PersonForm):
    work_supported = LineField(label=_("Nội dung công việc hỗ trợ"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if any(value for name, value in facts.items() if name != DELETION_FIELD_NAME) and not facts.get(
            "full_name"
        ):
            self.name_missing()
        return facts


class AuthorForm(PersonForm):
    account = LineField(
        label=_("Mã nhân sự hoặc thư điện tử"),
        help_text=_("Để trống nếu người này không có tài khoản trong hệ thống."),
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
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def clean_share(self) -> str:
        typed = self.cleaned_data["share"]
        try:
            self.share_bp = shares.parse_percent(typed) if typed else 0
        except shares.ShareError as error:
            raise ValidationError(str(error.phrase)) from error
        return typed

    def row(self) -> dict[str, Any] | None:
        facts = super().row()
        return facts and {**facts, "user": getattr(self, "user", None), "share_bp": self.share_bp}


class AuthorFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        """Find the accounts in one question; a row needs an account or a name."""
        rows = [
            form for form in self.forms if hasattr(form, "cleaned_data") and form not in self.deleted_forms
        ]
        people = _people({form.cleaned_data.get("account", "") for form in rows} - {""})
        for form in rows:
            _resolve(form, people)


def _people(typed: set[str]) -> dict[str, User]:
    if not typed:
        return {}
    asked = Q()
    for one in typed:
        asked |= Q(staff_code__iexact=one) | Q(email__iexact=one)
    found: dict[str, User] = {}
    for user in User.objects.filter(asked, is_active=True):
        found |= {user.staff_code.lower(): user, (user.email or user.staff_code).lower(): user}
    return found


def _resolve(form: AuthorForm, people: dict[str, User]) -> None:
    account = form.cleaned_data.get("account", "")
    form.user = people.get(account.lower()) if account else None
    if account and not form.user:
        form.add_error(
            "account",
            _(
                "Không có tài khoản nào mang mã hoặc địa chỉ này. Hãy kiểm tra lại, hoặc để trống và ghi họ tên."
            ),
        )
    elif not account and not form.cleaned_data.get("full_name") and not form.is_blank():
        form.name_missing()


def author_rows(submission: Submission) -> list[dict[str, Any]]:
    return [_author(row) for row in submission.authorships.all()]


def _author(row: Authorship) -> dict[str, Any]:
    return {
        **_person(row),
        "account": row.user.staff_code if row.user else "",
        "gender": row.gender,
        "direct_worker": row.direct_worker,
        "share": shares.format_bp(row.share_bp) if row.share_bp else "",
    }


def participant_rows(submission: Submission) -> list[dict[str, Any]]:
    return [
        {**_person(row), "work_supported": row.work_supported} for row in submission.trial_participants.all()
    ]


def _person(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in PersonForm.base_fields}


Authors = forms.formset_factory(
    AuthorForm,
    formset=AuthorFormSet,
    extra=1,
    can_delete=True,
    max_num=LONGEST_AUTHOR_TABLE,
    validate_max=True,
    absolute_max=LONGEST_AUTHOR_TABLE + 10,
)
Participants = forms.formset_factory(
    ParticipantForm,
    extra=1,
    can_delete=True,
    max_num=LONGEST_TRIAL_TABLE,
    validate_max=True,
    absolute_max=LONGEST_TRIAL_TABLE + 10,
)
