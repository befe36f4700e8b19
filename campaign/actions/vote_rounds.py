"""The chair opens, closes and voids rounds of votes; the sums come out when a round is closed, not before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.council_session import leave, quorum_problem
from campaign.actions.ranking import require_fresh
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.session_gate import locked_session, present, recused, require_open_to, require_state
from campaign.actions.voting import ballots_in, locked_round
from campaign.models import clock
from campaign.models.session import AgendaItem, Attendance, CouncilSession
from campaign.models.vote import Elector, RoundItem, VoteRound
from campaign.rules import ballot
from campaign.rules.ballot import Count, Papers
from campaign.rules.phrase import Phrase
from campaign.rules.sessions import Question, RecusedBy, SessionState, Way

SECRET_WAYS = (Way.SECRET, Way.PAPER)
Recused = Mapping[int, Mapping[int, RecusedBy]]


@dataclass(frozen=True)
class Counted:
    """A count made in the room: the box, the items by row of the round, and who counted."""

    papers: Papers
    counts: Mapping[int, Count]
    committee: str


@transaction.atomic
def open_rounds(
    session: CouncilSession, *, by: User, items: Collection[AgendaItem], question: Question, way: Way
) -> list[VoteRound]:
    """One round for each group of items that the same people vote on, so that a ballot tells nobody by its gaps."""
    gate.require_in_campaign("hold_sitting", by)
    session = locked_session(session)
    require_state(session, SessionState.OPEN)
    chosen = _votable(session, items, question)
    require_open_to(by, chosen)
    require_fresh(session.ranking)
    refuse_if(quorum_problem(session))
    now, there, out = clock.now(), present(session), recused(session)
    leave(session, chosen, now)
    groups: dict[frozenset[int], list[AgendaItem]] = {}
    for item in chosen:
        electors = frozenset(row.pk for row in there if row.pk not in out.get(item.pk, {}))
        groups.setdefault(electors, []).append(item)
    if way in SECRET_WAYS:
        refuse_if(ballot.secret_problem(min(len(electors) for electors in groups)))
    first = session.rounds.count() + 1
    opened = []
    for number, (electors, members) in enumerate(groups.items(), first):
        vote = VoteRound.objects.create(
            session=session,
            number=number,
            question=question.value,
            way=way.value,
            members_total=session.attendances.count(),
            members_present=len(there),
            opened_by=by,
            opened_at=now,
        )
        _fill(vote, members, [row for row in there if row.pk in electors], out)
        opened.append(vote)
        _note("open_round", vote, by, asked=question.value, vote_way=way.value, rows=len(members))
    return opened


@transaction.atomic
def close_round(vote: VoteRound, *, by: User, early_reason: str = "") -> VoteRound:
    """Of votes on the phones: everybody has voted, or the minutes say why not everybody was waited for."""
    vote = _led_round(vote, by, Way.SECRET, Way.NAMED)
    electors, cast = vote.electors.count(), ballots_in(vote)
    refuse_if(ballot.early_problem(cast, electors, early_reason))
    if vote.way == Way.SECRET:
        refuse_if(ballot.secret_problem(cast))
    issued = vote.electors.filter(has_ballot=True).count()
    return _close(vote, by, Papers(issued, cast), early_reason=early_reason if cast < electors else "")


@transaction.atomic
def close_by_hand(vote: VoteRound, *, by: User, counted: Counted) -> VoteRound:
    """Paper ballots or raised hands, counted in the room."""
    vote = _led_round(vote, by, Way.PAPER, Way.HANDS)
    refuse_if(ballot.papers_problem(counted.papers, vote.electors.count()))
    rows = list(vote.items.select_related("item"))
    for row in rows:
        _set_count(row, counted)
    RoundItem.objects.bulk_update(rows, ["votes_for", "votes_against", "votes_blank"])
    return _close(vote, by, counted.papers, committee=counted.committee)


@transaction.atomic
def void_round(vote: VoteRound, *, by: User, reason: str) -> VoteRound:
    """Nothing of what was cast is kept or told; the question may be put again."""
    vote = _led_round(vote, by)
    vote.items.update(votes_for=0, votes_against=0, votes_blank=0)
    for row in vote.items.all():
        row.named_votes.all().delete()
    vote.tokens.all().delete()
    vote.voided_at, vote.void_reason = clock.now(), reason
    vote.save(update_fields=["voided_at", "void_reason"])
    _note("void_round", vote, by, reason=reason)
    return vote


def _votable(session: CouncilSession, items: Collection[AgendaItem], question: Question) -> list[AgendaItem]:
    keys = [item.pk for item in items]
    chosen = list(session.items.dossiers().filter(pk__in=keys).select_related("ranked"))
    if question is Question.LEVEL:
        chosen = [item for item in chosen if item.ranked and item.ranked.award_level_id]
    if not chosen:
        raise Refused(
            Phrase(
                "Chưa chọn mục nào bỏ phiếu được về câu hỏi này. Hãy chọn ít nhất một hồ sơ; mức khen thưởng chỉ "
                "hỏi về "
                "hồ sơ mà bảng xếp hạng có đề nghị."
            )
        )
    if RoundItem.objects.filter(round__in=session.rounds.running(), item__in=chosen).exists():
        raise Refused(Phrase("Có mục đang được bỏ phiếu ở một lượt khác. Hãy đóng lượt đó trước."))
    counted = RoundItem.objects.filter(
        round__in=session.rounds.counted(), round__question=question, item__in=chosen
    )
    if counted.exists():
        raise Refused(
            Phrase("Có mục đã được bỏ phiếu về câu hỏi này. Kết quả được giữ nguyên; hãy bỏ chọn mục đó.")
        )
    return chosen


def _fill(
    vote: VoteRound, items: Collection[AgendaItem], voters: Collection[Attendance], out: Recused
) -> None:
    Elector.objects.bulk_create(Elector(round=vote, member=row.member) for row in voters)
    RoundItem.objects.bulk_create(_row(vote, item, out.get(item.pk, {})) for item in items)


def _row(vote: VoteRound, item: AgendaItem, out: Collection[int]) -> RoundItem:
    """With what absent members wrote, if this council asks them."""
    wrote = item.written_opinions.exclude(attendance__in=list(out)).values_list("choice", flat=True)
    written = ballot.counted(wrote if vote.session.council.written_opinions else [])
    return RoundItem(
        round=vote,
        item=item,
        award_level_id=item.row.award_level_id if vote.question == Question.LEVEL else None,
        written_for=written.votes_for,
        written_against=written.votes_against,
        written_blank=written.votes_blank,
    )


def _led_round(vote: VoteRound, by: User, *ways: Way) -> VoteRound:
    """The session is locked before the round, as in every act of a session; voters lock the round alone."""
    gate.require_in_campaign("hold_sitting", by)
    locked_session(vote.session)
    vote = locked_round(vote, *ways)
    require_open_to(by, [row.item for row in vote.items.select_related("item")])
    return vote


def _set_count(row: RoundItem, counted: Counted) -> None:
    count = counted.counts.get(row.pk, Count(0))
    problem = ballot.hand_count_problem(count, counted.papers)
    if problem:
        raise Refused(
            Phrase("Chưa ghi kết quả. Mục %(order)s: %(problem)s", order=row.item.order, problem=problem)
        )
    row.votes_for, row.votes_against, row.votes_blank = vars(count).values()


def _close(vote: VoteRound, by: User, papers: Papers, **told: str) -> VoteRound:
    vote.closed_at = clock.now()
    vote.issued, vote.collected, vote.invalid = papers.issued, papers.collected, papers.invalid
    for name, text in told.items():
        setattr(vote, name, text)
    vote.save(update_fields=["closed_at", "issued", "collected", "invalid", *told])
    vote.tokens.all().delete()
    _note("close_round", vote, by, issued=papers.issued, collected=papers.collected, invalid=papers.invalid)
    for row in vote.items.select_related("item__ranked__submission"):
        sums = {"votes_for": row.count.votes_for, "votes_against": row.count.votes_against}
        trail.record(
            "count_votes",
            by=by,
            submission=row.item.row.submission,
            facts={
                "session": vote.session_id,
                "round": vote.number,
                **sums,
                "votes_blank": row.count.votes_blank,
            },
        )
    return vote


def _note(verb: str, vote: VoteRound, by: User, **facts: Any) -> None:
    campaign = vote.session.council.campaign
    facts = {"session": vote.session_id, "round": vote.number, **facts}
    trail.record(verb, by=by, campaign=campaign, facts=facts)
