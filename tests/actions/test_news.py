"""Articles from draft to withdrawal: who may, what the public's text needs, versions, pictures with words, files."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from PIL import Image

from accounts.roles import Role
from campaign.actions import news, news_files, news_setup, visits
from campaign.actions.news_files import Frame, Said
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.news import Article, Section, UsefulLink, VisitCount
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER, full_name="Lê Thị Thư")


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def draft(officer):
    return make_article(by=officer)


def words(article, **changed):
    stands = {name: getattr(article, name) for name in ("section", "title", "lead", "body", "by_line")}
    return news.Words(**(stands | changed))


def refusal(act, *args, **facts):
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def verbs():
    return list(Event.objects.order_by("number").values_list("verb", flat=True))


def photo(width=1600, height=900, name="anh.jpg"):
    stream = io.BytesIO()
    picture = Image.new("RGB", (width, height), "teal")
    exif = Image.Exif()
    exif[0x010E] = "Chup tai nha rieng"
    picture.save(stream, "JPEG", exif=exif)
    return ContentFile(stream.getvalue(), name=name)


def test_the_office_writes_drafts_and_the_administrator_publishes(officer, administrator):
    article = news.write(
        news.Words(Section.objects.create(name="Tin", slug="tin", order=1), "Bài"), by=officer
    )
    author = make_user(Role.AUTHOR)

    by_author = refusal(news.write, words(article), by=author)
    by_officer = refusal(news.publish, article, by=officer)
    incomplete = refusal(news.publish, article, by=administrator)
    full = news.amend(article, words(article, lead="Tóm tắt", body="<p>Nội dung</p>"), by=officer, seen=1)
    published = news.publish(full, by=administrator)

    assert by_author == by_officer == "Vai trò của bạn không có nhiệm vụ này trong phong trào."
    assert incomplete.startswith("Bài chưa có tóm tắt, nội dung nên chưa đăng được.")
    assert Article.objects.published(clock.now()).get() == published
    assert verbs() == ["write_article", "amend_article", "publish_article"]


def test_the_same_title_twice_has_two_addresses(officer, draft):
    other = make_article(by=officer, title=draft.title)
    assert (draft.slug, other.slug) == ("phat-dong-phong-trao", "phat-dong-phong-trao-2")


def test_a_scheduled_article_appears_at_its_minute_by_the_clock_alone(draft, administrator):
    now = clock.now()
    past = refusal(news.publish, draft, by=administrator, at=now - timedelta(minutes=1))
    news.publish(draft, by=administrator, at=now + timedelta(hours=1))

    seen = [list(Article.objects.published(now + timedelta(minutes=minutes))) for minutes in (59, 60)]

    assert "đã qua nên chưa hẹn được" in past
    assert seen == [[], [draft]]
    assert list(Article.objects.scheduled(now)) == [draft]


def test_a_published_text_changes_version_by_version_and_says_since_when(draft, officer, administrator):
    published = news.publish(draft, by=administrator)
    by_officer = refusal(
        news.amend, published, words(published, lead="Khác"), by=officer, seen=published.version
    )
    unchanged = news.amend(published, words(published), by=administrator, seen=0)
    stale = refusal(news.amend, published, words(published, lead="Muộn"), by=administrator, seen=1)

    changed = news.amend(published, words(published, lead="Mới"), by=administrator, seen=published.version)

    assert by_officer == "Vai trò của bạn không có nhiệm vụ này trong phong trào."
    assert (unchanged.version, unchanged.updated_at) == (published.version, None)
    assert "sau khi bạn mở trang" in stale
    assert changed.updated_at == changed.saved_at
    assert list(changed.versions.values_list("number", "lead")) == [(3, "Mới"), (2, "Đoàn kết, sáng tạo.")]


def test_a_published_article_cannot_lose_its_text(draft, administrator):
    published = news.publish(draft, by=administrator)
    said = refusal(news.amend, published, words(published, body="<p> </p>"), by=administrator, seen=2)
    assert said.startswith("Bài chưa có nội dung")


def test_withdrawal_wants_a_reason_and_the_article_can_come_back(draft, officer, administrator):
    of_draft = refusal(news.withdraw, draft, by=administrator, reason="Sai")
    news.publish(draft, by=administrator)
    twice = refusal(news.publish, draft, by=administrator)
    silent = refusal(news.withdraw, draft, by=administrator, reason=" ")
    withdrawn = news.withdraw(draft, by=administrator, reason="Số liệu chưa đúng")
    now = clock.now()

    gone = list(Article.objects.published(now))
    back = news.publish(news.amend(withdrawn, words(withdrawn), by=officer, seen=9), by=administrator)

    assert "không có gì để gỡ" in of_draft
    assert twice.startswith("Bài này đang được đăng.")
    assert silent.startswith("Cần ghi lý do gỡ bài.")
    assert (gone, back.status, back.withdrawn_reason, back.updated_at) == ([], "released", "", None)
    assert Event.objects.filter(verb="withdraw_article").get().facts == {
        "title": draft.title,
        "article": draft.slug,
        "reason": "Số liệu chưa đúng",
    }


def test_a_picture_is_cut_and_painted_anew_and_never_without_words(draft, officer):
    said = Said("Hội trường lúc khai mạc", "Ảnh minh họa")
    wordless = refusal(news_files.add_picture, draft, by=officer, upload=photo(), said=Said("  "))
    frame = Frame("1:1", "left")

    pictures = [
        news_files.add_picture(draft, by=officer, upload=photo(), said=said, frame=frame) for _ in "ab"
    ]

    contents = [picture.file.read() for picture in pictures]
    with Image.open(io.BytesIO(contents[0])) as stored:
        facts = (stored.format, stored.size, dict(stored.getexif()))
    assert wordless.startswith("Ảnh chưa có văn bản thay thế nên chưa được nhận.")
    assert facts == ("WEBP", (900, 900), {})
    assert contents[0] == contents[1]
    assert [(picture.order, picture.alt) for picture in draft.pictures.all()] == [
        (1, "Hội trường lúc khai mạc"),
        (2, "Hội trường lúc khai mạc"),
    ]


def test_what_is_no_picture_or_no_document_is_refused_in_a_sentence(draft, officer):
    def page():
        return ContentFile(b"<html><script>alert(1)</script></html>", name="trang.pdf")

    said = Said("Ảnh")
    no_document = refusal(news_files.add_file, draft, by=officer, upload=page(), title="Kế hoạch")
    no_picture = refusal(news_files.add_picture, draft, by=officer, upload=page(), said=said)

    assert "đây là trang HTML, SVG hoặc XML" in no_document
    assert "đây là trang HTML, SVG hoặc XML" in no_picture
    assert (draft.pictures.count(), draft.files.count()) == (0, 0)


def test_words_of_pictures_and_files_go_with_the_article(draft, officer, administrator):
    picture = news_files.add_picture(draft, by=officer, upload=photo(), said=Said("Ảnh"))
    file = news_files.add_file(draft, by=officer, upload=photo(name="bieu-mau.jpg"), title="")
    news.publish(draft, by=administrator)
    by_officer = refusal(news_files.remove_picture, picture, by=officer)

    news_files.amend_picture(picture, by=administrator, said=Said("Ảnh đúng", "Chú thích"), order=2)
    news_files.remove_file(file, by=administrator)

    draft.refresh_from_db()
    assert by_officer == "Vai trò của bạn không có nhiệm vụ này trong phong trào."
    assert file.title == "bieu-mau"
    assert draft.pictures.values_list("alt", "caption", "order").get() == ("Ảnh đúng", "Chú thích", 2)
    assert (draft.files.count(), draft.updated_at is not None) == (0, True)


def test_sections_keep_their_address_and_leave_only_when_they_are_empty(draft, administrator, officer):
    first = draft.section
    row = news_setup.SectionRow
    news_setup.set_sections([row("Tin nội bộ"), row("Quy hoạch", first.pk)], by=administrator)
    full = refusal(news_setup.set_sections, [row("Tin nội bộ")], by=administrator)
    news_setup.set_sections([row("Quy hoạch", first.pk)], by=administrator)
    link = news_setup.LinkRow("Cổng dịch vụ công quốc gia", "https://dichvucong.gov.vn/")
    news_setup.set_links([link], by=administrator)

    assert "đang có tin bài nên chưa bỏ được" in full
    assert list(Section.objects.values_list("name", "slug")) == [("Quy hoạch", first.slug)]
    assert list(UsefulLink.objects.values_list("label", "order")) == [(link.label, 1)]
    assert "Vai trò của bạn" in refusal(news_setup.set_links, [], by=officer)


def test_sections_swap_their_names_and_no_two_have_the_same(draft, administrator):
    first = draft.section
    row = news_setup.SectionRow
    news_setup.set_sections([row("Tin nội bộ"), row("Quy hoạch", first.pk)], by=administrator)
    other = Section.objects.exclude(pk=first.pk).get()

    news_setup.set_sections([row("Tin nội bộ", first.pk), row("Quy hoạch", other.pk)], by=administrator)
    twice = refusal(
        news_setup.set_sections, [row("Tin nội bộ", first.pk), row(" Tin nội bộ", other.pk)], by=administrator
    )

    assert twice.startswith("Tên chuyên mục «Tin nội bộ» được ghi hai lần nên chưa lưu.")
    assert dict(Section.objects.values_list("pk", "name")) == {first.pk: "Tin nội bộ", other.pk: "Quy hoạch"}


def test_what_somebody_else_took_away_is_refused_in_a_sentence(draft, officer):
    said = Said("Công nhân vận hành máy")
    picture = news_files.add_picture(draft, by=officer, upload=photo(), said=said)
    file = news_files.add_file(draft, by=officer, upload=photo(name="moi.jpg"), title="Thư")
    news_files.remove_picture(type(picture).objects.get(pk=picture.pk), by=officer)
    news_files.remove_file(type(file).objects.get(pk=file.pk), by=officer)

    told = [
        refusal(news_files.amend_picture, picture, by=officer, said=said, order=2),
        refusal(news_files.remove_picture, picture, by=officer),
        refusal(news_files.remove_file, file, by=officer),
    ]

    assert {one.split(" nên ")[0] for one in told} == {"Ảnh hoặc tệp này vừa được người khác bỏ khỏi bài"}


def test_readings_wait_in_memory_and_two_processes_add_up(draft, django_assert_num_queries, administrator):
    news_setup.set_visit_start(5_371_000, by=administrator)
    with django_assert_num_queries(0):
        visits.count(article=draft.slug, is_visit=True)
        visits.count(article=draft.slug)

    Article.objects.filter(pk=draft.pk).update(views=700)  # meanwhile another process wrote its own
    VisitCount.objects.update(counted=725)
    visits.write_down()
    visits.write_down()

    draft.refresh_from_db()
    count = VisitCount.objects.get()
    assert (draft.views, count.start, count.counted) == (702, 5_371_000, 726)


def test_what_could_not_be_written_waits_for_the_next_minute(draft, settings):
    def unreachable(*_call):
        raise DatabaseError("the database is away")

    settings.COUNT_EVERY = 3600
    visits.count(article=draft.slug)
    first = visits._pending.timer
    with connection.execute_wrapper(unreachable):
        visits.write_down()
    second = visits._pending.timer
    visits.write_down()
    for timer in (first, second):
        timer.cancel()

    draft.refresh_from_db()
    assert draft.views == 1
    assert [timer.daemon for timer in (first, second)] == [True, True]
    assert first is not second
