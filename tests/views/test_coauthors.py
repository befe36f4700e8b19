"""The pages of the co-authors: inviting, answering, confirming, and the link of a letter."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import coauthors, invitation_answers, share_confirmation
from campaign.actions.author_rows import share_of
from campaign.actions.coauthors import Invitee
from campaign.models.coauthors import Invitation
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from campaign.rules.coauthors import tag
from campaign.views import guesses, lookups
from tests.browser_form import filled
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


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_an_author_of_the_table_is_invited_by_code(client, dossier, hoa):
    answer = act(client, dossier, "moi", account=hoa.staff_code, access="edit")

    assert answer.url == address("coauthors", dossier)
    assert told(client.get(answer.url)) == ["Đã gửi lời mời tới Lê Thị Hoa."]
    assert (Invitation.objects.get().to, Invitation.objects.get().access) == (hoa, "edit")


def test_somebody_new_is_invited_by_mail_and_gets_a_row(client, dossier):
    bay = make_user(full_name="Vũ Văn Bảy")

    client.post(
        address("coauthors", dossier), {"full_name": "Vũ Văn Bảy", "account": bay.email, "access": "view"}
    )

    row = dossier.authorships.get(order=3)
    assert (row.full_name, row.user, row.share_bp, Invitation.objects.get().row) == (
        "Vũ Văn Bảy",
        None,
        0,
        row,
    )


def test_a_wrong_code_is_refused_with_what_was_typed_still_there(client, dossier):
    page = act(client, dossier, "moi", account="KHONGCO1", access="view")

    assert page.status_code == 200
    assert (
        page.context["refused"].non_field_errors()[0].startswith("Không có tài khoản đang hoạt động nào khớp")
    )
    assert 'value="KHONGCO1"' in page.content.decode()


def test_people_are_not_found_by_trying_codes_in_bulk(client, dossier, hoa):
    for number in range(lookups.ALLOWED_AN_HOUR):
        act(client, dossier, "moi", account=f"KHONGCO{number}", access="view")

    page = act(client, dossier, "moi", account=hoa.staff_code, access="view")

    assert page.context["refused"].non_field_errors() == [
        "Bạn đã nhập sai quá nhiều lần trong giờ này nên chưa tìm thêm được. Nội dung đã nhập vẫn còn trong biểu mẫu; "
        "hãy hỏi lại đồng tác giả và thử lại sau một giờ."
    ]
    assert Invitation.objects.count() == 0


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


def test_a_stale_page_does_not_confirm_the_new_numbers(client, dossier, hoa):
    joined(dossier, hoa)
    client.force_login(hoa)

    page = client.post(address("confirm_share", dossier), {"shown": "0" * 16})

    assert (
        page.context["refused"]
        .non_field_errors()[0]
        .startswith("Tỷ lệ đóng góp đã được sửa sau khi bạn mở trang")
    )
    assert second(dossier).confirmed_at is None


def test_the_page_says_who_took_the_confirmations_back(client, dossier, hoa):
    joined(dossier, hoa)
    share_confirmation.confirm_share(dossier, by=hoa, shown=tag(share_of(dossier)))
    coauthors.invite(dossier, by=dossier.owner, whom=Invitee(make_user(full_name="Bảy").staff_code, "Bảy"))

    page = client.get(address("coauthors", dossier))

    assert str(page.context["voided"]).startswith(
        f"{dossier.owner.full_name} đã đổi tỷ lệ hoặc bảng tác giả lúc "
    )


def test_a_removed_author_finds_nothing_at_the_next_click(client, dossier, hoa):
    joined(dossier, hoa)
    act(client, dossier, "bo", reason="")
    client.force_login(hoa)

    assert client.get(address("detail", dossier)).status_code == 404
    assert dossier.authorships.count() == 1


def test_an_author_without_an_account_signs_on_paper(client, dossier):
    page = client.get(address("coauthors", dossier))
    today = page.context["table"]

    act(client, dossier, "giay", signed_on="2026-01-01", shown=today.tag)
    assert second(dossier).confirmed_at is None
    act(client, dossier, "giay", signed_on=dossier.created_at.date().isoformat(), shown=today.tag)
    assert second(dossier).confirmed_way == "paper"


def test_the_owner_manages_and_a_co_author_only_reads(client, dossier, hoa):
    joined(dossier, hoa)
    client.force_login(hoa)

    page = client.get(address("coauthors", dossier))
    refused = act(client, dossier, "bo", reason="")

    assert page.context["may_manage"] is False
    assert refused.context["refused"].non_field_errors()[0].startswith("Chỉ người lập hồ sơ được nộp, rút")


def link(client, dossier):
    client.post(address("ask_shares", dossier))
    body = Message.objects.get(event="share_link").body
    return next(line for line in body.splitlines() if "/xac-nhan-ty-le/" in line).removeprefix(
        "http://testserver"
    )


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


def test_the_page_asks_the_same_however_many_authors(client, dossier, django_assert_max_num_queries):
    for number in range(3, 12):
        person = make_user()
        dossier.authorships.create(order=number, user=person, full_name=person.full_name)
    with django_assert_max_num_queries(12):
        client.get(address("coauthors", dossier))


def test_the_list_of_invitations_asks_the_same_however_many(client, hoa, django_assert_max_num_queries):
    for _ in range(5):
        one = make_submission(shares=(6000, 4000))
        one.authorships.filter(order=2).update(full_name="Lê Thị Hoa")
        invited(one, hoa)
    client.force_login(hoa)
    with django_assert_max_num_queries(12):
        assert len(client.get(reverse("author:invitations")).context["waiting"]) == 5


def test_the_editor_shows_the_name_of_an_account_and_no_box_for_it(client, dossier, hoa):
    joined(dossier, hoa)

    page = client.get(address("edit", dossier)).content.decode()

    assert 'name="tac_gia-1-full_name"' not in page
    assert 'name="tac_gia-1-share"' in page
    assert 'name="tac_gia-1-DELETE"' not in page
    assert "Chưa xác nhận tỷ lệ" in page


def test_the_button_of_the_table_saves_and_leads_to_the_co_authors(client, dossier):
    page = client.get(address("edit", dossier))

    answer = client.post(address("edit", dossier), filled(page, title="Tên mới", do="dong-tac-gia"))

    assert answer.url == address("coauthors", dossier)
    assert Submission.objects.get().title == "Tên mới"
    assert dict(dossier.authorships.values_list("order", "share_bp")) == {1: 6000, 2: 4000}


def test_who_looks_after_the_outbox_reads_no_draft_and_gets_no_link(client, dossier):
    path = link(client, dossier)
    letter = Message.objects.get(event="share_link")
    client.force_login(make_user(Role.OFFICER))

    found = client.get(reverse("office:outbox"), {"q": dossier.title.split()[0]}).content.decode()
    page = client.get(reverse("office:mail", args=[letter.pk])).content.decode()

    assert "Thư riêng giữa các tác giả về bản nháp" in page
    assert [word in page + found for word in (dossier.title, path)] == [False, False]


def test_what_happens_to_a_draft_is_not_in_the_inspectors_trail_before_it_is_filed(client, dossier, hoa):
    joined(dossier, hoa)
    client.force_login(make_user(Role.INSPECTOR))
    before = client.get(reverse("inspect:trail")).context["lines"]

    Submission.objects.filter(pk=dossier.pk).update(
        state="submitted", register_number="0001/2026", submitted_at=dossier.created_at
    )

    after = client.get(reverse("inspect:trail")).context["lines"]
    assert (before, [str(line.title) for line in after]) == (
        [],
        ["Nhận lời làm đồng tác giả", "Mời đồng tác giả"],
    )
