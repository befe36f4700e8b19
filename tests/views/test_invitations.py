"""What somebody meets before being an author: the invitation, and the link of a letter."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import coauthors, invitation_answers
from campaign.actions.coauthors import Invitee
from campaign.models.coauthors import Invitation
from campaign.models.message import Message
from campaign.models.submission import Authorship
from campaign.views import guesses
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db
SECRET = "Giải pháp dùng phiếu có mã và bảng phân luồng."


@pytest.fixture(autouse=True)
def forget_guesses():
    cache.clear()


@pytest.fixture
def hoa():
    return make_user(full_name="Lê Thị Hoa")


@pytest.fixture
def dossier(client):
    """A draft of two, seen by its owner."""
    found = make_submission(shares=(6000, 4000), nature=SECRET)
    found.authorships.filter(order=2).update(full_name="Lê Thị Hoa", email="hoa@example.org")
    client.force_login(found.owner)
    return found


def second(dossier):
    return Authorship.objects.get(submission=dossier, order=2)


def address(name, dossier, *more):
    return reverse(f"author:{name}", args=[dossier.code, *more])


def act(client, dossier, do, **typed):
    return client.post(address("coauthor", dossier, second(dossier).uid), {"do": do, **typed})


def invited(dossier, person):
    whom = Invitee(person.staff_code, person.full_name)
    return coauthors.invite(dossier, by=dossier.owner, whom=whom, uid=second(dossier).uid)


def joined(dossier, person):
    invitation_answers.accept(invited(dossier, person), by=person)


def link(client, dossier):
    client.post(address("ask_shares", dossier))
    body = Message.objects.get(event="share_link").body
    return next(line for line in body.splitlines() if "/xac-nhan-ty-le/" in line).removeprefix(
        "http://testserver"
    )


def test_the_invited_read_who_asks_and_the_shares_but_not_the_text(client, dossier, hoa):
    invitation = invited(dossier, hoa)
    client.force_login(hoa)

    page = client.get(reverse("author:invitation", args=[invitation.pk])).content.decode()

    assert [word in page for word in (dossier.title, dossier.owner.full_name, "60,00 %", "40,00 %")] == [
        True
    ] * 4
    assert SECRET not in page
    assert client.get(address("detail", dossier)).status_code == 404


@pytest.mark.parametrize(("role", "warned"), [(Role.AUTHOR, False), (Role.JUDGE, True), (Role.OFFICER, True)])
def test_who_may_have_to_judge_is_warned_before_answering(client, dossier, role, warned):
    person = make_user(role, full_name="Lê Thị Hoa")
    invitation = invited(dossier, person)
    client.force_login(person)

    page = client.get(reverse("author:invitation", args=[invitation.pk])).content.decode()

    assert ("nếu nhận lời, bạn là tác giả nên không được xử lý hay chấm hồ sơ này" in page) == warned


def test_who_writes_no_dossiers_sees_the_invitation_among_the_own_work_too(client, dossier):
    officer = make_user(Role.OFFICER, full_name="Lê Thị Hoa")
    invited(dossier, officer)
    client.force_login(officer)

    lines = [
        line for section in client.get(reverse("dashboard")).context["sections"] for line in section.lines
    ]

    assert [(str(line.label), line.page) for line in lines] == [
        ("lời mời làm đồng tác giả chờ bạn trả lời", "author:invitations")
    ]


def test_an_invitation_of_another_does_not_exist(client, dossier, hoa):
    invitation = invited(dossier, hoa)

    assert client.get(reverse("author:invitation", args=[invitation.pk])).status_code == 404


def test_from_invitation_to_confirmation_by_the_pages(client, dossier, hoa):
    invitation = invited(dossier, hoa)
    client.force_login(hoa)
    todo = client.get(reverse("author:invitations"))
    assert [one.pk for one in todo.context["waiting"]] == [invitation.pk]

    accepted = client.post(reverse("author:invitation", args=[invitation.pk]), {"answer": "accepted"})
    page = client.get(accepted.url)
    assert (page.context["table"].own.share, page.context["table"].awaits_reader) == ("40,00 %", True)
    assert [row.submission for row in client.get(reverse("author:invitations")).context["to_confirm"]] == [
        dossier
    ]

    client.post(address("confirm_share", dossier), {"shown": page.context["table"].tag})
    after = client.get(accepted.url)
    assert (second(dossier).confirmed_way, after.context["table"].awaits_reader) == ("account", False)
    assert len(client.get(reverse("author:invitations")).context["to_confirm"]) == 0


def test_declining_by_the_page_is_kept(client, dossier, hoa):
    invitation = invited(dossier, hoa)
    client.force_login(hoa)

    client.post(reverse("author:invitation", args=[invitation.pk]), {"answer": "declined"})

    assert Invitation.objects.get().answer == "declined"


def test_opening_the_link_of_a_letter_shows_the_table_and_does_nothing(client, dossier):
    path = link(client, dossier)
    client.logout()

    page = client.get(path)

    assert (page.status_code, page["X-Robots-Tag"], page["Cache-Control"]) == (
        200,
        "noindex, nofollow",
        "no-store",
    )
    assert [word in page.content.decode() for word in (dossier.title, "Lê Thị Hoa", "40,00 %")] == [True] * 3
    assert SECRET not in page.content.decode()
    assert second(dossier).confirmed_at is None


def test_the_button_of_the_link_confirms(client, dossier):
    path = link(client, dossier)
    client.logout()

    page = client.post(path, follow=True)

    assert second(dossier).confirmed_way == "link"
    assert "Tỷ lệ này đã được xác nhận." in page.content.decode()


def test_a_link_that_holds_no_more_says_so_and_shows_nothing(client, dossier):
    path = link(client, dossier)
    dossier.authorships.filter(order=1).update(share_bp=5999)
    client.logout()

    page = client.get(path)

    assert (page.status_code, dossier.title in page.content.decode()) == (410, False)


def test_links_are_not_found_by_trying(client):
    codes = [client.get(reverse("share_link", args=[f"x{number}"])).status_code for number in range(31)]

    assert codes == [410] * guesses.ALLOWED_A_MINUTE + [429]


def test_the_list_of_invitations_asks_the_same_however_many(client, hoa, django_assert_max_num_queries):
    for _ in range(5):
        one = make_submission(shares=(6000, 4000))
        one.authorships.filter(order=2).update(full_name="Lê Thị Hoa")
        invited(one, hoa)
    client.force_login(hoa)
    with django_assert_max_num_queries(12):
        assert len(client.get(reverse("author:invitations")).context["waiting"]) == 5


def test_who_looks_after_the_outbox_reads_no_draft_and_gets_no_link(client, dossier):
    path = link(client, dossier)
    letter = Message.objects.get(event="share_link")
    client.force_login(make_user(Role.OFFICER))

    found = client.get(reverse("office:outbox"), {"q": dossier.title.split()[0]}).content.decode()
    page = client.get(reverse("office:mail", args=[letter.pk])).content.decode()

    assert "Thư riêng giữa các tác giả về bản nháp" in page
    assert [word in page + found for word in (dossier.title, path)] == [False, False]
