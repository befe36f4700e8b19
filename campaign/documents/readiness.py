"""What is still missing before a campaign may be announced: every point with its page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from campaign.documents.quotas import quotas_of
from campaign.documents.ranking_inputs import rule_of
from campaign.models import clock
from campaign.models.campaign import AwardLevel, Campaign, ChecklistItem, LegalBasis, Strand
from campaign.models.judging import PanelMember
from campaign.rules import phases
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ranking import DRAW, chain_problem

OK, WARN, BLOCK = "ok", "warn", "block"
NEEDED = tuple(kind for kind in phases.KINDS if kind != phases.Kind.APPEAL)


@dataclass(frozen=True)
class Point:
    """`page` is the name of the address where it is put right."""

    status: str
    text: Phrase
    page: str


LISTS = (
    (
        "award_levels",
        Phrase("Đã có giải thưởng."),
        BLOCK,
        Phrase("Chưa có giải thưởng nào."),
        "setup:award_levels",
    ),
    (
        "checklist",
        Phrase("Đã có danh mục kiểm tra hồ sơ."),
        BLOCK,
        Phrase("Chưa có danh mục kiểm tra hồ sơ."),
        "setup:checklist",
    ),
    (
        "legal_bases",
        Phrase("Đã ghi căn cứ pháp lý."),
        WARN,
        Phrase("Chưa ghi căn cứ pháp lý."),
        "setup:legal_bases",
    ),
    (
        "panels",
        Phrase("Đã có tổ giám khảo."),
        WARN,
        Phrase("Chưa lập tổ giám khảo; cần có trước khi chấm điểm."),
        "office:panels",
    ),
)


def readiness(campaign: Campaign) -> list[Point]:
    strands = list(campaign.strands.select_related("rubric").prefetch_related("rubric__criteria"))
    return [
        *_audience(campaign),
        *_strands(strands),
        *_timetable(campaign),
        *_lists(campaign),
        *_allocation(campaign, strands),
    ]


def blocking(points: list[Point]) -> list[Phrase]:
    return [point.text for point in points if point.status == BLOCK]


def _audience(campaign: Campaign) -> Iterator[Point]:
    if campaign.unit_kinds and campaign.employments:
        yield Point(OK, Phrase("Đã chọn loại đơn vị và đối tượng được dự thi."), "setup:campaign_edit")
    else:
        yield Point(BLOCK, Phrase("Chưa chọn loại đơn vị và đối tượng được dự thi."), "setup:campaign_edit")
    if not campaign.contact:
        yield Point(WARN, Phrase("Chưa ghi nơi liên hệ để người dự thi hỏi."), "setup:campaign_edit")


def _strands(strands: Sequence[Strand]) -> Iterator[Point]:
    if not strands:
        yield Point(BLOCK, Phrase("Chưa có nội dung thi đua nào."), "setup:strands")
        return
    problems = [(strand, _rubric_problem(strand)) for strand in strands]
    if any(problem for _, problem in problems):
        for strand, problem in problems:
            if problem:
                words = Phrase("«%(strand)s»: %(problem)s", strand=strand.name, problem=problem)
                yield Point(BLOCK, words, "setup:rubrics")
        return
    yield Point(
        OK, Phrase("%(count)s nội dung thi đua, đều có bộ tiêu chí.", count=len(strands)), "setup:strands"
    )


def _rubric_problem(strand: Strand) -> Phrase:
    criteria = [criterion.code for criterion in strand.rubric.criteria.all()]
    if not criteria:
        return Phrase("bộ tiêu chí chưa có tiêu chí nào.")
    return chain_problem(strand.rubric.tie_chain, criteria) if strand.rubric.tie_chain else NO_OBJECTION


def _allocation(campaign: Campaign, strands: Sequence[Strand]) -> Iterator[Point]:
    """Quotas that can be kept: places shared by strands want one scale, a draw by seed wants a seed."""
    quotas, rule = quotas_of(campaign), rule_of(campaign)
    if not quotas:
        words = Phrase("Chưa đặt chỉ tiêu nào: mọi hồ sơ đạt ngưỡng đều được xếp giải.")
        yield Point(WARN, words, "setup:quotas")
    if len({strand.rubric_id for strand in strands}) > 1 and any(one.crosses_strands for one in quotas):
        words = Phrase(
            "Có chỉ tiêu tính chung cho nhiều nội dung, nhưng các nội dung dùng bộ tiêu chí khác nhau nên điểm không "
            "so được. Hãy đặt chỉ tiêu riêng cho mỗi nội dung, hoặc dùng một bộ tiêu chí."
        )
        yield Point(BLOCK, words, "setup:quotas")
    if not rule.seed and any(DRAW in strand.rubric.tie_chain for strand in strands):
        words = Phrase("Bộ tiêu chí dùng bốc thăm bằng mã, nhưng chưa ghi mã công bố trước.")
        yield Point(BLOCK, words, "setup:award_rule")


def _timetable(campaign: Campaign) -> Iterator[Point]:
    spans = campaign.spans()
    unset = [str(phases.LABELS[kind]) for kind in NEEDED if not any(span.kind == kind for span in spans)]
    if unset:
        words = Phrase("Chưa đặt thời gian cho: %(kinds)s.", kinds=", ".join(unset))
        yield Point(BLOCK, words, "setup:timetable")
    problems = phases.timetable_problems(spans)
    yield from (Point(BLOCK, problem, "setup:timetable") for problem in problems)
    if not unset and not problems:
        yield Point(OK, Phrase("Lịch phong trào đủ các bước và đúng thứ tự."), "setup:timetable")
    now = clock.now()
    if any(span.kind == phases.Kind.SUBMIT and span.closes <= now for span in spans):
        yield Point(
            WARN, Phrase("Thời gian nộp hồ sơ đã qua: sẽ không ai nộp được hồ sơ."), "setup:timetable"
        )


def _lists(campaign: Campaign) -> Iterator[Point]:
    """Everything that must merely be there, asked for in one query."""
    own = {"campaign": OuterRef("pk")}
    there = {
        "award_levels": Exists(AwardLevel.objects.filter(**own)),
        "checklist": Exists(ChecklistItem.objects.filter(**own)),
        "legal_bases": Exists(LegalBasis.objects.filter(**own)),
        "panels": Exists(PanelMember.objects.filter(panel__campaign=OuterRef("pk"), left_on__isnull=True)),
    }
    asked = {f"has_{name}": ask for name, ask in there.items()}
    found: dict[str, Any] = dict(Campaign.objects.filter(pk=campaign.pk).values(**asked)[0])
    for name, said, otherwise, missing, page in LISTS:
        present = found[f"has_{name}"]
        yield Point(OK if present else otherwise, said if present else missing, page)
