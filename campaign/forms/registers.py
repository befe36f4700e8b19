"""What people ask of the register of papers, and what is typed of a series."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.forms.publication import FilterForm, words_filter
from campaign.models.council import Council
from campaign.models.register import RegisterEntry, RegisterSeries
from campaign.rules.numbering import KIND_LABELS


class RegisterSearchForm(FilterForm):
    nam = forms.ChoiceField(label=_("Năm"), required=False)
    day = forms.ChoiceField(label=_("Dãy số"), required=False)

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Số, trích yếu hoặc người ký")
        self.fields["nam"].choices = [("", _("Mọi năm")), *((str(year), str(year)) for year in years)]
        series = [(str(one.pk), str(one)) for one in RegisterSeries.objects.all()]
        self.fields["day"].choices = [("", _("Mọi dãy số")), *series]

    def narrow(self, rows: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
        """By year and series; the words come after, so that they make no gaps."""
        if year := self.asked("nam"):
            rows = rows.filter(year=int(year))
        if series := self.asked("day"):
            rows = rows.filter(series=int(series))
        return rows

    def found(self, rows: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
        return rows.filter(words_filter(self.asked("q"), "search_text"))


class SeriesForm(forms.Form):
    name = LineField(label=_("Tên dãy số"), max_length=150)
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=list(KIND_LABELS.items()))
    symbol = LineField(
        label=_("Ký hiệu sau số"), max_length=40, help_text=_("Ví dụ: QĐ-UBND, QĐ-HĐSK, TTr-HĐSK, TB-HĐSK")
    )
    issuer_line = LineField(
        label=_("Cơ quan ban hành trên văn bản"),
        max_length=200,
        required=False,
        help_text=_("Để trống để lấy theo phong trào."),
    )
    council = forms.ModelChoiceField(
        Council.objects.all(),
        label=_("Của hội đồng"),
        required=False,
        empty_label=_("Không của hội đồng nào"),
    )
    is_ours = forms.BooleanField(
        label=_("Số do cơ quan này cấp"),
        required=False,
        initial=True,
        help_text=_("Bỏ chọn khi số do nơi khác cấp, ví dụ quyết định của tỉnh; khi đó luôn phải nhập số."),
    )
    is_open = forms.BooleanField(label=_("Đang dùng"), required=False, initial=True)
