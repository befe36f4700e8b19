"""Who is an author or in conflict leaves for that item, votes on nothing of it and leads nothing of it."""

import pytest

from accounts.roles import Role
from campaign.actions.council_session import declare_recusal, plan_session, take_up, write_notes
from campaign.actions.ranking import make_ranking
from campaign.actions.refused import Refused
from campaign.actions.session_end import close_session
from campaign.actions.voting import vote_by_name
from campaign.models.session import Recusal
from campaign.rules.sessions import Way
from tests.council import Room, by_hand, make_council, make_ranked, make_room, plan_of
from tests.factories import make_campaign, make_conflict, make_judged, make_user

pytestmark = pytest.mark.django_db


def recused_room():
    """The fourth member wrote the first dossier; of the second the fifth has a conflict that was upheld."""
    campaign = make_campaign()
    council = make_council(campaign, size=7)
    members = [member.user for member in council.members.select_related("user")]
    make_judged(campaign, "95", owner=members[3])
    second = make_judged(campaign, "60")
    make_conflict(second, members[4])
    ranking = make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))
    return Room(plan_session(ranking, by=members[0], plan=plan_of(council)), members).begin()


def test_authors_and_people_in_conflict_leave_for_their_item_and_return():
    room = recused_room()
    first, second = room.items
    take_up(first, by=room.chair)
    row = Recusal.objects.get()
    assert (row.attendance.member.user, row.cause, row.returned_at) == (room.users[3], "author", None)
    take_up(second, by=room.chair)
    assert {
        (one.cause, one.left_at is not None, one.returned_at is not None) for one in Recusal.objects.all()
    } == {
        ("author", True, True),
        ("conflict", True, False),
    }


def test_items_with_different_voters_are_different_rounds():
    room = recused_room()
    votes = room.vote(way=Way.SECRET)
    assert [vote.electors.count() for vote in votes] == [6, 6]
    left_out = [set(room.users) - {one.member.user for one in vote.electors.all()} for vote in votes]
    assert left_out == [{room.users[3]}, {room.users[4]}]
    assert {vote.members_total for vote in votes} == {7}


def test_a_recusal_takes_a_voter_but_not_a_member():
    room = recused_room()
    vote = room.vote(room.items[0], way=Way.HANDS)[0]
    by_hand(vote, 4, 2, by=room.chair)
    write_notes(room.items[0], by=room.chair, notes="", conclusion="Chưa đủ số phiếu.", version=1)
    by_hand(room.vote(room.items[1], way=Way.HANDS)[0], 5, 1, by=room.chair)
    sitting = close_session(room.session, by=room.chair, minutes_number="03/BB")
    assert [row.outcome for row in sitting.proposals.all()] == ["not_recognised", "recognised"]


def test_a_member_stays_out_by_the_own_word():
    room = make_room().begin()
    declare_recusal(room.items[0], by=room.users[2])
    vote = room.vote(room.items[0], way=Way.NAMED)[0]
    with pytest.raises(Refused, match="không có tên"):
        vote_by_name(vote, by=room.users[2], choices={row.pk: "for" for row in vote.items.all()})
    assert vote.electors.count() == 4


def test_a_vote_that_runs_is_not_left():
    room = make_room().begin()
    room.vote(room.items[0], way=Way.NAMED)
    with pytest.raises(Refused, match="đang được bỏ phiếu"):
        declare_recusal(room.items[0], by=room.users[2])


def test_whoever_is_barred_leads_nothing_of_that_item():
    room = make_room(make_ranked("95")).begin()
    declare_recusal(room.items[0], by=room.chair)
    for act in (
        lambda: room.vote(room.items[0], way=Way.HANDS),
        lambda: take_up(room.items[0], by=room.chair),
        lambda: write_notes(room.items[0], by=room.chair, notes="x", conclusion="", version=1),
    ):
        with pytest.raises(Refused):
            act()
