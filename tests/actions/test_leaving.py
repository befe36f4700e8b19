"""An author who goes by themselves: the share waits for the owner, nothing stays confirmed, everybody is told."""

import pytest

from campaign.actions import coauthors
from campaign.actions.coauthors import Invitee
from campaign.actions.invitation_answers import accept
from campaign.models.audit import Event
from campaign.models.message import Message
from campaign.models.submission import Submission
from tests.coauthors import confirmed, invited, joined, pair, reason, second
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoa():
    return make_user(full_name="Lê Thị Hoa")


@pytest.fixture
def dossier(hoa):
    found = joined(pair(), hoa)
    confirmed(found, hoa)
    return found


def test_who_leaves_loses_the_dossier_and_the_rest_of_the_table_stays(dossier, hoa):
    coauthors.leave(dossier, by=hoa, reason="Chuyển công tác")

    assert list(Submission.objects.visible_to(hoa)) == []
    assert list(dossier.authorships.values_list("user", "share_bp")) == [(dossier.owner_id, 6000)]
    left = Event.objects.get(verb="leave_authors")
    assert (left.actor, left.facts["share"], left.facts["reason"]) == (hoa, 4000, "Chuyển công tác")


def test_everybody_is_told_and_the_owner_as_a_duty(dossier, hoa):
    minh, dossier = make_user(full_name="Trần Văn Minh"), make_submission(shares=(5000, 3000, 2000))
    for person, row in zip((hoa, minh), dossier.authorships.filter(order__gt=1), strict=True):
        dossier.authorships.filter(pk=row.pk).update(full_name=person.full_name)
        whom = Invitee(person.staff_code, person.full_name)
        accept(coauthors.invite(dossier, by=dossier.owner, whom=whom, uid=row.uid), by=person)
    for person in (hoa, minh):
        confirmed(dossier, person)

    coauthors.leave(dossier, by=hoa)

    told = Message.objects.filter(event__in=["coauthor_left", "shares_voided"]).order_by("event", "to")
    duties = {(one.event, one.reader_id): one.subject.startswith("[Cần xử lý]") for one in told}
    assert duties == {
        ("coauthor_left", dossier.owner_id): True,
        ("coauthor_left", minh.pk): False,
        ("shares_voided", minh.pk): False,
    }
    assert list(dossier.authorships.filter(confirmed_at__isnull=False)) == []


def test_the_owner_and_a_stranger_have_nothing_to_leave(dossier):
    assert reason(coauthors.leave, dossier, by=dossier.owner).startswith("Người lập hồ sơ luôn là tác giả")
    assert reason(coauthors.leave, dossier, by=make_user()).startswith("Bạn không có tên trong bảng tác giả")
    assert dossier.authorships.count() == 2


def test_of_what_is_filed_nobody_leaves(dossier, hoa):
    Submission.objects.filter(pk=dossier.pk).update(state="submitted", submitted_at=dossier.saved_at)
    assert reason(coauthors.leave, dossier, by=hoa).startswith("Hồ sơ đã nộp nên bảng tác giả không đổi")
    assert second(dossier).user == hoa


def test_who_left_can_be_invited_again(dossier, hoa):
    coauthors.leave(dossier, by=hoa)
    dossier.authorships.create(order=2, full_name=hoa.full_name)
    assert invited(dossier, hoa).to == hoa
