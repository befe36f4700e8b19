"""The news as everybody reads it: by section, day and month, nothing before its minute."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import news, news_files, news_setup, visits
from campaign.actions.news_files import Said
from campaign.models import clock
from campaign.models.news import Article
from tests.factories import make_article, make_campaign, make_user
from tests.news import MOMENT, picture, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    caches["pages"].clear()
    visits.write_down()


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


def text_of(client, name, *args, **query):
    response = client.get(reverse(f"news:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def titles(client, name="list", *args, **query):
    return re.findall(r'card-title"><a href="[^"]*">([^<]*)</a>', text_of(client, name, *args, **query))


def test_an_article_says_what_the_source_page_said(client, administrator):
    article = published(administrator, by_line="Nhã Hân", pictures=1)
    Article.objects.filter(pk=article.pk).update(views=712)

    page = text_of(client, "article", article.slug)

    missing = [
        part
        for part in [
            ">Quy hoạch - Kế hoạch</a>",
            '<time datetime="2019-08-27T19:55:00+07:00">Thứ Ba, 27/08/2019, 19:55</time>',
            'class="by-line strong">Nhã Hân<',
            "Số lượt người xem: 712",
            ">Bản in</a>",
            ">Quay lại</a>",
            'alt="Cờ và hoa, ảnh 0"',
            "Ảnh minh họa</figcaption>",
            'property="og:title" content="Phát động phong trào"',
            '<link rel="canonical" href="http://testserver/tin-tuc/bai/phat-dong-phong-trao/">',
        ]
        if part not in page
    ]
    assert missing == []
    assert "Cập nhật lúc" not in page


def test_structured_data_is_a_news_article_that_no_markup_can_leave(client, administrator):
    title = 'Sáng kiến </script><script>alert("1")</script>'
    article = published(administrator, title=title, by_line="Nhã Hân", pictures=1)

    page = text_of(client, "article", article.slug)

    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    told = json.loads(script)
    assert "<script>alert" not in page
    assert (told["@type"], told["headline"], told["author"]["name"]) == ("NewsArticle", title, "Nhã Hân")
    assert told["datePublished"] == "2019-08-27T12:55:00+00:00"
    assert told["image"][0].startswith("http://testserver/tin-tuc/anh/")


def test_the_print_version_has_the_text_and_no_menu(client, administrator):
    article = published(administrator)

    page = text_of(client, "print", article.slug)

    assert "Toàn thành phố tham gia." in page
    assert "Nguồn: http://testserver/tin-tuc/bai/phat-dong-phong-trao/" in page
    assert "site-header" not in page


def test_news_are_found_by_section_day_and_month(client, administrator):
    first = published(administrator, title="Tin tháng Tám")
    news_setup.set_sections(
        [news_setup.SectionRow("Quy hoạch", first.section_id), news_setup.SectionRow("Hội thi")],
        by=administrator,
    )
    late = datetime(2019, 8, 31, 17, 30, tzinfo=UTC)  # the first of September in Vietnam
    published(administrator, at=late, title="Tin tháng Chín")

    assert titles(client) == ["Tin tháng Chín", "Tin tháng Tám"]
    assert titles(client, "section", first.section.slug) == ["Tin tháng Chín", "Tin tháng Tám"]
    assert titles(client, "section", "hoi-thi") == []
    assert titles(client, thang="2019-08") == ["Tin tháng Tám"]
    assert titles(client, ngay="2019-09-01") == ["Tin tháng Chín"]
    assert titles(client, ngay="hôm qua", thang="2019-13") == ["Tin tháng Chín", "Tin tháng Tám"]
    assert "Không có tin trong thời gian này" in text_of(client, "list", ngay="2019-01-01")
    assert client.get(reverse("news:section", args=["khong-co"])).status_code == 404


def test_the_last_day_of_the_calendar_is_a_day_like_others(client, administrator):
    published(administrator, title="Tin tháng Tám")
    last, beyond = ({"ngay": "9999-12-31"}, {"thang": "9999-12"})

    assert [client.get(reverse("news:list"), wanted).status_code for wanted in (last, beyond)] == [200, 200]


def test_the_archive_counts_months_and_the_calendar_marks_days(client, administrator):
    for day in (27, 27, 30):
        published(administrator, at=MOMENT.replace(day=day))
    published(administrator, at=MOMENT.replace(month=7))

    page = text_of(client, "month", thang="2019-08")

    months = re.findall(r'thang=(\d{4}-\d\d)">[^<]*</a> <span class="muted">\((\d)\)', page)
    days = re.findall(r'ngay=([0-9-]*)">\d+<span class="visually-hidden">: (\d) tin', page)
    assert months == [("2019-08", "3"), ("2019-07", "1")]
    assert days == [("2019-08-27", "2"), ("2019-08-30", "1")]
    assert re.findall(r'rel="(?:prev|next)" href="\?thang=([0-9-]*)"', page) == ["2019-07", "2019-09"]
    assert "Tháng này không có tin." in text_of(client, "month", thang="2019-01")


def test_lists_are_paged_by_key_and_ask_four_questions_at_most(client, administrator):
    make_campaign()
    for minute in range(14):
        article = published(
            administrator, at=MOMENT + timedelta(minutes=minute), title=f"Tin {minute}", pictures=minute % 3
        )
    news_setup.set_links(
        [news_setup.LinkRow("Cổng dịch vụ công", "https://dichvucong.gov.vn/")], by=administrator
    )
    addresses = [reverse(f"news:{name}") for name in ("list", "month", "gallery", "rss", "atom")]
    addresses += [reverse(f"news:{name}", args=[article.slug]) for name in ("article", "print")]
    addresses += [
        reverse("news:section", args=[article.section.slug]),
        reverse("sitemap"),
        reverse("public:home"),
    ]
    asked = {}

    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[address] = len(queries)
    first = client.get(reverse("news:list"), {"moi": "1"}).context["page"]
    second = titles(client, sau=first.next)

    assert [(address, count) for address, count in asked.items() if count > 4] == []
    assert ([one.title for one in first][::11], second) == (["Tin 13", "Tin 2"], ["Tin 1", "Tin 0"])


def everything(client, article):
    """Whatever a stranger can ask for that has to do with the article, as one text."""
    names = [
        ("list",),
        ("month",),
        ("gallery",),
        ("rss",),
        ("atom",),
        ("article", article.slug),
        ("print", article.slug),
    ]
    names += [("section", article.section.slug)]
    addresses = [reverse(f"news:{name}", args=args) for name, *args in names]
    addresses += [reverse("sitemap"), reverse("public:home")]
    addresses += [reverse("news:picture", args=[one.public_id]) for one in article.pictures.all()]
    addresses += [reverse("news:picture_small", args=[one.public_id]) for one in article.pictures.all()]
    addresses += [reverse("news:file", args=[one.public_id]) for one in article.files.all()]
    answers = [client.get(address) for address in addresses]
    statuses = [answer.status_code for answer in answers]
    found = [answer for answer in answers if answer.status_code == 200 and not answer.streaming]
    text = "".join(answer.content.decode() for answer in found)
    return statuses, article.title in text or article.slug in text


def test_a_scheduled_article_is_nowhere_before_its_minute_and_everywhere_from_then_on(client, administrator):
    article = make_article(by=administrator, title="Tin hẹn giờ")
    news_files.add_picture(article, by=administrator, upload=picture(), said=Said("Ảnh hẹn giờ"))
    news_files.add_file(article, by=administrator, upload=picture(), title="Tệp")
    at = clock.now().replace(second=0, microsecond=0) + timedelta(minutes=2)
    news.publish(article, by=administrator, at=at)
    held = [404 if number in {5, 6} else 200 for number in range(10)] + [404] * 3

    with clock.at(at - timedelta(seconds=1)):
        before = everything(client, article)
    with clock.at(at):
        after = everything(client, article)
    news.withdraw(article, by=administrator, reason="Sai")
    with clock.at(at + timedelta(seconds=1)):
        withdrawn = everything(client, article)

    assert (before, withdrawn) == ((held, False), (held, False))
    assert after == ([200] * 13, True)


def test_who_writes_the_news_sees_pictures_of_drafts_and_nobody_else(client, administrator):
    article = make_article(by=administrator)
    address = reverse(
        "news:picture",
        args=[
            news_files.add_picture(article, by=administrator, upload=picture(), said=Said("Ảnh")).public_id
        ],
    )
    statuses = []
    for person in (administrator, make_user(Role.OFFICER), make_user(Role.AUTHOR), make_user(Role.INSPECTOR)):
        client.force_login(person)
        statuses.append(client.get(address).status_code)

    assert statuses == [200, 200, 404, 404]


def test_a_picture_that_the_browser_has_is_not_sent_again(client, administrator):
    article = published(administrator, pictures=1)
    address = reverse("news:picture_small", args=[article.pictures.get().public_id])
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first["Content-Type"], first["Cache-Control"], again.status_code) == (
        "image/webp",
        "no-cache",
        304,
    )
    assert len(b"".join(first.streaming_content)) < 20_000


def test_the_home_page_has_news_without_any_campaign(client, administrator):
    published(administrator, pictures=1)

    page = client.get("/").content.decode()

    assert "Chưa có phong trào nào được phát động." in page
    assert page.count(">Phát động phong trào</a>") == 1
    assert page.count('alt="Cờ và hoa, ảnh 0"') == 1


def test_nothing_of_a_video_is_loaded(client, administrator):
    article = published(administrator, video_url="https://phim.example.vn/xem?a=1")

    page = text_of(client, "article", article.slug)

    assert 'href="https://phim.example.vn/xem?a=1" rel="noopener noreferrer"' in page
    assert re.findall(r"<(?:iframe|video|embed|object)", page) == []
