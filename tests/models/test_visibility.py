"""Which dossiers a person meets by which right."""

import pytest

from accounts.roles import Role
from campaign.actions import gate
from campaign.documents.following import notices_of
from campaign.models.message import Message
from campaign.models.submission import Submission
from campaign.notifications.outbox import queue
from campaign.rules import permissions
from tests.factories import make_assignment, make_conflict, make_submission, make_user

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


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CHAIR, Role.ADMINISTRATOR, Role.INSPECTOR])
@pytest.mark.parametrize(
    ("source", "verdict", "is_met"),
    [
        ("judge", "open", False),
        ("office", "upheld", False),
        ("author", "open", True),
        ("suggested", "dismissed", True),
    ],
)
def test_the_office_meets_no_dossier_in_a_conflict_that_counts(role, source, verdict, is_met):
    person, dossier = make_user(role), make_submission(state="judged")
    make_conflict(dossier, person, source=source, verdict=verdict)
    met = [Submission.objects.for_office(person).exists(), Submission.objects.visible_to(person).exists()]
    met.append(not Submission.objects.barred_to(person).exists())
    assert met == [is_met] * 3


@pytest.mark.parametrize(("kind", "is_met"), [("unit", True), ("manager", True), ("family", False)])
def test_a_conflict_by_post_leaves_the_head_the_unit_side(kind, is_met):
    head = make_user(Role.UNIT_HEAD)
    dossier = make_submission(state="submitted", unit=head.home_unit)
    make_conflict(dossier, head, kind=kind)
    assert Submission.objects.for_unit(head).exists() == is_met
    assert (gate.why_not("endorse", head, dossier) == permissions.CONFLICT) == (not is_met)


def test_staff_in_conflict_read_no_letter_or_notice_about_the_dossier():
    officer, dossier = make_user(Role.OFFICER), make_submission(state="accepted")
    for reader in (officer, dossier.owner):
        queue(
            "accepted", reader, key=f"1:{reader.pk}", context={"submission": dossier, "facts": {}, "site": ""}
        )
    before = (notices_of(officer).count(), Message.objects.for_office(officer).count())
    make_conflict(dossier, officer)
    after = (notices_of(officer).count(), Message.objects.for_office(officer).count())
    assert (before, after) == ((1, 2), (0, 0))
