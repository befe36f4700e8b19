"""What the officer types in the formal check: an answer per line of the checklist and one outcome."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from campaign.actions.eligibility import LONGEST_SUPPLEMENT, Answer
from campaign.actions.supplement import Asked
from campaign.forms.fields import TextField
from campaign.forms.supplement import asked, point_rows
from campaign.models.campaign import ChecklistItem

LABELS = [
    ("accepted", _("Tiếp nhận: mọi mục trong danh mục kiểm tra đều đạt")),
    ("supplement", _("Yêu cầu tác giả bổ sung, có thời hạn")),
    ("refused", _("Từ chối tiếp nhận, có nêu lý do")),
]
YES, NO = "dat", "khong-dat"
NEEDS = {
    "supplement": {
        "points": _("Hãy ghi rõ những nội dung tác giả phải bổ sung."),
        "due_on": _("Hãy chọn ngày cuối cùng để bổ sung."),
    },
    "refused": {"reason": _("Hãy ghi rõ lý do từ chối.")},
}


@dataclass(frozen=True)
class Line:
    item: ChecklistItem
    answer: forms.BoundField
    note: forms.BoundField


class CheckForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Chọn một kết luận"), choices=LABELS, widget=forms.RadioSelect)
    points = TextField(
        label=_("Lời dẫn chung"),
        help_text=_("Không bắt buộc khi đã ghi các điểm ở trên; nếu chỉ ghi ở đây thì mỗi dòng là một điểm."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    due_on = DayField(
        label=_("Hạn bổ sung (hết ngày)"),
        required=False,
    )
    reason = TextField(
        label=_("Lý do từ chối"),
        help_text=_("Nêu mục không đạt và căn cứ; tác giả nhận được nguyên văn."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, items: Sequence[ChecklistItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        longest = {"days": LONGEST_SUPPLEMENT}
        self.fields["due_on"].help_text = _("Không quá %(days)s ngày kể từ hôm nay.") % longest
        for item in items:
            self.fields[f"item_{item.pk}"] = forms.ChoiceField(
                label=item.text,
                choices=[(YES, _("Đạt")), (NO, _("Không đạt"))],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"note_{item.pk}"] = LineField(
                label=_("Ghi chú cho mục %(number)s") % {"number": item.order}, required=False, max_length=500
            )

    def lines(self) -> Iterator[Line]:
        return (Line(item, self[f"item_{item.pk}"], self[f"note_{item.pk}"]) for item in self.items)

    @cached_property
    def rows(self) -> Any:
        """What the author has to supply, a row for each point."""
        return point_rows(self.data if self.is_bound else None)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        facts["asked"] = self._asked(facts.get("points", ""))
        for name, sentence in NEEDS.get(facts.get("outcome", ""), {}).items():
            said = facts["asked"].each() if name == "points" else facts.get(name)
            if not said and name not in self.errors:
                self.add_error(name, sentence)
        return facts | {"answers": list(self._answers(facts))}

    def _asked(self, note: str) -> Asked:
        if self.rows.is_bound and not self.rows.is_valid():
            self.add_error(None, _("Một điểm phải bổ sung chưa đúng; xem dòng được đánh dấu."))
            return Asked(note)
        return asked(self.rows, note)

    def _answers(self, facts: dict[str, Any]) -> Iterator[Answer]:
        for item in self.items:
            answer = facts.get(f"item_{item.pk}")
            if answer:
                yield Answer(item.pk, answer == YES, facts.get(f"note_{item.pk}", ""))
