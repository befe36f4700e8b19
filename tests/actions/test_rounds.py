"""Rounds of judging: kept apart, one of them official, and one more judge where judges are far apart."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from campaign.actions.assignment import appoint
from campaign.actions.conflicts import declare_conflict
from campaign.actions.judging import Entry, lock, save_sheet
from campaign.actions.ranking import make_ranking
from campaign.actions.refused import Refused
from campaign.actions.rounds import choose_official, open_round
from campaign.actions.scoring import finish, recompute
from campaign.models.audit import Event
from campaign.models.judging import Assignment, CombinedScore, Sheet
from campaign.models.rounds import RoundOpening, RoundResult
from campaign.models.rulebook import Rubric
from campaign.models.submission import Submission
from tests.factories import make_assignment, make_panel, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def dossier():
    found = make_submission(state="assigned")
    found.campaign.strands.update(judges_per_dossier=2)
    return Submission.objects.select_related("strand__rubric").get(pk=found.pk)


@pytest.fixture
def judges(dossier):
    found = [make_user(Role.JUDGE) for _ in range(4)]
    found[0].panel = make_panel(dossier.campaign, *found)
    return found


def entries(points):
    """A sheet of so many points: 40 at most for novelty, the rest on the others alike."""
    each = Decimal(points) / 4
    return {
        "novelty": Entry(each * 2, "Vì."),
        "applicability": Entry(each, "Vì."),
        "benefit": Entry(each, "Vì."),
    }


def mark(dossier, judge, panel, points):
    given = Assignment.objects.live().filter(submission=dossier, judge=judge).last()
    given = given or make_assignment(dossier, judge, panel=panel)
    save_sheet(given, by=judge, entries=entries(points), comment="", version=0)
    return lock(given, by=judge, version=1)


def judged(dossier, judges, *points):
    """All are given the dossier first, so that the last one ends the round."""
    panel = judges[0].panel
    for judge in judges[: len(points)]:
        make_assignment(dossier, judge, panel=panel)
    for judge, total in zip(judges, points, strict=False):
        mark(dossier, judge, panel, total)
    return Submission.objects.get(pk=dossier.pk)


def figures(submission):
    return list(submission.round_results.values_list("round", "total", "sheets"))


def test_a_second_round_keeps_the_first_and_never_mixes_them(dossier, judges, officer):
    judged(dossier, judges, 60, 80)

    number = open_round(dossier, by=officer, reason="Hội đồng đề nghị chấm lại.")
    appoint(dossier, by=officer, judges=judges[:2])
    second = Assignment.objects.filter(submission=dossier, round=2)
    for given, points in zip(second, (40, 42), strict=True):
        save_sheet(given, by=given.judge, entries=entries(points), comment="", version=0)
        lock(given, by=given.judge, version=1)

    assert number == 2
    assert figures(dossier) == [(1, 70, 2), (2, 41, 2)]
    assert (CombinedScore.objects.get().round, CombinedScore.objects.get().total) == (1, 70)
    assert sorted(Sheet.objects.values_list("round", "total")) == [(1, 60), (1, 80), (2, 40), (2, 42)]


def test_which_round_counts_is_an_act_with_a_reason(dossier, judges, officer):
    judged(dossier, judges, 60, 80)
    open_round(dossier, by=officer, reason="Chấm lại.")
    appoint(dossier, by=officer, judges=judges[:2])
    for given, points in zip(Assignment.objects.filter(round=2), (40, 42), strict=True):
        save_sheet(given, by=given.judge, entries=entries(points), comment="", version=0)
        lock(given, by=given.judge, version=1)
    with pytest.raises(Refused, match="chưa chọn vòng chính thức"):
        make_ranking(dossier.strand, by=officer)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        choose_official(dossier, 2, by=officer, reason="")

    choose_official(dossier, 2, by=officer, reason="Vòng hai chấm theo hồ sơ đã bổ sung.")

    assert (CombinedScore.objects.get().round, CombinedScore.objects.get().total) == (2, 41)
    assert make_ranking(dossier.strand, by=officer).rows.get().total == 41
    facts = Event.objects.get(verb="choose_judging_round").facts
    assert (facts["before"], facts["after"], facts["reason"]) == (
        1,
        2,
        "Vòng hai chấm theo hồ sơ đã bổ sung.",
    )


def test_a_round_without_a_result_cannot_be_chosen(dossier, judges, officer):
    judged(dossier, judges, 60, 80)

    with pytest.raises(Refused, match="Không chọn được vòng này"):
        choose_official(dossier, 2, by=officer, reason="Thử.")


def test_a_third_round_waits_for_the_choice_about_the_second(dossier, judges, officer):
    judged(dossier, judges, 60, 80)
    open_round(dossier, by=officer, reason="Chấm lại.")
    appoint(dossier, by=officer, judges=judges[2:3])
    mark(dossier, judges[2], judges[0].panel, 50)
    finish(dossier, by=officer, reason="Vòng này chỉ cần một giám khảo.")

    with pytest.raises(Refused, match="Vòng vừa chấm xong chưa được kết luận"):
        open_round(dossier, by=officer, reason="Lại nữa.")
    choose_official(dossier, 1, by=officer, reason="Giữ vòng một.")

    assert open_round(dossier, by=officer, reason="Có kiến nghị.") == 3


def test_a_new_round_needs_a_reason_and_the_right_person(dossier, judges, officer):
    judged(dossier, judges, 60, 80)

    with pytest.raises(Refused, match="Hãy ghi lý do"):
        open_round(dossier, by=officer, reason="")
    with pytest.raises(Refused, match="Vai trò của bạn"):
        open_round(dossier, by=judges[0], reason="Tôi muốn chấm lại.")
    assert not RoundOpening.objects.exists()


def test_a_sheet_of_an_earlier_round_is_closed(dossier, judges, officer):
    late = make_assignment(dossier, judges[3], panel=judges[0].panel)
    save_sheet(late, by=judges[3], entries=entries(50), comment="", version=0)
    judged(dossier, judges, 60, 80)
    Assignment.objects.filter(pk=late.pk).update(ended_at="2026-01-01T00:00Z", ended_reason="Nghỉ.")
    finish(dossier, by=officer, reason="Đủ phiếu.")
    Assignment.objects.filter(pk=late.pk).update(ended_at=None, ended_reason="")
    open_round(dossier, by=officer, reason="Chấm lại.")

    with pytest.raises(Refused, match="thuộc vòng chấm trước"):
        lock(late, by=judges[3], version=1)


def test_results_are_never_changed(dossier, judges, officer):
    judged(dossier, judges, 60, 80)
    for change in (RoundResult.objects.update, RoundResult.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(**({"total": 1} if change == RoundResult.objects.update else {}))
    assert figures(dossier) == [(1, 70, 2)]


@pytest.fixture
def narrow(dossier):
    Rubric.objects.filter(pk=dossier.strand.rubric_id).update(spread_limit=16)


def test_judges_far_apart_wait_for_one_more(dossier, judges, officer, narrow):
    assert judged(dossier, judges, 60, 80).state == "judging"

    appoint(dossier, by=officer, judges=[judges[2]])
    mark(dossier, judges[2], None, 76)

    assert Submission.objects.get(pk=dossier.pk).state == "judged"
    assert CombinedScore.objects.get().total == 72


def test_the_officer_may_end_it_without_one_more_judge(dossier, judges, officer, narrow):
    judged(dossier, judges, 60, 80)

    finish(dossier, by=officer, reason="Hai giám khảo đã thống nhất.")

    assert (CombinedScore.objects.get().total, RoundResult.objects.get().why) == (
        70,
        "Hai giám khảo đã thống nhất.",
    )


def test_judges_at_the_limit_need_nobody(dossier, judges, narrow):
    assert judged(dossier, judges, 60, 76).state == "judged"


def test_the_limit_may_be_a_part_of_the_highest_total(dossier, judges):
    Rubric.objects.filter(pk=dossier.strand.rubric_id).update(spread_limit=21, spread_unit="percent")
    assert judged(dossier, judges, 60, 80).state == "judged"


def void(assignment):
    Sheet.objects.filter(assignment=assignment).update(voided_at="2026-01-01T00:00Z")
    Assignment.objects.filter(pk=assignment.pk).update(ended_at="2026-01-01T00:00Z")


def test_a_voided_sheet_is_computed_out_and_the_earlier_result_stays(dossier, judges, officer):
    judged(dossier, judges, 60, 80)
    void(Assignment.objects.get(judge=judges[0]))

    total = recompute(dossier, by=officer, reason="Giám khảo khai xung đột muộn.")

    assert total == CombinedScore.objects.get().total == 80
    assert figures(dossier) == [(1, 70, 2), (1, 80, 1)]
    facts = Event.objects.get(verb="recompute_score").facts
    assert (facts["before"], facts["after"]) == ("70.00", "80.00")


def test_without_any_sheet_left_the_dossier_is_judged_again(dossier, judges, officer):
    judged(dossier, judges, 60, 80)
    for given in Assignment.objects.all():
        void(given)

    assert recompute(dossier, by=officer, reason="Cả hai có xung đột.") is None
    assert Submission.objects.get(pk=dossier.pk).state == "judging"
    assert not CombinedScore.objects.exists()
    assert figures(dossier) == [(1, 70, 2)]


def test_what_the_council_has_seen_is_not_computed_anew(dossier, officer):
    with pytest.raises(Refused, match="không tính lại được nữa"):
        recompute(dossier, by=officer, reason="Muộn.")


def test_a_conflict_in_a_later_round_takes_the_sheet_of_the_first_and_corrects_its_result(
    dossier, judges, officer
):
    judged(dossier, judges, 60, 80)
    open_round(dossier, by=officer, reason="Chấm lại.")
    appoint(dossier, by=officer, judges=judges[:2])
    given = Assignment.objects.get(judge=judges[0], round=2)

    declare_conflict(given, by=judges[0], reason="Họ hàng.")

    assert Sheet.objects.counting(dossier, 1).get().judge == judges[1]
    assert (CombinedScore.objects.get().total, CombinedScore.objects.get().round) == (80, 1)
    assert figures(dossier) == [(1, 70, 2), (1, 80, 1)]
