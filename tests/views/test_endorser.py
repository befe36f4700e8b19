"""The unit's pages: whose dossiers stand in the queue, what a page costs, and that typed words are kept."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.text import fold
from campaign.actions.endorsement import return_to_author
from campaign.actions.seen import mark
from campaign.models.endorsement import Endorsement
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("Phường Một")


@pytest.fixture
def head(unit, client):
    head = make_user(Role.UNIT_HEAD, unit=unit)
    client.force_login(head)
    return head


def submitted(unit, **extra):
    owner = extra.pop("owner", None) or make_user(Role.AUTHOR, unit=unit)
    return make_submission(owner=owner, unit=unit, state=extra.pop("state", "submitted"), **extra)


def page(dossier, name="detail"):
    return reverse(f"unit:{name}", args=[dossier.code])


def titles(response):
    return [row.title for row in response.context["rows"]]


def test_the_queue_shows_what_waits_longest_first_and_leaves_out_others(client, head, unit):
    now = make_campaign().announced_at.replace(hour=5)  # noon in Vietnam, whatever the hour of the test
    for title, days in [("Mới", 1), ("Cũ", 9)]:
        submitted(unit, title=title, state_since=now.replace(year=2026 - days))
    submitted(unit, title="Đã xong", state="endorsed")
    submitted(unit, title="Của tôi", owner=head)
    submitted(make_unit("Phường Hai"), title="Nơi khác")
    submitted(unit, title="Nháp", state="draft")

    response = client.get(reverse("unit:queue"))

    assert titles(response) == ["Cũ", "Mới"]
    assert [row.title for row in response.context["recent"]] == ["Đã xong"]


@pytest.mark.parametrize(
    ("group", "expected"),
    [("cho-don-vi", ["submitted"]), ("tra-lai", ["returned"]), ("da-xac-nhan", ["accepted", "endorsed"])],
)
def test_groups_read_states_as_the_unit_may_know_them(client, head, unit, group, expected):
    for state in ["submitted", "returned", "endorsed", "judged", "withdrawn"]:
        submitted(unit, state=state)

    response = client.get(reverse("unit:queue"), {"nhom": group})

    assert sorted(row.state for row in response.context["rows"]) == expected


def test_what_is_sealed_has_one_name_for_the_unit(client, head, unit):
    dossier = submitted(unit, state="ranked")

    queue = client.get(reverse("unit:queue"), {"nhom": "tat-ca"}).content.decode()
    detail = client.get(page(dossier)).content.decode()
    late = client.post(page(dossier, "decide"), {"outcome": "endorsed"}).content.decode()

    for html in (queue, detail, late):
        assert "Đã tiếp nhận, đang được xét" in html
        assert "Đã xếp hạng" not in html
        assert f"{dossier.state_since.timestamp():.6f}" not in html


def test_search_needs_no_accents(client, head, unit):
    for title in ["Cải tiến lò đốt rác", "Sổ tay một cửa"]:
        submitted(unit, title=title, search_text=fold(title))

    response = client.get(reverse("unit:queue"), {"q": "lo dot  RÁC"})

    assert titles(response) == ["Cải tiến lò đốt rác"]


def test_pages_follow_one_another_without_a_gap(client, head, unit):
    author = make_user(Role.AUTHOR, unit=unit)
    campaign = make_campaign()
    for number in range(31):
        submitted(unit, owner=author, campaign=campaign, title=f"Hồ sơ {number:02}")

    first = client.get(reverse("unit:queue"))
    second = client.get(reverse("unit:queue"), {"sau": first.context["page"].next})

    assert titles(first) + titles(second) == [f"Hồ sơ {number:02}" for number in range(31)]
    assert second.context["page"].next is None


def test_what_is_done_comes_newest_first_forward_and_back(client, head, unit):
    author, campaign = make_user(Role.AUTHOR, unit=unit), make_campaign()
    for number in range(31):
        submitted(unit, owner=author, campaign=campaign, title=f"Hồ sơ {number:02}", state="endorsed")
    asked = {"nhom": "da-xac-nhan"}

    first = client.get(reverse("unit:queue"), asked)
    second = client.get(reverse("unit:queue"), asked | {"sau": first.context["page"].next})
    back = client.get(reverse("unit:queue"), asked | {"truoc": second.context["page"].previous})

    assert titles(first) + titles(second) == [f"Hồ sơ {number:02}" for number in reversed(range(31))]
    assert titles(back) == titles(first)


@pytest.mark.parametrize("rows", [5, 60])
def test_the_queue_costs_the_same_for_few_and_many(client, head, unit, rows, django_assert_num_queries):
    campaign = make_campaign()
    for number in range(rows):
        submitted(unit, campaign=campaign, state="submitted" if number % 2 else "endorsed")

    with django_assert_num_queries(10):
        client.get(reverse("unit:queue"))


def test_a_dossier_page_stays_within_its_queries(client, head, unit, django_assert_max_num_queries):
    dossier = submitted(unit, shares=(5000, 3000, 2000))

    with django_assert_max_num_queries(12):
        response = client.get(page(dossier))

    assert response.status_code == 200


def test_others_get_the_same_answer_as_for_a_dossier_that_does_not_exist(client, unit, head):
    foreign, own = submitted(make_unit("Phường Hai")), submitted(unit, owner=head)
    missing = reverse("unit:detail", args=["khong-co"])

    answers = [client.get(path).status_code for path in (page(foreign), page(own), missing)]
    posts = [client.post(page(one, "decide"), {"outcome": "endorsed"}).status_code for one in (foreign, own)]

    assert answers + posts == [404] * 5


def test_a_person_without_a_post_in_a_unit_office_has_no_queue(client):
    client.force_login(make_user(Role.OFFICER))

    assert client.get(reverse("unit:queue")).status_code == 404


def test_after_endorsing_the_page_says_so_and_names_the_next(client, head, unit):
    dossier, other = submitted(unit), submitted(unit, title="Bản đồ ngập")

    response = client.post(
        page(dossier, "decide"),
        {"outcome": "endorsed", "version": mark(dossier), "rank_in_unit": "1"},
        follow=True,
    )

    assert response.redirect_chain == [(page(dossier), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        f"Đã xác nhận hồ sơ «{dossier.title}» và chuyển lên thường trực phong trào."
    ]
    assert response.context["next"] == other
    assert Endorsement.objects.get().rank_in_unit == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"outcome": "returned"}, "comment"),
        ({"outcome": "declined", "comment": "Chưa áp dụng."}, "confirm"),
        ({"outcome": "endorsed", "rank_in_unit": "0"}, "rank_in_unit"),
        ({"minutes_number": "05/BB"}, "outcome"),
    ],
)
def test_what_is_missing_is_named_and_the_rest_is_kept(client, head, unit, typed, field):
    dossier = submitted(unit)

    response = client.post(page(dossier, "decide"), typed | {"minutes_number": "05/BB"})

    assert list(response.context["form"].errors) == [field]
    assert 'value="05/BB"' in response.content.decode()
    assert Endorsement.objects.count() == 0


def test_words_typed_while_a_colleague_acted_are_kept(client, head, unit):
    dossier = submitted(unit)
    desk = make_user(Role.UNIT_DESK, unit=unit, full_name="Phạm Văn Đức")
    shown = mark(dossier)
    return_to_author(dossier, by=desk, reason="Thiếu ảnh.")

    response = client.post(
        page(dossier, "decide"), {"outcome": "endorsed", "comment": "Rất tốt cho phường.", "version": shown}
    )

    html = response.content.decode()
    assert "Phạm Văn Đức đã xử lý hồ sơ này" in html
    assert "Rất tốt cho phường." in html


def test_a_stale_form_comes_back_with_the_words_and_the_new_mark(client, head, unit):
    dossier = submitted(unit)
    shown = mark(dossier)
    Submission.objects.update(version=2)

    response = client.post(
        page(dossier, "decide"), {"outcome": "endorsed", "comment": "Đồng ý.", "version": shown}
    )

    html = response.content.decode()
    dossier.refresh_from_db()
    assert "Hồ sơ đã có thay đổi" in html
    assert "Đồng ý." in html
    assert f'name="version" value="{mark(dossier)}"' in html


def test_a_closed_window_leaves_no_form_but_its_reason(client, head, unit):
    dossier = submitted(unit, campaign=make_campaign(open_windows=["submit"]))

    response = client.get(page(dossier))

    assert response.context["form"] is None
    assert "Thời gian đơn vị xác nhận hồ sơ đã kết thúc" in response.content.decode()


def test_a_desk_is_offered_only_what_it_may_do(client, unit):
    client.force_login(make_user(Role.UNIT_DESK, unit=unit))

    response = client.get(page(submitted(unit)))

    assert [name for name, _label in response.context["form"].fields["outcome"].choices] == ["returned"]
    assert "Chỉ thủ trưởng của đơn vị" in response.content.decode()


def test_reading_the_address_of_the_form_changes_nothing(client, head, unit):
    dossier = submitted(unit)

    assert client.get(page(dossier, "decide")).url == page(dossier)


def test_neither_day_nor_order_tells_how_far_the_judging_is(client, head, unit):
    now = make_campaign().announced_at.replace(hour=5)  # noon in Vietnam, whatever the hour of the test
    for title, state, day in [("Một", "decided", 20), ("Hai", "accepted", 10), ("Ba", "ranked", 30)]:
        filed = now.replace(month=3, day={"Một": 1, "Hai": 2, "Ba": 3}[title])
        changed = now.replace(month=5, day=day)
        submitted(unit, title=title, state=state, submitted_at=filed, accepted_at=filed, state_since=changed)

    queue = client.get(reverse("unit:queue"), {"nhom": "da-xac-nhan"})
    recent = client.get(reverse("unit:queue")).context["recent"]

    assert titles(queue) == ["Ba", "Hai", "Một"]
    assert [row.title for row in recent] == ["Ba", "Hai", "Một"]
    assert [row.since[:5] for row in queue.context["rows"]] == ["03/03", "02/03", "01/03"]
