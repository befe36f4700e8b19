"""The session ends, the account changes, the role is lost while somebody writes: not one character is lost."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.roles import Role
from campaign.models.judging import Sheet
from campaign.models.writing import KeptForm
from tests.factories import make_assignment, make_campaign, make_submission, make_unit, make_user
from tests.journeys.visitor import pdf, signed_in
from tests.journeys.writing import (
    SECOND,
    editor,
    pause,
    restored,
    save,
    shares_of,
    sign_in,
    words,
    words_without_mark,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_session_ends_after_forty_minutes_and_save_is_pressed(desk, live_server, writer, dossier):
    page = desk(live_server.url, writer)
    page.goto(editor(dossier))
    page.set_input_files("#id_files", [pdf("minh-chung.pdf")])
    save(page)
    page.goto(editor(dossier))
    files = page.locator("#tep .file-name").all_inner_texts()
    page.route("**/luu/", lambda route: route.abort())
    write(page, SECOND, shares=("55,50", "44,50"))
    typed = words(page)
    Session.objects.all().delete()

    save(page)
    told = page.locator("main").inner_text()
    stored = shares_of(dossier)
    sign_in(page, writer)

    assert "Nội dung bạn vừa nhập được giữ nguyên" in told
    assert (words(page), page.locator("#tep .file-name").all_inner_texts()) == (typed, files)
    assert (stored, len(files)) == ([6000, 4000], 1)
    save(page)
    assert shares_of(dossier) == [5550, 4450]


def test_the_session_ends_and_the_pause_says_so(desk, live_server, writer, dossier):
    page = desk(live_server.url, writer)
    page.goto(editor(dossier))
    Session.objects.all().delete()
    write(page, SECOND, shares=("55,50", "44,50"))
    typed = words(page)

    page.get_by_role("link", name="Đăng nhập lại").click()
    sign_in(page, writer)
    restored(page)

    assert words(page) == typed


def test_signed_in_again_in_another_window_the_open_page_goes_on_by_itself(
    desk, live_server, writer, dossier
):
    page = desk(live_server.url, writer)
    page.goto(editor(dossier))
    Session.objects.all().delete()
    write(page, SECOND, shares=("55,50", "44,50"))
    page.get_by_role("link", name="Đăng nhập lại").wait_for()
    typed = words(page)
    page.wait_for_timeout(3000)  # by then the page has asked for a part of itself, in vain

    other = page.context.new_page()
    other.goto(reverse("account_login"))
    sign_in(other, writer)
    other.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    pause(page)
    save(page)

    assert words(page) == typed
    assert shares_of(dossier) == [5550, 4450]


def test_somebody_else_signs_in_in_the_same_browser(desk, live_server, writer, dossier):
    other = make_user(full_name="Trần Văn Dũng")
    page = desk(live_server.url, writer)
    page.goto(editor(dossier))
    page.route("**/luu/", lambda route: route.abort())
    write(page, SECOND, shares=("55,50", "44,50"))
    typed = words(page)
    signed_in(page.context, live_server.url, other)

    save(page)
    page.get_by_role("heading", name="Biểu mẫu này thuộc tài khoản khác").wait_for()
    page.goto(reverse("kept"))
    seen = page.locator("main").inner_text()
    signed_in(page.context, live_server.url, writer)
    page.unroute("**/luu/")
    page.goto(editor(dossier))
    page.wait_for_load_state()

    assert ("Bước 1" in seen, shares_of(dossier)) == (False, [6000, 4000])
    assert words(page) == typed


def test_without_scripts_an_ended_session_gives_the_same_form_back(desk, live_server, writer, dossier):
    page = desk(live_server.url, writer, java_script_enabled=False)
    page.goto(editor(dossier))
    write(page, SECOND, shares=("55,50", "abc"))
    Session.objects.all().delete()

    save(page)
    sign_in(page, writer)

    shown = [page.get_by_label("Mô tả bản chất").input_value()]
    shown += [page.locator(f"[name=tac_gia-{row}-share]").input_value() for row in (0, 1)]
    assert shown == [SECOND, "55,50", "abc"]


@pytest.fixture
def head():
    return make_user(Role.UNIT_HEAD, unit=make_unit("Phòng Kinh tế"))


@pytest.fixture
def opinion(head):
    """The page where the head of a unit gives an opinion."""
    owner = make_user(unit=head.home_unit)
    filed = make_submission(campaign=make_campaign(), owner=owner, state="submitted")
    return reverse("unit:detail", args=[filed.code])


def test_the_role_is_lost_while_writing_and_the_text_can_still_be_read(desk, live_server, head, opinion):
    page = desk(live_server.url, head)
    page.goto(opinion)
    page.get_by_label("Xác nhận hồ sơ và chuyển").check()
    page.get_by_label("Nhận xét hoặc lý do").fill(SECOND)
    head.posts.all().delete()

    with page.expect_navigation():
        page.get_by_role("button", name="Gửi ý kiến").click()
    page.get_by_role("link", name="Xem các bản nhập dở đang giữ").click()
    page.get_by_text("Đọc nội dung").first.click()

    assert SECOND in [text.strip() for text in page.locator("dd").all_inner_texts()]


def test_a_judges_remarks_survive_an_ended_session_and_count_for_nothing_until_saved(desk, live_server):
    judge = make_user(Role.JUDGE)
    assignment = make_assignment(make_submission(campaign=make_campaign(), state="judging"), judge)
    page = desk(live_server.url, judge)
    page.goto(reverse("judge:sheet", args=[assignment.alias]))
    page.get_by_label("Nhận xét chung").fill(SECOND)
    page.get_by_label("Điểm Tính mới").fill("35,5")
    pause(page)
    kept, sheets = KeptForm.objects.count(), Sheet.objects.count()
    typed = words(page)
    Session.objects.all().delete()

    page.reload()
    sign_in(page, judge)

    assert (kept, sheets, words(page)) == (1, 0, typed)
    save(page)
    assert (KeptForm.objects.count(), Sheet.objects.get().comment) == (0, SECOND)


def test_a_restored_opinion_can_be_thrown_away(desk, live_server, head, opinion):
    page = desk(live_server.url, head)
    page.goto(opinion)
    page.get_by_label("Nhận xét hoặc lý do").fill(SECOND)
    pause(page)

    page.reload()
    restored = page.get_by_label("Nhận xét hoặc lý do").input_value()
    page.get_by_role("button", name="Bỏ bản nhập dở").click()
    page.get_by_role("dialog").get_by_role("button", name="Bỏ bản nhập dở").click()
    page.get_by_text("Đã bỏ bản nhập dở").wait_for()

    assert (restored, page.get_by_label("Nhận xét hoặc lý do").input_value()) == (SECOND, "")


def test_with_the_keeping_switched_off_these_tests_see_the_loss(desk, live_server, writer, dossier):
    page = desk(live_server.url, writer)
    page.route("**/autosave*.js", lambda route: route.abort())
    page.goto(editor(dossier))
    page.evaluate("document.querySelector('[name=typed_for]').disabled = true")
    write(page, SECOND, shares=("55,50", "44,50"))
    typed = words_without_mark(page)
    Session.objects.all().delete()

    save(page)
    sign_in(page, writer)
    page.goto(editor(dossier))

    assert words(page) != typed
    assert page.get_by_label("Mô tả bản chất").input_value() != SECOND
