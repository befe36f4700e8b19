"""The end of a session: every dossier has its votes, and what they say becomes the council's proposals in one act."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.actions.session_gate import RUNNING, locked_session, require_state
from campaign.actions.sitting import Meeting, Outcome, RowsRefused, hold_sitting
from campaign.models import clock
from campaign.models.decision import Sitting
from campaign.models.session import AgendaItem, CouncilSession, Recusal
from campaign.models.vote import RoundItem
from campaign.rules import ballot
from campaign.rules.ballot import Count
from campaign.rules.phrase import Phrase
from campaign.rules.sessions import Question, SessionState


@transaction.atomic
def close_session(session: CouncilSession, *, by: User, minutes_number: str) -> Sitting:
    gate.require_in_campaign("hold_sitting", by)
    session = locked_session(session)
    require_state(session, SessionState.OPEN)
    if session.rounds.running().exists():
        raise Refused(RUNNING)
    items = list(session.items.dossiers().select_related("ranked__submission"))
    outcomes = outcomes_of(session, items)
    now = clock.now()
    session.state, session.closed_at = SessionState.CLOSED.value, now
    session.minutes_number, session.current = minutes_number, None
    session.save(update_fields=["state", "closed_at", "minutes_number", "current"])
    open_recusals = Recusal.objects.filter(
        item__session=session, left_at__isnull=False, returned_at__isnull=True
    )
    open_recusals.update(returned_at=now)
    sitting = hold_sitting(session.ranking, by=by, meeting=_meeting(session), outcomes=outcomes)
    trail.record(
        "close_session",
        by=by,
        campaign=session.council.campaign,
        facts={"session": session.pk, "minutes": minutes_number, "rows": len(outcomes)},
    )
    return sitting


def outcomes_of(session: CouncilSession, items: Iterable[AgendaItem]) -> list[Outcome]:
    """Recognised, and then awarded, when so many of all members agreed; the conclusion is the reason."""
    counted = {(row.item_id, row.round.question): row for row in _counted(session)}
    found, missing = [], {}
    for item in items:
        asked = counted.get((item.pk, Question.RECOGNISE))
        if asked is None:
            missing[item.row.submission_id] = Phrase(
                "Hồ sơ %(number)s chưa được bỏ phiếu công nhận.", number=item.register_number
            )
            continue
        found.append(_outcome(session, item, asked, counted.get((item.pk, Question.LEVEL))))
    if missing:
        raise RowsRefused(missing)
    return found


def _counted(session: CouncilSession) -> Iterable[RoundItem]:
    return RoundItem.objects.filter(round__in=session.rounds.counted()).select_related("round")


def _outcome(session: CouncilSession, item: AgendaItem, asked: RoundItem, level: RoundItem | None) -> Outcome:
    submission = item.row.submission_id
    if not _carried(asked.count, asked, session):
        return Outcome(submission, "not_recognised", None, asked.count, item.conclusion)
    if level is not None and _carried(level.count, level, session):
        return Outcome(submission, "award", level.award_level_id, level.count, item.conclusion)
    return Outcome(submission, "recognised", None, asked.count, item.conclusion)


def _carried(count: Count, row: RoundItem, session: CouncilSession) -> bool:
    return not ballot.carried_problem(count, row.round.members_total, session.majority)


def _meeting(session: CouncilSession) -> Meeting:
    rows = list(session.attendances.all())
    came = [row for row in rows if row.arrived_at]
    wrote = session.council.written_opinions and len(rows) - len(came)
    return Meeting(
        held_on=session.day,
        place=session.place,
        chair_name=session.chair.user.full_name,
        secretary_name=session.secretary.user.full_name,
        members_total=len(rows),
        members_present=len(came),
        minutes_number=session.minutes_number,
        session=session,
        quorum=session.quorum,
        majority=session.majority,
        written=wrote or 0,
    )
