"""What the pages of ranking, sitting and decision read; prepared here so that templates only show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from accounts.models.user import User
from campaign.documents.ranking_inputs import VOIDED
from campaign.models.campaign import Campaign, Strand
from campaign.models.decision import Sitting
from campaign.models.ranking import RankedSubmission, Ranking, RankingInputs
from campaign.models.submission import Submission
from campaign.rules import workflow
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

UNFINISHED = (State.ACCEPTED, State.ASSIGNED, State.JUDGING)
MOST_LEFT_OUT = 200
BEFORE_JUDGING = (State.SUBMITTED, State.RETURNED, State.ENDORSED, State.SUPPLEMENT)


@dataclass(frozen=True)
class StrandCard:
    """How far a strand is on the way to its ranking."""

    strand: Strand
    current: Ranking | None
    sitting: Sitting | None
    judged: int
    unfinished: int
    waiting: int

    @property
    def can_rank(self) -> bool:
        return bool(self.judged) and not self.unfinished and self.sitting is None


def campaigns() -> QuerySet[Campaign]:
    return Campaign.objects.announced().only("pk", "slug", "title", "year")


def strand_cards(campaign: Campaign, user: User) -> list[StrandCard]:
    """Four queries, however many strands and dossiers; what the reader must not meet is not counted."""
    counts: Counter[tuple[int, str]] = Counter()
    grouped = (
        Submission.objects.for_office(user)
        .filter(strand__campaign=campaign)
        .values_list("strand", "state")
        .annotate(rows=Count("pk"))
    )
    for strand_id, state, rows in grouped.order_by():
        counts[strand_id, state] = rows
    current = Prefetch(
        "rankings", Ranking.objects.filter(is_current=True).select_related("made_by"), "current"
    )
    strands = campaign.strands.prefetch_related(current, "sittings")
    return [_card(strand, counts) for strand in strands]


def _card(strand: Strand, counts: Counter[tuple[int, str]]) -> StrandCard:
    def total(states: Iterable[State]) -> int:
        return sum(counts[strand.pk, state] for state in states)

    return StrandCard(
        strand=strand,
        current=next(iter(strand.current), None),
        sitting=next(iter(strand.sittings.all()), None),
        judged=total((State.JUDGED, State.RANKED)),
        unfinished=total(UNFINISHED),
        waiting=total(BEFORE_JUDGING),
    )


def ranked_rows(ranking: Ranking, user: User) -> QuerySet[RankedSubmission]:
    """The rows of a ranking that this person may meet; nobody meets the own dossier on the office's side."""
    return (
        ranking.rows.filter(submission__in=Submission.objects.for_office(user).values("pk"))
        .select_related("submission", "award_level")
        .only(
            "line",
            "position",
            "total",
            "level_code",
            "level_label",
            "tie_code",
            "tie_reason",
            "award_code",
            "award_reason",
            "award_level__code",
            "award_level__label",
            "ranking_id",
            "submission__code",
            "submission__title",
            "submission__unit_name",
            "submission__register_number",
            "submission__state",
        )
    )


LEFT_OUT = {
    **{state.value: label for state, label in workflow.LABELS.items()},
    VOIDED: Phrase("có phiếu bị hủy, phiếu đó không được tính"),
}


def left_out(ranking: Ranking) -> list[tuple[str, Phrase]]:
    """Register numbers that stand in no place, each with the reason; read without the rest of the inputs."""
    kept = RankingInputs.objects.filter(ranking=ranking).values_list("content__left_out", flat=True).first()
    return [(number, LEFT_OUT[reason]) for number, reason in kept or []][:MOST_LEFT_OUT]


def undecided_sittings() -> QuerySet[Sitting]:
    """Sittings whose proposals no decision has taken up yet."""
    return (
        Sitting.objects.filter(proposals__submission__state=State.PROPOSED)
        .distinct()
        .select_related("strand", "campaign")
    )
