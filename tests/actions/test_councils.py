"""Councils by decision: who sits, who may not, and what the composition lacks."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from accounts.roles import Role
from campaign.actions.councils import amend_council, found_council, leave_council, seat_in_council
from campaign.actions.refused import Refused
from campaign.documents.councils import page_of
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.council import Council, CouncilMember
from tests.factories import make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db
FACE = {
    "name": "Hội đồng sáng kiến thành phố",
    "decision_number": "20/QĐ-UBND",
    "decision_date": date(2026, 2, 1),
    "term_from": date(2026, 2, 1),
    "term_to": None,
    "quorum": Fraction(2, 3),
    "majority": Fraction(2, 3),
    "written_opinions": False,
    "state_funded": True,
}


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def council(officer):
    return found_council(make_campaign(), by=officer, kind="initiative", **FACE)


def test_a_council_keeps_its_decision_and_fractions(council):
    assert (council.decision_number, council.quorum_numerator, council.quorum_denominator) == (
        "20/QĐ-UBND",
        2,
        3,
    )
    assert Event.objects.get().verb == "found_council"


@pytest.mark.parametrize(
    "wrong",
    [{"term_to": date(2026, 1, 1)}, {"quorum": Fraction(0)}, {"majority": Fraction(3, 2)}],
)
def test_an_impossible_face_is_refused(officer, wrong):
    with pytest.raises(Refused):
        found_council(make_campaign(), by=officer, kind="initiative", **(FACE | wrong))
    assert Council.objects.count() == 0


def test_amending_is_written_with_before_and_after(council, officer):
    amend_council(council, by=officer, **(FACE | {"quorum": Fraction(4, 5)}))
    facts = Event.objects.get(verb="amend_council").facts
    assert (facts["before"], facts["after"]) == (
        {"quorum_numerator": "2", "quorum_denominator": "3"},
        {"quorum_numerator": "4", "quorum_denominator": "5"},
    )


def test_only_the_office_founds_councils():
    with pytest.raises(Refused):
        found_council(make_campaign(), by=make_user(Role.JUDGE), kind="initiative", **FACE)


def test_one_chair_who_holds_the_post_and_everybody_once(council, officer):
    chair = make_user(Role.CHAIR)
    seat_in_council(council, chair, by=officer, role="chair")
    for user, role in [(chair, "member"), (make_user(Role.CHAIR), "chair"), (make_user(Role.JUDGE), "chair")]:
        with pytest.raises(Refused):
            seat_in_council(council, user, by=officer, role=role)
    assert CouncilMember.objects.get().user == chair


def test_gaps_close_as_the_seats_of_the_law_are_filled(council, officer):
    before = len(page_of(council).gaps)
    for role, holder in [("chair", Role.CHAIR), ("secretary", Role.OFFICER), ("union", Role.AUTHOR)]:
        seat_in_council(council, make_user(holder), by=officer, role=role)
    assert (before, page_of(council).gaps) == (3, [])


def test_the_head_of_the_reviewing_unit_does_not_sit_on_the_own_work_paid_by_the_state(council, officer):
    head = make_user(Role.UNIT_HEAD, Role.AUTHOR, unit=council.campaign.issuer)
    make_submission(campaign=council.campaign, owner=head, state="submitted")
    with pytest.raises(Refused, match="Điều 7 Nghị định 13/2012"):
        seat_in_council(council, head, by=officer, role="member")

    amend_council(council, by=officer, **(FACE | {"state_funded": False}))
    assert seat_in_council(council, head, by=officer, role="member").user == head


def test_a_head_who_files_later_is_shown_as_a_fault_of_the_composition(council, officer):
    head = make_user(Role.UNIT_HEAD, Role.AUTHOR, unit=council.campaign.issuer)
    seat_in_council(council, head, by=officer, role="member")
    make_submission(campaign=council.campaign, owner=head, state="submitted")
    assert [str(gap) for gap in page_of(council).gaps if "Điều 7" in str(gap)] != []


def test_members_serve_within_the_term_and_until_they_leave(council, officer):
    member = seat_in_council(council, make_user(Role.AUTHOR), by=officer, role="member")
    today = clock.today()
    assert CouncilMember.objects.serving(today).count() == 1
    leave_council(member, by=officer)
    Council.objects.update(term_to=today + timedelta(days=1))
    days = [today - timedelta(days=1), today, today + timedelta(days=2)]
    assert [CouncilMember.objects.serving(day).count() for day in days] == [1, 0, 0]
