"""What a decision says, line by line, in the order and with the names in which it is made public."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models.unit import Unit
from accounts.models.user import User
from accounts.text import fold
from campaign.models import clock
from campaign.models.campaign import Window
from campaign.models.decision import Award, Decision
from campaign.models.hold import Hold
from campaign.models.submission import Authorship
from campaign.rules.calendar import document_number, official_date
from campaign.rules.permissions import is_partial

RECOGNISED = "Công nhận sáng kiến"
NOT_RECOGNISED = "not_recognised"
AFTER_ALL_PRIZES = 1000


@dataclass(frozen=True)
class Line:
    """One dossier of the decision. `unit_name` is the one of the day of signing.

    `is_held`: it, or one of its authors, is set aside now, so it must not come out.
    """

    award: Award
    authors: list[Authorship]
    unit_name: str
    is_held: bool = False

    @property
    def is_recognised(self) -> bool:
        return self.award.outcome != NOT_RECOGNISED

    @property
    def label(self) -> str:
        return self.award.award_level.label if self.award.award_level else RECOGNISED

    @property
    def author_names(self) -> str:
        return ", ".join(author.full_name for author in self.authors)

    def is_hidden_from(self, user: User) -> bool:
        return is_partial(user, self.award.submission)


def decision_with_timetable() -> QuerySet[Decision]:
    """With what the page of publication asks of it, in two questions."""
    windows = Prefetch("campaign__windows", Window.objects.select_related("strand"))
    return Decision.objects.select_related("campaign", "publication").prefetch_related(windows)


def lines_of(*decisions: Decision) -> list[Line]:
    """Decision after decision, as they are given; each in its reading order."""
    awards = (
        Award.objects.filter(decision__in=decisions, is_live=True)
        .annotate(is_held=Exists(_holds()))
        .select_related("award_level", "decision__campaign", "submission__strand", "submission__proposal")
        .prefetch_related("submission__authorships", "submission__conflicts")
    )
    names = {decision.pk: _unit_names(decision) for decision in decisions}
    place = {decision.pk: number for number, decision in enumerate(decisions)}
    return [
        Line(
            award,
            list(award.submission.authorships.all()),
            names[award.decision_id][award.submission.unit_id],
            award.is_held,
        )
        for award in sorted(awards, key=lambda award: (place[award.decision_id], *_reading_order(award)))
    ]


def _holds() -> QuerySet[Hold]:
    """In force today, of the dossier itself, its owner or one of its authors."""
    people = Q(person=OuterRef("submission__owner")) | Q(
        person__authorships__submission=OuterRef("submission")
    )
    return Hold.objects.in_force(clock.today()).filter(Q(submission=OuterRef("submission")) | people)


def facts(line: Line, number: int) -> dict[str, Any]:
    """The published face of one result, in the order in which it is hashed."""
    submission = line.award.submission
    return {
        "line": number,
        "register_number": submission.register_number,
        "title": submission.title,
        "authors": line.author_names,
        "unit_name": line.unit_name,
        "award_label": line.label,
        "level_label": line.award.level_label,
    }


def copied(line: Line) -> dict[str, Any]:
    """What else the public's table keeps of it."""
    submission, level = line.award.submission, line.award.award_level
    decision = line.award.decision
    return {
        "summary": submission.summary,
        "strand_code": submission.strand.code,
        "strand_name": submission.strand.name,
        "award_code": level.code if level else "",
        "decision_text": f"{document_number(decision.number, decision.symbol)} {official_date(decision.signed_on)}",
        "search_text": fold(f"{submission.title} {line.author_names} {line.unit_name}"),
    }


def told(line: Line) -> dict[str, Any]:
    """What the mail to the authors says, and what the trail keeps."""
    return {
        "decision": str(line.award.decision),
        "outcome": line.award.outcome,
        "label": line.label if line.is_recognised else "",
        "reason": "" if line.is_recognised else line.award.reason,
    }


def _reading_order(award: Award) -> tuple[int, int, int, int]:
    """Prize, place, strand."""
    level = award.award_level.order if award.award_level else AFTER_ALL_PRIZES
    return (level, award.submission.proposal.position, award.submission.strand.order, award.pk)


def _unit_names(decision: Decision) -> dict[int, str]:
    units = Unit.objects.filter(pk__in=decision.awards.values("submission__unit"))
    return {unit.pk: str(unit) for unit in units.named(decision.signed_on)}
