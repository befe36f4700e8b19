"""Feeds, the map of the site, the calendar file; and counters, which count people alone."""

import re

import feedparser
import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from lxml import etree

from accounts.roles import Role
from campaign.actions import news_setup, visits
from campaign.models import clock
from campaign.models.library import ImportBatch, PastInitiative
from campaign.models.showcase import LibraryEntry
from tests.factories import make_article, make_campaign, make_user
from tests.news import published

pytestmark = pytest.mark.django_db
PERSON = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "accept": "text/html,*/*"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    caches["pages"].clear()
    visits.write_down()


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.mark.parametrize(("name", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_feeds_are_read_by_a_parser_and_answer_304_until_the_next_article(
    client, administrator, name, version
):
    article = published(administrator, title="Tin & <ảnh>", by_line="Nhã Hân")
    make_article(by=administrator, title="Còn nháp")
    address = reverse(f"news:{name}")
    response = client.get(address)

    read = feedparser.parse(response.content)
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    published(administrator, title="Tin sau")
    changed = client.get(address, headers={"if-none-match": response["ETag"]})

    assert (read.bozo, read.version, read.feed.title) == (False, version, "Tin phong trào thi đua sáng kiến")
    [entry] = read.entries
    assert entry.link == f"http://testserver{reverse('news:article', args=[article.slug])}"
    assert entry.published_parsed[:5] == (2019, 8, 27, 12, 55)
    assert [tag.term for tag in entry.tags] == ["Quy hoạch - Kế hoạch"]
    assert (again.status_code, changed.status_code) == (304, 200)
    etree.fromstring(response.content)


def library_entry(code, by):
    facts = {
        "source": "cu.csv",
        "sha256": code.ljust(64, "0"),
        "imported_by": by,
        "imported_at": clock.now(),
        "rows": 1,
    }
    past = PastInitiative.objects.create(
        batch=ImportBatch.objects.create(**facts), row_number=1, title="Cũ", authors=[], search_text="cu"
    )
    words = {"title": "Cũ", "authors": [], "search_text": "cu", "award_label": "Công nhận"}
    return LibraryEntry.objects.create(code=code, past=past, entered_at=clock.now(), **words)


def test_the_sitemap_names_what_everybody_may_read_and_robots_leads_there(client, administrator):
    campaign = make_campaign()
    hidden = make_campaign(announced_at=None)
    article = published(administrator)
    make_article(by=administrator, title="Còn nháp")
    shown, taken_out = library_entry("dang-co", administrator), library_entry("da-rut", administrator)
    LibraryEntry.objects.filter(pk=taken_out.pk).update(left_at=clock.now())

    tree = etree.fromstring(client.get(reverse("sitemap")).content)
    places = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in tree}

    robots = client.get("/robots.txt").content.decode()
    news_places = {place: when for place, when in places.items() if "/bai/" in place}
    assert news_places == {
        f"http://testserver{reverse('news:article', args=[article.slug])}": "2019-08-27T12:55:00+00:00"
    }
    assert f"http://testserver{reverse('public:campaign', args=[campaign.slug])}" in places
    entries = [place for place in places if "/thu-vien/" in place and not place.endswith("/nhan-rong/")]
    assert entries[1:] == [f"http://testserver{reverse('public:library_entry', args=[shown.code])}"]
    assert [place for place in places if hidden.slug in place or "nhap" in place] == []
    assert "Sitemap: http://testserver/sitemap.xml\n" in robots


def test_the_timetable_is_read_by_a_calendar_parser(client):
    campaign = make_campaign(title="Phong trào; thi đua, sáng kiến " + "ắ" * 60)
    response = client.get(reverse("public:calendar", args=[campaign.slug]))

    read = Calendar.from_ical(response.content)

    events = read.walk("VEVENT")
    assert all(str(event["SUMMARY"]).endswith(campaign.title) for event in events)
    assert len(events) == campaign.windows.count()
    assert [event.errors for event in [read, *events]] == [[]] * (len(events) + 1)
    opens = {window.opens.replace(microsecond=0) for window in campaign.windows.all()}
    assert {event["DTSTART"].dt for event in events} == opens


def counted(article):
    visits.write_down()
    caches["pages"].clear()  # the minute has passed
    article.refresh_from_db()
    page = Client().get("/").content.decode()
    return article.views, re.search(r"<span class=\"visually-hidden\">([0-9.]*) lượt", page)[1]


def test_people_are_counted_without_a_cookie_and_machines_are_not(client, administrator):
    article = published(administrator)
    news_setup.set_visit_start(5_371_724, by=administrator)
    address = reverse("news:article", args=[article.slug])
    own = PERSON | {"referer": "http://testserver/tin-tuc/"}
    first = client.get(address, headers=PERSON)
    client.get(address, headers=own)
    client.get(address, headers=own | {"if-none-match": first["ETag"]})
    for agent in ("Googlebot/2.1", "curl/8.0", "HeadlessChrome", ""):
        client.get(address, headers=PERSON | {"user-agent": agent})
    client.get(address, headers=PERSON | {"sec-purpose": "prefetch"})
    client.get(reverse("news:rss"), headers=PERSON)
    client.get(reverse("news:article", args=["khong-co"]), headers=PERSON)
    client.get("/", headers=PERSON | {"referer": "https://timkiem.example/"})

    found = counted(article)

    assert (found, dict(first.cookies)) == ((3, "5.371.726"), {})
    page = client.get("/").content.decode()
    assert re.search(r'digits" aria-hidden="true">(.*?)</span>\s*</p>', page)[1] == "".join(
        f"<span>{digit}</span>" for digit in "5371726"
    )
