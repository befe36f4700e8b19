"""A judge's own score sheet as paper, by the alias and the blind title under which the judge knows the dossier.

Before it is locked it is a draft; before anything was marked it is a form to fill in by hand.
"""

from typing import Any

from django.utils.translation import override

from campaign.documents import blind_copy, render
from campaign.documents.judging import said_lines, score_lines
from campaign.documents.layout import NO_DATE, paragraphs
from campaign.documents.paper_templates import in_use
from campaign.documents.papers import File
from campaign.models.judging import Assignment, Sheet
from campaign.rules.calendar import date_line, vn_number

TEMPLATE = "sheet"


def paper(assignment: Assignment, kind: str) -> File:
    """Wants the assignment with its judge, campaign and rubric, and what the blind title needs."""
    sheet = Sheet.objects.filter(assignment=assignment).first()
    moment = (sheet.locked_at or sheet.saved_at) if sheet else assignment.assigned_at
    with override("vi"):
        facts = _facts(assignment, sheet)
    made = render.paper(TEMPLATE, kind, facts, made_at=moment, replaced=in_use(TEMPLATE, kind))
    return File(f"phieu-cham-{assignment.alias}.{kind}", render.TYPES[kind], made)


def _facts(assignment: Assignment, sheet: Sheet | None) -> dict[str, Any]:
    campaign, place = assignment.submission.campaign, assignment.submission.campaign.place_name
    locked = sheet.locked_at if sheet else None
    rows = _rows(assignment, sheet)
    return {
        "document_title": f"Phiếu chấm điểm hồ sơ {assignment.alias}",
        "draft": sheet is not None and locked is None,
        "draft_mark": "BẢN NHÁP",
        "foot": "",
        "issuer": campaign.issuer_name,
        "parent": "",
        "place_and_date": date_line(place, locked) if locked else f"{place}, {NO_DATE}",
        "movement": f"{campaign.title} – {assignment.submission.strand.name}",
        "alias": assignment.alias,
        "title": blind_copy.title(assignment.submission),
        "rows": rows,
        "top": vn_number(sum(row.max_points for row in _criteria(assignment)).normalize()),
        "total": vn_number(sheet.total, 2) if sheet and sheet.total is not None else "",
        "comment": paragraphs(sheet.comment, "") if sheet and sheet.comment else [],
        "said": [f"{label}: {text}" for label, text in said_lines(sheet)] if sheet else [],
        "judge": assignment.judge.full_name,
    }


def _criteria(assignment: Assignment) -> list[Any]:
    return list(assignment.submission.strand.rubric.criteria.all())


def _rows(assignment: Assignment, sheet: Sheet | None) -> list[dict[str, str]]:
    marks = sheet.marks.select_related("criterion", "band").order_by("criterion__order") if sheet else []
    given = {mark.criterion_id: line for mark, line in zip(marks, score_lines(marks), strict=True)}
    return [
        {
            "line": str(number),
            "label": " – ".join(filter(None, [criterion.group, criterion.label])),
            "most": vn_number(criterion.max_points.normalize()),
            "points": given[criterion.pk].points if criterion.pk in given else "",
            "remark": ". ".join(filter(None, [given[criterion.pk].band, given[criterion.pk].remark]))
            if criterion.pk in given
            else "",
        }
        for number, criterion in enumerate(_criteria(assignment), 1)
    ]
