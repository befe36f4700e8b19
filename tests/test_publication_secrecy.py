"""Before its hour a publication exists nowhere outside the office: two worlds, with it and without, read alike.

Every address of the site for everybody is asked, as `campaign.urls` lists them, so a new public page is in it.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from campaign import urls
from campaign.actions.publication import publish_together
from campaign.actions.publication_schedule import publish_due, schedule
from campaign.documents.publication_rehearsal import rehearse
from campaign.migrations import _guards
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.publication import Certificate, ScheduledPublication
from tests.access.crawl import parameters
from tests.conftest import guards_since
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db
TITLE, AUTHOR, SUMMARY = "Canary tên sáng kiến", "Canary Tác Giả", "Canary tóm tắt"
OWN = ("list", "detail", "receipt", "appeal", "revisions", "preview")
BY_HEAD = {"home", "results", "results_json", "verify_json", "certificate"}
# Stand for every code, article and day: what is not there must be missing in both worlds alike.
GUESSES = {"code": "x" * 22, "token": "x", "year": 2026, "month": 6, "day": 5}


@pytest.fixture
def waiting():
    """A decided dossier, and an order to publish it in two hours."""
    owner = make_user(full_name=AUTHOR)
    decision = make_decision(make_campaign(), "nhat", title=TITLE, summary=SUMMARY, owner=owner)
    by, soon = make_user(Role.ADMINISTRATOR), clock.now() + timedelta(hours=2)
    return schedule([decision], by=by, at=soon, seen=rehearse(decision).digest)


def addresses(campaign):
    """Every public page of the campaign, with an argument for each of its parameters."""
    for pattern in urls.public:
        wanted = parameters(f"public:{pattern.name}")
        known = {"slug": campaign.slug} | GUESSES
        values = {name: known.get(name, 1) for name in wanted}
        yield pattern.name, reverse(f"public:{pattern.name}", kwargs=values)


def read(campaign, owner, moment):
    """Status, headers and body for a passer-by and for the author, at one and the same moment."""
    passer_by, author = Client(), Client()
    author.force_login(owner)
    code = owner.submissions.get().code
    own = [(name, reverse(f"author:{name}", args=[] if name == "list" else [code])) for name in OWN]
    others = ["/robots.txt", f"{reverse('public:results', args=[campaign.slug])}?q=canary"]
    asked = [*addresses(campaign), *((path, path) for path in others)]
    with clock.at(moment):
        pages = {name: passer_by.get(path) for name, path in asked}
        pages |= {f"author:{name}": author.get(path) for name, path in own}
        pages |= {f"HEAD {name}": passer_by.head(path) for name, path in asked if name in BY_HEAD}
    return {name: (one.status_code, headers(one), plain(one)) for name, one in pages.items()}


def headers(answer):
    """ETag, length and type among them; only the second in which a form stops being fresh differs by itself."""
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


def plain(answer):
    """Without what is drawn by lot for every answer: form tokens and numbers of reference."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return DRAWN.sub(b"", body)


DRAWN = re.compile(rb'value="[A-Za-z0-9]{64}"|nonce="[^"]*"|[0-9A-F]{8}(?=<)')


def undo(order):
    """The world in which the order was never given, the decision never recorded."""
    _guards.remove(connection, guards_since("0002"))
    decision = order.decisions.get()
    order.decisions.clear()
    ScheduledPublication.objects.all().delete()
    Event.objects.filter(verb="schedule_publication").delete()
    decision.awards.all().delete()
    decision.delete()


def test_a_publication_that_waits_for_its_hour_changes_no_page_outside_the_office(waiting):
    campaign, moment = waiting.campaign, clock.now() + timedelta(hours=1)
    owner = waiting.decisions.get().awards.get().submission.owner
    with_it = read(campaign, owner, moment)

    undo(waiting)

    without = read(campaign, owner, moment)
    assert [name for name in with_it if with_it[name] != without[name]] == []
    told = [
        name for name, (_, _, body) in with_it.items() if b"Canary" in body and not name.startswith("author:")
    ]
    assert told == []
    assert {name for name, (status, _, _) in with_it.items() if status >= 500} == set()


def test_the_comparison_sees_a_publication_when_there_is_one(waiting):
    """Else the test above could not fail."""
    campaign, moment = waiting.campaign, clock.now() + timedelta(hours=3)
    owner = waiting.decisions.get().awards.get().submission.owner
    before = read(campaign, owner, moment)

    with clock.at(waiting.at):
        done = publish_due()

    after = read(campaign, owner, moment)
    changed = {name for name in before if before[name] != after[name]}
    assert done == 1
    assert {"home", "results", "verify", "results_json", "author:detail", "HEAD results"} <= changed
    assert TITLE.encode() in after["results"][2]


def test_a_code_that_will_be_drawn_tells_nothing_before(client, waiting):
    """Unknown and malformed codes are answered alike, before and after."""
    page = [client.get(f"/giay-chung-nhan/{code}/").status_code for code in ("x" * 22, "ngan", "a-b_c")]
    publish_together_now(waiting)

    code = Certificate.objects.get().code
    assert (page, client.get(f"/giay-chung-nhan/{code}/").status_code) == ([404, 404, 404], 200)


def publish_together_now(order):
    ScheduledPublication.objects.update(status="cancelled")
    decisions = list(order.decisions.all())
    publish_together(decisions, by=order.made_by, seen=order.digest)
