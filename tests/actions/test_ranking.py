"""Rank a strand: order, reasons, prizes by quota, and when it is refused."""

from decimal import Decimal

import pytest

from accounts.roles import Role
from campaign.actions.ranking import is_stale, make_ranking
from campaign.actions.refused import Refused
from campaign.models.audit import Event
from campaign.models.judging import CombinedScore
from campaign.models.ranking import Ranking
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_conflict, make_judged, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def lines(ranking):
    return [
        (row.position, row.submission_id, row.award_level.code if row.award_level else None)
        for row in ranking.rows.select_related("award_level")
    ]


def test_best_first_with_prizes_by_quota(campaign, officer):
    third, first, second = (make_judged(campaign, total) for total in ["86", "95", "90"])
    ranking = make_ranking(campaign.strands.get(), by=officer)
    assert lines(ranking) == [(1, first.pk, "nhat"), (2, second.pk, "nhi"), (3, third.pk, "nhi")]
    assert set(Submission.objects.values_list("state", flat=True)) == {"ranked"}


def test_tie_is_broken_by_the_named_criterion_and_says_so(campaign, officer):
    lower = make_judged(campaign, "80", novelty="30", register_number="0001/2026")
    higher = make_judged(campaign, "80", novelty="34", register_number="0002/2026")
    ranking = make_ranking(campaign.strands.get(), by=officer)
    assert [row.submission_id for row in ranking.rows.all()] == [higher.pk, lower.pk]
    assert ranking.rows.first().tie_reason == (
        "Xếp trên 0001/2026 vì điểm tiêu chí Tính mới cao hơn: 34,00 > 30,00."
    )


def test_who_is_in_conflict_with_a_ranked_dossier_does_not_rank_it_again(campaign, officer):
    dossier = make_judged(campaign, "90")
    make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))
    make_conflict(dossier, officer)
    with pytest.raises(Refused, match="người khác phải lập bảng xếp hạng"):
        make_ranking(campaign.strands.get(), by=officer)
    assert Ranking.objects.count() == 1


def test_the_refusal_counts_no_unfinished_dossier_for_who_must_not_meet_it(campaign, officer):
    make_conflict(make_submission(campaign=campaign, state="judging"), officer)
    with pytest.raises(Refused, match="người khác phải lập bảng xếp hạng"):
        make_ranking(campaign.strands.get(), by=officer)


def test_dossier_without_a_level_gets_no_prize(campaign, officer):
    make_judged(campaign, "90", level="")
    assert lines(make_ranking(campaign.strands.get(), by=officer))[0][2] is None


def test_unfinished_dossier_stops_the_ranking(campaign, officer):
    make_judged(campaign, "90")
    make_submission(campaign=campaign, state="judging")
    with pytest.raises(Refused) as refused:
        make_ranking(campaign.strands.get(), by=officer)
    assert str(refused.value).startswith("Chưa lập bảng xếp hạng: còn 1 hồ sơ")
    assert Ranking.objects.count() == 0


def test_empty_strand_is_refused(campaign, officer):
    with pytest.raises(Refused):
        make_ranking(campaign.strands.get(), by=officer)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICER])
def test_only_an_officer_ranks(campaign, role):
    make_judged(campaign, "90")
    with pytest.raises(Refused):
        make_ranking(campaign.strands.get(), by=make_user(role))
    assert Ranking.objects.count() == 0


def test_officer_with_an_own_dossier_leaves_it_to_another(campaign):
    officer = make_user(Role.OFFICER, Role.AUTHOR)
    make_judged(campaign, "90", owner=officer)
    with pytest.raises(Refused):
        make_ranking(campaign.strands.get(), by=officer)
    assert Ranking.objects.count() == 0


def test_same_inputs_give_the_same_digest(campaign, officer):
    make_judged(campaign, "90")
    make_judged(campaign, "80")
    first = make_ranking(campaign.strands.get(), by=officer)
    second = make_ranking(campaign.strands.get(), by=officer)
    assert (first.inputs_sha256, second.number) == (second.inputs_sha256, 2)
    first.refresh_from_db()
    assert (first.is_current, second.is_current) == (False, True)


def test_changed_score_makes_the_ranking_stale(campaign, officer):
    make_judged(campaign, "90")
    ranking = make_ranking(campaign.strands.get(), by=officer)
    assert not is_stale(ranking)
    CombinedScore.objects.update(total=Decimal("91"))
    assert is_stale(ranking)


def test_changed_quota_makes_the_ranking_stale(campaign, officer):
    make_judged(campaign, "90")
    ranking = make_ranking(campaign.strands.get(), by=officer)
    campaign.quotas.filter(level__code="nhat").update(number=9)
    assert is_stale(ranking)


def test_ranking_is_in_the_trail_with_its_digest(campaign, officer):
    make_judged(campaign, "90")
    ranking = make_ranking(campaign.strands.get(), by=officer)
    facts = Event.objects.get(verb="make_ranking").facts
    assert facts == {
        "strand": "cai-tien",
        "number": 1,
        "inputs_sha256": ranking.inputs_sha256,
        "sha256": ranking.sha256,
    }


@pytest.mark.parametrize("number", [3, 12])
def test_a_ranking_costs_the_same_however_many_dossiers(
    campaign, officer, number, django_assert_max_num_queries
):
    """The trail tells of each of them all the same."""
    for place in range(number):
        make_judged(campaign, str(60 + place))

    with django_assert_max_num_queries(54):
        snapshot = make_ranking(campaign.strands.get(), by=officer)

    told = Event.objects.filter(verb="rank").values_list("facts__ranking", "facts__from", "facts__to")
    assert list(told) == [(snapshot.pk, "judged", "ranked")] * number
