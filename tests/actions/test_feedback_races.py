"""Two people at the same moment: a release pressed twice, a comment while it is released, a vote while ranking."""

import pytest

from accounts.roles import Role
from campaign.actions import feedback, ranking, score_basis
from campaign.actions.feedback import edit_comment, release
from campaign.actions.ranking import is_stale, make_ranking
from campaign.actions.score_basis import choose_score_basis
from campaign.documents.fairness_totals import basis_of
from campaign.documents.feedback import rehearsal
from campaign.models.feedback import AuthorComment, FeedbackRelease, ReleasedFeedback
from campaign.models.message import Message
from campaign.models.ranking import Ranking
from campaign.models.submission import Submission
from campaign.rules.ballot import Count
from campaign.rules.fairness_basis import ADJUSTED, RAW, Vote
from tests.actions.test_publication_races import at_once
from tests.factories import make_user
from tests.marks import make_marked_strand, make_published

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_officers_release_once():
    decision = make_published()
    officers = [make_user(Role.OFFICER) for _ in range(2)]
    seen = rehearsal(decision, officers[0]).seen

    outcomes = at_once([lambda by=by: release(decision, by=by, seen=seen) for by in officers])

    assert outcomes == ["Refused", "done"]
    assert [FeedbackRelease.objects.count(), ReleasedFeedback.objects.count()] == [1, 3]
    assert Message.objects.filter(event="feedback_released").count() == 3


def test_a_comment_saved_during_the_release_is_either_in_it_or_stops_one_of_the_two():
    decision = make_published()
    dossier = Submission.objects.filter(awards__decision=decision).order_by("pk").first()
    writer, sender = make_user(Role.OFFICER), make_user(Role.OFFICER)
    seen = rehearsal(decision, sender).seen

    outcomes = at_once(
        [
            lambda: edit_comment(dossier, by=writer, text="Phút chót.", version=0),
            lambda: release(decision, by=sender, seen=seen),
        ]
    )

    assert outcomes == ["Refused", "done"]
    assert (AuthorComment.objects.count(), FeedbackRelease.objects.count()) in {(1, 0), (0, 1)}


def test_a_ranking_made_during_the_vote_never_rests_on_other_totals_than_the_vote():
    strand, _, _ = make_marked_strand()
    chair, officer = make_user(Role.CHAIR), make_user(Role.OFFICER)
    vote = Vote(Count(7, 1), 9, 8, "Chấm chênh nhau.")

    outcomes = at_once(
        [
            lambda: choose_score_basis(strand, by=chair, basis=ADJUSTED, vote=vote),
            lambda: make_ranking(strand, by=officer),
        ]
    )

    expected = {("done", "done"): ADJUSTED, ("Refused", "done"): RAW}
    assert basis_of(strand) == expected[tuple(outcomes)]
    assert not is_stale(Ranking.objects.get())


def a_comment_meets_the_release(crossing):
    decision = make_published()
    dossier = Submission.objects.filter(awards__decision=decision).order_by("pk").first()
    writer, sender = make_user(Role.OFFICER), make_user(Role.OFFICER)
    seen = rehearsal(decision, sender).seen
    crossing((feedback, "comment_problem"), (feedback, "facts_of"))
    return at_once(
        [
            lambda: edit_comment(dossier, by=writer, text="Phút chót.", version=0),
            lambda: release(decision, by=sender, seen=seen),
        ]
    )


def test_a_comment_that_meets_the_release_is_refused_or_stops_it(crossing):
    assert a_comment_meets_the_release(crossing) == ["Refused", "done"]


def test_without_the_lock_a_comment_would_be_kept_that_no_author_was_sent(crossing, unheld_rows):
    assert a_comment_meets_the_release(crossing) == ["done", "done"]


def a_vote_meets_the_ranking(crossing):
    """Whether what ranks and what was voted are the same."""
    strand, _, _ = make_marked_strand()
    chair, officer = make_user(Role.CHAIR), make_user(Role.OFFICER)
    vote = Vote(Count(7, 1), 9, 8, "Chấm chênh nhau.")
    crossing((score_basis, "vote_problem"), (ranking.ranking_inputs, "gather"))
    at_once(
        [
            lambda: choose_score_basis(strand, by=chair, basis=ADJUSTED, vote=vote),
            lambda: make_ranking(strand, by=officer),
        ]
    )
    return Ranking.objects.get().parameters["basis"] == basis_of(strand)


def test_a_vote_that_meets_the_ranking_is_in_it_or_refused(crossing):
    assert a_vote_meets_the_ranking(crossing)


def test_without_the_lock_the_ranking_would_not_follow_the_vote(crossing, unheld_rows):
    assert not a_vote_meets_the_ranking(crossing)
