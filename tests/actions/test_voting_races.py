"""Ballots and closings at the same moment, and what would happen without the lock of the round."""

import threading

import pytest
from django.db import connection

from campaign.actions import vote_rounds, voting
from campaign.actions.session_end import close_session
from campaign.actions.vote_rounds import close_round
from campaign.actions.voting import cast_ballot, draw_ballot
from campaign.models.audit import Event
from campaign.models.decision import Sitting
from campaign.models.vote import VoteRound
from campaign.rules.sessions import Way
from tests.council import TOKENS, make_ranked, make_room
from tests.moment import Moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DONE, REFUSED = "done", "Refused"


def at_once(*acts):
    start, ends = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            ends.append(DONE)
        except Exception as problem:
            ends.append(type(problem).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends, key=lambda end: (end != DONE, end))


@pytest.fixture
def meeting(monkeypatch):
    """Whoever has been through one of these functions waits for a second one, or until a lock holds the other."""

    def arrange(*places):
        moment = Moment()
        for module, name in places:
            monkeypatch.setattr(module, name, _met(getattr(module, name), moment))

    return arrange


def _met(original, moment):
    def meet(*args, **kwargs):
        result = original(*args, **kwargs)
        moment.wait()
        return result

    return meet


@pytest.fixture
def unlocked(monkeypatch):
    """The round is read but not held; neither is the session, whose lock would stand in for it."""

    def read(vote, *_ways):
        return VoteRound.objects.select_related("session").get(pk=vote.pk)

    for module in (voting, vote_rounds):
        monkeypatch.setattr(module, "locked_round", read)
    monkeypatch.setattr(vote_rounds, "locked_session", lambda session: session)


@pytest.fixture
def room():
    return make_room(make_ranked("95")).begin()


@pytest.fixture
def vote(room):
    return room.vote(way=Way.SECRET)[0]


def casting(vote, user, token, choice="for"):
    rows = {row.pk: choice for row in vote.items.all()}
    return lambda: cast_ballot(vote, by=user, token=token, choices=rows)


def drawn(room, vote, count):
    for user, token in list(zip(room.users, TOKENS, strict=False))[:count]:
        draw_ballot(vote, by=user, token=token)


def figures(vote):
    vote.refresh_from_db()
    return vote.items.get().cast.cast, vote.collected


def test_one_ballot_sent_twice_at_once_counts_once(room, vote, meeting):
    drawn(room, vote, 1)
    meeting((voting, "_complete"))
    sending = casting(vote, room.users[0], TOKENS[0])
    assert at_once(sending, sending) == [DONE, DONE]
    assert vote.items.get().cast.cast == 1


def test_without_the_lock_it_would_count_twice(room, vote, meeting, unlocked):
    drawn(room, vote, 1)
    meeting((voting, "_complete"))
    sending = casting(vote, room.users[0], TOKENS[0])
    at_once(sending, sending)
    assert vote.items.get().cast.cast == 2


def test_five_who_vote_at_once_are_five_votes(room, vote):
    drawn(room, vote, 5)
    acts = [casting(vote, user, token) for user, token in zip(room.users, TOKENS, strict=False)]
    assert at_once(*acts) == [DONE] * 5
    assert vote.items.get().cast.cast == 5


def test_five_who_draw_at_once_have_five_ballots(room, vote):
    acts = [
        lambda user=user, token=token: draw_ballot(vote, by=user, token=token)
        for user, token in zip(room.users, TOKENS, strict=False)
    ]
    assert at_once(*acts) == [DONE] * 5
    assert (vote.tokens.count(), vote.electors.filter(has_ballot=True).count()) == (5, 5)


@pytest.fixture
def last_ballot(room, vote):
    """Four are in, the fifth is on its way while the chair closes early."""
    drawn(room, vote, 5)
    for user, token in list(zip(room.users, TOKENS, strict=False))[:4]:
        casting(vote, user, token)()
    return casting(vote, room.users[4], TOKENS[4])


def closing(room, vote):
    return lambda: close_round(vote, by=room.chair, early_reason="Một thành viên mất kết nối.")


def test_a_ballot_on_its_way_while_the_round_closes_is_in_or_out(room, vote, last_ballot, meeting):
    meeting((voting, "_complete"), (vote_rounds, "ballots_in"))
    ends = at_once(last_ballot, closing(room, vote))
    assert (ends, figures(vote)) in [([DONE, DONE], (5, 5)), ([DONE, REFUSED], (4, 4))]


def test_without_the_lock_the_sums_and_the_ballots_would_differ(room, vote, last_ballot, meeting, unlocked):
    meeting((voting, "_complete"), (vote_rounds, "ballots_in"))
    at_once(last_ballot, closing(room, vote))
    assert figures(vote) == (5, 4)


def test_a_round_closed_twice_at_once_is_closed_once(room, vote, last_ballot, meeting):
    last_ballot()
    meeting((vote_rounds, "ballots_in"))
    assert at_once(closing(room, vote), closing(room, vote)) == [DONE, REFUSED]
    assert Event.objects.filter(verb="close_round").count() == 1


def test_without_the_lock_the_trail_would_tell_of_two_closings(room, vote, last_ballot, meeting, unlocked):
    last_ballot()
    meeting((vote_rounds, "ballots_in"))
    assert at_once(closing(room, vote), closing(room, vote)) == [DONE, DONE]
    assert Event.objects.filter(verb="close_round").count() == 2


def test_two_who_end_the_session_at_once_leave_one_sitting(room, vote, last_ballot):
    last_ballot()
    closing(room, vote)()
    item = room.items[0]
    item.conclusion = "Không xếp giải."
    item.save()
    ending = [lambda: close_session(room.session, by=room.chair, minutes_number="03/BB")] * 2
    assert at_once(*ending) == [DONE, REFUSED]
    assert Sitting.objects.count() == 1
