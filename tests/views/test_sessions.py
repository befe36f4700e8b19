"""The pages of a live session: what the chair, a member's phone and the wall show, and what they do not."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from campaign.actions.council_session import declare_recusal, record_written_opinion
from campaign.actions.vote_rounds import close_round, void_round
from campaign.actions.voting import cast_ballot, draw_ballot, vote_by_name
from campaign.models import clock
from campaign.models.decision import Sitting
from campaign.models.session import CouncilSession
from campaign.models.vote import BallotToken
from campaign.rules.ballot import Count
from campaign.rules.sessions import Question, Way
from tests.council import TOKENS, make_council, make_ranked, make_room

pytestmark = pytest.mark.django_db


def as_user(user):
    client = Client()
    client.force_login(user)
    return client


def url(name, *args):
    return reverse(f"council:{name}", args=args)


def page(client, name, *args):
    return client.get(url(name, *args)).content.decode()


def offered_token(text):
    return re.search(r'name="token" value="(\w+)"', text)[1]


def vote_on(client, session, choice="for"):
    """As a phone without scripts does it: draw, then send."""
    text = page(client, "seat", session.pk)
    client.post(url("draw", session.pk, 1), {"token": offered_token(text)})
    text = page(client, "seat", session.pk)
    fields = set(re.findall(r'name="(m\d+)"', text))
    return client.post(url("cast", session.pk, 1), dict.fromkeys(fields, choice), follow=True)


def test_a_council_meets_by_the_pages():
    ranking = make_ranked("95")
    users = [member.user for member in make_council(ranking.campaign).members.all()]
    chair = as_user(users[0])
    council = ranking.campaign.councils.get()
    seats = {member.role: member.pk for member in council.members.all()}
    plan = {
        "planned_at": clock.now().astimezone(clock.VIETNAM).strftime("%Y-%m-%dT%H:%M"),
        "place": "Phòng họp số 1",
        "chair": seats["chair"],
        "secretary": seats["secretary"],
        "hides_authors": "on",
    }
    assert "Lập phiên họp, gửi giấy mời" in page(chair, "sittings")
    chair.post(url("session_new", ranking.pk), plan)
    session = CouncilSession.objects.get()
    for row in session.attendances.all():
        chair.post(url("session_attendance", session.pk, row.pk), {"here": "yes"})
    chair.post(url("session_open", session.pk))
    item = session.items.dossiers().get()
    chair.post(url("session_take_up", session.pk, item.pk))
    notes = {"notes": "Các thành viên tán thành.", "conclusion": "", "version": 1}
    chair.post(url("session_item", session.pk, item.pk), notes)
    chair.post(
        url("session_vote", session.pk), {"question": "recognise", "way": "secret", "items": [item.pk]}
    )
    for user in users:
        assert "Phiếu của bạn đã được ghi nhận" in vote_on(as_user(user), session).content.decode()
    chair.post(url("session_round", session.pk, 1), {"early_reason": ""})
    chair.post(url("session_vote", session.pk), {"question": "level", "way": "hands", "items": [item.pk]})
    row = session.rounds.get(number=2).items.get()
    counted = {"committee": "Ngô Văn Ba", "issued": 5, "collected": 5, "invalid": 0}
    chair.post(
        url("session_round", session.pk, 2),
        counted | {f"m{row.pk}-for": 5, f"m{row.pk}-against": 0, f"m{row.pk}-blank": 0},
    )
    answer = chair.post(url("session_close", session.pk), {"minutes_number": "03/BB-HĐSK"}, follow=True)
    assert "Biên bản 03/BB-HĐSK" in answer.content.decode()
    assert [(one.outcome, one.votes_for) for one in Sitting.objects.get().proposals.all()] == [("award", 5)]


@pytest.fixture
def room():
    return make_room(make_ranked("95", "60")).begin()


def test_one_ballot_is_one_ballot_on_a_page_that_is_sent_twice(room):
    vote = room.vote(way=Way.SECRET)[0]
    phone = as_user(room.users[1])
    token = offered_token(page(phone, "seat", room.session.pk))
    for _ in range(2):
        phone.post(url("draw", room.session.pk, 1), {"token": token})
    rows = {f"m{row.pk}": "against" for row in vote.items.all()}
    for _ in range(3):
        phone.post(url("cast", room.session.pk, 1), rows)
    assert {row.count for row in vote.items.all()} == {Count(0, 1)}
    assert BallotToken.objects.count() == 1


def test_a_ballot_with_a_gap_comes_back_with_what_was_chosen(room):
    vote = room.vote(way=Way.SECRET)[0]
    phone = as_user(room.users[1])
    phone.post(
        url("draw", room.session.pk, 1), {"token": offered_token(page(phone, "seat", room.session.pk))}
    )
    first = vote.items.first()
    answer = phone.post(url("cast", room.session.pk, 1), {f"m{first.pk}": "against"}).content.decode()
    assert "còn mục chưa chọn" in answer
    assert re.search(rf'name="m{first.pk}" value="against"[^>]*checked', answer)
    assert BallotToken.objects.filter(is_spent=True).count() == 0


def test_the_ballot_lives_in_one_browser(room):
    room.vote(way=Way.SECRET)
    phone, tablet = as_user(room.users[1]), as_user(room.users[1])
    answer = phone.post(
        url("draw", room.session.pk, 1), {"token": offered_token(page(phone, "seat", room.session.pk))}
    )
    cookie = next(iter(answer.cookies.values()))
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert "Gửi phiếu" in page(phone, "seat", room.session.pk)
    assert "ở một thiết bị hoặc trình duyệt khác" in page(tablet, "seat", room.session.pk)
    assert "Gửi phiếu" not in page(tablet, "seat", room.session.pk)


def test_the_forms_of_a_ballot_carry_the_pages_own_token(room):
    """The part of a page does not inherit it."""
    room.vote(way=Way.SECRET)
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(room.users[1])
    for step in ("draw", "cast"):
        text = page(phone, "seat", room.session.pk).split('id="luot-1"')[1]
        fields = dict(
            re.findall(r'name="(csrfmiddlewaretoken|token)" value="(\w+)"', text.split("</form>")[0])
        )
        fields |= dict.fromkeys(re.findall(r'name="(m\d+)"', text), "for")
        assert phone.post(url(step, room.session.pk, 1), fields).status_code == 302
    assert BallotToken.objects.filter(is_spent=True).count() == 1


def test_nothing_typed_into_a_ballot_is_kept_elsewhere(room):
    """The ballot carries no mark of a kept form, and a session row never holds a token."""
    room.vote(way=Way.SECRET)
    phone = as_user(room.users[1])
    vote_on(phone, room.session)
    assert "typed_for" not in page(phone, "seat", room.session.pk)
    assert not any(
        len(str(value)) >= 64 for key, value in phone.session.items() if not key.startswith("_auth")
    )


def without_chance(text):
    return re.sub(r'(csrfmiddlewaretoken|token|typed_for)" value="[^"]+"|data-autosave-page="\w+"', "", text)


@pytest.mark.parametrize("way", [Way.SECRET, Way.NAMED])
def test_until_the_round_is_closed_no_page_tells_how_anybody_voted(room, way):
    """Two worlds that differ only in the votes answer byte for byte the same."""
    worlds = []
    for votes in (("for", "for", "against"), ("against", "blank", "for")):
        vote = room.vote(way=way)[0]
        for user, token, choice in zip(room.users, TOKENS, votes, strict=False):
            chosen = {row.pk: choice for row in vote.items.all()}
            if way is Way.NAMED:
                vote_by_name(vote, by=user, choices=chosen)
            else:
                draw_ballot(vote, by=user, token=token)
                cast_ballot(vote, by=user, token=token, choices=chosen)
        worlds.append([without_chance(text) for text in pages_of(room, vote.number)])
        void_round(vote, by=room.chair, reason="Lượt sau")
        _forget(vote)
    assert worlds[0] == worlds[1]
    assert "3/5" in worlds[0][0]


def _forget(vote):
    vote.electors.all().delete()
    vote.items.all().delete()
    vote.delete()


def pages_of(room, number):
    session, chair, member = room.session.pk, as_user(room.chair), as_user(room.users[4])
    item = room.items[0].pk
    return [
        re.sub(r"\bm\d+\b|id_m\d+(_\d)?", "m", text)
        for text in (
            page(chair, "session_screen", session),
            page(chair, "session", session),
            page(chair, "session_round", session, number),
            page(chair, "session_item", session, item),
            page(chair, "session_close", session),
            page(member, "seat", session),
            page(as_user(room.users[0]), "seat", session),
        )
    ]


def test_whoever_stays_out_of_an_item_finds_nothing_of_it():
    room = make_room(make_ranked("95", title="Máy sấy lúa Zq7"))
    room.begin()
    out = room.users[1]
    declare_recusal(room.items[0], by=out)
    vote = room.vote(way=Way.NAMED)[0]
    for user in room.users:
        if user != out:
            vote_by_name(vote, by=user, choices={row.pk: "for" for row in vote.items.all()})
    close_round(vote, by=room.chair)
    client, session, item = as_user(out), room.session.pk, room.items[0].pk
    for name in ("seat", "session", "session_screen"):
        assert "Zq7" not in page(client, name, session)
    for name, *rest in (("session_item", item), ("session_round", 1)):
        assert client.get(url(name, session, *rest)).status_code == 404
    for kind in ("pdf", "docx"):
        assert client.get(url("session_paper", session, "bien-ban-hop", kind)).status_code == 200


def test_the_wall_names_nobody(room):
    room.vote(way=Way.SECRET)
    author = room.items[0].row.submission.owner.full_name
    text = page(as_user(room.chair), "session_screen", room.session.pk).split('id="man-chieu"')[1]
    assert author not in text
    assert room.items[0].row.submission.unit_name not in text
    assert "Đã bỏ phiếu 0/5" in text


@pytest.mark.parametrize("place", [2, 3])
def test_a_member_has_a_seat_and_no_console(room, place):
    client = as_user(room.users[place])
    assert client.get(url("seat", room.session.pk)).status_code == 200
    for name in ("session", "session_screen", "session_close", "session_cancel"):
        assert client.get(url(name, room.session.pk)).status_code == 404


def test_refusals_are_said_where_the_chair_stands(room):
    chair = as_user(room.chair)
    vote = room.vote(way=Way.NAMED)[0]
    text = chair.post(
        url("session_round", room.session.pk, vote.number), {"early_reason": ""}
    ).content.decode()
    assert "Mới có 0/5 người bỏ phiếu" in text
    text = chair.post(url("session_close", room.session.pk), {"minutes_number": "03/BB"}).content.decode()
    assert "Còn lượt bỏ phiếu đang mở" in text


def test_what_an_absent_member_wrote_is_taken_down():
    room = make_room(written_opinions=True)
    room.arrive(*room.users[:4])
    chair, seat = as_user(room.chair), room.seat(room.users[4])
    fields = {f"m{item.pk}": "for" for item in room.items}
    chair.post(url("session_written", room.session.pk, seat.pk), fields)
    assert list(seat.written_opinions.values_list("choice", flat=True)) == ["for", "for"]
    record_written_opinion(seat, by=room.chair, choices={room.items[0].pk: "against"})
    assert 'value="against" selected' in page(chair, "session_written", room.session.pk, seat.pk)


@pytest.mark.parametrize("rows", [2, 25])
@pytest.mark.parametrize("name", ["session", "seat", "session_screen", "session_close"])
def test_queries_do_not_grow(django_assert_max_num_queries, rows, name):
    room = make_room(make_ranked(*(str(90 - number) for number in range(rows)))).begin()
    room.vote(*room.items[1:], way=Way.SECRET)
    room.vote(room.items[0], way=Way.NAMED, question=Question.LEVEL)
    client = as_user(room.chair)
    with django_assert_max_num_queries(12):
        assert client.get(url(name, room.session.pk)).status_code == 200
