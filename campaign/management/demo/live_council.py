"""A council that meets with the portal: summons, who came, who stayed out, ballots on phones, and what followed."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from campaign.actions import council_session as live
from campaign.actions.session_end import close_session
from campaign.actions.vote_rounds import Counted, close_by_hand, close_round, open_rounds
from campaign.actions.voting import cast_ballot, draw_ballot
from campaign.management.demo import content
from campaign.management.demo.people import acting
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.decision import Sitting
from campaign.models.session import CouncilSession
from campaign.models.vote import RoundItem, VoteRound
from campaign.rules.ballot import Choice, Count, Papers
from campaign.rules.sessions import Question, Way

Keys = dict[int, str]  # the key of the content, by dossier


def plan(strand: Strand, session: content.Row, *, at: datetime, place: str) -> CouncilSession:
    """Of the initiative council, on the strand's ranking."""
    council = strand.campaign.councils.get(kind="initiative")
    chair, secretary = (
        council.members.get(user__staff_code=session[role]) for role in ("chair", "secretary")
    )
    wish = live.Plan(council, at, place, chair, secretary)
    return live.plan_session(strand.rankings.get(is_current=True), by=acting(session["chair"]), plan=wish)


def hold(
    strand: Strand, session: content.Row, keys: Keys, *, begins: datetime, minutes_number: str
) -> Sitting:
    """Two minutes for each step; a secret ballot on what is recognised, raised hands on the awards."""
    planned = CouncilSession.objects.get(ranking__strand=strand)
    by = acting(session["chair"])
    moments = _moments(begins)
    with clock.at(next(moments)):
        _arrive(planned, session)
        _stay_out(planned, session, keys)
    with clock.at(next(moments)):
        planned = live.open_session(planned, by=by)
    for item in planned.items.dossiers():
        with clock.at(next(moments)):
            live.take_up(item, by=by)
            said = session["conclusions"][keys[item.row.submission_id]]
            live.write_notes(item, by=by, notes="", conclusion=said, version=item.version)
    items = list(planned.items.dossiers())
    with clock.at(next(moments)):
        rounds = open_rounds(planned, by=by, items=items, question=Question.RECOGNISE, way=Way.SECRET)
    for vote in rounds:
        with clock.at(next(moments)):
            _vote(vote, session["against"], keys)
            close_round(vote, by=by)
    with clock.at(next(moments)):
        rounds = open_rounds(planned, by=by, items=items, question=Question.LEVEL, way=Way.HANDS)
    for vote in rounds:
        with clock.at(next(moments)):
            close_by_hand(vote, by=by, counted=_all_for(vote, session["committee"]))
    with clock.at(next(moments)):
        return close_session(planned, by=by, minutes_number=minutes_number)


def _moments(begins: datetime) -> Iterator[datetime]:
    return (begins + timedelta(minutes=2 * step) for step in range(60))


def _arrive(planned: CouncilSession, session: content.Row) -> None:
    absent = {row["person"]: row["reason"] for row in session["absent"]}
    by = acting(session["secretary"])
    for seat in planned.attendances.select_related("member__user"):
        reason = absent.get(seat.member.user.staff_code, "")
        live.note_attendance(seat, by=by, is_here=not reason, reason=reason)


def _stay_out(planned: CouncilSession, session: content.Row, keys: Keys) -> None:
    items = {keys[item.row.submission_id]: item for item in planned.items.dossiers()}
    for row in session["recused"]:
        live.declare_recusal(items[row["dossier"]], by=acting(row["person"]))


def _vote(vote: VoteRound, against: dict[str, int], keys: Keys) -> None:
    """Each draws a ballot on the own phone and sends it; so many of them as the content says disagree."""
    rows = {row: against.get(keys[row.item.row.submission_id], 0) for row in _rows(vote)}
    for turn, elector in enumerate(vote.electors.select_related("member__user")):
        token = secrets.token_urlsafe(32)
        choices = {row.pk: Choice.AGAINST if turn < number else Choice.FOR for row, number in rows.items()}
        draw_ballot(vote, by=elector.member.user, token=token)
        cast_ballot(vote, by=elector.member.user, token=token, choices=choices)


def _all_for(vote: VoteRound, committee: str) -> Counted:
    hands = vote.electors.count()
    return Counted(Papers(hands, hands), {row.pk: Count(hands) for row in _rows(vote)}, committee)


def _rows(vote: VoteRound) -> list[RoundItem]:
    return list(vote.items.select_related("item__ranked"))
