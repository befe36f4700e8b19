"""The office's queue, dossier and check pages: who reads what, what a page costs, that typed words are kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.text import fold
from campaign.actions.eligibility import request_supplement
from campaign.actions.seen import mark
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.eligibility import Check, SupplementRequest
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def officer(client):
    officer = make_user(Role.OFFICER)
    client.force_login(officer)
    return officer


def page(dossier, name="detail"):
    return reverse(f"office:{name}", args=[dossier.code])


def titles(response):
    return [row.title for row in response.context["rows"]]


def answers(dossier, value="dat"):
    return {f"item_{item.pk}": value for item in dossier.campaign.checklist.all()}


def test_an_officer_starts_with_what_waits_for_the_check_longest_first(client, officer, campaign):
    now = clock.now()
    for title, days, state in [("Mới", 1, "endorsed"), ("Cũ", 40, "endorsed"), ("Ở đơn vị", 2, "submitted")]:
        make_submission(campaign=campaign, title=title, state=state, state_since=now - timedelta(days=days))
    make_submission(campaign=campaign, title="Của tôi", owner=officer, state="endorsed")

    response = client.get(reverse("office:queue"))

    rows = response.context["rows"]
    assert [(row.title, row.overdue) for row in rows] == [("Cũ", True), ("Mới", False)]
    assert str(rows[0].waits_for) == "Thường trực kiểm tra hồ sơ"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CHAIR, Role.INSPECTOR])
def test_other_office_roles_start_with_everything_submitted(client, campaign, role):
    client.force_login(make_user(role))
    for state in ["draft", "submitted", "judging"]:
        make_submission(campaign=campaign, title=state, state=state)

    assert sorted(titles(client.get(reverse("office:queue")))) == ["judging", "submitted"]


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.UNIT_HEAD, Role.JUDGE])
def test_other_roles_find_no_office(client, campaign, role):
    client.force_login(make_user(role))
    dossier = make_submission(campaign=campaign, state="endorsed")

    paths = [reverse("office:queue"), page(dossier), page(dossier, "check")]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_filters_narrow_together(client, officer, campaign):
    unit, other = make_unit("Phường Một"), make_unit("Phường Hai")
    for title, where in [("Lò đốt rác", unit), ("Lò sấy lúa", unit), ("Lò đốt rác", other)]:
        make_submission(campaign=campaign, title=title, unit=where, state="endorsed", search_text=fold(title))
    make_submission(title="Lò đốt rác", unit=unit, state="endorsed", search_text="lo dot rac")
    asked = {
        "q": "lò đốt",
        "phong_trao": campaign.slug,
        "don_vi": unit.pk,
        "noi_dung": campaign.strands.get().pk,
    }

    response = client.get(reverse("office:queue"), asked)

    assert [(row.title, row.unit_name) for row in response.context["rows"]] == [("Lò đốt rác", "Phường Một")]


def test_filters_that_make_no_sense_are_ignored(client, officer, campaign):
    make_submission(campaign=campaign, title="Còn đây", state="endorsed")

    asked = {"nhom": "x", "phong_trao": "khong-co", "don_vi": "abc", "noi_dung": "9" * 30, "sau": "-1"}
    response = client.get(reverse("office:queue"), asked)

    assert titles(response) == ["Còn đây"]


@pytest.mark.parametrize("rows", [5, 60])
def test_the_queue_costs_the_same_for_few_and_many(
    client, officer, campaign, rows, django_assert_num_queries
):
    for _number in range(rows):
        make_submission(campaign=campaign, state="endorsed")

    with django_assert_num_queries(10):
        response = client.get(reverse("office:queue"))

    assert len(titles(response)) == min(rows, 30)


def test_a_dossier_with_everything_stays_within_its_queries(client, officer, django_assert_max_num_queries):
    dossier = with_everything(officer)

    with django_assert_max_num_queries(12):
        response = client.get(page(dossier))
    with django_assert_max_num_queries(12):
        client.get(page(dossier, "check"))

    assert [entry.title for entry in response.context["history"]] == ["Yêu cầu bổ sung"]
    assert "Số liệu quý I" in response.content.decode()


def with_everything(officer):
    dossier = make_submission(state="endorsed", shares=(5000, 3000, 2000), confidential="Công thức")
    for number in range(3):
        Attachment.objects.create(
            submission=dossier,
            public_id=f"00000000-0000-4000-8000-00000000000{number}",
            name=f"Ảnh {number}.png",
            content_type="image/png",
            size=1000,
            sha256=str(number),
            file=f"anh-{number}",
            uploaded_by=dossier.owner,
            uploaded_at=clock.now(),
        )
    return request_supplement(dossier, by=officer, points="Số liệu quý I", due_on=clock.today())


def test_the_portal_reports_what_it_found(client, officer):
    used = clock.today() - timedelta(days=800)
    dossier = make_submission(state="endorsed", first_used_on=used, shares=(9000,))

    response = client.get(page(dossier, "check"))

    found = [finding.code for finding in response.context["evidence"].findings]
    assert found == ["time_bar", "shares", "no_attachment"]


def test_the_officer_is_warned_of_a_name_that_judges_would_read(client, officer):
    author = make_user(Role.AUTHOR, full_name="Quách Thị Mỹ Lệ")
    dossier = make_submission(state="endorsed", owner=author, nature="Do chị QUACH THI MY LE nghĩ ra.")

    response = client.get(page(dossier, "check"))

    assert "Phần mô tả có chỗ cho biết tác giả hoặc đơn vị: «QUACH THI MY LE»" in response.content.decode()


def test_accepting_from_the_page(client, officer):
    dossier = make_submission(state="endorsed")
    waiting = make_submission(campaign=dossier.campaign, state="endorsed")

    typed = answers(dossier) | {"outcome": "accepted", "version": mark(dossier)}
    response = client.post(page(dossier, "check"), typed, follow=True)

    assert response.redirect_chain == [(page(dossier), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        f"Đã tiếp nhận hồ sơ «{dossier.title}»; tác giả được báo ngày trả lời."
    ]
    assert Check.objects.get().answers.filter(passed=True).count() == 2
    assert response.context["next"] == waiting


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"outcome": "supplement", "due_on": ""}, ["points", "due_on"]),
        ({"outcome": "refused"}, ["reason"]),
        ({"outcome": "accepted"}, ["__all__"]),
        ({"outcome": "supplement", "points": "Ảnh", "due_on": "2020-01-01"}, ["__all__"]),
        ({}, ["outcome"]),
    ],
)
def test_a_refused_check_keeps_every_word(client, officer, typed, fields):
    dossier = make_submission(state="endorsed")
    first = dossier.campaign.checklist.first()
    kept = {f"item_{first.pk}": "khong-dat", f"note_{first.pk}": "Thiếu chữ ký"}

    response = client.post(page(dossier, "check"), typed | kept)

    html = response.content.decode()
    assert list(response.context["form"].errors) == fields
    assert 'value="Thiếu chữ ký"' in html
    assert f'value="khong-dat" id="id_item_{first.pk}_1" checked' in html
    assert Check.objects.count() == 0


def test_a_check_that_comes_second_keeps_its_words(client, officer):
    dossier = make_submission(state="endorsed")
    shown = mark(dossier)
    request_supplement(dossier, by=make_user(Role.OFFICER), points="Ảnh", due_on=clock.today())

    typed = {"outcome": "refused", "reason": "Trùng với hồ sơ năm trước.", "version": shown}
    html = client.post(page(dossier, "check"), typed).content.decode()

    assert "«Cần bổ sung»" in html
    assert "Trùng với hồ sơ năm trước." in html


def test_a_closed_window_greys_the_check_and_says_why(client, officer):
    dossier = make_submission(state="endorsed", campaign=make_campaign(open_windows=["submit"]))

    detail, check = client.get(page(dossier)), client.get(page(dossier, "check"))

    assert "Thời gian kiểm tra hồ sơ đã kết thúc" in detail.content.decode()
    assert check.context["form"] is None


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CHAIR, Role.INSPECTOR])
def test_readers_see_the_dossier_without_a_form(client, role):
    client.force_login(make_user(role))
    dossier = make_submission(state="endorsed")

    response = client.get(page(dossier))

    assert (response.status_code, response.context["desk"].check) == (200, None)
    assert client.get(page(dossier, "check")).context["form"] is None


def test_stopping_from_the_page_after_the_deadline(client, officer):
    dossier = make_submission(state="endorsed")
    dossier = request_supplement(dossier, by=officer, points="Ảnh", due_on=clock.today())

    too_early = client.post(page(dossier, "drop"))
    SupplementRequest.objects.update(due_at=clock.now() - timedelta(minutes=1))
    client.post(page(dossier, "drop"))

    assert too_early.status_code == 409
    assert Submission.objects.get().state == "dropped"
    assert client.get(page(dossier, "drop")).status_code == 405


def test_no_mark_and_no_judge_is_named_to_the_chair(client):
    client.force_login(make_user(Role.CHAIR))
    dossier = make_submission(state="ranked")

    html = client.get(page(dossier)).content.decode()

    assert "Đã xếp hạng" in html
    assert "Thứ hạng" not in html


def test_the_check_leads_to_what_was_asked_for_before(client, officer):
    dossier = make_submission(state="endorsed")
    bare = client.get(page(dossier, "check")).content.decode()
    request_supplement(dossier, by=officer, points="Ảnh", due_on=clock.today())

    asked = client.get(page(dossier, "check")).content.decode()

    assert [html.count("#bo-sung") for html in (bare, asked)] == [0, 1]
