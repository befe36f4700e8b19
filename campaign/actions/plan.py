"""The parts of a campaign's plan: its timetable and its ordered lists, each saved as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.campaign import locked_plan, slug_of, stale
from campaign.actions.refused import refuse_if
from campaign.documents import plan
from campaign.models.campaign import AwardLevel, Campaign, ChecklistItem, Strand, Window
from campaign.models.decision import Award, Proposal
from campaign.models.eligibility import CheckAnswer
from campaign.models.judging import Assignment, Panel
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.submission import Submission
from campaign.rules import phases
from campaign.rules.phrase import NO_OBJECTION, Phrase

Row = Mapping[str, Any]
CODED = {"strands": "name", "award_levels": "label"}


@dataclass(frozen=True)
class Span:
    """One line of the timetable; no strand means all of them."""

    kind: str
    opens: datetime
    closes: datetime
    strand: Strand | None = None
    note: str = ""
    grace_minutes: int = 0


@transaction.atomic
def save_timetable(campaign: Campaign, spans: Sequence[Span], *, by: User, seen: str = "") -> None:
    """The whole timetable at once. Before the announcement it may still be in disorder, afterwards never."""
    gate.require_in_campaign("set_up", by)
    locked = locked_plan(campaign)
    before = plan.timetable_rows(locked)
    refuse_if(stale(before, seen))
    refuse_if(_timetable_objection(locked, spans))
    Window.objects.filter(campaign=locked).delete()
    Window.objects.bulk_create(
        Window(
            campaign=locked,
            kind=span.kind,
            opens=span.opens,
            closes=span.closes,
            strand=span.strand,
            note=span.note,
            grace_minutes=span.grace_minutes,
        )
        for span in spans
    )
    after = plan.timetable_rows(locked)
    if after != before:
        facts = {"before": _moments(before), "after": _moments(after)}
        trail.record("set_timetable", by=by, campaign=locked, facts=facts)


@transaction.atomic
def save_part(campaign: Campaign, part: str, rows: Sequence[Row], *, by: User, seen: str = "") -> None:
    """One list of the plan in its new order; rows carry `pk` when they stood there before."""
    gate.require_in_campaign("set_up", by)
    locked = locked_plan(campaign)
    before = plan.rows_of(locked, part)
    refuse_if(stale(before, seen))
    kept = {row["pk"] for row in rows if row.get("pk")}
    _remove(part, [row for row in before if row["pk"] not in kept])
    stored = {one.pk: one for one in plan.PARTS[part].model._default_manager.filter(campaign=locked)}
    for order, row in enumerate(rows, 1):
        _store(locked, part, stored.get(row.get("pk")), dict(row) | {"order": order})
    after = plan.rows_of(locked, part)
    if after != before:
        facts = {"part": part, "before": len(before), "after": len(after)}
        trail.record("amend_plan", by=by, campaign=locked, facts=facts)


def _store(campaign: Campaign, part: str, stored: Any, row: dict[str, Any]) -> None:
    row.pop("pk", None)
    chosen = plan.PARTS[part]
    if stored is None:
        if part in CODED:
            taken = set(
                chosen.model._default_manager.filter(campaign=campaign).values_list("code", flat=True)
            )
            row["code"] = slug_of(row[CODED[part]], taken)
        chosen.model._default_manager.create(campaign=campaign, **row)
        return
    changed = [name for name, value in row.items() if getattr(stored, name) != value]
    refuse_if(_frozen(stored, changed))
    for name in changed:
        setattr(stored, name, row[name])
    if changed:
        stored.save(update_fields=changed)


def _remove(part: str, rows: Sequence[Row]) -> None:
    chosen = plan.PARTS[part]
    for row in rows:
        found = chosen.model._default_manager.get(pk=row["pk"])
        refuse_if(_in_use(str(row[chosen.named_by]), uses(found)))
        if isinstance(found, Strand):
            Window.objects.filter(strand=found).delete()
            found.quotas.all().delete()
        if isinstance(found, AwardLevel):
            found.quotas.all().delete()
        found.delete()


def uses(row: models.Model) -> list[tuple[int, Phrase]]:
    """What already rests on a row of the plan: how many, and of what kind."""
    counted = [
        (queryset.filter(**{field: row.pk}).count(), said)
        for queryset, field, said in USERS.get(type(row), ())
    ]
    return [(count, said) for count, said in counted if count]


USERS: dict[type[models.Model], tuple[tuple[Any, str, Phrase], ...]] = {
    Strand: (
        (Submission.objects, "strand", Phrase("hồ sơ")),
        (Panel.objects, "strand", Phrase("tổ giám khảo")),
        (Ranking.objects, "strand", Phrase("bảng xếp hạng")),
    ),
    AwardLevel: (
        (RankedSubmission.objects, "award_level", Phrase("dòng xếp hạng")),
        (Proposal.objects, "award_level", Phrase("đề nghị của hội đồng")),
        (Award.objects, "award_level", Phrase("kết quả trong quyết định")),
    ),
    ChecklistItem: ((CheckAnswer.objects, "item", Phrase("lần kiểm tra hồ sơ")),),
}


def _in_use(name: str, found: Sequence[tuple[int, Phrase]]) -> Phrase:
    if not found:
        return NO_OBJECTION
    return Phrase(
        "Không bỏ được «%(name)s» vì đang được dùng trong %(uses)s. Chưa lưu thay đổi nào; hãy giữ lại dòng này.",
        name=name,
        uses=", ".join(f"{count} {said}" for count, said in found),
    )


def _frozen(stored: models.Model, changed: Sequence[str]) -> Phrase:
    """What people have already relied on keeps its meaning."""
    if isinstance(stored, ChecklistItem) and "text" in changed and uses(stored):
        return Phrase(
            "Mục «%(name)s» đã được dùng để kiểm tra hồ sơ nên không sửa lời được. Chưa lưu thay đổi nào; hãy "
            "giữ nguyên mục này và thêm một mục mới.",
            name=str(stored),
        )
    judged = Assignment.objects.filter(submission__strand=stored.pk)
    if isinstance(stored, Strand) and "rubric_id" in changed and judged.exists():
        return Phrase(
            "Nội dung «%(name)s» đã phân công giám khảo nên không đổi được bộ tiêu chí. Chưa lưu thay đổi nào; "
            "hãy giữ bộ tiêu chí đang dùng.",
            name=str(stored),
        )
    return NO_OBJECTION


def _timetable_objection(campaign: Campaign, spans: Sequence[Span]) -> Phrase:
    windows = [
        phases.Window(span.kind, span.opens, span.closes, span.strand.code if span.strand else None)
        for span in spans
    ]
    # What the database cannot hold is refused at once; the order of the steps only once people rely on it.
    wrong = [window for window in windows if window.opens >= window.closes]
    doubled = len({(window.kind, window.strand) for window in windows}) < len(windows)
    problems = phases.timetable_problems(windows)
    if not problems or not (wrong or doubled or campaign.announced_at):
        return NO_OBJECTION
    return Phrase("Chưa lưu lịch phong trào. %(problems)s", problems=" ".join(map(str, problems[:3])))


def _moments(rows: Sequence[Row]) -> list[str]:
    return [
        f"{row['kind']}/{row['strand_id'] or ''}: {row['opens'].isoformat()} - {row['closes'].isoformat()}"
        + (f" + {row['grace_minutes']} min" if row["grace_minutes"] else "")
        for row in rows
    ]
