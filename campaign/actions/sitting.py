"""The council's sitting on a ranking: what it proposes for each dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.allocation import quota_problem
from campaign.actions.ranking import hold_strand, require_fresh
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import perform
from campaign.models import clock
from campaign.models.decision import Proposal, Sitting
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.session import CouncilSession
from campaign.rules import ballot, permissions, workflow
from campaign.rules.phrase import NO_OBJECTION, Phrase

NOT_STORED = ("quorum", "majority", "written")


@dataclass(frozen=True)
class Meeting:
    """What the minutes state of the sitting itself; `written`: absent members whose written word counts."""

    held_on: date
    place: str
    chair_name: str
    secretary_name: str
    members_total: int
    members_present: int
    minutes_number: str
    note: str = ""
    session: CouncilSession | None = None
    quorum: Fraction = ballot.QUORUM
    majority: Fraction = ballot.MAJORITY
    written: int = 0

    @property
    def face(self) -> dict[str, Any]:
        """What is stored; the shares stand at the council, what was written at the session."""
        return {name: value for name, value in vars(self).items() if name not in NOT_STORED}


@dataclass(frozen=True)
class Outcome:
    """What the council proposes for one ranked dossier."""

    submission_id: int
    outcome: str
    award_level_id: int | None
    count: ballot.Count
    reason: str = ""


class RowsRefused(Refused):
    """Carries the first sentence; `rows` has one for every dossier that has something against it."""

    def __init__(self, rows: dict[int, Phrase]) -> None:
        super().__init__(next(iter(rows.values())))
        self.rows = rows


@transaction.atomic
def hold_sitting(ranking: Ranking, *, by: User, meeting: Meeting, outcomes: Sequence[Outcome]) -> Sitting:
    gate.require_in_campaign("hold_sitting", by)
    hold_strand(ranking.strand_id)  # before anything else, as whoever ranks the strand anew does
    ranking = Ranking.objects.select_related("campaign", "strand").get(pk=ranking.pk)
    rows = list(
        ranking.rows.select_related("submission", "award_level").prefetch_related(
            "submission__authorships", "submission__conflicts"
        )
    )
    _require_sitting_possible(ranking)
    for row in rows:
        refuse_if(permissions.why_partial(by, row.submission))
    refuse_if(ballot.quorum_problem(meeting.members_total, meeting.members_present, meeting.quorum))
    chosen = {outcome.submission_id: outcome for outcome in outcomes}
    _require_sound_rows(rows, chosen, meeting)
    awarded = {one.submission_id: one.award_level_id for one in outcomes if one.outcome == "award"}
    refuse_if(quota_problem(ranking, {pk: level for pk, level in awarded.items() if level}))
    sitting = Sitting.objects.create(
        campaign=ranking.campaign,
        strand=ranking.strand,
        ranking=ranking,
        recorded_by=by,
        recorded_at=clock.now(),
        **meeting.face,
    )
    for row in rows:
        _propose(sitting, row, chosen[row.submission_id], by=by)
    trail.record(
        "hold_sitting",
        by=by,
        campaign=ranking.campaign,
        facts={"minutes": meeting.minutes_number, "rows": len(rows)},
    )
    return sitting


def _require_sitting_possible(ranking: Ranking) -> None:
    if ranking.sittings.exists():
        raise Refused(
            Phrase(
                "Hội đồng đã họp về bảng xếp hạng này. Kết quả phiên họp được giữ nguyên, hãy mở lại để xem."
            )
        )
    require_fresh(ranking)


def _require_sound_rows(
    rows: Sequence[RankedSubmission], chosen: dict[int, Outcome], meeting: Meeting
) -> None:
    found = {row.submission_id: _outcome_problem(row, chosen.get(row.submission_id), meeting) for row in rows}
    problems = {pk: problem for pk, problem in found.items() if problem}
    if problems:
        raise RowsRefused(problems)


def _outcome_problem(row: RankedSubmission, chosen: Outcome | None, meeting: Meeting) -> Phrase:
    if chosen is None:
        return Phrase("Hồ sơ %(number)s chưa có đề nghị của hội đồng.", number=row.submission.register_number)
    problem = ballot.count_problem(chosen.count, meeting.members_present + meeting.written)
    if not problem and chosen.outcome != "not_recognised":
        problem = ballot.carried_problem(chosen.count, meeting.members_total, meeting.majority)
    if not problem and not chosen.reason and (chosen.outcome == "not_recognised" or _departs(row, chosen)):
        problem = Phrase("cần ghi lý do khi không công nhận hoặc khi đề nghị khác với bảng xếp hạng.")
    if not problem:
        return NO_OBJECTION
    return Phrase("Hồ sơ %(number)s: %(problem)s", number=row.submission.register_number, problem=problem)


def _departs(row: RankedSubmission, chosen: Outcome) -> bool:
    return (chosen.outcome, chosen.award_level_id) != (suggested(row), row.award_level_id)


def suggested(row: RankedSubmission) -> str:
    """What the ranking itself leads to, before the council speaks."""
    if row.award_level_id:
        return "award"
    return "recognised" if row.level_code else "not_recognised"


def _propose(sitting: Sitting, row: RankedSubmission, chosen: Outcome, *, by: User) -> None:
    Proposal.objects.create(
        sitting=sitting,
        submission=row.submission,
        outcome=chosen.outcome,
        award_level_id=chosen.award_level_id if chosen.outcome == "award" else None,
        position=row.position,
        total=row.total,
        level_label=row.level_label,
        votes_for=chosen.count.votes_for,
        votes_against=chosen.count.votes_against,
        votes_blank=chosen.count.votes_blank,
        reason=chosen.reason,
    )
    perform(workflow.PROPOSE, row.submission, by=by, facts={"sitting": sitting.pk, "outcome": chosen.outcome})
