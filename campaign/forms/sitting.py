"""What is typed of a council's sitting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.actions.sitting import Meeting, Outcome, suggested
from campaign.forms.fields import TextField
from campaign.models import clock
from campaign.models.campaign import AwardLevel
from campaign.models.ranking import RankedSubmission
from campaign.rules.ballot import Count
from campaign.rules.phrase import Phrase

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
RECOGNISED, NOT_RECOGNISED = "recognised", "not_recognised"


class MeetingForm(forms.Form):
    held_on = forms.DateField(label=_("Ngày họp"), widget=DAY)
    place = LineField(label=_("Địa điểm"), max_length=200)
    chair_name = LineField(label=_("Chủ trì"), max_length=150)
    secretary_name = LineField(label=_("Thư ký"), max_length=150)
    members_total = forms.IntegerField(label=_("Tổng số thành viên hội đồng"), min_value=1, max_value=200)
    members_present = forms.IntegerField(label=_("Số thành viên dự họp"), min_value=0, max_value=200)
    minutes_number = LineField(label=_("Số biên bản"), max_length=60, help_text=_("Ví dụ: 03/BB-HĐSK"))
    note = TextField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_held_on(self) -> Any:
        held_on = self.cleaned_data["held_on"]
        if held_on > clock.today():
            raise forms.ValidationError(_("Ngày họp ở tương lai. Hãy ghi kết quả sau khi hội đồng đã họp."))
        return held_on

    def meeting(self) -> Meeting:
        return Meeting(**self.cleaned_data)


class OutcomeForm(forms.Form):
    """One row of the sitting: what is proposed for one dossier, with the votes."""

    outcome = forms.ChoiceField(label=_("Đề nghị"))
    votes_for = forms.IntegerField(label=_("Đồng ý"), min_value=0, max_value=200)
    votes_against = forms.IntegerField(label=_("Không đồng ý"), min_value=0, max_value=200, initial=0)
    votes_blank = forms.IntegerField(label=_("Phiếu trắng"), min_value=0, max_value=200, initial=0)
    reason = TextField(
        label=_("Lý do"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Cần ghi khi không công nhận hoặc khi đề nghị khác với bảng xếp hạng."),
    )

    def __init__(self, *args: Any, row: RankedSubmission, levels: list[AwardLevel], **kwargs: Any) -> None:
        initial = {"outcome": f"award:{row.award_level_id}" if row.award_level_id else suggested(row)}
        super().__init__(*args, prefix=f"h{row.submission_id}", initial=initial, **kwargs)
        self.row = row
        self.fields["outcome"].choices = [
            *[(f"award:{level.pk}", level.label) for level in levels],
            (RECOGNISED, _("Công nhận sáng kiến, không xếp giải")),
            (NOT_RECOGNISED, _("Không công nhận")),
        ]

    def refuse(self, reasons: dict[int, Phrase]) -> None:
        """Show what stands against this row, if anything does; `reasons` is by dossier."""
        if self.row.submission_id in reasons:
            self.add_error(None, str(reasons[self.row.submission_id]))

    @property
    def asks_reason(self) -> bool:
        """Whether the reason stands open; most rows follow the ranking and need none."""
        return bool(self.errors or self["reason"].value() or self["outcome"].value() == NOT_RECOGNISED)

    def chosen(self) -> Outcome:
        data = self.cleaned_data
        kind, _colon, level = data["outcome"].partition(":")
        count = Count(data["votes_for"], data["votes_against"], data["votes_blank"])
        return Outcome(self.row.submission_id, kind, int(level) if level else None, count, data["reason"])
