"""A supplement as it is typed: the officer's points, each with its section, and the author's answer to every one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.actions.supplement import Asked, Point
from campaign.documents.supplement import PointLine
from campaign.forms.fields import TextField
from campaign.rules.sections import SECTIONS

PREFIX = "diem"
MOST_POINTS = 20
BLANK_ROWS = 3
ONE_ANSWER = _("Trả lời của bạn")


class PointForm(forms.Form):
    use_required_attribute = False
    section = forms.ChoiceField(label=_("Ở mục"), required=False)
    text = TextField(
        label=_("Điều phải bổ sung"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = [(section.anchor, section.label) for section in SECTIONS]
        self.fields["section"].choices = [("", _("Toàn hồ sơ")), *sections]

    def has_changed(self) -> bool:
        """A section without words asks for nothing."""
        return "text" in self.changed_data


PointRows = forms.formset_factory(
    PointForm,
    extra=BLANK_ROWS,
    can_delete=True,
    max_num=MOST_POINTS,
    absolute_max=MOST_POINTS,
    validate_max=True,
)


def point_rows(typed: Any) -> Any:
    """The rows as they were typed; a form sent without them has none."""
    has_rows = typed is not None and f"{PREFIX}-TOTAL_FORMS" in typed
    return PointRows(typed if has_rows else None, prefix=PREFIX)


def asked(rows: Any, note: str) -> Asked:
    """Wants rows that are valid or were not sent."""
    filled = [form.cleaned_data for form in rows.forms if form.cleaned_data] if rows.is_bound else []
    kept = [facts for facts in filled if facts.get("text") and not facts.get("DELETE")]
    return Asked(note, tuple(Point(facts["text"], facts["section"]) for facts in kept))


@dataclass(frozen=True)
class Box:
    point: PointLine
    field: forms.BoundField


class AnswerForm(forms.Form):
    """A box for every point; a request without points has the one covering answer."""

    answer = TextField(
        label=ONE_ANSWER,
        help_text=_("Ghi ngắn gọn đã sửa, bổ sung gì theo từng điểm được yêu cầu."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, points: Sequence[PointLine] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        for point in points:
            self.fields[f"answer_{point.pk}"] = TextField(
                label=_("Trả lời điểm %(number)s") % {"number": point.number},
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        if points:
            self.fields["answer"].label = _("Lời nhắn chung (không bắt buộc)")
            self.fields["answer"].help_text = ""
            self.fields["answer"].widget.attrs["rows"] = 2

    def boxes(self) -> Iterator[Box]:
        return (Box(point, self[f"answer_{point.pk}"]) for point in self.points)

    def said(self) -> dict[str, Any]:
        facts = self.cleaned_data
        answers = {point.pk: facts[f"answer_{point.pk}"] for point in self.points}
        return {"answer": facts["answer"], "answers": answers}
