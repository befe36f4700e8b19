from datetime import date
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.urls import reverse

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import Unit, UnitVersion
from accounts.models.user import User
from accounts.roles import Role
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db
PERSON = {
    "staff_code": "KT01",
    "full_name": "Trần Thị Bình",
    "email": "",
    "gender": "female",
    "employment": "worker",
}


@pytest.fixture
def admin(client):
    user = make_user(Role.ADMINISTRATOR, full_name="Phạm Quản Trị")
    client.force_login(user)
    return user


def pages():
    """Every register page, with the method that reaches it."""
    head = make_user(Role.UNIT_HEAD)
    person, unit, post = head.pk, head.home_unit.pk, head.posts.get().pk
    asked = [
        reverse("accounts:people"),
        reverse("accounts:add_person"),
        reverse("accounts:person", args=[person]),
        reverse("accounts:edit_person", args=[person]),
        reverse("accounts:add_post", args=[person]),
        reverse("accounts:end_post", args=[post]),
        reverse("accounts:units"),
        reverse("accounts:add_unit"),
        reverse("accounts:unit", args=[unit]),
        reverse("accounts:add_unit_version", args=[unit]),
        reverse("accounts:merge_unit", args=[unit]),
    ]
    done = [
        reverse("accounts:close_account", args=[person]),
        reverse("accounts:open_account", args=[person]),
        reverse("accounts:sign_in_link", args=[person]),
    ]
    return asked, done


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_the_registers_do_not_exist_for_others(client, role):
    asked, done = pages()
    client.force_login(make_user(role))
    statuses = {client.get(url).status_code for url in asked} | {
        client.post(url).status_code for url in asked + done
    }
    assert statuses == {404}


def test_a_stranger_is_asked_to_sign_in(client):
    asked, done = pages()
    places = {
        client.get(url)["Location"].split("?")[0] for url in [*asked, *done, reverse("accounts:profile")]
    }
    assert places == {reverse("account_login")}


def test_the_administrator_sees_every_page(client, admin, django_assert_max_num_queries):
    asked, done = pages()
    for url in asked:
        with django_assert_max_num_queries(12):  # the budget of signed-in pages
            assert client.get(url).status_code == 200
    assert {client.get(url).status_code for url in done} == {405}


def test_a_list_costs_the_same_however_long(client, admin, django_assert_max_num_queries):
    unit = make_unit()
    for number in range(35):
        make_user(Role.AUTHOR, unit=unit, full_name=f"Nguyễn Văn Số {number:02}")
        make_unit(f"Phòng thứ {number:02}")
    with django_assert_max_num_queries(7):  # session, user, posts, search anchor, people, their posts
        assert len(client.get(reverse("accounts:people")).context["page"].rows) == 30
    with django_assert_max_num_queries(5):  # session, user, posts, units
        assert len(client.get(reverse("accounts:units")).context["page"].rows) == 30


def test_people_are_turned_page_by_page_and_back(client, admin):
    for number in range(65):
        make_user(Role.AUTHOR, unit=admin.home_unit, full_name=f"Lê Thị Hoa {number // 20}")  # namesakes
    everybody = list(User.objects.order_by("sort_key", "pk").values_list("pk", flat=True))
    forward, url = [], reverse("accounts:people")
    while url:
        page = client.get(url).context["page"]
        forward.append([person.pk for person in page])
        url = page.next and f"{reverse('accounts:people')}?sau={page.next}"
    back = client.get(f"{reverse('accounts:people')}?truoc={forward[2][0]}").context["page"]

    assert [pk for page in forward for pk in page] == everybody
    assert [person.pk for person in back] == forward[1]
    assert (back.previous, back.next) == (forward[1][0], forward[1][-1])


@pytest.mark.parametrize(
    "query", ["sau=x", "sau=-1", "truoc=99999999999999999999999", "sau=²", "q=%00", "don-vi=x"]
)
def test_a_broken_address_shows_the_first_page(client, admin, query):
    response = client.get(f"{reverse('accounts:people')}?{query}")
    assert [person.pk for person in response.context["page"]] == [admin.pk]


def test_people_are_found_without_accents_and_by_unit(client, admin):
    unit = make_unit("Trường Hoa Sen")
    hoa = make_user(Role.AUTHOR, unit=unit, full_name="Đỗ Thị Hòa")
    make_user(Role.AUTHOR, full_name="Đỗ Văn Hải")
    found = [
        [
            person.pk
            for person in client.get(f"{reverse('accounts:people')}?{urlencode(query)}").context["page"]
        ]
        for query in ({"q": "hoa do"}, {"q": "ĐỖ HÒA"}, {"don-vi": unit.pk}, {"q": "khong ai"})
    ]
    assert found == [[hoa.pk], [hoa.pk], [hoa.pk], []]


def test_units_are_found_by_a_former_name(client, admin):
    unit = Unit.objects.create(code="P1")
    facts = {"kind": "other", "level": "ward"}
    UnitVersion.objects.create(
        unit=unit, name="Phường Cũ", valid_from=date(2000, 1, 1), valid_to=date(2025, 7, 1), **facts
    )
    UnitVersion.objects.create(unit=unit, name="Phường Mới", valid_from=date(2025, 7, 1), **facts)
    response = client.get(reverse("accounts:units") + "?q=phuong+cu")
    assert [str(unit) for unit in response.context["page"]] == ["Phường Mới"]


def test_a_person_is_added_given_a_post_and_a_link(client, admin):
    unit = make_unit("Trường Hoa Sen")

    response = client.post(reverse("accounts:add_person"), PERSON)
    person = User.objects.get(staff_code="KT01")
    post = {"unit": unit.pk, "role": "author", "title": "", "starts": "2024-01-01"}
    client.post(reverse("accounts:add_post", args=[person.pk]), post)
    page = client.post(reverse("accounts:sign_in_link", args=[person.pk]))

    assert response["Location"] == reverse("accounts:person", args=[person.pk])
    assert person.roles == {Role.AUTHOR}
    assert (page.context["sent"], len(mail.outbox)) == (False, 0)
    assert client.get(page.context["link"].removeprefix("http://testserver")).status_code == 302


def test_a_link_goes_by_mail_when_there_is_an_address(client, admin):
    person = make_user(full_name="Trần Thị Bình")
    page = client.post(reverse("accounts:sign_in_link", args=[person.pk]))
    assert page.context["link"] in mail.outbox[0].body
    assert page.context["link"] not in page.content.decode()
    assert mail.outbox[0].to == [person.email]


def test_names_are_stored_clean(client, admin):
    client.post(
        reverse("accounts:add_person"), PERSON | {"full_name": " Tra\u0302\u0300n\u200b  Bi\u0300nh "}
    )
    assert User.objects.get(staff_code="KT01").full_name == "Trần Bình"


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"staff_code": "có dấu"},
            {"staff_code": ["Mã nhân sự chỉ gồm chữ không dấu, chữ số và các dấu . _ / -"]},
        ),
        ({"full_name": "\u3164\u200b"}, {"full_name": ["Trường này là bắt buộc."]}),
        (
            {"birth_date": "1850-01-01"},
            {"birth_date": ["Ngày phải nằm trong khoảng từ năm 1900 đến năm 2100."]},
        ),
        ({"birth_date": "2099-01-01"}, {"birth_date": ["Ngày sinh không thể ở tương lai."]}),
        (
            {"gender": "robot"},
            {"gender": ["Hãy chọn một lựa chọn hợp lệ. robot không phải là một trong các lựa chọn khả thi."]},
        ),
    ],
)
def test_a_wrong_entry_comes_back_with_what_was_typed(client, admin, typed, errors):
    response = client.post(reverse("accounts:add_person"), PERSON | typed)
    assert dict(response.context["form"].errors) == errors
    assert response.context["form"]["email"].value() == PERSON["email"]
    assert User.objects.filter(staff_code="KT01").count() == 0


def test_a_code_taken_in_another_case_is_refused(client, admin):
    client.post(reverse("accounts:add_person"), PERSON)
    response = client.post(reverse("accounts:add_person"), PERSON | {"staff_code": "kt01"})
    assert "Mã nhân sự này đã có người dùng." in response.content.decode()
    assert User.objects.filter(full_name="Trần Thị Bình").count() == 1


def test_a_person_is_corrected(client, admin):
    person = make_user()
    client.post(reverse("accounts:edit_person", args=[person.pk]), PERSON)
    person.refresh_from_db()
    assert (person.staff_code, person.search_text) == ("KT01", "tran thi binh kt01")


def test_an_account_is_closed_and_opened(client, admin):
    person = make_user()
    client.post(reverse("accounts:close_account", args=[person.pk]))
    assert User.objects.get(pk=person.pk).is_active is False
    client.post(reverse("accounts:open_account", args=[person.pk]))
    assert User.objects.get(pk=person.pk).is_active is True


def test_a_refusal_is_shown_and_nothing_changes(client, admin):
    response = client.post(reverse("accounts:close_account", args=[admin.pk]), follow=True)
    assert "Bạn không thể tự khóa tài khoản của mình." in response.content.decode()
    post = admin.posts.get()
    response = client.post(reverse("accounts:end_post", args=[post.pk]), {"ends": today()})
    assert response.context["form"].non_field_errors() == [
        "Đây là quản trị cuối cùng. Hãy giao vai trò quản trị cho người khác trước."
    ]
    assert Post.objects.get(pk=post.pk).ends is None


def test_a_post_is_ended(client, admin):
    post = make_user(Role.JUDGE).posts.get()
    client.post(reverse("accounts:end_post", args=[post.pk]), {"ends": "2025-01-01"})
    assert Post.objects.get(pk=post.pk).ends == date(2025, 1, 1)


def test_a_unit_is_added_renamed_and_merged(client, admin):
    facts = {"name": "Phòng Kinh tế", "short_name": "", "kind": "department", "level": "ward", "parent": ""}
    client.post(reverse("accounts:add_unit"), facts | {"code": "KT", "valid_from": "2020-01-01"})
    unit = Unit.objects.get(code="KT")
    renamed = facts | {"name": "Phòng Kinh tế, Hạ tầng", "valid_from": "2024-01-01"}
    client.post(reverse("accounts:add_unit_version", args=[unit.pk]), renamed)
    successor = make_unit("Phường Bạc Liêu")
    merger = {"successor": successor.pk, "kind": "merged", "on": "2025-07-01", "move_people": "on"}
    client.post(reverse("accounts:merge_unit", args=[unit.pk]), merger)

    assert list(unit.versions.order_by("valid_from").values_list("name", "valid_to")) == [
        ("Phòng Kinh tế", date(2024, 1, 1)),
        ("Phòng Kinh tế, Hạ tầng", date(2025, 7, 1)),
    ]
    assert "Phường Bạc Liêu" in client.get(reverse("accounts:unit", args=[unit.pk])).content.decode()


def test_my_account_shows_who_i_am_and_where(client):
    user = make_user(Role.UNIT_HEAD, unit=make_unit("Trường Hoa Sen"), full_name="Đỗ Thị Hòa")
    client.force_login(user)
    page = client.get(reverse("accounts:profile")).content.decode()
    shown = [
        words in page for words in ("Đỗ Thị Hòa", user.staff_code, "Trường Hoa Sen", "Thủ trưởng đơn vị")
    ]
    assert shown == [True, True, True, True]


def test_the_browser_does_not_choose_the_language(client):
    page = client.get(reverse("account_login"), headers={"accept-language": "en"})
    assert page["Content-Language"] == "vi"
    assert '<html lang="vi">' in page.content.decode()


def test_a_stranger_chooses_a_language_by_cookie(client):
    response = client.post(reverse("language"), {"language": "en", "next": "/tai-khoan/dang-nhap/"})
    assert response["Location"] == "/tai-khoan/dang-nhap/"
    assert client.get(reverse("account_login"))["Content-Language"] == "en"


def test_a_persons_language_follows_them_to_another_machine(client):
    user = make_user()
    client.force_login(user)
    client.post(reverse("language"), {"language": "en", "next": ""})
    client.logout()
    client.cookies.clear()
    client.force_login(User.objects.get(pk=user.pk))
    assert client.get(reverse("accounts:profile"))["Content-Language"] == "en"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_language_switch_leads_nowhere_else(client, target):
    response = client.post(reverse("language"), {"language": "xx", "next": target})
    assert response["Location"] == "/"
    assert client.get(reverse("language")).status_code == 405
