"""The organiser's words beside the fields of the application."""

from datetime import date

import pytest

from accounts.roles import Role
from campaign.actions.campaign import Edition, clone_campaign
from campaign.actions.field_help import save_field_help
from campaign.actions.refused import Refused
from campaign.documents.field_help import help_rows
from campaign.documents.plan import mark
from campaign.models.audit import Event
from campaign.models.campaign import FieldHelp
from tests.factories import make_campaign, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign(announced_at=None)


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


def words(campaign):
    return list(FieldHelp.objects.filter(campaign=campaign).values_list("field", "help", "example"))


def test_words_are_cleaned_and_stored_for_the_fields_that_have_some(campaign, administrator):
    save_field_help(
        campaign,
        {"title": {"help": "  Bắt đầu bằng động từ. ", "example": "Cải tiến\r\nphiếu hẹn"}},
        by=administrator,
    )
    assert words(campaign) == [("title", "Bắt đầu bằng động từ.", "Cải tiến\nphiếu hẹn")]
    assert Event.objects.get().facts == {"part": "field_help", "fields": ["title"]}


def test_words_that_are_taken_away_leave_no_row(campaign, administrator):
    FieldHelp.objects.create(campaign=campaign, field="title", help="Cũ", example="Cũ")
    save_field_help(campaign, {"title": {"help": "", "example": " "}}, by=administrator)
    assert words(campaign) == []


def test_whoever_saw_older_words_does_not_write_over_the_newer(campaign, administrator):
    seen = mark(help_rows(campaign))
    FieldHelp.objects.create(campaign=campaign, field="title", help="Của người khác")
    with pytest.raises(Refused):
        save_field_help(campaign, {"title": {"help": "Của tôi", "example": ""}}, by=administrator, seen=seen)
    assert words(campaign) == [("title", "Của người khác", "")]


def test_only_an_administrator_sets_them(campaign):
    with pytest.raises(Refused):
        save_field_help(campaign, {"title": {"help": "x", "example": ""}}, by=make_user(Role.OFFICER))


def test_next_years_campaign_takes_them_over(campaign, administrator):
    FieldHelp.objects.create(campaign=campaign, field="nature", help="Ba ý.", example="1. Cách cũ")
    edition = Edition(2027, "Phong trào 2027", "7/KH-UBND", date(2027, 1, 5))
    made = clone_campaign(campaign, by=administrator, edition=edition, days=365)
    assert words(made) == [("nature", "Ba ý.", "1. Cách cũ")]
