"""The scripts in a real browser, each on the markup that docs/design.md promises."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string

pytestmark = pytest.mark.browser
SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
ROW = """<div class="formset-row"><b data-formset-number></b>
  <button type="button" data-formset-remove data-other="Giữ lại" hidden>Xóa</button>
  <div data-formset-body><input name="a-%(n)s-name"><p data-formset-delete>
  <input type="checkbox" name="a-%(n)s-DELETE"></p></div></div>"""
FORMSET = f"""<div data-formset><input type="hidden" name="a-TOTAL_FORMS" value="1">
  <input type="hidden" name="a-MAX_NUM_FORMS" value="2">
  <div data-formset-rows>{ROW % {"n": 0}}</div>
  <template data-formset-empty>{ROW % {"n": "__prefix__"}}</template>
  <button type="button" data-formset-add hidden>Thêm</button></div>"""
COUNTDOWN = """<p data-deadline="%s" data-server-now="2001-01-01T00:00:00Z" data-days="ngày" data-hours="giờ"
  data-minutes="phút" data-seconds="giây" data-over="Đã hết hạn"><b class="countdown-left"></b></p>"""
COUNT = """window.sent = 0; addEventListener("submit", event => {
  if (!event.defaultPrevented && event.target.method === "post") { sent += 1; event.preventDefault(); } })"""
PRESS_AGAIN = """() => { const event = new SubmitEvent("submit", {bubbles: true, cancelable: true});
  document.querySelector("form").dispatchEvent(event) }"""


@pytest.fixture
def sheet(chromium):
    """Opens markup with the named scripts; a script error fails the test."""
    context = chromium.new_context()
    tab = context.new_page()
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))

    def opened(markup, *scripts):
        tab.set_content(markup)
        for name in scripts:
            tab.add_script_tag(path=SCRIPTS / f"{name}.js")
        return tab

    yield opened
    context.close()
    assert errors == []


def test_a_form_is_sent_once_however_often_it_is_pressed(sheet):
    tab = sheet('<form method="post"><button>Nộp</button></form>', "once")
    tab.evaluate(COUNT)
    tab.click("button")
    tab.evaluate(PRESS_AGAIN)
    assert tab.evaluate("sent") == 1
    assert tab.get_attribute("button", "aria-disabled") == "true"


def test_a_form_can_be_sent_again_after_coming_back(sheet):
    tab = sheet(
        '<form method="post" data-sent="yes"><button aria-disabled="true">Nộp</button></form>', "once"
    )
    tab.evaluate("dispatchEvent(new Event('pageshow'))")
    assert tab.get_attribute("button", "aria-disabled") is None


def test_a_question_holds_the_form_back_until_it_is_answered(sheet):
    form = '<form method="post" data-confirm="Rút hồ sơ?"><button>Rút</button></form>'
    dialog = render_to_string("components/_scripts.html").partition("<template")
    tab = sheet(form + "".join(dialog[1:]), "confirm")
    tab.evaluate(COUNT)
    tab.click("form >> text=Rút")
    assert tab.inner_text("dialog p") == "Rút hồ sơ?"
    tab.click("dialog [value=no]")
    tab.wait_for_selector("dialog", state="detached")
    assert tab.evaluate("sent") == 0
    tab.click("form >> text=Rút")
    tab.click("dialog [value=yes]")
    tab.wait_for_function("sent === 1")


def test_errors_take_the_focus_and_lead_to_their_field(sheet):
    summary = '<div class="error-summary" tabindex="-1"><a href="#div_id_x">Tên</a></div>'
    tab = sheet(summary + '<div id="div_id_x"><input id="x"></div>', "errors")
    assert tab.evaluate("document.activeElement.className") == "error-summary"
    tab.click("a")
    assert tab.evaluate("document.activeElement.id") == "x"


def test_countdown_counts_from_the_servers_clock(sheet):
    moments = ("2001-01-03T02:00:30Z", "2001-01-01T05:30:30Z", "2001-01-01T00:00:00Z")
    tab = sheet("".join(COUNTDOWN % moment for moment in moments), "countdown")
    left = tab.locator(".countdown-left").all_inner_texts()
    assert left == ["2 ngày 2 giờ", "5 giờ 30 phút", "Đã hết hạn"]


def test_formset_adds_rows_up_to_the_most_allowed(sheet):
    tab = sheet(FORMSET, "formset")
    tab.click("[data-formset-add]")
    tab.click("[data-formset-add]")
    names = "[...document.querySelectorAll('.formset-row input:not([type=checkbox])')].map(i => i.name)"
    assert tab.evaluate(names) == ["a-0-name", "a-1-name"]
    assert tab.input_value("[name=a-TOTAL_FORMS]") == "2"


def test_formset_strikes_a_row_out_and_brings_it_back(sheet):
    tab = sheet(FORMSET, "formset")
    tab.click("[data-formset-remove]")
    assert (tab.is_checked("[name=a-0-DELETE]"), tab.is_visible("[name=a-0-name]")) == (True, False)
    tab.click("text=Giữ lại")
    assert (tab.is_checked("[name=a-0-DELETE]"), tab.is_visible("[name=a-0-name]")) == (False, True)


def test_typed_words_are_marked_as_unsaved_until_sent(sheet):
    tab = sheet('<form data-dirty><input name="x"><span data-unsaved hidden>Chưa lưu</span></form>', "dirty")
    tab.fill("input", "Sổ tay")
    assert tab.is_visible("[data-unsaved]")
    tab.evaluate("document.querySelector('form').dispatchEvent(new Event('submit'))")
    assert not tab.is_visible("[data-unsaved]")


def test_a_table_that_asks_for_it_starts_without_its_blank_rows(sheet):
    rows = ROW % {"n": 0} + ROW % {"n": 1} + ROW % {"n": 2}
    markup = FORMSET.replace(ROW % {"n": 0}, rows).replace(
        "<div data-formset>", "<div data-formset data-formset-trim>"
    )
    markup = markup.replace("<template", '<input type="hidden" name="a-INITIAL_FORMS" value="0"><template')
    markup = markup.replace('name="a-1-name"', 'name="a-1-name" value="Lý Thị Hai"')
    tab = sheet(markup, "formset")
    assert tab.locator(".formset-row").count() == 2
    assert tab.input_value("[name=a-TOTAL_FORMS]") == "2"
