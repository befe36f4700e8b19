"""Public pages are kept in memory, yet every act shows at once, and no reader gets the page of another."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import trail
from campaign.actions.campaign import announce
from campaign.actions.plan import Span, save_timetable
from campaign.actions.publication import publish
from campaign.models import clock
from campaign.rules import phases
from tests.decisions import take_back
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db
LANGUAGE = {"HTTP_COOKIE": "django_language=en"}


@pytest.fixture(autouse=True)
def one_minute():
    """No minute ends by chance, so that only acts can renew a page."""
    with clock.at(clock.now().replace(second=30)):
        yield


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def campaign(administrator):
    campaign = make_campaign()
    trail.record("found_campaign", by=administrator, campaign=campaign)
    return campaign


def page(campaign, name="results", **headers):
    address = reverse(f"public:{name}", args=[campaign.slug]) if name != "home" else "/"
    return Client().get(address, **headers).content.decode()


@pytest.mark.parametrize("name", ["home", "campaign", "results", "calendar"])
def test_a_kept_page_asks_one_question_and_is_the_same_answer(campaign, name):
    address = reverse(f"public:{name}", args=[campaign.slug]) if name != "home" else "/"
    first = Client().get(address)

    with CaptureQueriesContext(connection) as asked:
        again = Client().get(address)

    assert len(asked) == 1
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))


def test_publication_and_revocation_show_at_once_and_a_decision_alone_never(campaign, administrator):
    decision = make_decision(campaign, "nhat", title="Máy bóc vỏ tôm")
    trail.record("issue_decision", by=administrator, campaign=campaign)
    seen = [page(campaign)]

    publish(decision, by=administrator)
    seen.append(page(campaign))
    take_back(decision.awards.get(), by=administrator, reason="Sao chép")
    seen.append(page(campaign))

    assert ["Máy bóc vỏ tôm" in text for text in seen] == [False, True, True]
    assert ["Đã thu hồi công nhận" in text for text in seen] == [False, False, True]


def test_an_announcement_shows_at_once(administrator):
    campaign = make_campaign(announced_at=None, title="Phong trào mới toanh")
    trail.record("found_campaign", by=administrator, campaign=campaign)
    seen = [page(campaign, "home")]

    now = clock.now()
    spans = [
        Span(kind, now + timedelta(10 * step), now + timedelta(10 * step + 9))
        for step, kind in enumerate(phases.KINDS)
    ]
    save_timetable(campaign, spans, by=administrator)
    announce(campaign, by=administrator)
    seen.append(page(campaign, "home"))

    assert ["Phong trào mới toanh" in text for text in seen] == [False, True]


def test_a_new_timetable_shows_at_once(campaign, administrator):
    before = page(campaign, "campaign")
    now = clock.now()

    save_timetable(campaign, [Span("submit", now, now + timedelta(9), note="Đã gia hạn")], by=administrator)

    assert ("Đã gia hạn" in before, "Đã gia hạn" in page(campaign, "campaign")) == (False, True)


def test_what_was_rolled_back_is_not_shown(campaign, administrator):
    decision = make_decision(campaign, "nhat", title="Máy bóc vỏ tôm")
    before = page(campaign)
    savepoint = connection.savepoint()
    publish(decision, by=administrator)
    inside = page(campaign)

    connection.savepoint_rollback(savepoint)

    assert ("Máy bóc vỏ tôm" in inside, page(campaign) == before) == (True, True)


def test_languages_and_addresses_do_not_mix(campaign):
    texts = [page(campaign), page(campaign, **LANGUAGE), page(campaign), page(campaign, **LANGUAGE)]

    assert ['lang="vi"' in text.split("<head>")[0] for text in texts] == [True, False, True, False]
    assert texts[:2] == texts[2:]
    assert (
        "ket-qua/" + campaign.slug + "/?q=tom"
        in Client().get(reverse("public:results", args=[campaign.slug]), {"q": "tom"}).content.decode()
    )


def test_signed_in_readers_neither_get_nor_leave_a_kept_page(client, campaign, administrator):
    stranger = page(campaign)
    client.force_login(administrator)

    own = client.get(reverse("public:results", args=[campaign.slug])).content.decode()

    assert (administrator.full_name in own, page(campaign) == stranger) == (True, True)


def test_the_clock_on_a_kept_page_moves_with_the_minutes(campaign):
    now = clock.now().replace(second=10)
    with clock.at(now):
        first = page(campaign, "home")
    with clock.at(now + timedelta(seconds=40)):
        same_minute = page(campaign, "home")
    with clock.at(now + timedelta(minutes=1)):
        next_minute = page(campaign, "home")

    assert (same_minute == first, next_minute == first) == (True, False)


def test_only_finished_pages_are_kept(campaign):
    asked = reverse("public:certificate_check") + "?ma=" + "x" * 22

    statuses = [Client().get(asked).status_code for _ in range(2)]

    assert statuses == [302, 302]
