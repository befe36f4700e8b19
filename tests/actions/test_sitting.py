"""The council's sitting and the decision: quorum, 2/3 of all members, quotas, numbers."""

from dataclasses import replace

import pytest

from accounts.roles import Role
from campaign.actions.ranking import make_ranking
from campaign.actions.refused import Refused
from campaign.actions.sitting import Meeting, Outcome, hold_sitting, suggested
from campaign.models import clock
from campaign.models.decision import Sitting
from campaign.models.judging import CombinedScore
from campaign.models.submission import Submission
from campaign.rules.ballot import Count
from tests.factories import make_campaign, make_judged, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def ranking(campaign):
    make_judged(campaign, "95")
    make_judged(campaign, "60")
    make_judged(campaign, "40", level="")
    return make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))


@pytest.fixture
def chair():
    return make_user(Role.CHAIR)


@pytest.fixture
def meeting():
    return Meeting(clock.today(), "Phòng họp số 1", "Lê Văn Chủ", "Trần Thị Ký", 9, 7, "03/BB-HĐSK")


def as_ranked(ranking, votes=6):
    return [
        Outcome(
            row.submission_id,
            suggested(row),
            row.award_level_id,
            Count(votes if suggested(row) != "not_recognised" else 0),
            "" if suggested(row) != "not_recognised" else "Điểm chưa đạt mức công nhận.",
        )
        for row in ranking.rows.all()
    ]


def test_sitting_moves_every_dossier_to_proposed(ranking, chair, meeting):
    sitting = hold_sitting(ranking, by=chair, meeting=meeting, outcomes=as_ranked(ranking))
    assert set(Submission.objects.values_list("state", flat=True)) == {"proposed"}
    assert [row.outcome for row in sitting.proposals.all()] == ["award", "recognised", "not_recognised"]


def test_too_few_members_present(ranking, chair, meeting):
    with pytest.raises(Refused) as refused:
        hold_sitting(
            ranking, by=chair, meeting=replace(meeting, members_present=5), outcomes=as_ranked(ranking, 5)
        )
    assert "cần ít nhất 6 trên 9 thành viên, mới có 5" in str(refused.value)
    assert Sitting.objects.count() == 0


def test_two_thirds_of_all_members_not_of_those_present(ranking, chair, meeting):
    with pytest.raises(Refused) as refused:
        hold_sitting(ranking, by=chair, meeting=meeting, outcomes=as_ranked(ranking, votes=5))
    assert "cần ít nhất 6 trên tổng số 9 thành viên" in str(refused.value)


def test_more_votes_than_members_present(ranking, chair, meeting):
    with pytest.raises(Refused) as refused:
        hold_sitting(ranking, by=chair, meeting=meeting, outcomes=as_ranked(ranking, votes=8))
    assert "Tổng số phiếu (8) nhiều hơn số thành viên dự họp (7)" in str(refused.value)


def test_departing_from_the_ranking_needs_a_reason(ranking, chair, meeting):
    outcomes = as_ranked(ranking)
    outcomes[0] = replace(outcomes[0], outcome="recognised", award_level_id=None)
    with pytest.raises(Refused):
        hold_sitting(ranking, by=chair, meeting=meeting, outcomes=outcomes)
    outcomes[0] = replace(outcomes[0], reason="Hội đồng đánh giá phạm vi áp dụng còn hẹp.")
    assert hold_sitting(ranking, by=chair, meeting=meeting, outcomes=outcomes).pk


def test_council_stays_within_the_quota(ranking, chair, meeting, campaign):
    first = campaign.award_levels.get(code="nhat")
    outcomes = as_ranked(ranking)
    outcomes[1] = replace(outcomes[1], outcome="award", award_level_id=first.pk, reason="Đề nghị nâng giải.")
    with pytest.raises(Refused) as refused:
        hold_sitting(ranking, by=chair, meeting=meeting, outcomes=outcomes)
    assert str(refused.value).startswith("Đề nghị 2 giải nhưng chỉ tiêu «Giải Nhất» là 1.")


def test_stale_ranking_cannot_go_to_the_council(ranking, chair, meeting):
    CombinedScore.objects.update(total=1)
    with pytest.raises(Refused) as refused:
        hold_sitting(ranking, by=chair, meeting=meeting, outcomes=as_ranked(ranking))
    assert str(refused.value).startswith("Bảng xếp hạng này đã cũ")


def test_second_sitting_on_a_ranking_is_refused(ranking, chair, meeting):
    hold_sitting(ranking, by=chair, meeting=meeting, outcomes=as_ranked(ranking))
    with pytest.raises(Refused):
        hold_sitting(ranking, by=chair, meeting=meeting, outcomes=as_ranked(ranking))
    assert Sitting.objects.count() == 1


def test_chair_with_an_own_dossier_leaves_it_to_another(campaign, meeting):
    chair = make_user(Role.CHAIR, Role.AUTHOR)
    make_judged(campaign, "95", owner=chair)
    ranking = make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))
    with pytest.raises(Refused) as refused:
        hold_sitting(ranking, by=chair, meeting=meeting, outcomes=as_ranked(ranking))
    assert str(refused.value).startswith("Bạn là tác giả của hồ sơ này")
