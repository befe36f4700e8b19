"""The office's pages of sheets after their lock and of reports of violations."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models.judging import Sheet
from campaign.models.sheet_history import SheetRevision, ViolationAnswer
from tests.factories import make_assignment, make_campaign, make_panel, make_sheet, make_submission, make_user

pytestmark = pytest.mark.django_db
MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}


@pytest.fixture
def officer(client):
    officer = make_user(Role.OFFICER)
    client.force_login(officer)
    return officer


def locked(submission=None, **facts):
    submission = submission or make_submission(state="judging")
    sheet = make_sheet(make_assignment(submission, make_user(Role.JUDGE)), MARKS, locked=False)
    Sheet.objects.filter(pk=sheet.pk).update(**facts)
    Sheet.objects.filter(pk=sheet.pk).update(status="locked", locked_at=sheet.saved_at, total=70)
    return Sheet.objects.get(pk=sheet.pk)


def test_the_page_gives_a_sheet_back_and_shows_why(client, officer):
    sheet = locked()
    code = sheet.submission.code

    client.post(reverse("office:sheet_return", args=[code, sheet.pk]), {"reason": "Nhầm hồ sơ."})

    (line,) = client.get(reverse("office:sheets", args=[code])).context["lines"]
    assert (line.is_locked, [one.reason for one in line.returned]) == (False, ["Nhầm hồ sơ."])
    client.force_login(sheet.judge)
    page = client.get(reverse("judge:sheet", args=[sheet.assignment.alias])).content.decode()
    assert "Nhầm hồ sơ." in page


def test_a_refusal_keeps_the_reason(client, officer):
    sheet = locked()
    locked(sheet.submission)
    address = reverse("office:sheet_return", args=[sheet.submission.code, sheet.pk])
    page = client.post(address, {"reason": "Nhầm hồ sơ."})
    assert (page.context["form"]["reason"].value(), SheetRevision.objects.count()) == ("Nhầm hồ sơ.", 0)


def test_a_sheet_of_another_dossier_is_not_found_here(client, officer):
    one, other = locked(), locked()
    address = reverse("office:sheet_return", args=[one.submission.code, other.pk])
    assert client.get(address).status_code == 404


def test_reports_wait_until_they_are_answered(client, officer):
    sheet = locked(violation_kind="duplicate", violation_reason="Trùng hồ sơ cũ.")
    locked()

    page = client.get(reverse("office:violations"))
    assert [(one.pk, one.reason) for one in page.context["reports"]] == [(sheet.pk, "Trùng hồ sơ cũ.")]

    client.post(reverse("office:violation", args=[sheet.pk]), {"answer": "Không trùng."})
    waiting, answered = (client.get(reverse("office:violations"), {"xem": key}) for key in ("", "da-tra-loi"))
    assert (waiting.context["reports"], [one.answer for one in answered.context["reports"]]) == (
        [],
        ["Không trùng."],
    )
    client.force_login(sheet.judge)
    assert (
        "Không trùng." in client.get(reverse("judge:sheet", args=[sheet.assignment.alias])).content.decode()
    )


def test_a_report_of_a_draft_has_not_come_yet(client, officer):
    sheet = make_sheet(
        make_assignment(make_submission(state="judging"), make_user(Role.JUDGE)), MARKS, locked=False
    )
    Sheet.objects.update(violation_kind="other", violation_reason="Chưa khóa.")
    assert client.get(reverse("office:violations")).context["reports"] == []
    assert client.get(reverse("office:violation", args=[sheet.pk])).status_code == 404


def test_an_officer_finds_no_report_about_the_own_dossier(client, officer):
    sheet = locked(
        make_submission(state="judging", owner=officer), violation_kind="other", violation_reason="x"
    )
    assert client.get(reverse("office:violations")).context["reports"] == []
    assert client.post(reverse("office:violation", args=[sheet.pk]), {"answer": "x"}).status_code == 404
    assert ViolationAnswer.objects.count() == 0


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_of_reports_costs_the_same_however_long(
    client, officer, django_assert_max_num_queries, number
):
    campaign, owner, judge = make_campaign(), make_user(), make_user(Role.JUDGE)
    panel = make_panel(campaign, judge)
    for _ in range(number):
        submission = make_submission(campaign=campaign, owner=owner, state="judging")
        sheet = make_sheet(make_assignment(submission, judge, panel=panel), MARKS, locked=False)
        Sheet.objects.filter(pk=sheet.pk).update(violation_kind="other", violation_reason="x")
    Sheet.objects.update(status="locked", locked_at=sheet.saved_at, total=70)
    with django_assert_max_num_queries(9):
        client.get(reverse("office:violations"))


def test_the_pages_of_one_dossier_stay_within_twelve_queries(client, officer, django_assert_max_num_queries):
    sheet = locked()
    for address in (
        reverse("office:sheets", args=[sheet.submission.code]),
        reverse("office:sheet_return", args=[sheet.submission.code, sheet.pk]),
    ):
        with django_assert_max_num_queries(12):
            client.get(address)
