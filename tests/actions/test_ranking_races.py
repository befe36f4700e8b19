"""A score corrected late, and a ranking made anew, while the council sits on the ranking."""

import pytest

from accounts.roles import Role
from campaign.actions import ranking, scoring
from campaign.actions import sitting as sitting_acts
from campaign.actions.ranking import make_ranking
from campaign.actions.refused import Refused
from campaign.actions.sitting import Meeting, Outcome, hold_sitting
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.decision import Decision, Proposal, Sitting
from campaign.models.judging import CombinedScore
from campaign.models.ranking import Ranking
from campaign.rules.ballot import Count
from tests.actions.test_races import DONE, REFUSED, at_once
from tests.decisions import sign
from tests.factories import make_assignment, make_campaign, make_judged, make_sheet, make_user
from tests.moment import Moment

MARKS = {"novelty": "30", "applicability": "20", "benefit": "20"}


@pytest.fixture
def ranked():
    """One dossier whose only sheet says 70, though its result still says 90."""
    campaign = make_campaign()
    dossier = make_judged(campaign, "90")
    make_sheet(make_assignment(dossier, make_user(Role.JUDGE)), MARKS)
    return make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))


@pytest.fixture
def meeting(monkeypatch):
    """Whoever has been through one of these functions waits there for the other."""

    def arrange(*places):
        moment = Moment()
        for place, name in places:
            monkeypatch.setattr(place, name, met(getattr(place, name), moment))

    return arrange


def met(original, moment):
    def meet(*args, **kwargs):
        result = original(*args, **kwargs)
        moment.wait()
        return result

    return meet


@pytest.fixture
def unheld(monkeypatch):
    """The strand and its dossiers are read but not held."""
    read = Strand.objects.select_related("campaign", "rubric")
    for place in (ranking, sitting_acts):
        monkeypatch.setattr(place, "hold_strand", lambda pk: read.get(pk=pk))


def sitting(snapshot, chair):
    facts = Meeting(clock.today(), "Phòng họp", "Chủ tọa", "Thư ký", 9, 7, "03/BB-HĐSK")
    outcomes = [
        Outcome(row.submission_id, "award", row.award_level_id, Count(6)) for row in snapshot.rows.all()
    ]
    return lambda: hold_sitting(snapshot, by=chair, meeting=facts, outcomes=outcomes)


def correcting(snapshot, officer):
    dossier = snapshot.rows.get().submission
    return lambda: scoring.recompute(dossier, by=officer, reason="Phiếu cộng sai.")


def ranking_anew(snapshot, officer):
    return lambda: make_ranking(snapshot.strand, by=officer)


def both(snapshot, act):
    chair, officer = make_user(Role.CHAIR), make_user(Role.OFFICER)
    return at_once(sitting(snapshot, chair), act(snapshot, officer))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_score_corrected_during_the_sitting_is_before_it_or_refused(meeting, ranked):
    meeting((sitting_acts, "require_fresh"), (scoring, "store"))
    assert both(ranked, correcting) == [DONE, REFUSED]
    proposed = Proposal.objects.values_list("total", flat=True)
    assert set(proposed) <= set(CombinedScore.objects.values_list("total", flat=True))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_hold_the_council_would_sit_on_a_score_that_is_no_more(meeting, ranked, unheld):
    meeting((sitting_acts, "require_fresh"), (scoring, "store"))
    assert both(ranked, correcting) == [DONE, DONE]
    assert (Proposal.objects.get().total, CombinedScore.objects.get().total) == (90, 70)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_ranking_made_anew_during_the_sitting_is_before_it_or_refused(meeting, ranked):
    meeting((sitting_acts, "require_fresh"), (ranking, "_require_ready"))
    assert both(ranked, ranking_anew) == [DONE, REFUSED]
    assert not Sitting.objects.filter(ranking__is_current=False).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_hold_nobody_would_be_refused_and_the_two_could_block_each_other(meeting, ranked, unheld):
    meeting((sitting_acts, "require_fresh"), (ranking, "_require_ready"))
    assert REFUSED not in both(ranked, ranking_anew)


@pytest.mark.django_db
def test_a_ranking_is_not_made_again_after_the_sitting(ranked):
    sitting(ranked, make_user(Role.CHAIR))()
    with pytest.raises(Refused, match="Hội đồng đã họp về nội dung này"):
        make_ranking(ranked.strand, by=make_user(Role.OFFICER))
    assert Ranking.objects.count() == 1


@pytest.mark.django_db
def test_a_decision_is_not_signed_on_scores_that_changed_after_the_sitting(ranked):
    held = sitting(ranked, make_user(Role.CHAIR))()
    number = ranked.rows.get().submission.register_number
    CombinedScore.objects.update(total=91)
    with pytest.raises(Refused, match=f"điểm hoặc tác giả của hồ sơ {number} đã thay đổi"):
        sign(held)
    assert Decision.objects.count() == 0
