"""The desk of the news: what each role finds there, words that are never lost, pictures that need words."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from accounts.roles import Role
from campaign.actions import news, news_files
from campaign.actions.news_files import Said
from campaign.models.news import Article, Section, UsefulLink, VisitCount
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def draft(officer):
    return make_article(by=officer)


def desk_of(person):
    client = Client()
    client.force_login(person)
    return client


def typed(article, **changed):
    stands = {
        "section": article.section_id,
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
    }
    return stands | {"version": article.version} | changed


def picture(name="anh.png"):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, "PNG")
    return SimpleUploadedFile(name, stream.getvalue())


def test_what_is_typed_is_cleaned_and_saved_as_a_draft(officer):
    section = Section.objects.create(name="Tin", slug="tin", order=1)
    body = '<p class="MsoNormal" onclick="x()">Một<script>alert(1)</script></p>'
    form = {"section": section.pk, "title": "Bài  mới", "body": body, "by_line": "Nhã Hân"}

    response = desk_of(officer).post(reverse("office:article_new"), form)

    article = Article.objects.get()
    assert response.url == reverse("office:article", args=[article.pk])
    assert (article.title, article.body, article.status) == ("Bài mới", "<p>Một</p>", "draft")


def test_a_text_that_somebody_else_changed_meanwhile_stays_on_the_page(officer, administrator, draft):
    news.amend(draft, news.Words(draft.section, "Tựa khác", "Tóm tắt", "<p>a</p>"), by=administrator, seen=1)

    page = desk_of(officer).post(reverse("office:article", args=[draft.pk]), typed(draft, lead="Chữ của tôi"))

    draft.refresh_from_db()
    text = page.content.decode()
    assert (page.status_code, draft.title) == (200, "Tựa khác")
    assert "sau khi bạn mở trang" in text
    assert "Chữ của tôi" in text


def test_buttons_are_those_that_the_reader_may_press(officer, administrator, draft):
    def shown(person):
        page = desk_of(person).get(reverse("office:article", args=[draft.pk])).content.decode()
        return [words for words in ("Lưu bài", "Đăng ngay", ">Gỡ bài</button>") if words in page]

    of_draft = shown(officer), shown(administrator)
    news.publish(draft, by=administrator)

    assert of_draft == (["Lưu bài"], ["Lưu bài", "Đăng ngay"])
    assert (shown(officer), shown(administrator)) == ([], ["Lưu bài", ">Gỡ bài</button>"])


def test_publishing_scheduling_and_withdrawing_answer_in_sentences(administrator, officer, draft):
    client = desk_of(administrator)

    def press(act, **form):
        return client.post(
            reverse(f"office:article_{act}", args=[draft.pk]), form, follow=True
        ).content.decode()

    said = [press("schedule"), press("schedule", at="2099-01-01T08:00"), press("publish")]
    said += [press("withdraw"), press("withdraw", reason="Số liệu sai")]
    refused = desk_of(officer).post(reverse("office:article_publish", args=[draft.pk]))

    expected = [
        "Hãy chọn ngày giờ đăng. Bài được giữ nguyên.",
        "Đã hẹn đăng bài lúc 08:00 ngày 01/01/2099",
        "Đã đăng bài.",
        "Cần ghi lý do gỡ bài.",
        "Đã gỡ bài.",
    ]
    assert [words for words, page in zip(expected, said, strict=True) if words not in page] == []
    assert "Vai trò của bạn không có nhiệm vụ này" in refused.content.decode()


def test_a_picture_without_words_is_refused_in_a_sentence_and_keeps_what_was_typed(officer, draft):
    client, address = desk_of(officer), reverse("office:picture_new", args=[draft.pk])
    form = {"ratio": "1:1", "focus": "top", "caption": "Chú thích giữ lại"}

    refused = client.post(address, form | {"file": picture(), "alt": ""}).content.decode()
    client.post(address, form | {"file": picture(), "alt": "Cờ hoa"})
    one = draft.pictures.get()
    client.post(reverse("office:picture_edit", args=[one.pk]), {"alt": "Cờ", "caption": "", "order": 3})

    assert "Ảnh chưa có văn bản thay thế nên chưa được nhận." in refused
    assert "Chú thích giữ lại" in refused
    assert (one.width, one.height) == (30, 30)
    assert draft.pictures.values_list("alt", "caption", "order").get() == ("Cờ", "", 3)
    client.post(reverse("office:picture_remove", args=[one.pk]))
    assert draft.pictures.count() == 0


def test_files_come_in_through_the_checks_and_go_out_again(officer, draft):
    client, address = desk_of(officer), reverse("office:news_file_new", args=[draft.pk])
    strange = SimpleUploadedFile("ke-hoach.pdf", b"MZ\x90 chuong trinh")

    refused = client.post(address, {"title": "Kế hoạch", "file": strange}).content.decode()
    client.post(address, {"title": "Biểu mẫu", "file": picture()})
    kept = draft.files.get()
    given = client.get(reverse("news:file", args=[kept.public_id]))
    client.post(reverse("office:news_file_remove", args=[kept.pk]))

    assert "đây là chương trình, không phải tài liệu" in refused
    assert given["Content-Disposition"] == 'attachment; filename="anh.png"'
    assert (given["X-Content-Type-Options"], draft.files.count()) == ("nosniff", 0)


def test_the_preview_shows_a_draft_as_the_public_will_see_it(officer, draft):
    news_files.add_picture(draft, by=officer, upload=picture(), said=Said("Cờ hoa", "Chú thích"))

    page = desk_of(officer).get(reverse("office:article_preview", args=[draft.pk])).content.decode()

    assert [
        part for part in ("Toàn thành phố tham gia.", 'alt="Cờ hoa"', "Chú thích") if part not in page
    ] == []


def test_earlier_texts_of_a_published_article_are_listed(administrator, draft):
    published = news.publish(draft, by=administrator)
    news.amend(published, news.Words(draft.section, "Tựa mới", "Mới", "<p>b</p>"), by=administrator, seen=2)

    page = desk_of(administrator).get(reverse("office:article_versions", args=[draft.pk])).content.decode()

    assert page.count('<details class="panel more">') == 2
    assert [title for title in re.findall(r"<summary>([^·<]*) ·", page)] == [
        "Tựa mới",
        "Phát động phong trào",
    ]


def rows(prefix, *given, initial=0):
    form = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": initial, "part": prefix}
    return form | {
        f"{prefix}-{i}-{name}": value for i, row in enumerate(given) for name, value in row.items()
    }


def test_sections_links_and_the_counter_are_set_on_one_page(administrator, draft):
    client, address = desk_of(administrator), reverse("office:news_setup")
    keep, new = {"pk": draft.section_id, "name": "Quy hoạch"}, {"name": "Hội thi"}

    client.post(address, rows("sections", keep, new, initial=1))
    full = client.post(address, rows("sections", keep | {"DELETE": "on"}, initial=1)).content.decode()
    half = client.post(address, rows("links", {"label": "Cổng", "url": ""})).content.decode()
    client.post(address, rows("links", {"label": "Cổng", "url": "https://vd.gov.vn/"}, {}))
    client.post(address, {"part": "visits", "start": "5371726"})

    assert "đang có tin bài nên chưa bỏ được" in full
    assert "Mỗi liên kết cần cả tên và địa chỉ." in half
    assert list(Section.objects.values_list("name", "slug")) == [
        ("Quy hoạch", "quy-hoach-ke-hoach"),
        ("Hội thi", "hoi-thi"),
    ]
    assert UsefulLink.objects.get().url == "https://vd.gov.vn/"
    assert VisitCount.objects.get().start == 5_371_726


def test_the_desk_asks_no_more_questions_the_more_there_is(administrator):
    client, asked = desk_of(administrator), {}
    for size in (1, 6):
        for _ in range(size):
            article = make_article(by=administrator)
            news_files.add_picture(article, by=administrator, upload=picture(), said=Said("Ảnh"))
        news.publish(article, by=administrator)
        for name, *args in (
            ("news",),
            ("article", article.pk),
            ("article_preview", article.pk),
            ("news_setup",),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(f"office:{name}", args=args)).status_code == 200
            asked[size, name] = len(queries)

    assert {name: count for name, count in asked.items() if count > 12} == {}
    assert asked[1, "news"] == asked[6, "news"]
