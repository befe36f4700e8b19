"""The page of the co-authors: inviting, confirming, letting go."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import coauthors, invitation_answers, share_confirmation
from campaign.actions.author_rows import share_of
from campaign.actions.coauthors import Invitee
from campaign.models import clock
from campaign.models.coauthors import Invitation
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from campaign.rules.coauthors import tag
from campaign.views import lookups
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


def link(client, dossier):
    client.post(address("ask_shares", dossier))
    body = Message.objects.get(event="share_link").body
    return next(line for line in body.splitlines() if "/xac-nhan-ty-le/" in line).removeprefix(
        "http://testserver"
    )


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


def test_an_author_takes_the_own_name_out_and_finds_nothing_afterwards(client, dossier, hoa):
    joined(dossier, hoa)
    assert client.get(address("coauthors", dossier)).context["may_leave"] is False
    client.force_login(hoa)
    assert client.get(address("coauthors", dossier)).context["may_leave"] is True

    answer = client.post(address("leave", dossier), {"reason": "Chuyển công tác"}, follow=True)

    assert answer.redirect_chain == [(reverse("author:list"), 302)]
    assert told(answer) == ["Đã rút tên bạn khỏi bảng tác giả; các tác giả khác được báo."]
    assert client.get(address("coauthors", dossier)).status_code == 404


def test_an_author_without_an_account_signs_on_paper(client, dossier):
    page = client.get(address("coauthors", dossier))
    today = page.context["table"]

    act(client, dossier, "giay", signed_on="2026-01-01", shown=today.tag)
    assert second(dossier).confirmed_at is None
    act(client, dossier, "giay", signed_on=clock.today().isoformat(), shown=today.tag)
    assert second(dossier).confirmed_way == "paper"


def test_the_owner_manages_and_a_co_author_only_reads(client, dossier, hoa):
    joined(dossier, hoa)
    client.force_login(hoa)

    page = client.get(address("coauthors", dossier))
    refused = act(client, dossier, "bo", reason="")

    assert page.context["may_manage"] is False
    assert refused.context["refused"].non_field_errors()[0].startswith("Chỉ người lập hồ sơ được nộp, rút")


def test_the_page_asks_the_same_however_many_authors(client, dossier, django_assert_max_num_queries):
    for number in range(3, 12):
        person = make_user()
        dossier.authorships.create(order=number, user=person, full_name=person.full_name)
    with django_assert_max_num_queries(12):
        client.get(address("coauthors", dossier))


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
