"""The chair records the council's vote on the totals: before names, with a majority, once it counts."""

from datetime import date
from fractions import Fraction

import pytest

from accounts.models.post import Post
from accounts.roles import Role
from campaign.actions.ranking import is_stale, make_ranking
from campaign.actions.refused import Refused
from campaign.actions.score_basis import choose_score_basis
from campaign.documents.councils import Strength, strength_of
from campaign.documents.fairness_totals import basis_in_minutes, basis_of, official_totals
from campaign.models.audit import Event
from campaign.models.council import Council
from campaign.models.fairness import ScoreBasis
from campaign.rules.ballot import Count
from campaign.rules.fairness_basis import ADJUSTED, RAW, Vote
from tests.council import make_council
from tests.factories import make_submission, make_unit, make_user
from tests.marks import make_marked_strand

pytestmark = pytest.mark.django_db
CARRIED = Vote(Count(7, 1), 9, 8, "Một giám khảo chấm nghiêm hơn rõ rệt.")
LOST = Vote(Count(3, 5), 9, 8, "Chênh lệch nhỏ.")


@pytest.fixture
def chair():
    return make_user(Role.CHAIR)


def refused(strand, by, *, basis=ADJUSTED, vote=CARRIED):
    with pytest.raises(Refused) as refusal:
        choose_score_basis(strand, by=by, basis=basis, vote=vote)
    assert not ScoreBasis.objects.exists()
    return str(refusal.value)


def test_a_carried_vote_makes_the_adjusted_totals_official(chair):
    strand, _, _ = make_marked_strand()

    choose_score_basis(strand, by=chair, basis=ADJUSTED, vote=CARRIED)

    assert basis_of(strand) == ADJUSTED
    assert "7 phiếu đồng ý" in str(basis_in_minutes(strand))
    event = Event.objects.get(verb="choose_score_basis")
    assert (event.facts["basis"], event.facts["votes_for"], event.actor) == (ADJUSTED, 7, chair)


def test_a_lost_vote_is_refused_as_adjusted_and_kept_as_raw(chair):
    strand, _, _ = make_marked_strand()
    assert "cần ít nhất 6" in refused(strand, chair, vote=LOST)

    choose_score_basis(strand, by=chair, basis=RAW, vote=LOST)

    assert basis_of(strand) == RAW


def test_where_a_council_sits_its_members_and_majority_count_and_not_what_was_typed(chair):
    strand, _, _ = make_marked_strand()
    half = {
        "majority_numerator": 1,
        "majority_denominator": 2,
        "quorum_numerator": 1,
        "quorum_denominator": 1,
    }
    make_council(strand.campaign, size=5, **half)
    reason = "Một giám khảo chấm nghiêm."
    assert "cần ít nhất 5 trên 5" in refused(strand, chair, vote=Vote(Count(3), 9, 4, reason))
    assert "cần ít nhất 3 trên tổng số 5" in refused(strand, chair, vote=Vote(Count(2, 3), 3, 5, reason))

    kept = choose_score_basis(strand, by=chair, basis=ADJUSTED, vote=Vote(Count(3, 2), 9, 5, reason))

    assert (kept.members_total, kept.members_present, kept.votes_for) == (5, 5, 3)


def test_members_who_left_and_councils_out_of_term_do_not_count(chair):
    strand, _, _ = make_marked_strand()
    over = make_council(strand.campaign, size=5)
    Council.objects.filter(pk=over.pk).update(term_to="2026-01-31")
    sitting = make_council(strand.campaign, size=4, users=[make_user() for _ in range(4)])
    sitting.members.filter(role="member").update(left_on="2026-02-01")

    assert strength_of(strand.campaign) == Strength(sitting.name, 3, Fraction(2, 3), Fraction(2, 3))


def test_a_later_vote_replaces_the_earlier_one_and_both_stay(chair):
    strand, _, _ = make_marked_strand()
    choose_score_basis(strand, by=chair, basis=ADJUSTED, vote=CARRIED)

    choose_score_basis(strand, by=chair, basis=RAW, vote=LOST)

    assert list(ScoreBasis.objects.order_by("pk").values_list("basis", "is_current")) == [
        (ADJUSTED, False),
        (RAW, True),
    ]


def test_nobody_but_the_chair_records_it():
    strand, _, _ = make_marked_strand()

    assert "không có nhiệm vụ này" in refused(strand, make_user(Role.OFFICER))


def test_it_is_refused_once_a_ranking_has_shown_the_names(chair):
    strand, _, _ = make_marked_strand()
    make_ranking(strand, by=make_user(Role.OFFICER))

    assert "tên sáng kiến và tác giả đã hiện ra" in refused(strand, chair)


def test_it_is_refused_while_somebody_still_marks(chair):
    strand, _, _ = make_marked_strand()
    make_submission(campaign=strand.campaign, state="judging")

    assert "chưa chấm xong" in refused(strand, chair)


def test_it_is_refused_where_nothing_can_be_adjusted(chair):
    strand, _, _ = make_marked_strand(source="hand")

    assert "Không có hồ sơ nào hiệu chỉnh được" in refused(strand, chair)


def test_a_chair_who_judged_in_the_strand_does_not_record_it():
    strand, judges, _ = make_marked_strand()
    Post.objects.create(user=judges[0], unit=make_unit(), role=Role.CHAIR.value, starts=date(2000, 1, 1))

    assert "Bạn là giám khảo" in refused(strand, judges[0])


def test_a_ranking_made_after_the_vote_orders_by_the_adjusted_totals(chair):
    strand, _, _ = make_marked_strand()
    choose_score_basis(strand, by=chair, basis=ADJUSTED, vote=CARRIED)

    snapshot = make_ranking(strand, by=make_user(Role.OFFICER))

    official = {pk: one.total for pk, one in official_totals(strand).items()}
    assert dict(snapshot.rows.values_list("submission", "total")) == official
    assert not is_stale(snapshot)
