"""Rounds of votes. What makes a secret ballot secret, whoever reads the database, its copies, the trail or the log:

* A ballot is a random number that the member's own browser proposed and that only this browser keeps (a cookie).
  The database holds its SHA-256, so nobody who reads it can vote.
* Drawing writes two lists that have no link: the elector "has a ballot", the token "exists". Both lists are written
  anew as a whole in that moment, tokens sorted by their hash: neither the order of rows, nor a counted key, nor the
  number of the transaction on a row tells who drew which.
* Casting adds one to the sums of the round. No ballot is stored, so there is nothing to link to a person or to a
  token. A token is spent once, under the lock of the round; a second click finds it spent and is thanked again.
* Neither act writes a moment, the trail, a letter, a message or the session. When the round ends its tokens go.

What this cannot keep from: somebody who watches the server's memory or compares copies of the database taken between
two ballots. Paper ballots (`Way.PAPER`) are there for a council that fears that.
"""

import hashlib
from collections.abc import Mapping
from itertools import groupby

from django.db import transaction
from django.db.models import BooleanField, Case, F, Value, When

from accounts.models.user import User
from campaign.actions.refused import Refused
from campaign.actions.session_gate import attendance_of, require_state
from campaign.models.session import Attendance
from campaign.models.vote import BallotToken, Elector, NamedVote, RoundItem, VoteRound
from campaign.rules.ballot import Choice
from campaign.rules.phrase import Phrase
from campaign.rules.sessions import SessionState, Way

OVER = Phrase(
    "Lượt bỏ phiếu này đã kết thúc nên phiếu không được nhận. Các phiếu đã bỏ được giữ nguyên; hãy mở lại trang "
    "phiên họp."
)
NOT_AN_ELECTOR = Phrase("Bạn không có tên trong danh sách bỏ phiếu của lượt này. Chưa có gì thay đổi.")
DRAWN = Phrase(
    "Bạn đã nhận phiếu của lượt này trên một thiết bị khác hoặc đã bỏ phiếu rồi. Mỗi người chỉ có một phiếu; nếu "
    "phiếu bị "
    "thất lạc trước khi gửi, hãy báo người chủ trì để bỏ phiếu lại."
)
UNKNOWN = Phrase(
    "Phiếu này không dùng được ở lượt này và chưa được ghi. Hãy mở lại trang phiên họp và nhận phiếu."
)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def draw_ballot(vote: VoteRound, *, by: User, token: str) -> None:
    """The same browser asking again (a lost answer, a double click) keeps its ballot; another one gets none."""
    vote = locked_round(vote, Way.SECRET)
    elector = _elector(vote, by)
    digest = digest_of(token)
    known = dict(vote.tokens.values_list("digest", "is_spent"))
    if elector.has_ballot:
        if digest in known:
            return
        raise Refused(DRAWN)
    if len(token) < 32 or BallotToken.objects.filter(digest=digest).exists():
        raise Refused(UNKNOWN)
    vote.electors.update(has_ballot=_true_for("has_ballot", pk=elector.pk))
    vote.tokens.all().delete()
    BallotToken.objects.bulk_create(
        BallotToken(digest=key, round=vote, is_spent=spent)
        for key, spent in sorted((known | {digest: False}).items())
    )


@transaction.atomic
def cast_ballot(vote: VoteRound, *, by: User, token: str, choices: Mapping[int, str]) -> None:
    """`choices` by item of the round, one for each. Sent twice it counts once."""
    vote = locked_round(vote, Way.SECRET)
    _elector(vote, by)
    digest = digest_of(token)
    spent = vote.tokens.filter(digest=digest).values_list("is_spent", flat=True).first()
    if spent is None:
        raise Refused(UNKNOWN)
    if spent:
        return
    rows = _complete(vote, choices)
    vote.tokens.update(is_spent=_true_for("is_spent", digest=digest))
    _add(vote, {row.pk: choices[row.pk] for row in rows})


@transaction.atomic
def vote_by_name(vote: VoteRound, *, by: User, choices: Mapping[int, str]) -> None:
    vote = locked_round(vote, Way.NAMED)
    elector = _elector(vote, by)
    if elector.has_ballot:
        return
    rows = _complete(vote, choices)
    NamedVote.objects.bulk_create(
        NamedVote(round_item=row, member=elector.member, choice=choices[row.pk]) for row in rows
    )
    vote.electors.filter(pk=elector.pk).update(has_ballot=True)
    _add(vote, {row.pk: choices[row.pk] for row in rows})


def locked_round(vote: VoteRound, *ways: Way) -> VoteRound:
    """As it stands, held: a ballot is in before the round closes, or not at all."""
    vote = VoteRound.objects.select_for_update(of=("self",)).select_related("session").get(pk=vote.pk)
    require_state(vote.session, SessionState.OPEN)
    if not vote.is_running or (ways and vote.way not in ways):
        raise Refused(OVER)
    return vote


def ballots_in(vote: VoteRound) -> int:
    """How many have voted; of whom, a secret round does not know."""
    if vote.way == Way.SECRET:
        return vote.tokens.filter(is_spent=True).count()
    return vote.electors.filter(has_ballot=True).count() if vote.way == Way.NAMED else 0


def _elector(vote: VoteRound, user: User) -> Elector:
    own: Attendance = attendance_of(vote.session, user)
    elector = vote.electors.select_related("member").filter(member=own.member).first()
    if elector is None:
        raise Refused(NOT_AN_ELECTOR)
    return elector


def _complete(vote: VoteRound, choices: Mapping[int, str]) -> list[RoundItem]:
    rows = list(vote.items.all())
    if {row.pk for row in rows} != set(choices) or not set(choices.values()) <= set(Choice):
        raise Refused(
            Phrase("Phiếu chưa chọn đủ các mục nên chưa được ghi. Hãy chọn một ý cho mỗi mục rồi gửi lại.")
        )
    return rows


def _add(vote: VoteRound, chosen: Mapping[int, str]) -> None:
    for choice, keys in groupby(sorted(chosen, key=chosen.__getitem__), key=chosen.__getitem__):
        column = f"votes_{choice}"
        vote.items.filter(pk__in=list(keys)).update(**{column: F(column) + 1})


def _true_for(column: str, **which: object) -> Case:
    """For one row true, for all others as it was: all rows are written together."""
    return Case(When(**which, then=Value(True)), default=F(column), output_field=BooleanField())
