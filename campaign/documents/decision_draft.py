"""What a decision would say, dossier by dossier, before it is recorded; its digest says that nothing has changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from campaign.documents.holds import KIND_LABELS as HOLD_LABELS
from campaign.documents.holds import held_submissions
from campaign.models import clock
from campaign.models.decision import Award, Decision, Proposal, Sitting
from campaign.models.submission import Submission
from campaign.rules.phrase import Phrase
from campaign.rules.shares import format_bp
from campaign.rules.workflow import State

SCOPE_LABELS = {
    "base": Phrase("cơ sở"),
    "province": Phrase("bộ, ban, ngành, tỉnh"),
    "nation": Phrase("toàn quốc"),
}
RECOGNISED, NOT_RECOGNISED = Phrase("Công nhận, không xếp giải"), Phrase("Không công nhận")


KIND_LABELS = {
    "reward": Phrase("Khen thưởng"),
    "revocation": Phrase("Thu hồi công nhận"),
}


def nature(decision: Decision) -> Phrase:
    """What it decides, for a list."""
    if decision.kind == "recognition":
        return Phrase("Công nhận, phạm vi %(scope)s", scope=SCOPE_LABELS[decision.scope])
    return KIND_LABELS[decision.kind]


@dataclass(frozen=True)
class DraftLine:
    """`row` is the council's proposal, or the recognition that a larger scope would rest on."""

    row: Proposal | Award
    scope: str
    authors: tuple[tuple[str, str], ...]

    @property
    def submission(self) -> Submission:
        return self.row.submission

    @property
    def effect(self) -> Phrase | str:
        if self.row.award_level:
            return self.row.award_level.label
        return RECOGNISED if self.row.outcome == "recognised" else NOT_RECOGNISED

    @property
    def scope_label(self) -> Phrase | str:
        return SCOPE_LABELS[self.scope] if self.row.outcome != "not_recognised" else ""

    @property
    def facts(self) -> list[Any]:
        row, one = self.row, self.submission
        level = row.award_level.code if row.award_level else ""
        face = [one.pk, one.register_number, one.title, list(self.authors)]
        return [*face, row.outcome, level, row.level_label, row.reason, self.scope]


@dataclass(frozen=True)
class HeldLine:
    submission: Submission
    reasons: tuple[tuple[Phrase, str], ...]


@dataclass(frozen=True)
class Draft:
    lines: list[DraftLine]
    held: list[HeldLine]

    @property
    def digest(self) -> str:
        content = [[line.facts for line in self.lines], [line.submission.pk for line in self.held]]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    @property
    def effects(self) -> list[tuple[Phrase | str, int]]:
        return list(Counter(line.effect for line in self.lines).items())

    @property
    def refused(self) -> list[DraftLine]:
        return [line for line in self.lines if line.row.outcome == "not_recognised"]


def draft_of(sittings: Iterable[Sitting]) -> Draft:
    """All that these sittings proposed and no decision has taken up; who is on hold stays where it is."""
    rows = (
        Proposal.objects.filter(sitting__in=sittings, submission__state=State.PROPOSED)
        .select_related("submission__strand", "award_level")
        .prefetch_related("submission__authorships", "submission__conflicts")
    )
    ordered = sorted(rows, key=lambda row: (row.submission.strand.order, row.position, row.pk))
    return _draft(ordered, "base")


def larger_scope(awards: Iterable[Award], scope: str) -> Draft:
    rows = (
        Award.objects.filter(pk__in=[award.pk for award in awards], is_live=True)
        .select_related("submission__strand", "award_level", "decision")
        .prefetch_related("submission__authorships", "submission__conflicts")
    )
    ordered = sorted(rows, key=lambda row: (row.submission.strand.order, row.submission.register_number))
    return _draft(ordered, scope)


def _draft(rows: Sequence[Proposal | Award], scope: str) -> Draft:
    held = held_submissions([row.submission_id for row in rows], on=clock.today())
    lines = [DraftLine(row, scope, _authors(row.submission)) for row in rows if row.submission_id not in held]
    return Draft(lines, [_held(row, held) for row in rows if row.submission_id in held])


def _held(row: Proposal | Award, held: dict[int, Any]) -> HeldLine:
    reasons = tuple((HOLD_LABELS[hold.kind], hold.reason) for hold in held[row.submission_id])
    return HeldLine(row.submission, reasons)


def _authors(submission: Submission) -> tuple[tuple[str, str], ...]:
    return tuple((row.full_name, format_bp(row.share_bp)) for row in submission.authorships.all())
