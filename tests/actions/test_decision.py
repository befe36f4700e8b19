"""The signed decision: what it rests on, what it says of each dossier, and taking it back before its release."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.roles import Role
from campaign.actions.decision import record_decision, revert_decision
from campaign.actions.hold import lift_hold, place_hold
from campaign.actions.proposal_paper import ProposalFace, record_proposal_paper
from campaign.actions.publication import publish
from campaign.actions.ranking import make_ranking
from campaign.actions.refused import Refused
from campaign.actions.sitting import Meeting, Outcome, hold_sitting, suggested
from campaign.documents.decision_draft import draft_of
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.campaign import Strand
from campaign.models.decision import Award, Decision, Proposal, Sitting
from campaign.models.message import Message
from campaign.models.register import RegisterEntry
from campaign.models.submission import Submission
from campaign.rules.ballot import Count
from tests.decisions import make_paper, make_series, sign
from tests.factories import make_campaign, make_judged, make_user

pytestmark = pytest.mark.django_db
REASON = "Điểm chưa đạt mức công nhận."


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


def sit(strand, number="03/BB-HĐSK"):
    """The council proposes what the ranking leads to."""
    ranking = make_ranking(strand, by=make_user(Role.OFFICER))
    outcomes = [
        Outcome(
            row.submission_id,
            suggested(row),
            row.award_level_id,
            Count(6 if suggested(row) != "not_recognised" else 0),
            "" if suggested(row) != "not_recognised" else REASON,
        )
        for row in ranking.rows.all()
    ]
    meeting = Meeting(clock.today(), "Phòng họp số 1", "Lê Văn Chủ", "Trần Thị Ký", 9, 7, number)
    return hold_sitting(ranking, by=make_user(Role.CHAIR), meeting=meeting, outcomes=outcomes)


@pytest.fixture
def sitting(campaign):
    """A prize, a recognition, and one not recognised."""
    make_judged(campaign, "95")
    make_judged(campaign, "60")
    make_judged(campaign, "40", level="")
    return sit(campaign.strands.get())


@pytest.fixture
def other(campaign):
    """A sitting of another strand of the same campaign."""
    rubric = campaign.strands.get().rubric
    strand = Strand.objects.create(
        campaign=campaign, code="khac", order=9, name="Nội dung khác", rubric=rubric
    )
    make_judged(campaign, "80", strand=strand)
    return sit(strand, "04/BB-HĐSK")


def states():
    return sorted(Submission.objects.values_list("state", flat=True))


def test_one_decision_takes_up_several_sittings_whole(sitting, other, officer):
    decision = sign(sitting, other, by=officer, bases=("Luật A", "Nghị định B"))
    assert (str(decision), decision.kind, decision.scope) == ("05/QĐ-UBND", "recognition", "base")
    assert (decision.bases, decision.released_at) == (["Luật A", "Nghị định B"], None)
    assert states() == ["decided"] * 4
    assert Award.objects.filter(decision=decision, is_live=True, scope="base").count() == 4


def test_each_letter_to_whom_is_not_recognised_has_a_number_of_its_series(sitting):
    decision = sign(sitting, notices=make_series("notice"))
    [refused] = decision.awards.filter(outcome="not_recognised")
    assert (str(refused.notice), refused.reason) == ("01/TB-HĐSK", REASON)
    assert [str(row) for row in RegisterEntry.objects.order_by("pk")] == ["05/QĐ-UBND", "01/TB-HĐSK"]


def test_second_decision_on_a_sitting_is_refused(sitting):
    sign(sitting)
    with pytest.raises(Refused, match="không còn hồ sơ nào chờ quyết định"):
        sign(sitting, number=6)
    assert (Decision.objects.count(), RegisterEntry.objects.count()) == (1, 1)


def test_a_list_that_changed_after_it_was_shown_is_refused(sitting, officer):
    seen = draft_of([sitting]).digest
    Proposal.objects.filter(outcome="award").update(outcome="recognised", award_level=None)
    with pytest.raises(Refused, match="Danh sách đã thay đổi"):
        record_decision([sitting], by=officer, paper=make_paper(), seen=seen)
    assert states() == ["proposed"] * 3


@pytest.mark.parametrize(("days", "words"), [(1, "ở tương lai"), (-1, "trước ngày họp hội đồng")])
def test_signing_day_lies_between_the_sitting_and_today(sitting, days, words):
    with pytest.raises(Refused, match=words):
        sign(sitting, signed_on=clock.today() + timedelta(days=days))


def test_a_signature_that_no_paper_may_carry_is_refused(sitting):
    with pytest.raises(Refused, match="Cấp phó ký thay mặt tập thể"):
        sign(sitting, signer_title="PHÓ CHỦ TỊCH")
    assert Decision.objects.count() == 0


def face(**changes):
    paper = make_paper(None)
    names = ("signed_on", "signer_power", "signer_title", "signer_name")
    return replace(
        ProposalFace(series=make_series("proposal"), **{name: getattr(paper, name) for name in names}),
        **changes,
    )


def test_the_decision_rests_on_the_proposal_paper_of_its_sittings(sitting, other, officer):
    paper = record_proposal_paper([sitting, other], by=officer, face=face())
    decision = sign(*Sitting.objects.all(), by=officer, proposal=paper)
    assert (decision.proposal_number, decision.proposal_on) == ("01/TTr-HĐSK", clock.today())
    assert list(paper.sittings.order_by("pk")) == [sitting, other]


def test_a_proposal_paper_of_another_sitting_is_no_ground(sitting, other, officer):
    paper = record_proposal_paper([other], by=officer, face=face())
    with pytest.raises(Refused, match="không phải của mọi phiên họp"):
        sign(sitting, by=officer, proposal=paper)
    with pytest.raises(Refused, match="đã có tờ trình"):
        record_proposal_paper([other], by=officer, face=face())


def test_who_is_on_hold_stays_behind_and_can_be_decided_later(sitting, officer):
    held = sitting.proposals.get(outcome="award").submission
    hold = place_hold(held, by=officer, kind="complaint", reason="Đơn thư.", since=clock.today())
    first = sign(sitting)
    assert sorted(first.awards.values_list("outcome", flat=True)) == ["not_recognised", "recognised"]
    lift_hold(hold, by=officer, reason="Đơn không có cơ sở.")
    second = sign(sitting, number=6)
    assert [award.submission for award in second.awards.all()] == [held]


def test_a_person_on_hold_sets_every_dossier_of_theirs_aside(sitting, officer):
    dossier = sitting.proposals.get(outcome="award").submission
    place_hold(dossier.owner, by=officer, kind="discipline", reason="Kỷ luật.", since=clock.today())
    assert [line.submission for line in draft_of([sitting]).held] == [dossier]


def test_a_hold_that_ended_or_has_not_begun_holds_nobody(sitting, officer):
    dossier, today = sitting.proposals.get(outcome="award").submission, clock.today()
    day = timedelta(days=1)
    place_hold(dossier, by=officer, kind="complaint", reason="Cũ.", since=today - 2 * day, until=today - day)
    place_hold(dossier, by=officer, kind="complaint", reason="Sắp tới.", since=today + day)
    assert draft_of([sitting]).held == []


def test_the_trail_of_a_hold_tells_neither_of_whom_nor_why(sitting, officer):
    dossier = sitting.proposals.get(outcome="award").submission
    hold = place_hold(dossier, by=officer, kind="complaint", reason="Đơn thư mật.", since=clock.today())
    event = Event.objects.get(verb="place_hold")
    assert (event.submission, event.campaign, event.facts) == (None, None, {"hold": hold.pk})


def test_nobody_sets_the_own_dossier_or_person_aside(officer):
    own = make_judged(make_campaign(), "90", owner=officer)
    facts = {"by": officer, "kind": "complaint", "reason": "Đơn.", "since": clock.today()}
    for of in (own, officer):
        with pytest.raises(Refused):
            place_hold(of, **facts)


def test_taken_back_before_release_the_dossiers_are_proposed_again(sitting, administrator):
    decision = sign(sitting, notices=make_series("notice"))
    revert_decision(decision, by=administrator, reason="Ghi nhầm người ký.")
    assert states() == ["proposed"] * 3
    assert Award.objects.filter(is_live=True).count() == 0
    cancelled = RegisterEntry.objects.order_by("pk").values_list("cancelled_reason", flat=True)
    assert list(cancelled) == ["Ghi nhầm người ký."] * 2
    assert Message.objects.filter(submission__isnull=False).count() == 0
    again = sign(sitting, number=None)
    assert (str(again), states()) == ("06/QĐ-UBND", ["decided"] * 3)


def test_a_decision_taken_back_is_neither_published_nor_taken_back_again(sitting, administrator):
    decision = sign(sitting)
    revert_decision(decision, by=administrator, reason="Ghi nhầm.")
    with pytest.raises(Refused, match="đã bị hủy trước khi công bố"):
        publish(decision, by=administrator)
    with pytest.raises(Refused, match="không hủy thêm lần nữa"):
        revert_decision(decision, by=administrator, reason="Ghi nhầm.")


def test_what_is_released_is_not_taken_back(sitting, administrator):
    decision = sign(sitting)
    publish(decision, by=administrator)
    with pytest.raises(Refused, match="đã công bố nên không hủy được"):
        revert_decision(decision, by=administrator, reason="Ghi nhầm.")
    assert states() == ["published"] * 3


@pytest.mark.parametrize(("role", "reason"), [(Role.OFFICER, "Ghi nhầm."), (Role.ADMINISTRATOR, "  ")])
def test_taking_back_needs_an_administrator_and_a_reason(sitting, role, reason):
    with pytest.raises(Refused):
        revert_decision(sign(sitting), by=make_user(role), reason=reason)
    assert states() == ["decided"] * 3
