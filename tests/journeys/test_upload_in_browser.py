"""Files from a real browser: parts, progress, a cut, dropping, cancelling; the typed form stays as it is."""

import hashlib

import pytest
from django.urls import reverse

from campaign.actions import upload as acts
from campaign.models.attachment import Attachment, Upload
from tests.factories import make_submission
from tests.journeys.visitor import signed_in
from tests.rules import corpus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]
PART = 256 * 1024
# A valid PDF of several parts: a comment in front of its end makes it long.
LARGE = corpus.pdf().replace(b"startxref", b"% " + b"x" * (3 * PART) + b"\nstartxref")
TYPED = "Lời văn đang gõ dở, chưa lưu ở đâu cả."
DROP = """([name, text]) => { const bag = new DataTransfer();
  bag.items.add(new File([text], name)); const zone = document.querySelector("[data-upload]");
  for (const kind of ["dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: bag})); }"""

STOP = """() => { const at = document.activeElement; const box = (at.closest(".formset-row, .row") || at);
  return {id: at.id, in_form: Boolean(at.closest("#bieu-mau")),
    top: Math.round(box.getBoundingClientRect().top + scrollY)}; }"""


@pytest.fixture
def editor(chromium, live_server):
    """The open editor of a draft with words in it that were not saved; a cut line is no failure here."""
    draft = make_submission()
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    signed_in(context, live_server.url, draft.owner)
    page = context.new_page()
    page.set_default_timeout(15_000)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(reverse("author:edit", args=[draft.code]))
    page.fill("[name=nature]", TYPED)
    page.draft = draft
    yield page
    context.close()
    assert errors == []


def choose(page, content=LARGE, name="Đơn đề nghị.pdf"):
    page.set_input_files("#id_files", {"name": name, "mimeType": "application/pdf", "buffer": content})


def listed(page):
    return [link.inner_text() for link in page.locator("[data-file-list] .file-name > a").all()]


def wait_for_file(page):
    page.wait_for_selector("[data-file-list] .file-name > a")


def wait_for_note(page, words):
    page.wait_for_selector(f".upload-row .file-note:has-text('{words}')")


def is_part(url):
    return "/tep/phan/" in url and "offset=" in url


def test_a_chosen_file_comes_whole_and_the_typed_words_stay(editor):
    sent = []
    editor.on("request", lambda request: sent.append(request.url) if is_part(request.url) else None)

    choose(editor)
    wait_for_file(editor)

    assert [url.partition("offset=")[2] for url in sent] == [
        str(place) for place in range(0, len(LARGE), PART)
    ]
    assert (listed(editor), editor.input_value("[name=nature]")) == (["Đơn đề nghị.pdf"], TYPED)
    assert Attachment.objects.get().sha256 == hashlib.sha256(LARGE).hexdigest()
    assert editor.inner_text("[data-upload-status]") == "Đã nhận tệp «Đơn đề nghị.pdf»."
    assert editor.locator("[data-upload-rows] li").count() == 0


def test_progress_is_shown_to_eyes_and_to_screen_readers(editor):
    editor.route(
        is_part, lambda route: route.abort() if "offset=524288" in route.request.url else route.continue_()
    )

    choose(editor)
    bar = editor.get_by_role("progressbar", name="Đơn đề nghị.pdf")
    wait_for_note(editor, "66 %")

    assert float(bar.get_attribute("max")) == len(LARGE)
    wait_for_note(editor, "mất kết nối, sẽ tự tải tiếp")
    assert editor.inner_text("[data-upload-status]") == "Đơn đề nghị.pdf: mất kết nối, sẽ tự tải tiếp"
    assert editor.inner_text(".upload-row .file-note") == "66 %, mất kết nối, sẽ tự tải tiếp"


def test_a_cut_in_the_middle_costs_one_part_and_leaves_nothing_half(editor):
    cut = []

    def cut_once(route):
        if "offset=524288" in route.request.url and not cut:
            cut.append(Upload.objects.get().received)
            cut.append(Attachment.objects.count())
            return route.abort()
        return route.continue_()

    editor.route(is_part, cut_once)
    sent = []
    editor.on(
        "request",
        lambda request: sent.append(request.url.partition("offset=")[2]) if is_part(request.url) else None,
    )
    choose(editor)
    wait_for_file(editor)

    assert cut == [2 * PART, 0]
    assert sent == ["0", "262144", "524288", "524288", "786432"]
    assert Attachment.objects.get().sha256 == hashlib.sha256(LARGE).hexdigest()


def test_a_closed_tab_goes_on_when_the_same_file_is_chosen_again(editor):
    editor.route(
        is_part, lambda route: route.abort() if "offset=524288" in route.request.url else route.continue_()
    )
    choose(editor, name="a.pdf")
    wait_for_note(editor, "66 %")
    known = Upload.objects.get()
    editor.unroute(is_part)
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.reload(wait_until="networkidle")
    begun = editor.evaluate(
        """([key, size, address]) => fetch(address, {method: "POST", headers: {"X-CSRFToken":
        document.querySelector("[name=csrfmiddlewaretoken]").value},
        body: new URLSearchParams({key: key, size: size, name: "a.pdf"})}).then(answer => answer.json())""",
        [known.key, known.size, reverse("author:upload_start", args=[editor.draft.code])],
    )

    assert begun["received"] == 2 * PART


def test_a_dropped_file_is_taken_and_one_beside_the_zone_opens_nothing(editor):
    address = editor.url
    editor.evaluate(
        """() => { const bag = new DataTransfer(); bag.items.add(new File(["x"], "beside.pdf"));
        document.body.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: bag})); }"""
    )
    editor.evaluate(DROP, ["tha-vao.pdf", corpus.pdf().decode("latin-1")])
    editor.wait_for_selector(".upload-refused, [data-file-list] .file-name > a")

    assert (editor.url, editor.input_value("[name=nature]")) == (address, TYPED)
    assert editor.locator("text=beside.pdf").count() == 0


def test_a_refused_file_says_why_beside_its_name_and_the_next_one_comes(editor):
    choose(editor, b"MZ\x90\0", "a.pdf")
    editor.wait_for_selector(".upload-refused")
    said = editor.inner_text(".upload-refused .file-note")
    choose(editor, corpus.pdf(), "b.pdf")
    wait_for_file(editor)

    assert said.startswith("Tệp «a.pdf» chưa được nhận: đây là chương trình, không phải tài liệu.")
    assert listed(editor) == ["b.pdf"]


def test_a_cancelled_upload_leaves_nothing_on_the_server(editor):
    editor.route(
        is_part, lambda route: route.abort() if "offset=262144" in route.request.url else route.continue_()
    )
    choose(editor)
    wait_for_note(editor, "33 %")
    place = acts.place(Upload.objects.get())
    with editor.expect_response(lambda response: response.url.endswith("/huy/")):
        editor.get_by_role("button", name="Hủy Đơn đề nghị.pdf").click()

    assert (Upload.objects.count(), place.exists(), Attachment.objects.count()) == (0, False, 0)
    assert editor.evaluate("document.activeElement.id") == "id_files"


def test_a_file_still_on_its_way_goes_along_when_the_form_is_saved(editor):
    editor.route(
        is_part, lambda route: route.abort() if "offset=262144" in route.request.url else route.continue_()
    )
    choose(editor)
    wait_for_note(editor, "33 %")
    with editor.expect_navigation():
        editor.get_by_role("button", name="Lưu nháp", exact=True).last.click()
    wait_for_file(editor)

    assert (listed(editor), editor.input_value("[name=nature]")) == (["Đơn đề nghị.pdf"], TYPED)
    assert Attachment.objects.get().sha256 == hashlib.sha256(LARGE).hexdigest()


def test_without_the_script_the_same_field_and_a_button_send_the_file(chromium, live_server):
    draft = make_submission()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    signed_in(context, live_server.url, draft.owner)
    page = context.new_page()
    page.goto(reverse("author:edit", args=[draft.code]))
    page.fill("[name=nature]", TYPED)
    choose(page)
    page.click("text=Tải tệp lên")

    assert (listed(page), page.input_value("[name=nature]")) == (["Đơn đề nghị.pdf"], TYPED)
    context.close()


def test_the_button_that_chooses_files_is_ours_whatever_language_the_browser_speaks(editor):
    button = editor.get_by_text("Chọn tệp", exact=True)

    with editor.expect_file_chooser() as asked:
        button.click()
    asked.value.set_files({"name": "so-lieu.pdf", "mimeType": "application/pdf", "buffer": corpus.pdf()})

    editor.get_by_role("link", name="so-lieu.pdf", exact=True).wait_for()
    box = editor.locator("#id_files").bounding_box()
    assert (box["width"], box["height"]) == (1, 1)


def test_the_keyboard_goes_through_the_editor_from_top_to_bottom(editor):
    stops = []
    while not stops or stops[-1]["id"] != "id_files":
        editor.keyboard.press("Tab")
        stops.append(editor.evaluate(STOP))

    within = [stop["top"] for stop in stops if stop["in_form"]]
    assert within == sorted(within)
    assert len(within) < 100
