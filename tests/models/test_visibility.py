"""Which dossiers a person meets by which right."""

import pytest

from accounts.roles import Role
from campaign.models.submission import Submission
from tests.factories import make_assignment, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CHAIR, Role.UNIT_HEAD])
@pytest.mark.parametrize(
    ("state", "is_met"), [("accepted", True), ("assigned", False), ("judging", False), ("judged", True)]
)
def test_who_marks_a_dossier_meets_it_nowhere_by_name_until_all_have_marked(role, state, is_met):
    judge = make_user(Role.JUDGE, role)
    dossier = make_submission(state=state, unit=judge.home_unit)
    if state != "accepted":
        make_assignment(dossier, judge)

    met = [Submission.objects.visible_to(judge).exists()]
    met.append((Submission.objects.for_unit(judge) | Submission.objects.for_office(judge)).exists())

    assert met == [is_met, is_met]
