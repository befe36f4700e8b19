"""Votes of the community: recorded whole or not at all, and every result that they move is computed anew."""

from decimal import Decimal

import pytest

from accounts.roles import Role
from campaign.actions.judging import Entry, lock, save_sheet
from campaign.actions.refused import Refused
from campaign.actions.votes import VotesRefused, record_votes
from campaign.invariants import INVARIANTS
from campaign.models.judging import CombinedScore
from campaign.models.rounds import CommunityVote, RoundResult
from campaign.models.rulebook import Rubric
from campaign.models.submission import Submission
from tests.factories import make_assignment, make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db
GOOD = {code: Entry(Decimal(20)) for code in ("novelty", "applicability", "benefit")}


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def strand():
    found = make_campaign().strands.get()
    Rubric.objects.filter(pk=found.rubric_id).update(vote_points=20)
    return found


@pytest.fixture
def dossiers(strand):
    found = [make_submission(campaign=strand.campaign, state="assigned") for _ in range(2)]
    for one in found:
        given = make_assignment(one, make_user(Role.JUDGE))
        save_sheet(given, by=given.judge, entries=GOOD, comment="", version=0)
        lock(given, by=given.judge, version=1)
    return found


def numbers(dossiers, *votes):
    return {
        line: (one.register_number, count)
        for line, (one, count) in enumerate(zip(dossiers, votes, strict=True), 1)
    }


def totals():
    return list(CombinedScore.objects.order_by("submission").values_list("total", "vote_points", "votes"))


def test_without_votes_only_the_experts_count(dossiers):
    assert totals() == [(60, 0, 0), (60, 0, 0)]


def test_votes_are_added_by_the_highest_and_rounded_to_a_tenth(strand, dossiers, officer):
    changed = record_votes(strand, by=officer, lines=numbers(dossiers, 300, 100), source="Biên bản 02/BB")

    assert changed == 2
    assert totals() == [(80, 20, 300), (Decimal("66.70"), Decimal("6.7"), 100)]
    assert list(CommunityVote.objects.values_list("source", flat=True)) == ["Biên bản 02/BB"] * 2
    assert [score.expert_total for score in CombinedScore.objects.all()] == [60, 60]


def test_new_figures_move_everybody_and_the_old_results_stay(strand, dossiers, officer):
    record_votes(strand, by=officer, lines=numbers(dossiers, 300, 100), source="Đợt 1")

    record_votes(strand, by=officer, lines=numbers(dossiers[1:], 600), source="Đợt 2")

    assert totals() == [(70, 10, 300), (80, 20, 600)]
    assert RoundResult.objects.count() == 6


def test_the_same_figures_again_change_nothing(strand, dossiers, officer):
    record_votes(strand, by=officer, lines=numbers(dossiers, 300, 100), source="Đợt 1")

    assert record_votes(strand, by=officer, lines=numbers(dossiers, 300, 100), source="Đợt 1") == 0


def test_every_wrong_line_is_named_and_none_is_recorded(strand, dossiers, officer):
    own = make_submission(campaign=strand.campaign, state="judged", owner=officer)
    lines = numbers(dossiers, 300, 100)
    lines |= {3: ("KHÔNG-CÓ", 5), 4: (dossiers[0].register_number, 1), 5: (own.register_number, 9)}

    with pytest.raises(VotesRefused) as refused:
        record_votes(strand, by=officer, lines=lines, source="Đợt 1")

    assert {line: str(why) for line, why in refused.value.lines.items()} == {
        3: "không có hồ sơ «KHÔNG-CÓ» trong nội dung này",
        4: f"hồ sơ «{dossiers[0].register_number}» đã có ở dòng 1",
        5: f"không có hồ sơ «{own.register_number}» trong nội dung này",
    }
    assert not CommunityVote.objects.exists()


def test_a_source_and_a_rubric_with_votes_are_needed(strand, dossiers, officer):
    with pytest.raises(Refused, match="Hãy ghi nguồn"):
        record_votes(strand, by=officer, lines=numbers(dossiers, 1, 2), source="")
    Rubric.objects.update(vote_points=0)
    with pytest.raises(Refused, match="không có điểm bình chọn"):
        record_votes(strand, by=officer, lines=numbers(dossiers, 1, 2), source="Đợt 1")


def test_votes_are_the_office_s(strand, dossiers):
    with pytest.raises(Refused):
        record_votes(strand, by=make_user(Role.CHAIR), lines=numbers(dossiers, 1, 2), source="Đợt 1")


def test_the_combined_score_is_still_what_its_parts_make(strand, dossiers, officer):
    record_votes(strand, by=officer, lines=numbers(dossiers, 7, 3), source="Đợt 1")
    _, check = INVARIANTS["judged_has_combined_score"]
    assert list(check()) == []
    CombinedScore.objects.update(vote_points=0)
    assert set(check()) == set(Submission.objects.values_list("code", flat=True))
