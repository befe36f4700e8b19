"""An outage that the portal recorded itself is offered to the office as more time for those who lost some."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.health import Outage
from tests.factories import make_campaign, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER)
    client.force_login(person)
    return person


def test_an_outage_shortly_before_the_end_fills_the_form_of_an_extension(client, officer):
    campaign, now = make_campaign(), clock.now()
    campaign.windows.filter(kind="submit").update(closes=now + HOUR)
    Outage.objects.create(began_at=now - HOUR, ended_at=now - HOUR / 2)

    [proposal] = client.get(reverse("office:extensions")).context["proposals"]
    asked = f"?phong_trao={campaign.pk}&su_co={proposal.outage}"
    form = client.get(reverse("office:extension_new") + asked).context["form"]
    [line] = [
        line for section in client.get(reverse("dashboard")).context["sections"] for line in section.lines
    ]

    assert (form["closes"].initial, form["reason"].initial) == (proposal.closes, str(proposal.reason))
    assert (
        f"{reverse('office:extension_new')}{asked}".replace("&", "&amp;")
        in client.get(reverse("office:extensions")).content.decode()
    )
    assert (line.page, line.count) == ("office:extensions", 1)


def test_without_an_outage_there_is_no_notice(client, officer):
    make_campaign()
    assert client.get(reverse("office:extensions")).context["proposals"] == []


def test_an_outage_that_is_made_up_fills_nothing_in(client, officer):
    form = client.get(reverse("office:extension_new") + "?phong_trao=1&su_co=khong-co").context["form"]
    assert (form["closes"].initial, form["reason"].initial) == (None, None)
