"""A secret ballot leaves no trace of who cast it: not in a table, a row's order, the trail, a letter or a session."""

import random

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from accounts.models.user import User
from campaign.actions.council_session import note_attendance
from campaign.actions.refused import Refused
from campaign.actions.vote_rounds import close_round, void_round
from campaign.actions.voting import ballots_in, cast_ballot, digest_of, draw_ballot
from campaign.models.audit import Event
from campaign.models.council import CouncilMember
from campaign.models.following import Notice
from campaign.models.message import Message
from campaign.models.session import Attendance
from campaign.models.vote import BallotToken, RoundItem, VoteRound
from campaign.rules.ballot import Count
from campaign.rules.sessions import Way
from tests.council import TOKENS, make_ranked, make_room

pytestmark = pytest.mark.django_db
VOTES = ("for", "against", "for", "blank", "for")


@pytest.fixture
def room():
    return make_room(make_ranked("95")).begin()


@pytest.fixture
def vote(room):
    return room.vote(way=Way.SECRET)[0]


def ballot(vote, choice="for"):
    return {row.pk: choice for row in vote.items.all()}


def all_vote(room, vote, votes=VOTES):
    for user, token, choice in zip(room.users, TOKENS, votes, strict=False):
        draw_ballot(vote, by=user, token=token)
        cast_ballot(vote, by=user, token=token, choices=ballot(vote, choice))


def test_five_ballots_are_five_votes_that_come_out_at_the_end(room, vote):
    all_vote(room, vote)
    closed = close_round(vote, by=room.chair)
    assert vote.items.get().count == Count(3, 1, 1)
    assert (closed.issued, closed.collected, closed.invalid) == (5, 5, 0)


def test_a_ballot_counts_once_however_often_it_is_sent(room, vote):
    draw_ballot(vote, by=room.users[1], token=TOKENS[1])
    for choice in ("for", "against", "for"):
        cast_ballot(vote, by=room.users[1], token=TOKENS[1], choices=ballot(vote, choice))
    assert vote.items.get().count == Count(1)
    assert ballots_in(vote) == 1


def test_a_member_has_one_ballot_and_a_lost_answer_gives_the_same_one(room, vote):
    draw_ballot(vote, by=room.users[1], token=TOKENS[1])
    draw_ballot(vote, by=room.users[1], token=TOKENS[1])
    with pytest.raises(Refused, match="đã nhận phiếu"):
        draw_ballot(vote, by=room.users[1], token=TOKENS[2])
    assert vote.tokens.count() == 1


@pytest.mark.parametrize("token", ["", "a" * 31, TOKENS[9]])
def test_a_ballot_that_nobody_drew_is_not_taken(room, vote, token):
    draw_ballot(vote, by=room.users[1], token=TOKENS[1])
    with pytest.raises(Refused, match="không dùng được"):
        cast_ballot(vote, by=room.users[2], token=token, choices=ballot(vote))
    assert vote.items.get().count == Count(0)


@pytest.mark.parametrize("token", ["", "a" * 31])
def test_a_ballot_that_could_be_guessed_is_not_given(room, vote, token):
    with pytest.raises(Refused):
        draw_ballot(vote, by=room.users[1], token=token)
    assert vote.electors.filter(has_ballot=True).count() == 0


def test_a_ballot_with_a_gap_or_a_stray_word_is_given_back(room):
    room = make_room(make_ranked("95", "60")).begin()
    vote = room.vote(way=Way.SECRET)[0]
    draw_ballot(vote, by=room.users[1], token=TOKENS[1])
    rows = list(vote.items.all())
    for choices in ({rows[0].pk: "for"}, {row.pk: "maybe" for row in rows}, {}):
        with pytest.raises(Refused, match="chưa chọn đủ"):
            cast_ballot(vote, by=room.users[1], token=TOKENS[1], choices=choices)
    assert ballots_in(vote) == 0


def test_who_came_after_the_opening_or_has_no_seat_does_not_vote(room):
    note_attendance(room.seat(room.users[4]), by=room.chair, is_here=False)
    vote = room.vote(way=Way.SECRET)[0]
    room.arrive(room.users[4])
    with pytest.raises(Refused, match="không có tên"):
        draw_ballot(vote, by=room.users[4], token=TOKENS[4])


def test_a_closed_or_voided_round_takes_no_ballot(room, vote):
    all_vote(room, vote)
    void_round(vote, by=room.chair, reason="Bỏ lại")
    again = room.vote(way=Way.SECRET)[0]
    with pytest.raises(Refused, match="đã kết thúc"):
        draw_ballot(vote, by=room.users[1], token=TOKENS[7])
    all_vote(room, again)
    close_round(again, by=room.chair)
    with pytest.raises(Refused, match="đã kết thúc"):
        cast_ballot(again, by=room.users[1], token=TOKENS[1], choices=ballot(again))


@pytest.mark.parametrize("present", [2])
def test_no_secret_vote_of_two(present):
    room = make_room(make_ranked("95"), quorum_numerator=1, quorum_denominator=5)
    room.arrive(*room.users[:present])
    room.session.state = "open"
    room.session.save()
    with pytest.raises(Refused, match="lộ ý kiến"):
        room.vote(way=Way.SECRET)


def test_an_early_end_does_not_uncover_the_few_who_voted(room, vote):
    for user, token in zip(room.users[:2], TOKENS, strict=False):
        draw_ballot(vote, by=user, token=token)
        cast_ballot(vote, by=user, token=token, choices=ballot(vote))
    with pytest.raises(Refused, match="lộ ý kiến"):
        close_round(vote, by=room.chair, early_reason="Hết giờ")


def test_no_table_ties_a_ballot_to_a_person():
    """Walk every foreign key from the token: it leads to the round, and from there to nobody who votes."""
    assert [field.name for field in BallotToken._meta.get_fields() if isinstance(field, ForeignKey)] == [
        "round"
    ]
    people = {User, CouncilMember, Attendance}
    ties = [
        (model.__name__, field.name)
        for model in apps.get_app_config("campaign").get_models()
        if any(
            isinstance(field, ForeignKey) and field.related_model in people
            for field in model._meta.get_fields()
        )
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in (BallotToken, RoundItem)
    ]
    assert ties == [("NamedVote", "round_item")]
    kinds = {field.get_internal_type() for field in BallotToken._meta.concrete_fields}
    assert kinds == {"CharField", "ForeignKey", "BooleanField"}


def rows_of_everything():
    """Every stored value of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            found += [(table, str(row)) for row in cursor.fetchall()]
    return found


def test_after_a_vote_no_row_no_trail_and_no_letter_knows_a_ballot(room, vote):
    before = Event.objects.count(), Notice.objects.count(), Message.objects.count()
    all_vote(room, vote)
    assert (Event.objects.count(), Notice.objects.count(), Message.objects.count()) == before
    close_round(vote, by=room.chair)
    stored = rows_of_everything()
    traces = [*TOKENS, *map(digest_of, TOKENS)]
    assert [table for table, row in stored if any(trace in row for trace in traces)] == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_says_nothing_about_who_drew_which(room, vote, seed):
    """Whatever the order of drawing, the lists stand as the hashes and the seats stand."""
    drawing = list(zip(room.users, TOKENS, strict=False))
    random.Random(seed).shuffle(drawing)  # noqa: S311
    for user, token in drawing:
        draw_ballot(vote, by=user, token=token)
        assert as_written("campaign_ballottoken", "digest") == sorted(
            vote.tokens.values_list("digest", flat=True)
        )
    assert as_written("campaign_elector", "member_id") == sorted(
        vote.electors.values_list("member", flat=True)
    )


def as_written(table, column):
    """In the order in which the rows were written: by their hidden number, or by the transaction that wrote them.

    PostgreSQL puts rows into whatever place is free, so their place says nothing; what one transaction wrote together
    has no order at all.
    """
    order = f"xmin::text::bigint, {column}" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY {order}")  # noqa: S608
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_number_of_a_transaction_tells_who_drew_which():
    """PostgreSQL marks every row with the transaction that wrote it: all of a list carry the same one."""
    room = make_room(make_ranked("95")).begin()
    vote = room.vote(way=Way.SECRET)[0]
    for user, token in zip(room.users, TOKENS, strict=False):
        draw_ballot(vote, by=user, token=token)
        cast_ballot(vote, by=user, token=token, choices=ballot(vote))
        for table in ("campaign_elector", "campaign_ballottoken"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")  # noqa: S608
                assert cursor.fetchone() == (1,)


def test_what_was_voted_changes_nothing_that_is_stored_but_the_sums(room, vote):
    """Two worlds that differ only in the votes differ in three numbers of one row."""
    worlds = []
    for votes in (VOTES, VOTES[::-1]):
        all_vote(room, vote, votes)
        stored = {table: [] for table, _row in rows_of_everything()}
        for table, row in rows_of_everything():
            stored[table].append(row)
        worlds.append({table: rows for table, rows in stored.items() if table != "campaign_rounditem"})
        VoteRound.objects.filter(pk=vote.pk).update(closed_at=None)
        vote.tokens.all().delete()
        vote.electors.update(has_ballot=False)
    assert worlds[0] == worlds[1]
