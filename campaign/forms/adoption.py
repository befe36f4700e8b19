"""What a unit types when it takes over an initiative, and what the office asks of the list."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.unit import Unit
from accounts.text import fold
from campaign.actions.adoption import Benefit, Pledge
from campaign.documents.adoption import overdue
from campaign.forms.fields import TextField
from campaign.forms.publication import FilterForm
from campaign.models import clock
from campaign.models.adoption import Adoption
from campaign.rules.adoption import LONGEST

MOST_PEOPLE = 1_000_000
MOST_MONEY = 10**13
GROUPS = {
    "qua-han": (_("Quá hạn"), None),
    "cam-ket": (_("Chờ xác nhận"), Q(withdrawn_at=None, confirmed_at=None)),
    "dang-ap-dung": (_("Đang áp dụng"), Q(withdrawn_at=None, confirmed_at__isnull=False)),
    "da-thoi": (_("Đã thôi"), Q(withdrawn_at__isnull=False)),
    "tat-ca": (_("Tất cả"), Q()),
}


class PledgeForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị áp dụng"), empty_label=None)
    starts_on = DayField(label=_("Ngày bắt đầu áp dụng"))
    contact = LineField(
        label=_("Người phụ trách ở đơn vị"),
        max_length=200,
        help_text=_("Họ tên, chức danh; chỉ đơn vị và cơ quan thường trực đọc được."),
    )
    plan = TextField(
        label=_("Áp dụng ở đâu, bằng cách nào"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def wish(self) -> Pledge:
        given = self.cleaned_data
        return Pledge(given["starts_on"], given["contact"], given["plan"])


class ConfirmForm(forms.Form):
    applied_on = DayField(label=_("Ngày áp dụng lần đầu"))
    where = TextField(
        label=_("Lần đầu áp dụng ở bộ phận nào, cho việc gì"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WholeMoneyField(LineField):
    """Whole đồng, with or without dots between the thousands."""

    def clean(self, value: Any) -> int:
        text = super().clean(value).replace(".", "").replace(" ", "")
        if not text:
            return 0
        if not (text.isascii() and text.isdigit()) or int(text) > MOST_MONEY:
            raise forms.ValidationError(_("Hãy ghi số tiền bằng đồng, không có số lẻ, ví dụ 12.500.000."))
        return int(text)


class BenefitForm(forms.Form):
    people = forms.IntegerField(
        label=_("Số người đang dùng"),
        min_value=0,
        max_value=MOST_PEOPLE,
        error_messages={"required": _("Cần ghi số người; ghi 0 nếu chưa có ai dùng.")},
    )
    money = WholeMoneyField(
        label=_("Tiền làm lợi từ khi áp dụng (đồng)"),
        required=False,
        max_length=20,
        help_text=_("Để trống nếu không tính được bằng tiền."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    method = TextField(
        label=_("Số tiền được tính thế nào"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    comment = TextField(
        label=_("Nhận xét"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Được gì, còn vướng gì, có nên nhân rộng tiếp không."),
    )

    def benefit(self) -> Benefit:
        given = self.cleaned_data
        return Benefit(given["people"], given["money"], given["method"], given["comment"])


class EndForm(forms.Form):
    reason = TextField(
        label=_("Vì sao thôi áp dụng"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Cần nói vì sao thôi áp dụng. Cam kết được giữ nguyên.")},
    )


class AdoptionsForm(FilterForm):
    """The office looks at what is late first."""

    nhom = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Tên sáng kiến")

    @property
    def group(self) -> str:
        asked = self.asked("nhom")
        return asked if asked in GROUPS else "qua-han"

    def narrow(self, rows: QuerySet[Adoption]) -> QuerySet[Adoption]:
        where = GROUPS[self.group][1]
        rows = rows.filter(overdue(clock.today()) if where is None else where)
        for word in fold(self.asked("q")).split()[:10]:
            rows = rows.filter(entry__search_text__contains=word)
        return rows

    def tabs(self) -> list[dict[str, object]]:
        return [
            {"key": key, "label": label, "current": key == self.group}
            for key, (label, _where) in GROUPS.items()
        ]
