"""What is typed in a council's live session: its plan, attendance, notes, ballots, counts made by hand."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.actions.council_session import Plan
from campaign.actions.vote_rounds import Counted
from campaign.documents.council_session import SEATS
from campaign.forms.fields import TextField
from campaign.models import clock
from campaign.models.council import CouncilMember
from campaign.models.ranking import Ranking
from campaign.models.session import AgendaItem
from campaign.models.vote import RoundItem
from campaign.rules.ballot import CHOICES, Count, Papers
from campaign.rules.sessions import QUESTIONS, WAYS, Question, Way

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
HAND = {"min_value": 0, "max_value": 200}
BIG = forms.RadioSelect(attrs={"class": "vote-choice"})


class PlanForm(forms.Form):
    """`chair` and `secretary` are chosen among the members of the councils of this campaign."""

    planned_at = forms.DateTimeField(label=_("Thời gian họp (giờ Việt Nam)"), widget=MOMENT)
    place = LineField(label=_("Địa điểm"), max_length=200)
    chair = forms.ChoiceField(label=_("Người chủ trì"))
    secretary = forms.ChoiceField(label=_("Thư ký phiên họp"))
    hides_authors = forms.BooleanField(
        label=_("Không nêu tên tác giả, đơn vị trên chương trình và màn chiếu"), required=False, initial=True
    )

    def __init__(self, *args: Any, ranking: Ranking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = CouncilMember.objects.serving(clock.today()).filter(council__campaign=ranking.campaign_id)
        self.members = {str(row.pk): row for row in rows.select_related("council", "user")}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, row in self.members.items():
            label = f"{row.user.full_name} ({SEATS[row.role]})"
            groups.setdefault(row.council.name, []).append((key, label))
        self.fields["chair"].choices = self.fields["secretary"].choices = list(groups.items())
        for name in ("chair", "secretary"):
            self.fields[name].initial = next(
                (key for key, row in self.members.items() if row.role == name), None
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        chair, secretary = (self.members.get(facts.get(name, "")) for name in ("chair", "secretary"))
        if chair and secretary and chair.council_id != secretary.council_id:
            self.add_error("secretary", _("Người chủ trì và thư ký phải cùng một hội đồng."))
        return facts

    def plan(self) -> Plan:
        facts = self.cleaned_data
        chair = self.members[facts["chair"]]
        return Plan(
            council=chair.council,
            planned_at=facts["planned_at"],
            place=facts["place"],
            chair=chair,
            secretary=self.members[facts["secretary"]],
            hides_authors=facts["hides_authors"],
        )

    @staticmethod
    def usual() -> dict[str, datetime]:
        return {"planned_at": clock.now().astimezone(clock.VIETNAM)}


class ReasonForm(forms.Form):
    reason = TextField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class VoidForm(forms.Form):
    reason = LineField(label=_("Lý do hủy lượt"), max_length=300)


class AttendanceForm(forms.Form):
    """The button says which; only an absence has a reason."""

    here = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    reason = LineField(label=_("Lý do vắng"), max_length=300, required=False)


class NotesForm(forms.Form):
    notes = TextField(
        label=_("Diễn biến, ý kiến phát biểu"),
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    conclusion = TextField(
        label=_("Kết luận"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Là lý do ghi vào đề nghị của hội đồng; cần có khi không công nhận hoặc khác với bảng xếp hạng."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class OpenRoundsForm(forms.Form):
    question = forms.ChoiceField(label=_("Nội dung bỏ phiếu"))
    way = forms.ChoiceField(label=_("Cách bỏ phiếu"))
    items = forms.MultipleChoiceField(label=_("Các hồ sơ"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(item.pk): item for item in items}
        self.fields["question"].choices = [(one.value, QUESTIONS[one]) for one in Question]
        self.fields["way"].choices = [(one.value, WAYS[one]) for one in Way]
        self.fields["items"].choices = [
            (key, f"{item.register_number} – {item.name}") for key, item in self.rows.items()
        ]

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "question": Question(data["question"]),
            "way": Way(data["way"]),
            "items": [self.rows[key] for key in data["items"]],
        }


class BallotForm(forms.Form):
    """One choice for every item of a round."""

    def __init__(self, *args: Any, rows: list[RoundItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"m{row.pk}"] = forms.ChoiceField(
                label=row.item.name,
                choices=[(key.value, label) for key, label in CHOICES.items()],
                widget=BIG,
            )
        self.rows = rows

    @property
    def lines(self) -> list[tuple[RoundItem, forms.BoundField]]:
        return [(row, self[f"m{row.pk}"]) for row in self.rows]

    def choices(self) -> dict[int, str]:
        return {row.pk: self.cleaned_data[f"m{row.pk}"] for row in self.rows}


class WrittenForm(forms.Form):
    """What an absent member wrote, by item; nothing chosen means nothing written."""

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("Không có ý kiến")), *((key.value, label) for key, label in CHOICES.items())]
        for item in items:
            self.fields[f"m{item.pk}"] = forms.ChoiceField(
                label=f"{item.register_number} – {item.name}", choices=options, required=False
            )
        self.items = items

    def choices(self) -> dict[int, str]:
        found = {item.pk: self.cleaned_data[f"m{item.pk}"] for item in self.items}
        return {key: choice for key, choice in found.items() if choice}


class EarlyForm(forms.Form):
    """Only needed while somebody has not voted."""

    early_reason = LineField(
        label=_("Lý do kết thúc sớm (nếu chưa đủ phiếu)"), max_length=300, required=False
    )


class HandCountForm(forms.Form):
    committee = LineField(label=_("Ban kiểm phiếu (họ tên)"), max_length=300)
    issued = forms.IntegerField(label=_("Số phiếu phát ra"), **HAND)
    collected = forms.IntegerField(label=_("Số phiếu thu về"), **HAND)
    invalid = forms.IntegerField(label=_("Số phiếu không hợp lệ"), initial=0, **HAND)

    def __init__(self, *args: Any, rows: list[RoundItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            for choice, label in CHOICES.items():
                self.fields[f"m{row.pk}-{choice}"] = forms.IntegerField(label=label, initial=0, **HAND)

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("committee", "issued", "collected", "invalid")]

    @property
    def lines(self) -> list[tuple[RoundItem, list[forms.BoundField]]]:
        return [(row, [self[f"m{row.pk}-{choice}"] for choice in CHOICES]) for row in self.rows]

    def counted(self) -> Counted:
        data = self.cleaned_data
        counts = {row.pk: Count(*(data[f"m{row.pk}-{choice}"] for choice in CHOICES)) for row in self.rows}
        return Counted(Papers(data["issued"], data["collected"], data["invalid"]), counts, data["committee"])


class EndForm(forms.Form):
    minutes_number = LineField(label=_("Số biên bản"), max_length=60, help_text=_("Ví dụ: 03/BB-HĐSK"))
