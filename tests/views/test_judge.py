"""The judge's pages: only the own dossiers, blind, and nothing of the other judges before the own lock."""

import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.conflict import Conflict
from campaign.models.judging import Mark, Sheet
from tests.factories import make_assignment, make_campaign, make_panel, make_sheet, make_submission, make_user
from tests.views.test_judge_files import attach

pytestmark = pytest.mark.django_db
MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}
TYPED = {
    "points_novelty": "8,5",
    "remark_novelty": "Có điểm mới.",
    "points_applicability": "20.5",
    "remark_applicability": "",
    "points_benefit": "",
    "remark_benefit": "",
    "comment": "Cần nêu rõ số liệu.",
    "version": "0",
}


@pytest.fixture
def judge(client):
    judge = make_user(Role.JUDGE, full_name="Lê Thị Giám Khảo")
    client.force_login(judge)
    return judge


def give(judge, **submission):
    submission = make_submission(**({"state": "assigned"} | submission))
    return make_assignment(submission, judge)


def url(name, assignment):
    return reverse(f"judge:{name}", args=[assignment.alias])


def page(client, address):
    """The page without what differs at every request anyway."""
    text = client.get(address).content.decode()
    return re.sub(r'(csrfmiddlewaretoken|typed_for)" value="[^"]+"|data-autosave-page="\w+"', "", text)


def test_the_list_holds_only_the_own_dossiers(client, judge):
    mine = give(judge, title="Máy gom rác mini")
    give(make_user(Role.JUDGE), title="Phần mềm của người khác")

    response = client.get(reverse("judge:list"))

    assert [row.alias for row in response.context["rows"]] == [mine.alias]
    assert "Phần mềm của người khác" not in response.content.decode()


def test_the_list_counts_only_the_own_progress(client, judge):
    make_sheet(give(judge), MARKS)
    give(judge)

    shown = client.get(reverse("judge:list")).context["progress"]

    assert (shown.total, shown.locked, shown.waiting) == (2, 1, 1)


def test_the_tabs_narrow_the_list(client, judge):
    locked, waiting = give(judge), give(judge)
    make_sheet(locked, MARKS)

    def aliases(query):
        return [row.alias for row in client.get(reverse("judge:list") + query).context["rows"]]

    assert (aliases(""), aliases("?xem=da-khoa"), aliases("?xem=vo-nghia")) == (
        [waiting.alias],
        [locked.alias],
        [waiting.alias],
    )


def test_a_campaign_that_is_over_stands_apart(client, judge):
    past = give(judge, campaign=make_campaign(closed_at=clock.now(), title="Phong trào năm trước"))
    waiting = give(judge)

    response = client.get(reverse("judge:list"))
    earlier = client.get(reverse("judge:list"), {"xem": "phong-trao-truoc"})

    assert [row.alias for row in response.context["rows"]] == [waiting.alias]
    assert response.context["progress"].total == 1
    assert [row.alias for row in earlier.context["rows"]] == [past.alias]
    assert "Phong trào năm trước" in earlier.content.decode()


@pytest.mark.parametrize("number", [2, 40])
def test_the_list_costs_the_same_however_long(client, judge, django_assert_max_num_queries, number):
    campaign, owner = make_campaign(), make_user()
    panel = make_panel(campaign, judge)
    for _ in range(number):
        make_assignment(make_submission(campaign=campaign, owner=owner, state="assigned"), judge, panel=panel)

    with django_assert_max_num_queries(8):
        client.get(reverse("judge:list"))


def test_the_sheet_page_stays_within_twelve_queries(client, judge, django_assert_max_num_queries):
    assignment = give(judge, state="judging")
    give(judge)
    attach(assignment.submission, "a.pdf")
    make_sheet(assignment, MARKS, locked=False)

    with django_assert_max_num_queries(12):
        client.get(url("sheet", assignment))


def test_the_locked_page_stays_within_twelve_queries(client, judge, django_assert_max_num_queries):
    assignment = give(judge, state="judging")
    make_sheet(assignment, MARKS)
    for _ in range(4):
        make_sheet(make_assignment(assignment.submission, make_user(Role.JUDGE)), MARKS)

    with django_assert_max_num_queries(12):
        client.get(url("sheet", assignment))


def test_the_dossier_is_blind(client, judge):
    owner = make_user(full_name="Phạm Thị Tác Giả")
    assignment = give(judge, owner=owner, investor="Công ty Chủ Đầu Tư")
    submission = assignment.submission

    text = client.get(url("sheet", assignment)).content.decode()

    telling = ["Phạm Thị Tác Giả", "Công ty Chủ Đầu Tư", submission.unit_name, submission.code]
    assert [word for word in [*telling, submission.register_number] if word in text] == []


def test_anothers_dossier_answers_like_none(client, judge):
    other = give(make_user(Role.JUDGE))

    answers = [client.get(url("sheet", other)), client.get(reverse("judge:sheet", args=["khongcogi"]))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_who_is_no_judge_finds_nothing(client):
    person = make_user(Role.OFFICER)
    assignment = give(person)
    client.force_login(person)

    assert client.get(url("sheet", assignment)).status_code == 404


@pytest.mark.parametrize("name", ["list", "sheet"])
def test_nothing_shows_whether_others_have_marked_or_locked(client, judge, name):
    """Two worlds: in the second, others have opened, marked and locked; the judge reads the same bytes."""
    assignment = give(judge, state="judging")
    others = [make_assignment(assignment.submission, make_user(Role.JUDGE)) for _ in range(3)]
    make_sheet(assignment, MARKS, locked=False)
    address = reverse("judge:list") if name == "list" else url("sheet", assignment)
    before = page(client, address)

    for other in others:
        make_sheet(other, MARKS)

    assert page(client, address) == before


def test_nothing_shows_that_another_judge_began(client, judge):
    assignment = give(judge)
    before = page(client, url("sheet", assignment)), page(client, reverse("judge:list"))

    assignment.submission.__class__.objects.filter(pk=assignment.submission.pk).update(state="judging")

    assert (page(client, url("sheet", assignment)), page(client, reverse("judge:list"))) == before


def test_points_may_be_typed_with_comma_or_dot(client, judge):
    assignment = give(judge)

    response = client.post(url("sheet", assignment), TYPED)

    assert response.status_code == 302
    assert [format(mark.points, ".2f") for mark in Mark.objects.all()] == ["8.50", "20.50"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("8/5", "Tính mới: «8/5» không phải là điểm. Hãy nhập một số không âm, ví dụ 8,5."),
        ("41", "Tính mới: điểm 41 nằm ngoài khoảng 0 đến 40. Hãy chấm lại trong khoảng này."),
        ("8,3", "Tính mới: điểm 8,3 không đúng bước chấm 0,5. Hãy làm tròn theo bước chấm."),
    ],
)
def test_a_wrong_mark_is_refused_and_the_words_stay(client, judge, typed, sentence):
    assignment = give(judge)

    response = client.post(url("sheet", assignment), TYPED | {"points_novelty": typed})

    form = response.context["form"]
    assert dict(form.errors) == {"points_novelty": [sentence]}
    assert (form["points_novelty"].value(), form["comment"].value()) == (typed, "Cần nêu rõ số liệu.")
    assert Sheet.objects.count() == 0


def test_an_older_tab_gets_both_texts_and_may_then_decide(client, judge):
    assignment = give(judge)
    client.post(url("sheet", assignment), TYPED | {"points_novelty": "30", "comment": "Bản một"})

    response = client.post(url("sheet", assignment), TYPED | {"points_novelty": "12", "comment": "Bản hai"})

    assert "Bản một" in response.content.decode()
    assert "Bản hai" in response.content.decode()
    client.post(
        url("sheet", assignment),
        TYPED | {"comment": "Bản hai", "version": response.context["form"]["version"].value()},
    )
    assert Sheet.objects.get().comment == "Bản hai"


def test_a_saved_draft_comes_back_at_the_sheet_and_says_when(client, judge):
    assignment = give(judge)

    response = client.post(url("sheet", assignment), TYPED | {"next": "stay"}, follow=True)

    assert response.redirect_chain == [(url("sheet", assignment) + "#phieu", 302)]
    assert "Phiếu nháp đã lưu lúc" in response.content.decode()


def test_save_and_next_leads_to_the_next_open_dossier(client, judge):
    first, second, third = give(judge), give(judge), give(judge)
    make_sheet(second, MARKS)

    response = client.post(url("sheet", first), TYPED | {"next": "next"})

    assert response.url == url("sheet", third)


def test_the_lock_page_says_what_is_missing(client, judge):
    assignment = give(judge)
    client.post(url("sheet", assignment), TYPED)

    response = client.get(url("lock", assignment))

    assert [str(problem) for problem in response.context["problems"]] == ["Hiệu quả: chưa chấm điểm."]


def test_locking_shows_the_others_locked_sheets_without_names(client, judge):
    assignment = give(judge, state="judging")
    done = make_assignment(assignment.submission, make_user(Role.JUDGE, full_name="Trần Văn Kín"))
    make_sheet(done, MARKS)
    make_sheet(make_assignment(assignment.submission, make_user(Role.JUDGE)), MARKS, locked=False)
    sheet = make_sheet(assignment, MARKS, locked=False)

    response = client.post(url("lock", assignment), {"version": sheet.version}, follow=True)

    assert [other.total for other in response.context["others"]] == ["70,00"]
    assert "Trần Văn Kín" not in response.content.decode()


def test_after_the_window_the_page_says_why_and_keeps_the_words(client, judge):
    assignment = give(judge, campaign=make_campaign(open_windows=("submit",)))

    response = client.post(url("sheet", assignment), TYPED)

    assert response.context["form"]["comment"].value() == "Cần nêu rõ số liệu."
    assert str(response.context["closed"]).startswith("Thời gian chấm điểm đã kết thúc lúc")


def test_a_declared_conflict_takes_the_dossier_away(client, judge):
    assignment = give(judge)

    response = client.post(
        url("conflict", assignment), {"kind": "family", "reason": "Là em ruột của tác giả."}, follow=True
    )

    assert response.context["rows"] == []
    assert Conflict.objects.get().reason == "Là em ruột của tác giả."
    assert client.get(url("sheet", assignment)).status_code == 404


def test_a_conflict_needs_a_reason(client, judge):
    assignment = give(judge)

    response = client.post(url("conflict", assignment), {"reason": "  "})

    assert response.context["form"].errors["reason"] == ["Hãy ghi lý do xung đột lợi ích."]


def test_looking_changes_nothing(client, judge):
    assignment = give(judge)

    for name in ("sheet", "lock", "conflict"):
        client.get(url(name, assignment))

    assert (Sheet.objects.count(), Conflict.objects.count()) == (0, 0)
