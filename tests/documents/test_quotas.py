"""The bases of percentages, counted from the data."""

from decimal import Decimal

import pytest

from accounts.roles import Role
from campaign.documents.quotas import bases_of, kinds_of_units
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.rules.quotas import Quota
from tests.factories import make_campaign, make_judged, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign()


def share(base, **facts):
    return Quota("1", "Chỉ tiêu", percent=Decimal(10), base=base, rounding="down", **facts)


def cells(campaign, quota):
    return bases_of(campaign, [quota], kinds_of_units(campaign))["1"]


def test_filed_accepted_and_recognised_dossiers_are_counted_apart(campaign):
    make_submission(campaign=campaign, state="draft")
    make_submission(campaign=campaign, state="submitted")
    make_submission(campaign=campaign, state="accepted", accepted_at=clock.now())
    make_judged(campaign, "90", accepted_at=clock.now())
    make_judged(campaign, "40", level="", accepted_at=clock.now())
    counted = {base: cells(campaign, share(base))[""] for base in ("submitted", "accepted", "recognised")}
    assert counted == {"submitted": 4, "accepted": 3, "recognised": 1}


def test_each_strand_has_a_base_of_its_own_even_without_dossiers(campaign):
    facts = {"code": "quan-ly", "order": 2, "name": "Quản lý", "rubric": campaign.strands.get().rubric}
    Strand.objects.create(campaign=campaign, **facts)
    make_submission(campaign=campaign, state="submitted", strand=campaign.strands.get(code="cai-tien"))
    assert cells(campaign, share("submitted", each="strand")) == {"cai-tien": 1, "quan-ly": 0}


def test_only_the_named_kind_of_unit_counts(campaign):
    office, firm = make_unit("Phòng Nội vụ"), make_unit("Công ty", kind="enterprise")
    for unit in (office, firm, firm):
        make_submission(campaign=campaign, state="submitted", unit=unit)
    assert cells(campaign, share("submitted", unit_kind="enterprise")) == {"": 2}
    assert cells(campaign, share("submitted", unit_kind="enterprise", each="unit")) == {firm.code: 2}


def test_the_people_of_a_unit_are_those_with_a_post_in_it(campaign):
    unit = make_unit("Phòng Y tế")
    for _person in range(3):
        make_user(Role.AUTHOR, unit=unit)
    make_submission(campaign=campaign, state="submitted", unit=unit)
    assert cells(campaign, share("staff", each="unit")) == {unit.code: 3}
