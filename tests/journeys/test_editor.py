"""The editor in a browser: two tabs, the keyboard alone, a phone, no scripts at all. Every look is checked by axe."""

import pytest
from django.urls import reverse

from campaign.models.submission import Submission
from campaign.rules.phases import Kind
from tests.factories import make_submission, make_user
from tests.journeys.calendar import now_is

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SAVED = "() => document.querySelector('[data-autosave-status]').textContent.startsWith('Đã lưu lúc')"
MEETING = """() => { const seen = document.querySelector("[data-meeting]").getBoundingClientRect();
  return seen.height > 0 && seen.bottom <= innerHeight; }"""
FOCUSED = "document.activeElement.id || document.activeElement.className"
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def draft():
    submission = make_submission(owner=make_user(full_name="Nguyễn Thị Lan"), nature="Phiếu viết tay.")
    now_is(submission.campaign, Kind.SUBMIT)
    return submission


@pytest.fixture
def address(draft):
    return reverse("author:edit", args=[draft.code])


def typed(tab, **fields):
    for name, text in fields.items():
        tab.page.fill(f"#id_{name}", text)
    tab.page.wait_for_function(SAVED)
    return tab


def stored(draft):
    return Submission.objects.get(pk=draft.pk)


def test_two_tabs_meet_in_one_section_and_the_person_chooses(visitor, draft, address):
    first, second = (visitor(draft.owner).open(address) for _tab in range(2))
    typed(first, nature="Phiếu có mã vạch.", title="Tên ở thẻ một")
    second.page.fill("#id_nature", "Phiếu có mã số.")
    second.page.wait_for_function(MEETING)
    assert stored(draft).nature == "Phiếu có mã vạch."

    second.press("Lưu và xem cả hai bản").sees("Hai bản của mục «Nội dung»")
    assert second.page.locator(".comparison del").inner_text().split()[-2:] == ["vạch", "]"]
    assert second.page.input_value("#id_title") == "Tên ở thẻ một"
    second.choose("Dùng bản của tôi").press("Lưu theo lựa chọn").sees("Đã lưu bản nháp.")

    assert (stored(draft).nature, stored(draft).title) == ("Phiếu có mã số.", "Tên ở thẻ một")


def test_what_is_missing_shrinks_while_one_writes(visitor, draft, address):
    Submission.objects.filter(pk=draft.pk).update(conditions="")
    desk = visitor(draft.owner).open(address)
    gaps = desk.page.locator("[data-section-problems=noi-dung]")
    assert gaps.inner_text().startswith("Phải sửa:\nChưa điền mục «Điều kiện cần thiết để áp dụng»")
    typed(desk, conditions="Máy in phiếu.")
    desk.page.wait_for_function("() => document.querySelector('[data-section-problems=noi-dung]').hidden")
    desk.look()


def test_the_keyboard_alone_goes_through_the_form_in_reading_order(visitor, draft, address):
    desk = visitor(draft.owner).open(address)
    desk.page.focus("#id_strand")
    reached = ["id_strand"]
    for _press in range(6):
        desk.page.keyboard.press("Tab")
        reached.append(desk.page.evaluate(FOCUSED))
    assert reached[:6] == [
        "id_strand",
        "id_addressee",
        "id_title",
        "id_summary",
        "id_field_of_application",
        "id_investor",
    ]
    order = desk.page.evaluate(
        "Array.from(document.querySelectorAll('#bieu-mau [tabindex]')).filter(one => one.tabIndex > 0).length"
    )
    assert order == 0


def test_after_a_save_with_mistakes_the_summary_has_the_focus_and_leads_to_the_field(visitor, draft, address):
    phone = visitor(draft.owner, phone=True).open(address)
    phone.page.fill("#id_title", "a" * 301)
    phone.press("Lưu nháp").sees("Chưa lưu được hết: có mục cần sửa")
    assert phone.page.evaluate(FOCUSED) == "error-summary focus-me"
    phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Enter")
    assert phone.page.evaluate(FOCUSED) == "id_title"
    assert phone.page.get_attribute("#id_title", "aria-describedby").split() == [
        "id_title_helptext",
        "id_title_error",
        "id_title_count",
    ]
    assert phone.page.input_value("#id_title") == "a" * 301


def test_a_mended_field_loses_its_error_at_the_next_autosave(visitor, draft, address):
    desk = visitor(draft.owner).open(address)
    desk.page.fill("#id_title", "a" * 301)
    desk.press("Lưu nháp").sees("Chưa lưu được hết: có mục cần sửa")
    typed(desk, title="Tên vừa phải")
    desk.page.wait_for_function(
        "() => !document.querySelector('.error-summary, #div_id_title .invalid-feedback')"
    )
    desk.look()
    assert desk.page.get_attribute("#id_title", "aria-invalid") is None
    assert desk.page.get_attribute("#id_title", "aria-describedby").split() == [
        "id_title_helptext",
        "id_title_count",
    ]


def test_on_a_phone_without_scripts_a_conflict_is_settled_by_a_plain_form(visitor, draft, address):
    phone = visitor(draft.owner, phone=True, java_script_enabled=False).open(address)
    Submission.objects.filter(pk=draft.pk).update(nature="Bản của người khác.")
    phone.fill({"Mô tả bản chất": "Bản của tôi."}).press("Lưu nháp").sees("Hai bản của mục «Nội dung»")
    phone.choose("Giữ bản đang lưu").press("Lưu theo lựa chọn").sees("Đã lưu bản nháp.")
    assert stored(draft).nature == "Bản của người khác."
    assert phone.page.input_value("#id_nature") == "Bản của người khác."


@pytest.mark.parametrize("page", ["edit", "preview", "submit"])
def test_on_a_phone_no_page_is_wider_than_the_screen(visitor, draft, page):
    phone = visitor(draft.owner, phone=True).open(reverse(f"author:{page}", args=[draft.code]))
    assert phone.page.evaluate(OVERFLOW) == 0
