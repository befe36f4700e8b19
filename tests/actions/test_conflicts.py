"""Conflicts of interest: declared, found, named by an author, and answered."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from campaign.actions.conflicts import answer_tie, declare_conflict, give_verdict, note_conflict
from campaign.actions.objections import match_objections, object_to
from campaign.actions.ranking import is_stale, make_ranking
from campaign.actions.refused import Refused
from campaign.actions.scoring import finish_if_complete
from campaign.documents import conflicts as shown
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.conflict import Conflict
from campaign.models.judging import Assignment, CombinedScore, Sheet
from campaign.models.message import Message
from campaign.models.submission import Submission
from campaign.rules.conflicts import Kind, Verdict
from tests.factories import (
    make_assignment,
    make_campaign,
    make_conflict,
    make_panel,
    make_sheet,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
HIGH = {"novelty": "40", "applicability": "30", "benefit": "30"}
LOW = {"novelty": "20", "applicability": "20", "benefit": "20"}


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


def judged(*points, state="judging"):
    """A dossier whose sheets are locked; the judging ended when `state` says so."""
    dossier = make_submission(state="judging")
    panel = make_panel(dossier.campaign)
    sheets = [make_sheet(make_assignment(dossier, make_user(Role.JUDGE), panel=panel), one) for one in points]
    if state == "judged":
        assert finish_if_complete(dossier, by=sheets[0].judge)
    return Submission.objects.get(pk=dossier.pk), sheets


def test_late_declaration_voids_the_sheet_recomputes_and_makes_the_ranking_stale(officer):
    chair = make_user(Role.CHAIR)
    dossier, (high, low) = judged(HIGH, LOW, state="judged")
    snapshot = make_ranking(dossier.strand, by=officer)

    declare_conflict(high.assignment, by=high.judge, reason="Là em ruột của tác giả.", kind=Kind.FAMILY)

    assert CombinedScore.objects.get().total == 60
    assert (Sheet.objects.count(), Sheet.objects.get(voided_at=None)) == (2, low)
    assert list(Assignment.objects.live().values_list("judge", flat=True)) == [low.judge_id]
    assert is_stale(snapshot)
    told = Message.objects.filter(event__startswith="conflict").order_by("event")
    assert list(told.values_list("reader", "event")) == [
        (chair.pk, "conflict_chair"),
        (officer.pk, "conflict_office"),
    ]


def test_the_only_judge_declares_late_and_the_dossier_goes_back_to_be_judged():
    _dossier, (only,) = judged(HIGH, state="judged")
    declare_conflict(only.assignment, by=only.judge, reason="Là em ruột của tác giả.")
    assert (Submission.objects.get().state, CombinedScore.objects.count()) == ("judging", 0)


def test_an_upheld_conflict_ends_the_judge_s_work(officer):
    dossier, (high, _low) = judged(HIGH, LOW)
    named = make_conflict(dossier, high.judge, source="author", verdict="open")
    give_verdict(named, by=officer, verdict=Verdict.UPHELD, reason="Đã xác minh.", seen="open")
    assert not Assignment.objects.of_judge(high.judge).exists()
    assert Submission.objects.barred_to(high.judge).exists()
    assert Event.objects.filter(verb="rule_on_conflict").get().facts["conflict_verdict"] == "upheld"


def test_verdict_on_what_a_colleague_has_just_answered_is_refused(officer):
    named = make_conflict(
        make_submission(state="accepted"), make_user(Role.JUDGE), source="author", verdict="open"
    )
    give_verdict(named, by=officer, verdict=Verdict.DISMISSED, reason="Chỉ trùng tên.", seen="open")
    with pytest.raises(Refused):
        give_verdict(named, by=make_user(Role.OFFICER), verdict=Verdict.UPHELD, reason="Đúng.", seen="open")
    assert Conflict.objects.get().verdict == "dismissed"


def test_administrators_verdict_is_changed_by_administrators_alone(officer, administrator):
    row = note_conflict(
        make_submission(state="accepted"),
        make_user(Role.JUDGE),
        by=administrator,
        kind=Kind.FAMILY,
        reason="Có giấy khai.",
    )
    with pytest.raises(Refused):
        give_verdict(row, by=officer, verdict=Verdict.DISMISSED, reason="Sai.", seen="upheld")
    give_verdict(row, by=administrator, verdict=Verdict.DISMISSED, reason="Đã đính chính.", seen="upheld")
    assert Conflict.objects.get().verdict == "dismissed"


def test_nobody_in_conflict_or_author_gives_verdicts(officer):
    dossier = make_submission(state="accepted", owner=make_user(Role.OFFICER, Role.AUTHOR))
    named = make_conflict(dossier, officer, source="author", verdict="open")
    for somebody in (officer, dossier.owner):
        with pytest.raises(Refused):
            give_verdict(named, by=somebody, verdict=Verdict.DISMISSED, reason="Không phải.", seen="open")


def colleagues():
    """A judge of the panel who works in the unit of the author."""
    owner = make_user(Role.AUTHOR)
    dossier = make_submission(owner=owner, state="accepted")
    judge = make_user(Role.JUDGE, unit=owner.home_unit, full_name="Trần Thị Bình")
    make_panel(dossier.campaign, judge)
    return dossier, judge


def hinted(user, dossier):
    return [hint.kind_code for hint in shown.hints(user, [dossier])[dossier.pk]]


def test_suggestion_is_stored_only_with_its_verdict_and_not_asked_again(officer):
    dossier, judge = colleagues()
    assert (hinted(officer, dossier), Conflict.objects.count()) == (["unit"], 0)
    answer_tie(dossier, judge, Kind.UNIT, by=officer, verdict=Verdict.DISMISSED, reason="Khác bộ phận.")
    assert (hinted(officer, dossier), Conflict.objects.get().verdict) == ([], "dismissed")


def test_a_suggestion_that_the_data_no_longer_gives_is_not_kept(officer):
    dossier, judge = colleagues()
    with pytest.raises(Refused):
        answer_tie(dossier, judge, Kind.COAUTHOR, by=officer, verdict=Verdict.UPHELD, reason="Đúng.")
    assert Conflict.objects.count() == 0


def test_next_year_the_earlier_verdict_on_the_same_two_people_is_shown(officer):
    dossier, judge = colleagues()
    answer_tie(dossier, judge, Kind.UNIT, by=officer, verdict=Verdict.DISMISSED, reason="Khác bộ phận.")
    later = make_submission(owner=dossier.owner, campaign=make_campaign(), state="accepted")
    make_panel(later.campaign, judge)
    [hint] = shown.hints(officer, [later])[later.pk]
    assert str(hint.earlier) == "Năm 2026, với cùng hai người này: Không phải xung đột lợi ích. Khác bộ phận."


def before_judging():
    campaign = make_campaign()
    opens = clock.now() + timedelta(days=1)
    campaign.windows.filter(kind="judge").update(opens=opens)
    return make_submission(campaign=campaign, state="accepted")


def test_author_names_somebody_and_the_office_finds_it_open(officer):
    dossier, judge = before_judging(), make_user(Role.JUDGE, full_name="Trần Thị Bình")
    make_panel(dossier.campaign, judge)
    made = object_to(
        dossier,
        by=dossier.owner,
        name="Trần Thị  Bình",
        workplace="",
        kind=Kind.DISPUTE,
        reason="Đang kiện nhau.",
    )
    row = Conflict.objects.get()
    assert (row.person, row.source, row.verdict, row.reason) == (judge, "author", "open", made.reason)
    assert not Submission.objects.barred_to(judge).exists()
    assert Message.objects.get(event="objection_office").reader == officer


def test_somebody_named_before_being_seated_is_open_from_the_seat_on():
    dossier, judge = before_judging(), make_user(Role.JUDGE, full_name="Trần Thị Bình")
    object_to(
        dossier,
        by=dossier.owner,
        name="Trần Thị Bình",
        workplace="",
        kind=Kind.DISPUTE,
        reason="Đang kiện nhau.",
    )
    assert Conflict.objects.count() == 0
    match_objections(judge, dossier.campaign)
    assert Conflict.objects.get().person == judge


def test_after_the_judging_has_opened_nobody_is_named():
    dossier = make_submission(state="accepted")
    with pytest.raises(Refused):
        object_to(dossier, by=dossier.owner, name="Ai đó", workplace="", kind=Kind.OTHER, reason="Vì thế.")
