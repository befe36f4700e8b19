"""A campaign led by the real actions keeps every invariant; each is broken once by hand and found by name."""

import importlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from campaign import invariants
from campaign.actions import audit
from campaign.actions.council_session import write_notes
from campaign.actions.session_end import close_session
from campaign.migrations import _guards
from campaign.models import clock
from campaign.models.adoption import BenefitCheck
from campaign.models.audit import Event
from campaign.models.campaign import Counter
from campaign.models.deadline import Extension
from campaign.models.decision import Award, Proposal, Sitting
from campaign.models.issued_paper import DecisionSnapshot
from campaign.models.judging import CombinedScore, Sheet
from campaign.models.news import Article
from campaign.models.publication import Certificate, PublishedResult
from campaign.models.ranking import Ranking
from campaign.models.revision import LateCopy
from campaign.models.session import CouncilSession
from campaign.models.showcase import GoodExample, LibraryEntry
from campaign.models.submission import Authorship, Submission
from campaign.rules.sessions import Way
from tests.access.world import build
from tests.council import by_hand, make_ranked, make_room
from tests.factories import make_conflict
from tests.rewards import BREAKS as OF_REWARDS
from tests.showcase import make_adoption

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    """A published dossier whose tables nothing guards any more."""
    world = build("published")
    importlib.import_module("campaign.migrations.0002_guards").remove(connection)
    publication_guards = importlib.import_module("campaign.migrations.0022_publication_versions").GUARDS
    _guards.remove(connection, publication_guards)
    return Submission.objects.filter(pk=world.dossier.pk)


def unlist(submission):
    Certificate.objects.all().delete()
    PublishedResult.objects.all().delete()


def tell_of(stranger):
    facts = {"unit_name": "Đơn vị", "period": "Quý I", "story": "Bài.", "written_at": clock.now()}
    GoodExample.objects.create(
        entry=LibraryEntry.objects.get(), name="Ai đó", asked=stranger, written_by=stranger, **facts
    )


def forge_papers(submission):
    decision, by = submission.get().awards.get().decision, submission.get().owner
    facts = {"sha256": "0" * 64, "made_by": by, "made_at": clock.now()}
    DecisionSnapshot.objects.create(decision=decision, facts={"number": "99"}, **facts)


BREAKS = {
    "issued_is_unaltered": forge_papers,
    "trail_is_whole": lambda row: Event.objects.filter(number=2).update(actor_name="Người khác"),
    "state_follows_trail": lambda row: row.update(state="revoked"),
    "shares_make_a_whole": lambda row: Authorship.objects.filter(order=1).update(share_bp=F("share_bp") - 1),
    "confirmed_share_stands": lambda row: Authorship.objects.filter(order=2).update(uid="0" * 32),
    "submitted_has_number_and_revision": lambda row: row.update(register_number=""),
    "frozen_is_unaltered": lambda row: LateCopy.objects.update(content={"title": "Tên khác"}),
    "extensions_cover_uses": lambda row: row.update(extension=Extension.objects.first()),
    "accepted_has_answer_day": lambda row: row.update(answer_due=None),
    "locked_sheet_adds_up": lambda row: Sheet.objects.update(total=F("total") + 1),
    "judged_has_combined_score": lambda row: CombinedScore.objects.update(total=1),
    "conflicted_has_no_work": lambda row: make_conflict(row.get(), row.get().assignments.first().judge),
    "ranked_stands_in_ranking": lambda row: Ranking.objects.update(is_current=False),
    "proposed_has_proposal": lambda row: Proposal.objects.all().delete(),
    "decision_follows_sitting": lambda row: Sitting.objects.update(held_on="2999-01-01"),
    "decided_has_live_award": lambda row: Award.objects.update(is_live=False),
    "one_live_decision": lambda row: Award.objects.update(revoked_at=clock.now()),
    "published_has_result": unlist,
    "published_has_live_award": lambda row: PublishedResult.objects.update(revoked_at=clock.now()),
    "publication_is_unaltered": lambda row: PublishedResult.objects.update(title="Tên khác"),
    "certificate_per_author": lambda row: Certificate.objects.first().delete(),
    "sitting_counts_its_votes": lambda row: Sitting.objects.update(session=CouncilSession.objects.get()),
    "library_is_what_is_published": lambda row: LibraryEntry.objects.update(left_at=clock.now()),
    "library_pictures_are_own": lambda row: LibraryEntry.objects.get().pictures.create(
        attachment=row.get().attachments.first(), order=1, alternative="Máy"
    ),
    "example_asked_an_author": lambda row: tell_of(row.get().assignments.first().judge),
    "adoption_has_its_checks": lambda row: BenefitCheck.objects.filter(
        adoption=make_adoption(LibraryEntry.objects.get(), applied=clock.today()), months=6
    ).delete(),
    "counters_cover_numbers": lambda row: Counter.objects.update(last=0),
    "released_text_is_clean_and_kept": lambda row: Article.objects.update(body="<p onclick='x'>a</p>"),
}
# What cannot be broken alone: a live award stands on a decided dossier, a published list is hashed.
TOGETHER = {
    "state_follows_trail": {"one_live_decision"},
    "published_has_result": {"publication_is_unaltered", "library_is_what_is_published"},
    "decided_has_live_award": {"published_has_live_award"},
    "published_has_live_award": {"library_is_what_is_published"},
}


@pytest.mark.parametrize("state", ["draft", "submitted", "supplement", "judging", "decided", "published"])
def test_a_campaign_led_by_the_actions_keeps_every_invariant(state):
    build(state)

    assert invariants.broken() == {}


@pytest.mark.parametrize("name", BREAKS)
def test_each_invariant_notices_what_breaks_it(name, published):
    BREAKS[name](published)

    assert set(invariants.broken()) == {name} | TOGETHER.get(name, set())


@pytest.mark.parametrize("wrong", [{"votes_for": 4}, {"votes_blank": 1}])
def test_a_proposal_that_says_another_count_than_the_votes_is_found(wrong):
    room = make_room(make_ranked("95", "60")).begin()
    for vote in room.vote(way=Way.HANDS):
        by_hand(vote, 5, by=room.chair)
    for item in room.items:
        write_notes(item, by=room.chair, notes="", conclusion="Không xếp giải theo quy chế.", version=1)
    close_session(room.session, by=room.chair, minutes_number="03/BB-HĐSK")
    check = invariants.INVARIANTS["sitting_counts_its_votes"][1]
    before = list(check())
    importlib.import_module("campaign.migrations.0002_guards").remove(connection)

    changed = Proposal.objects.order_by("pk").last()
    Proposal.objects.filter(pk=changed.pk).update(**wrong)

    assert (before, list(check())) == ([], [changed.submission.code])


def test_a_result_of_more_sheets_than_count_is_found(published):
    CombinedScore.objects.update(sheets=F("sheets") + 1)

    assert set(invariants.broken()) == {"judged_has_combined_score"}


def test_every_invariant_has_been_broken_once():
    assert set(BREAKS) | set(OF_REWARDS) == set(invariants.INVARIANTS)


def test_the_command_names_what_is_broken_and_keeps_it_in_the_trail(published):
    published.update(answer_due=None)
    said = StringIO()

    with pytest.raises(CommandError, match=f"^1 of {len(invariants.INVARIANTS)} invariants do not hold"):
        call_command("check_invariants", record=True, stdout=said)

    kept = Event.objects.get(verb=audit.FAILED)
    assert f"BROKEN  accepted_has_answer_day: Hồ sơ đã tiếp nhận có hạn trả lời [{published.get().code}]" in (
        said.getvalue().splitlines()
    )
    assert kept.facts == {"found": {"accepted_has_answer_day": [published.get().code]}}
