"""The other sheets stay shut until the own one is locked, whoever asks."""

import pytest

from accounts.roles import Role
from campaign.documents.judging import other_sheets
from tests.factories import make_assignment, make_sheet, make_submission, make_user

pytestmark = pytest.mark.django_db
MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}


@pytest.mark.parametrize(("locked", "seen"), [(False, []), (True, ["70,00"])])
def test_others_are_shown_only_after_the_own_lock(locked, seen):
    submission = make_submission(state="judging")
    make_sheet(make_assignment(submission, make_user(Role.JUDGE)), MARKS)
    own = make_sheet(make_assignment(submission, make_user(Role.JUDGE)), MARKS, locked=locked)

    assert [other.total for other in other_sheets(own)] == seen
