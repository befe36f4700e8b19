"""What the administrator types about a campaign as a whole."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField, UnitField
from accounts.models.unit import KINDS
from accounts.models.user import EMPLOYMENTS
from campaign.actions.campaign import Edition
from campaign.documents.plan import general_facts
from campaign.forms.fields import TextField
from campaign.models.campaign import Campaign, reminder_hours
from campaign.rules.calendar import add_months, vn_day

MOST_REMINDERS = 6
NUMBERS = {
    "check_months": (_("Hạn kiểm tra hồ sơ (tháng)"), 12),
    "answer_months": (_("Hạn trả lời công nhận (tháng)"), 24),
    "supplement_days": (_("Hạn bổ sung hồ sơ dài nhất (ngày)"), 90),
    "first_use_months": (_("Áp dụng lần đầu trong vòng (tháng) trước khi nộp"), 60),
    "max_files": (_("Số tệp nhiều nhất của một hồ sơ"), 50),
    "max_file_mb": (_("Dung lượng một tệp (MB)"), 50),
    "max_total_mb": (_("Dung lượng mọi tệp của một hồ sơ (MB)"), 500),
    "invitation_days": (_("Lời mời đồng tác giả có hiệu lực (ngày)"), 90),
}
TEXTS = {
    "theme": _("Chủ đề"),
    "about": _("Giới thiệu phong trào"),
    "who_may_enter": _("Ai được dự thi"),
    "priority_note": _("Đối tượng ưu tiên"),
    "conduct_note": _("Nguyên tắc tổ chức"),
    "contact": _("Nơi liên hệ"),
}
SECTIONS = (
    (
        _("Kế hoạch"),
        ("title", "year", "plan_number", "plan_date", "issuer", "issuer_name", "place_name"),
    ),
    (_("Lời giới thiệu trên trang công khai"), tuple(TEXTS)),
    (_("Đối tượng dự thi"), ("unit_kinds", "employments")),
    (_("Thời hạn và tệp kèm theo"), (*NUMBERS, "confirm_shares", "reminder_hours")),
)


class HoursField(forms.CharField):
    """Whole hours typed as "48, 24, 3", kept with the farthest first."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[int]:
        parts = [part for part in re.split(r"[,;\s]+", super().to_python(value)) if part]
        known = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 4]
        if (
            len(known) != len(parts)
            or len(known) > MOST_REMINDERS
            or not all(0 < hour <= 720 for hour in known)
        ):
            raise forms.ValidationError(
                _(
                    "Hãy ghi số giờ trước hạn, cách nhau bằng dấu phẩy, ví dụ 48, 24, 3 (nhiều nhất 6 lần, 720 giờ)."
                )
            )
        return sorted(set(known), reverse=True)


class EditionForm(forms.Form):
    """The facts that no two years share."""

    title = LineField(label=_("Tên phong trào"), max_length=300)
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    plan_number = LineField(label=_("Số kế hoạch"), max_length=60, help_text=_("Ví dụ: 129/KH-UBND"))
    plan_date = DayField(label=_("Ngày ký kế hoạch"))


class CloneForm(EditionForm):
    """Next year's plan; the timetable moves as a whole so that its first step opens on the given day."""

    first_opening = DayField(
        label=_("Ngày mở bước đầu tiên"),
        help_text=_("Mọi mốc thời gian được dời đi cùng số ngày; giờ trong ngày giữ nguyên."),
    )

    def __init__(self, *args: Any, source: Campaign, today: date, **kwargs: Any) -> None:
        opening = min((span.opens for span in source.spans()), default=None)
        self.opens_on = vn_day(opening) if opening else None
        year = max(source.year + 1, today.year)
        later = 12 * (year - source.year)
        initial = {
            "title": source.title.replace(str(source.year), str(year)),
            "year": year,
            "first_opening": add_months(self.opens_on, later) if self.opens_on else today,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def days(self) -> int:
        first = self.cleaned_data["first_opening"]
        return (first - self.opens_on).days if self.opens_on else 0

    def edition(self) -> Edition:
        facts = self.cleaned_data
        return Edition(facts["year"], facts["title"], facts["plan_number"], facts["plan_date"])


class CampaignForm(EditionForm):
    issuer = UnitField(label=_("Cơ quan ban hành"))
    issuer_name = LineField(
        label=_("Tên cơ quan ban hành ghi trên giấy tờ"),
        max_length=200,
        help_text=_("Tên vào thời điểm ban hành kế hoạch, không đổi khi đơn vị đổi tên."),
    )
    place_name = LineField(
        label=_("Địa danh"), max_length=100, help_text=_("Ghi trước ngày, tháng trên giấy tờ.")
    )
    confirm_shares = forms.BooleanField(
        label=_("Mỗi đồng tác giả phải xác nhận tỷ lệ đóng góp trước khi nộp"), required=False, initial=True
    )
    reminder_hours = HoursField(
        label=_("Nhắc người có bản nháp chưa nộp trước hạn (giờ)"),
        required=False,
        initial=reminder_hours,
        help_text=_("Ví dụ: 48, 24, 3. Để trống nếu không nhắc."),
    )
    unit_kinds = forms.MultipleChoiceField(
        label=_("Loại đơn vị"), choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    employments = forms.MultipleChoiceField(
        label=_("Đối tượng"), choices=EMPLOYMENTS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, campaign: Campaign | None = None, **kwargs: Any) -> None:
        initial = _typed(general_facts(campaign)) if campaign else None
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["issuer"].offer()
        if campaign:
            kept = type(campaign.issuer).objects.filter(pk=campaign.issuer_id).named()
            self.fields["issuer"].queryset = (self.fields["issuer"].queryset | kept).distinct()
        for name, label in TEXTS.items():
            self.fields[name] = TextField(label=label, required=False, max_length=10_000)
            self.fields[name].widget.attrs["rows"] = 3
        for name, (label, most) in NUMBERS.items():
            fallback = Campaign._meta.get_field(name).default
            self.fields[name] = forms.IntegerField(label=label, min_value=1, max_value=most, initial=fallback)

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(label, [self[name] for name in names]) for label, names in SECTIONS]

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        return facts | {"issuer_id": facts.pop("issuer").pk}


def _typed(facts: dict[str, Any]) -> dict[str, Any]:
    return facts | {"issuer": facts["issuer_id"]}
