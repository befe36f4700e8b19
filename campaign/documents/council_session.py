"""What the pages of a live session read. Sums come out of a closed round alone; of a running one, how many voted.

Every reader has an own view of the agenda: an item that is barred to them is not there, not even as a gap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count as Number
from django.db.models import Q, QuerySet, Subquery

from accounts.models.user import User
from campaign.models.session import AgendaItem, Attendance, CouncilSession, Recusal
from campaign.models.vote import NamedVote, RoundItem, VoteRound
from campaign.rules import ballot
from campaign.rules.ballot import CHOICES, Choice
from campaign.rules.calendar import vn_datetime, vn_number, vn_time
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.sessions import (
    QUESTIONS,
    RECUSED_BY,
    STATES,
    TONES,
    WAYS,
    Question,
    RecusedBy,
    SessionState,
    Way,
)

SEATS = {
    "chair": Phrase("Chủ tịch"),
    "vice_chair": Phrase("Phó Chủ tịch"),
    "secretary": Phrase("Ủy viên thư ký"),
    "union": Phrase("Đại diện công đoàn"),
    "member": Phrase("Ủy viên"),
}


@dataclass(frozen=True)
class Result:
    """The sums of one item in one closed round."""

    item: AgendaItem
    votes_for: int
    votes_against: int
    votes_blank: int
    written: int
    carried: bool
    level: str
    named: tuple[tuple[str, Phrase], ...]

    @property
    def verdict(self) -> Phrase:
        return Phrase("Thông qua") if self.carried else Phrase("Không thông qua")


@dataclass(frozen=True)
class Round:
    """`cast` of `electors`; `results` of a closed round, and of items that this reader may meet."""

    vote: VoteRound
    question: Phrase
    way: Phrase
    electors: int
    cast: int
    items: tuple[RoundItem, ...]
    results: tuple[Result, ...]
    needed: int

    @property
    def is_running(self) -> bool:
        return self.vote.is_running

    @property
    def progress(self) -> Phrase:
        if self.vote.is_by_hand:
            return Phrase(
                "%(electors)s người được bỏ phiếu, kiểm phiếu tại phòng họp.", electors=self.electors
            )
        return Phrase("Đã bỏ phiếu %(cast)s/%(electors)s.", cast=self.cast, electors=self.electors)


@dataclass(frozen=True)
class Line:
    """One item of the agenda as this reader sees it. `outside`: names of who is out of it.

    Who must not meet one of the items reads no places: the place that is missing would be that dossier's.
    """

    item: AgendaItem
    number: int
    is_current: bool
    outside: tuple[str, ...]
    tells_places: bool

    @property
    def standing(self) -> Phrase:
        if self.item.ranked is None:
            return NO_OBJECTION
        total = vn_number(self.item.ranked.total, 2)
        if not self.tells_places:
            return Phrase("%(total)s điểm", total=total)
        return Phrase("hạng %(position)s, %(total)s điểm", position=self.item.ranked.position, total=total)

    @property
    def reason(self) -> str:
        return self.item.ranked.award_reason if self.item.ranked and self.tells_places else ""


def agenda(session: CouncilSession, user: User) -> list[Line]:
    """Numbered for this reader, so that no gap tells where a barred item stands."""
    all_of = AgendaItem.objects.filter(session=session).order_by().values("session")
    counted = Subquery(all_of.annotate(number=Number("pk")).values("number"))
    items = list(items_open_to(session, user).annotate(of_all=counted))
    names: dict[int, list[str]] = {}
    for row in Recusal.objects.filter(item__in=items).select_related("attendance__member__user"):
        names.setdefault(row.item_id, []).append(row.attendance.member.user.full_name)
    return [
        Line(
            item,
            number,
            is_current=item.pk == session.current_id,
            outside=tuple(names.get(item.pk, ())),
            tells_places=item.of_all == len(items),
        )
        for number, item in enumerate(items, 1)
    ]


def items_open_to(session: CouncilSession, user: User) -> QuerySet[AgendaItem]:
    rows = session.items.open_to(user).select_related("ranked__submission", "ranked__award_level")
    return rows.defer("ranked__submission__nature", "ranked__submission__confidential")


def rounds(session: CouncilSession, user: User) -> list[Round]:
    """Without those about anything that this reader must not meet."""
    mine = set(session.items.open_to(user).values_list("pk", flat=True))
    return [one for one in every_round(session) if all(row.item_id in mine for row in one.items)]


def every_round(session: CouncilSession) -> list[Round]:
    votes = list(
        session.rounds.annotate(
            voters=Number("electors", distinct=True),
            voted=Number("electors", filter=Q(electors__has_ballot=True), distinct=True),
            spent=Number("tokens", filter=Q(tokens__is_spent=True), distinct=True),
        )
    )
    rows: dict[int, list[RoundItem]] = {}
    wanted = RoundItem.objects.filter(round__in=votes).select_related(
        "item__ranked__submission", "item__ranked__award_level", "award_level"
    )
    for row in wanted.order_by("round", "item__order"):
        rows.setdefault(row.round_id, []).append(row)
    named = _named(votes)
    return [_round(session, vote, rows.get(vote.pk, []), named) for vote in votes]


def _round(session: CouncilSession, vote: Any, rows: list[RoundItem], named: dict[int, list[Any]]) -> Round:
    running = vote.spent if vote.way == Way.SECRET else vote.voted
    closed = rows if vote.closed_at else []
    return Round(
        vote=vote,
        question=QUESTIONS[Question(vote.question)],
        way=WAYS[Way(vote.way)],
        electors=vote.voters,
        cast=vote.collected if vote.closed_at else running,
        items=tuple(rows),
        results=tuple(_result(session, vote, row, named.get(row.pk, [])) for row in closed),
        needed=ballot.needed(vote.members_total, session.majority),
    )


def _result(session: CouncilSession, vote: VoteRound, row: RoundItem, named: list[Any]) -> Result:
    count = row.count
    return Result(
        item=row.item,
        votes_for=count.votes_for,
        votes_against=count.votes_against,
        votes_blank=count.votes_blank,
        written=row.written.cast,
        carried=not ballot.carried_problem(count, vote.members_total, session.majority),
        level=row.award_level.label if row.award_level else "",
        named=tuple((one.member.user.full_name, CHOICES[Choice(one.choice)]) for one in named),
    )


def _named(votes: Iterable[VoteRound]) -> dict[int, list[NamedVote]]:
    """Of closed rounds only."""
    closed = [vote.pk for vote in votes if vote.closed_at and vote.way == Way.NAMED]
    found: dict[int, list[NamedVote]] = {}
    if closed:
        for one in NamedVote.objects.filter(round_item__round__in=closed).select_related("member__user"):
            found.setdefault(one.round_item_id, []).append(one)
    return found


@dataclass(frozen=True)
class Seat:
    attendance: Attendance
    name: str
    role: Phrase
    status: Phrase
    is_present: bool
    may_write: bool


def seats(session: CouncilSession) -> list[Seat]:
    return [_seat(session, row) for row in attendances(session)]


def attendances(session: CouncilSession) -> QuerySet[Attendance]:
    return session.attendances.select_related("member__user").order_by("member")


def _seat(session: CouncilSession, row: Attendance) -> Seat:
    return Seat(
        attendance=row,
        name=row.member.user.full_name,
        role=SEATS[row.member.role],
        status=attendance_said(row),
        is_present=row.is_present,
        may_write=session.council.written_opinions and row.arrived_at is None,
    )


def attendance_said(row: Attendance) -> Phrase:
    if row.arrived_at and row.left_at:
        return Phrase(
            "Có mặt từ %(came)s đến %(left)s", came=vn_time(row.arrived_at), left=vn_time(row.left_at)
        )
    if row.arrived_at:
        return Phrase("Có mặt từ %(came)s", came=vn_time(row.arrived_at))
    if row.absence_reason:
        return Phrase("Vắng mặt: %(reason)s", reason=row.absence_reason)
    return Phrase("Chưa có mặt")


@dataclass(frozen=True)
class Room:
    """How many are there, and what that means."""

    members: int
    present: int
    needed: int
    majority: int

    @property
    def has_quorum(self) -> bool:
        return self.present >= self.needed


def room(session: CouncilSession, rows: Iterable[Seat]) -> Room:
    listed = list(rows)
    return Room(
        members=len(listed),
        present=sum(row.is_present for row in listed),
        needed=ballot.needed(len(listed), session.quorum),
        majority=ballot.needed(len(listed), session.majority),
    )


def face(session: CouncilSession) -> dict[str, Any]:
    """What heads every page of a session."""
    state = SessionState(session.state)
    return {
        "session": session,
        "state": STATES[state],
        "tone": TONES[state],
        "when": vn_datetime(session.opened_at or session.planned_at),
        "strand": session.ranking.strand.name,
        "campaign": session.council.campaign.title,
    }


def recusal_said(row: Recusal) -> Phrase:
    """For the minutes: who left, why, from when to when."""
    facts = {"name": row.attendance.member.user.full_name, "cause": RECUSED_BY[RecusedBy(row.cause)]}
    if row.left_at and row.returned_at:
        times = {"left": vn_time(row.left_at), "back": vn_time(row.returned_at)}
        return Phrase(
            "%(name)s (%(cause)s) rời phòng họp lúc %(left)s, trở lại lúc %(back)s", **facts, **times
        )
    if row.left_at:
        return Phrase("%(name)s (%(cause)s) rời phòng họp lúc %(left)s", left=vn_time(row.left_at), **facts)
    return Phrase("%(name)s (%(cause)s) không tham gia", **facts)


def current_for(session: CouncilSession, lines: Iterable[Line]) -> tuple[Line | None, Phrase]:
    """The item before the council, or for whom it is barred, only that they are to wait outside."""
    found = next((line for line in lines if line.is_current), None)
    if found or session.current_id is None:
        return found, NO_OBJECTION
    return None, Phrase("Hội đồng đang xét một mục mà bạn không tham gia. Xin bạn tạm rời phòng họp.")
