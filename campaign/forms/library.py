"""What people ask of the library, and what an author lets everybody read there."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.documents.showcase import FACETS, Asked
from campaign.forms.fields import TextField
from campaign.forms.publication import FilterForm, words_filter
from campaign.models.attachment import Attachment
from campaign.models.showcase import LibraryEntry
from campaign.rules.showcase import LONGEST_SUMMARY

LONGEST_WORDS = 300


class LibrarySearchForm(FilterForm):
    """Facets are links; here they only ride along with the words."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Tên sáng kiến, tác giả, đơn vị")
        for name, _column, _label in FACETS:
            self.fields[name] = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    @property
    def asks(self) -> Asked:
        chosen = {name: self.asked(name) for name, _column, _label in FACETS}
        return Asked(self.asked("q"), {name: value for name, value in chosen.items() if value})

    @property
    def is_narrow(self) -> bool:
        return any(self.asked(name) for name in self.fields)


class PresentForm(forms.Form):
    """The words, and of each picture of the dossier whether it is shown and what is seen on it."""

    summary = TextField(
        label=_("Lời giới thiệu cho mọi người đọc"),
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Nói ngắn gọn: việc gì từng khó, cách làm mới ra sao, được lợi gì, ai có thể dùng. Không ghi số điện "
            "thoại, địa chỉ nhà, thông tin cần giữ kín."
        ),
        error_messages={"required": _("Cần có lời giới thiệu trước khi công khai.")},
    )

    def __init__(
        self, *args: Any, entry: LibraryEntry, pictures: Iterable[Attachment], **kwargs: Any
    ) -> None:
        said = {picture.attachment_id: picture.alternative for picture in entry.pictures.all()}
        kwargs["initial"] = {
            "summary": entry.summary or entry.submission.summary,
            **{f"show_{pk}": True for pk in said},
            **{f"words_{pk}": words for pk, words in said.items()},
        }
        super().__init__(*args, **kwargs)
        self.pictures = list(pictures)
        for picture in self.pictures:
            shown, words = f"show_{picture.pk}", f"words_{picture.pk}"
            self.fields[shown] = forms.BooleanField(
                label=_("Cho xem ảnh «%(name)s»") % {"name": picture.name}, required=False
            )
            self.fields[words] = LineField(
                label=_("Trong ảnh «%(name)s» có gì") % {"name": picture.name},
                max_length=LONGEST_WORDS,
                required=False,
                help_text=_("Một câu cho người không nhìn thấy ảnh."),
            )

    def clean(self) -> dict[str, Any]:
        for picture in self.pictures:
            words = f"words_{picture.pk}"
            if self.cleaned_data.get(f"show_{picture.pk}") and not self.cleaned_data.get(words):
                self.add_error(words, _("Cần một câu mô tả ảnh này, hoặc bỏ chọn ảnh."))
        return self.cleaned_data

    def chosen(self) -> dict[Attachment, str]:
        given = self.cleaned_data
        return {one: given[f"words_{one.pk}"] for one in self.pictures if given[f"show_{one.pk}"]}

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"picture": one, "show": self[f"show_{one.pk}"], "words": self[f"words_{one.pk}"]}
            for one in self.pictures
        ]


class HideForm(forms.Form):
    reason = TextField(
        label=_("Lý do ẩn"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tác giả đọc được lý do này."),
        error_messages={"required": _("Cần ghi lý do. Sáng kiến vẫn hiện trong thư viện.")},
    )


GROUPS = {
    "tat-ca": (_("Tất cả"), Q()),
    "cho-duyet": (_("Chờ tác giả giới thiệu"), Q(approved_at=None, past=None, hidden_at=None)),
    "dang-an": (_("Đang ẩn"), Q(hidden_at__isnull=False)),
}


class OfficeLibraryForm(FilterForm):
    nhom = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Tên sáng kiến, tác giả, đơn vị")

    @property
    def group(self) -> str:
        asked = self.asked("nhom")
        return asked if asked in GROUPS else "tat-ca"

    def narrow(self, rows: QuerySet[LibraryEntry]) -> QuerySet[LibraryEntry]:
        return rows.filter(GROUPS[self.group][1]).filter(words_filter(self.asked("q"), "search_text"))

    def tabs(self) -> list[dict[str, object]]:
        return [
            {"key": key, "label": label, "current": key == self.group}
            for key, (label, _where) in GROUPS.items()
        ]
