"""A session from its summons to its end: quorum, recusals, written opinions, and the proposals that follow."""

from datetime import date

import pytest

from accounts.roles import Role
from campaign.actions.council_session import (
    cancel_session,
    note_attendance,
    open_session,
    plan_session,
    record_written_opinion,
    write_notes,
)
from campaign.actions.refused import Refused
from campaign.actions.session_end import close_session
from campaign.actions.sitting import RowsRefused
from campaign.actions.vote_rounds import close_round, void_round
from campaign.actions.voting import vote_by_name
from campaign.models.audit import Event
from campaign.models.following import Notice
from campaign.models.session import CouncilSession
from campaign.models.submission import Submission
from campaign.rules.ballot import Count
from campaign.rules.sessions import Question, Way
from tests.council import by_hand, make_council, make_ranked, make_room, plan_of
from tests.factories import make_judged, make_user

pytestmark = pytest.mark.django_db


def decided(room, votes_for=5, *, level=True):
    """Every dossier recognised with so many raised hands, then the award levels."""
    for vote in room.vote(way=Way.HANDS):
        by_hand(vote, votes_for, by=room.chair)
    if level:
        for vote in room.vote(way=Way.HANDS, question=Question.LEVEL):
            by_hand(vote, votes_for, by=room.chair)


def test_the_agenda_follows_the_ranking_and_everybody_is_summoned_without_a_title():
    room = make_room(make_ranked("60", "95", title="Máy sấy lúa Zq1"))
    items = list(room.session.items.select_related("ranked"))
    assert [item.ranked.position if item.ranked else None for item in items] == [None, 1, 2, None]
    letters = Notice.objects.filter(event="session_summons")
    assert {letter.reader for letter in letters} == set(room.users)
    assert not any("Zq1" in letter.text + letter.body for letter in letters)


def test_one_session_for_a_ranking_until_it_is_cancelled():
    room = make_room()
    again = plan_of(room.session.council)
    with pytest.raises(Refused, match="đã có phiên họp"):
        plan_session(room.session.ranking, by=room.chair, plan=again)
    cancel_session(room.session, by=room.chair, reason="Mưa bão")
    assert plan_session(room.session.ranking, by=room.chair, plan=again).state == "planned"


def test_who_has_left_the_council_does_not_chair():
    ranking = make_ranked()
    council = make_council(ranking.campaign)
    plan = plan_of(council)
    council.members.filter(role="chair").update(left_on=date(2026, 2, 1))
    with pytest.raises(Refused, match="phải là thành viên"):
        plan_session(ranking, by=make_user(Role.CHAIR), plan=plan)


@pytest.mark.parametrize("act", ["plan", "open"])
def test_a_stale_ranking_comes_before_no_council(act):
    ranking = make_ranked("95")
    council = make_council(ranking.campaign)
    chair = council.members.get(role="chair").user
    planned = plan_session(ranking, by=chair, plan=plan_of(council)) if act == "open" else None
    make_judged(ranking.campaign, "70")
    with pytest.raises(Refused, match="đã cũ"):
        if planned:
            open_session(planned, by=chair)
        else:
            plan_session(ranking, by=chair, plan=plan_of(council))


def test_a_round_on_a_ranking_gone_stale_is_not_opened():
    room = make_room().begin()
    make_judged(room.session.ranking.campaign, "70")
    with pytest.raises(Refused, match="đã cũ"):
        room.vote(way=Way.HANDS)


def test_the_quorum_is_looked_at_again_when_a_vote_is_opened():
    room = make_room()
    room.arrive(*room.users[:3])
    with pytest.raises(Refused, match="cần ít nhất 4 trên 5"):
        open_session(room.session, by=room.chair)
    room.arrive(room.users[3])
    open_session(room.session, by=room.chair)
    note_attendance(room.seat(room.users[3]), by=room.chair, is_here=False)
    with pytest.raises(Refused, match="cần ít nhất 4 trên 5"):
        room.vote(way=Way.HANDS)
    assert room.session.rounds.count() == 0


def test_the_council_may_ask_for_more_than_two_thirds():
    room = make_room(quorum_numerator=4, quorum_denominator=5, majority_numerator=4, majority_denominator=5)
    room.begin()
    vote = room.vote(room.items[0], way=Way.HANDS)[0]
    by_hand(vote, 3, 2, by=room.chair)
    other = room.vote(room.items[1], way=Way.HANDS)[0]
    by_hand(other, 4, 1, by=room.chair)
    write_notes(room.items[0], by=room.chair, notes="", conclusion="Chưa thuyết phục.", version=1)
    sitting = close_session(room.session, by=room.chair, minutes_number="03/BB-HĐSK")
    assert [row.outcome for row in sitting.proposals.all()] == ["not_recognised", "recognised"]


def test_the_session_ends_in_proposals_with_its_own_counts():
    room = make_room(make_ranked("95", "60")).begin()
    decided(room)
    sitting = close_session(room.session, by=room.chair, minutes_number="03/BB-HĐSK")
    assert [(row.outcome, row.votes_for) for row in sitting.proposals.all()] == [
        ("award", 5),
        ("recognised", 5),
    ]
    assert (sitting.session, sitting.members_total, sitting.members_present) == (room.session, 5, 5)
    assert set(Submission.objects.values_list("state", flat=True)) == {"proposed"}
    assert room.fresh().state == "closed"


def test_a_session_with_an_open_round_or_an_item_without_a_vote_does_not_end():
    room = make_room().begin()
    vote = room.vote(room.items[0], way=Way.HANDS)[0]
    with pytest.raises(Refused, match="Còn lượt bỏ phiếu đang mở"):
        close_session(room.session, by=room.chair, minutes_number="03/BB")
    by_hand(vote, 5, by=room.chair)
    with pytest.raises(RowsRefused, match="chưa được bỏ phiếu công nhận"):
        close_session(room.session, by=room.chair, minutes_number="03/BB")
    assert room.fresh().state == "open"


def test_what_falls_through_needs_a_conclusion_and_nothing_is_half_done():
    room = make_room(make_ranked("95")).begin()
    by_hand(room.vote(way=Way.HANDS)[0], 3, 2, by=room.chair)
    with pytest.raises(RowsRefused, match="cần ghi lý do"):
        close_session(room.session, by=room.chair, minutes_number="03/BB")
    assert room.fresh().state == "open"
    write_notes(room.items[0], by=room.chair, notes="", conclusion="Chưa rõ tính mới.", version=1)
    sitting = close_session(room.session, by=room.chair, minutes_number="03/BB")
    assert [(row.outcome, row.reason) for row in sitting.proposals.all()] == [
        ("not_recognised", "Chưa rõ tính mới.")
    ]


def test_an_open_vote_is_kept_by_name_and_counts_once():
    room = make_room(make_ranked("95")).begin()
    vote = room.vote(way=Way.NAMED)[0]
    row = vote.items.get()
    for user in room.users:
        vote_by_name(vote, by=user, choices={row.pk: "for"})
        vote_by_name(vote, by=user, choices={row.pk: "against"})
    close_round(vote, by=room.chair)
    row.refresh_from_db()
    assert row.count == Count(5)
    assert row.named_votes.count() == 5


def test_a_round_is_closed_early_only_with_a_reason_for_the_minutes():
    room = make_room(make_ranked("95")).begin()
    vote = room.vote(way=Way.NAMED)[0]
    for user in room.users[:4]:
        vote_by_name(vote, by=user, choices={vote.items.get().pk: "for"})
    with pytest.raises(Refused, match="4/5"):
        close_round(vote, by=room.chair)
    closed = close_round(vote, by=room.chair, early_reason="Một thành viên mất kết nối.")
    assert (closed.collected, closed.early_reason) == (4, "Một thành viên mất kết nối.")


@pytest.mark.parametrize(("asks", "outcome"), [(True, "recognised"), (False, "not_recognised")])
def test_what_absent_members_wrote_counts_as_the_council_says(asks, outcome):
    room = make_room(make_ranked("60"), size=6, written_opinions=asks)
    room.arrive(*room.users[:4])
    if asks:
        for user in room.users[4:]:
            record_written_opinion(room.seat(user), by=room.chair, choices={room.items[0].pk: "for"})
    open_session(room.session, by=room.chair)
    room.fresh()
    by_hand(room.vote(way=Way.HANDS)[0], 3, 1, by=room.chair)
    write_notes(room.items[0], by=room.chair, notes="", conclusion="Theo kết quả bỏ phiếu.", version=1)
    sitting = close_session(room.session, by=room.chair, minutes_number="03/BB")
    assert [row.outcome for row in sitting.proposals.all()] == [outcome]


def test_who_comes_after_all_takes_back_the_written_word():
    room = make_room(written_opinions=True)
    late = room.seat(room.users[4])
    record_written_opinion(late, by=room.chair, choices={room.items[0].pk: "for"})
    note_attendance(late, by=room.chair, is_here=True)
    assert late.written_opinions.count() == 0


def test_a_voided_round_tells_nothing_and_the_question_is_put_again():
    room = make_room(make_ranked("95")).begin()
    vote = room.vote(way=Way.NAMED)[0]
    vote_by_name(vote, by=room.users[1], choices={vote.items.get().pk: "against"})
    void_round(vote, by=room.chair, reason="Nhầm hồ sơ")
    assert vote.items.get().count == Count(0)
    assert vote.items.get().named_votes.count() == 0
    assert room.vote(way=Way.NAMED)[0].number == 2


def test_the_notes_of_another_screen_are_not_written_over():
    room = make_room().begin()
    write_notes(room.items[0], by=room.chair, notes="Ông A: tán thành.", conclusion="", version=1)
    with pytest.raises(Refused, match="Một màn hình khác"):
        write_notes(room.items[0], by=room.users[1], notes="Khác", conclusion="", version=1)
    saved = write_notes(room.items[0], by=room.users[1], notes="Khác", conclusion="", version=2)
    assert (saved.notes, saved.version) == ("Khác", 3)


@pytest.mark.parametrize("place", [2, 4])
def test_only_the_chair_or_the_sessions_secretary_writes(place):
    room = make_room().begin()
    with pytest.raises(Refused):
        write_notes(room.items[0], by=room.users[place], notes="x", conclusion="", version=1)
    with pytest.raises(Refused):
        room_session = CouncilSession.objects.get()
        close_session(room_session, by=room.users[place], minutes_number="1")


def test_every_act_stands_in_the_trail():
    room = make_room(make_ranked("95")).begin()
    decided(room)
    close_session(room.session, by=room.chair, minutes_number="03/BB")
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {
        "plan_session",
        "note_attendance",
        "open_session",
        "open_round",
        "close_round",
        "count_votes",
    } <= verbs
    assert {"close_session", "hold_sitting"} <= verbs
