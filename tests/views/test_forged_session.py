"""Two councils sit at the same time: with the numbers of one, nobody does anything in the other."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.council_session import note_attendance
from campaign.actions.voting import draw_ballot
from campaign.models.session import Attendance, CouncilSession, Recusal, WrittenOpinion
from campaign.models.submission import Authorship
from campaign.models.vote import BallotToken, RoundItem, VoteRound
from campaign.rules.sessions import Way
from tests.council import TOKENS, make_ranked, make_room
from tests.factories import make_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return make_room(make_ranked("95", "80")).begin()


@pytest.fixture
def there():
    """Another campaign with a council, a ranking and people of its own."""
    return make_room(make_ranked("90", "70", campaign=make_campaign(slug="phong-trao-khac"))).begin()


def everything():
    """What an attack could have changed, in order."""
    models = (CouncilSession, Attendance, VoteRound, RoundItem, BallotToken, Recusal, WrittenOpinion)
    return [list(model.objects.order_by("pk").values()) for model in models]


def post(client, name, *args, **data):
    return client.post(reverse(f"council:{name}", args=args), data)


def test_a_member_of_one_council_has_no_seat_and_no_ballot_in_another(client, here, there):
    [vote] = here.vote()
    client.force_login(there.users[3])
    choices = {f"m{row.pk}": "for" for row in vote.items.all()}
    before = everything()
    answers = [
        client.get(reverse("council:seat", args=[here.session.pk])),
        post(client, "draw", here.session.pk, vote.number, token=TOKENS[0]),
        post(client, "cast", here.session.pk, vote.number, **choices),
        post(client, "recuse", here.session.pk, here.items[0].pk),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert everything() == before


def test_a_ballot_of_one_council_is_not_taken_by_another_of_the_same_member(client, here, there):
    """Even if the browser sends the other ballot's cookie under this round's name."""
    guest = there.users[3]
    here.session.attendances.filter(member__user=here.users[3]).update(
        member=here.session.council.members.create(user=guest, role="member")
    )
    [mine], [other] = here.vote(), there.vote()
    draw_ballot(other, by=guest, token=TOKENS[5])
    client.force_login(guest)
    client.cookies[f"phieu-{mine.pk}"] = TOKENS[5]
    before = everything()
    page = post(
        client, "cast", here.session.pk, mine.number, **{f"m{row.pk}": "for" for row in mine.items.all()}
    )

    assert page.status_code == 302
    assert everything() == before


def test_the_items_and_seats_of_another_council_are_not_found_in_the_own_session(client, here, there):
    client.force_login(here.chair)
    pk, item, seat = here.session.pk, there.items[0].pk, there.seat(there.users[2]).pk
    before = everything()
    answers = [
        client.get(reverse("council:session_item", args=[pk, item])),
        post(client, "session_item", pk, item, notes="Ghi hộ", conclusion="", version=0),
        post(client, "session_take_up", pk, item),
        post(client, "session_attendance", pk, seat, here="no", reason="Bận"),
        post(client, "session_written", pk, seat),
        post(client, "recuse", pk, item),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert everything() == before


def test_a_round_is_not_opened_about_an_item_of_another_council(client, here, there):
    client.force_login(here.chair)
    before = everything()
    page = post(
        client,
        "session_vote",
        here.session.pk,
        items=[there.items[0].pk],
        question="recognise",
        way=Way.SECRET,
    )

    assert page.status_code in (200, 302)
    assert everything() == before


def test_an_author_who_keeps_the_minutes_reads_and_writes_nothing_of_the_own_work(client):
    room = make_room(make_ranked("95", "80"))
    secretary, own = room.users[1], room.items[0]
    Authorship.objects.filter(submission=own.row.submission).update(user=secretary)
    room.begin()
    client.force_login(secretary)
    pk = room.session.pk
    console = client.get(reverse("council:session", args=[pk])).content.decode()
    before = everything()
    answers = [
        client.get(reverse("council:session_item", args=[pk, own.pk])),
        post(client, "session_item", pk, own.pk, notes="Rất xuất sắc", conclusion="", version=0),
        post(client, "session_take_up", pk, own.pk),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert everything() == before
    assert own.register_number not in console
    assert room.items[1].register_number in console
    assert "80,00 điểm" in console and "hạng" not in console  # the missing place would be the own one
    assert not secretary.has_role(Role.CHAIR)


def test_nobody_marks_the_own_presence_without_the_duty(client, here):
    """A member who is not the secretary posts to the console's address."""
    member = here.users[4]
    note_attendance(here.seat(member), by=here.chair, is_here=False, reason="Đi công tác")
    client.force_login(member)
    page = post(client, "session_attendance", here.session.pk, here.seat(member).pk, here="yes", reason="")

    assert page.status_code == 404
    assert here.seat(member).is_present is False
