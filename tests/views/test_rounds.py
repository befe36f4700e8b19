"""Pages about rounds, one more judge, and the close of a panel."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.judging import Entry, lock, save_sheet
from campaign.actions.panel_close import close_panel
from campaign.models.judging import Assignment, CombinedScore, PanelMember
from campaign.models.rounds import PanelClosing
from campaign.models.rulebook import Rubric
from campaign.models.submission import Authorship, Submission
from tests.factories import make_assignment, make_conflict, make_submission, make_user
from tests.views import test_scores
from tests.views.test_scores import judged

pytestmark = pytest.mark.django_db
officer, strand = test_scores.officer, test_scores.strand


def url(name, *args):
    return reverse(f"office:{name}", args=args)


def state(dossier):
    return Submission.objects.get(pk=dossier.pk).state


def test_a_round_is_opened_marked_and_chosen_by_pages(client, officer, strand):
    dossier = judged(strand, 20, 20)
    client.post(url("round_open", dossier.code), {"reason": "Hội đồng đề nghị."})
    assert state(dossier) == "judging"
    client.post(url("assign", dossier.code), {"judges": [judge.pk for judge in strand.judges]})
    for given in Assignment.objects.filter(submission=dossier, round=2):
        entries = {code: Entry(Decimal(25), "Vì.") for code in ("novelty", "applicability", "benefit")}
        save_sheet(given, by=given.judge, entries=entries, comment="", version=0)
        lock(given, by=given.judge, version=1)

    client.post(url("round_choose", dossier.code), {"round": 2, "reason": "Chấm theo hồ sơ đủ."})

    assert (CombinedScore.objects.get().round, CombinedScore.objects.get().total) == (2, 75)
    page = " ".join(client.get(url("rounds", dossier.code)).content.decode().split())
    assert "Hội đồng đề nghị." in page and "Chấm theo hồ sơ đủ." in page
    assert "60,00" in page and "75,00" in page
    first = client.get(url("score_table", strand.pk)).context["lines"]
    assert [(line.total, line.is_official) for line in first] == [(60, False)]


def test_a_refusal_stands_above_the_form_and_keeps_the_words(client, officer, strand):
    dossier = judged(strand, 20, 20)

    answer = client.post(url("round_choose", dossier.code), {"round": 2, "reason": "Tôi muốn vòng hai."})

    assert "Tôi muốn vòng hai." in answer.content.decode()
    assert answer.context["choose_form"].errors


@pytest.fixture
def apart(strand):
    Rubric.objects.filter(pk=strand.rubric_id).update(spread_limit=10)
    third = make_user(Role.JUDGE, full_name="Giám Khảo Đinh")
    PanelMember.objects.create(panel=strand.panel, user=third, answer="accepted")
    return judged(strand, 20, 25), third


def test_one_more_judge_is_proposed_and_the_officer_confirms(client, officer, strand, apart):
    dossier, third = apart
    judged(strand, 20, 21)

    rows = client.get(url("spreads")).context["rows"]
    assert [(row.pk, width) for row, width in rows] == [(dossier.pk, 15)]
    page = client.get(url("third_judge", dossier.code))
    assert page.context["proposed"].seat.user == third
    client.post(url("third_judge", dossier.code), {"judge": third.pk})

    assert dossier.assignments.filter(judge=third).count() == 1
    assert client.get(url("spreads")).context["rows"] == []


def test_only_who_may_judge_it_is_appointed(client, officer, strand, apart):
    dossier, third = apart
    Authorship.objects.filter(submission=dossier).update(user=third)

    answer = client.post(url("third_judge", dossier.code), {"judge": third.pk})

    assert answer.context["form"].non_field_errors()
    assert not dossier.assignments.filter(judge=third).exists()


def test_the_list_asks_few_questions(client, officer, strand, apart, django_assert_max_num_queries):
    judged(strand, 20, 25)
    client.get(url("spreads"))
    with django_assert_max_num_queries(12):
        client.get(url("spreads"))


@pytest.fixture
def late(strand):
    """A locked sheet and a draft on one dossier."""
    dossier = make_submission(campaign=strand.campaign, state="assigned")
    given = [make_assignment(dossier, judge, panel=strand.panel) for judge in strand.judges]
    entries = {code: Entry(Decimal(20)) for code in ("novelty", "applicability", "benefit")}
    for one in given:
        save_sheet(one, by=one.judge, entries=entries, comment="", version=0)
    lock(given[0], by=given[0].judge, version=1)
    return dossier


def test_a_close_is_rehearsed_with_its_late_drafts_and_done(client, officer, strand, late):
    page = client.get(url("panel_close", strand.panel.pk))
    shown = " ".join(page.content.decode().split())
    assert "Phiếu nháp chưa khóa, lưu lúc" in shown and "Giám Khảo Bính" in shown
    assert (page.context["effects"].drafts, state(late)) == (1, "judging")

    client.post(
        url("panel_close", strand.panel.pk), {"seen": page.context["effects"].late, "reason": "Hết hạn."}
    )

    assert (PanelClosing.objects.get().late, state(late)) == (1, "judged")
    assert CombinedScore.objects.get().sheets == 1
    client.post(url("panel_reopen", strand.panel.pk), {"reason": "Tôi không phải chủ tịch."})
    assert PanelClosing.objects.get().reopened_at is None


def test_the_chair_closes_and_reopens(client, strand, late):
    client.force_login(make_user(Role.CHAIR))
    client.post(url("panel_close", strand.panel.pk), {"seen": 1, "reason": "Hết hạn."})

    client.post(url("panel_reopen", strand.panel.pk), {"reason": "Giám khảo ốm."})

    assert (state(late), PanelClosing.objects.get().reopen_reason) == ("judging", "Giám khảo ốm.")
    assert "Giám khảo ốm." in client.get(url("panel_close", strand.panel.pk)).content.decode()


def test_who_is_kept_from_one_dossier_sees_no_figure_of_the_panel(client, officer, strand, late):
    Authorship.objects.filter(submission=late).update(user=officer)

    page = client.get(url("panel_close", strand.panel.pk))

    assert "effects" not in page.context
    assert "Trong tổ này có hồ sơ mà bạn không được xử lý" in page.content.decode()


def test_after_the_close_too_the_late_sheets_are_not_counted_for_who_must_not_meet_one(client, strand, late):
    chair, barred = make_user(Role.CHAIR), make_user(Role.CHAIR)
    close_panel(strand.panel, by=chair, reason="Hết hạn.", seen_late=1)
    make_conflict(late, barred)
    client.force_login(barred)

    page = " ".join(client.get(url("panel_close", strand.panel.pk)).content.decode().split())
    client.post(url("panel_reopen", strand.panel.pk), {"reason": "Tôi muốn mở lại."})

    assert "Phiếu chưa khóa, không được tính" not in page
    assert (PanelClosing.objects.get().reopened_at, state(late)) == (None, "judged")


def test_the_rehearsal_asks_few_questions(client, officer, strand, late, django_assert_max_num_queries):
    client.get(url("panel_close", strand.panel.pk))
    with django_assert_max_num_queries(12):
        client.get(url("panel_close", strand.panel.pk))
