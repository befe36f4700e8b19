"""The scoring page in a browser: the keyboard alone, the total that the server confirms, files in place."""

import os
import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.attachment import Attachment, CopyState
from campaign.models.judging import Mark, Sheet
from campaign.models.rulebook import Band, Criterion, Rubric
from tests.factories import make_assignment, make_campaign, make_panel, make_submission, make_user
from tests.rules import corpus

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SHOTS")


def attach(submission, content, kind):
    Attachment.objects.create(
        submission=submission,
        public_id=uuid.uuid4(),
        name="tep",
        content_type=kind,
        size=len(content),
        sha256=uuid.uuid4().hex * 2,
        file=ContentFile(content, name=f"dossiers/{uuid.uuid4().hex}"),
        copy=ContentFile(content, name=f"copies/{uuid.uuid4().hex}"),
        copy_state=CopyState.READY,
        uploaded_by=submission.owner,
        uploaded_at=clock.now(),
    )


def rich(rubric):
    """Sub-criteria under a heading, a ticked one, one that may be left out, a zero that means copied."""
    Rubric.objects.filter(pk=rubric.pk).update(asks_verdict=True)
    Criterion.objects.filter(code="novelty").update(
        zero_is_copied=True, evidence="Bảng so sánh cách cũ và mới."
    )
    Criterion.objects.filter(code="applicability").update(
        group="Áp dụng và hiệu quả", na_rule="Khi giải pháp chỉ dùng một lần.", min_points=0
    )
    Criterion.objects.filter(code="benefit").update(group="Áp dụng và hiệu quả", ticked=True)
    benefit = Criterion.objects.get(code="benefit")
    for order, (label, points) in enumerate([("Hiệu quả cao", 30), ("Hiệu quả vừa", 20), ("Ít", 10)], 1):
        Band.objects.create(criterion=benefit, order=order, label=label, low=points, high=points)


@pytest.fixture
def judge():
    return make_user(Role.JUDGE, full_name="Lê Thị Giám Khảo")


@pytest.fixture
def given(judge):
    campaign = make_campaign()
    rich(campaign.strands.get().rubric)
    panel = make_panel(campaign, judge)
    found = [
        make_assignment(make_submission(campaign=campaign, state="assigned"), judge, panel=panel)
        for _ in range(2)
    ]
    attach(found[0].submission, corpus.pdf(), "application/pdf")
    attach(found[0].submission, corpus.picture("PNG", (400, 300)), "image/png")
    return found


def shoot(page, name):
    if not SHOTS:
        return
    for width in (390, 768, 1366):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1366, "height": 900})


def test_a_judge_marks_with_the_keyboard_alone(visitor, judge, given):
    first, second = given
    lan = visitor(judge)
    page = lan.open(reverse("judge:sheet", args=[first.alias])).page
    shoot(page, "sheet")

    page.locator("[name=points_novelty]").focus()
    page.keyboard.type("38,5")
    page.locator("[name=points_applicability]").focus()
    page.keyboard.type("20.5")
    page.get_by_label("Hiệu quả vừa (20)").focus()
    page.keyboard.press("Space")
    page.get_by_text("Máy chủ xác nhận: 79 lúc").wait_for()
    assert page.locator("[data-sheet-sum]").inner_text() == "79"
    assert page.locator("[data-group-sum]").inner_text() == "40,5"
    assert Sheet.objects.count() == 0

    with page.expect_navigation():
        page.keyboard.press("Control+Shift+Enter")
    lan.look()
    assert page.url.endswith(reverse("judge:sheet", args=[second.alias]))
    assert sorted(Mark.objects.values_list("points", flat=True)) == [20, 20.5, 38.5]

    with page.expect_navigation():
        page.keyboard.press("Alt+PageUp")
    assert page.url.endswith(reverse("judge:sheet", args=[first.alias]))
    page.locator("[name=comment]").focus()
    page.keyboard.type("Nên làm.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Sheet.objects.get().comment == "Nên làm."
    lan.look()


def test_where_to_a_copy_is_asked_only_beside_a_zero_and_leaving_out_scales(visitor, judge, given):
    page = visitor(judge).open(reverse("judge:sheet", args=[given[0].alias])).page
    copied = page.locator("[data-copied]")
    assert not copied.is_visible()
    page.locator("[name=points_novelty]").fill("0")
    assert copied.is_visible()
    page.locator("[name=points_novelty]").fill("35")
    page.get_by_label("Không áp dụng").check()
    page.get_by_label("Hiệu quả cao (30)").check()
    # (35 + 30) x 100 / 70
    assert page.locator("[data-sheet-sum]").inner_text() == "92,86"


def test_a_phone_reaches_the_sheet_by_the_bar(visitor, judge, given):
    page = visitor(judge, phone=True).open(reverse("judge:sheet", args=[given[0].alias])).page
    page.get_by_role("navigation", name="Trong trang này").get_by_role("link", name="Phiếu chấm").click()
    page.wait_for_function("() => document.querySelector('#phieu').getBoundingClientRect().top < 200")
    bar = page.get_by_role("navigation", name="Trong trang này").bounding_box()
    assert 0 <= bar["y"] < 20
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_files_stand_in_the_page_and_nobody_else_may_frame_them(visitor, judge, given):
    page = visitor(judge).open(reverse("judge:sheet", args=[given[0].alias])).page
    address = reverse("judge:document", args=[given[0].alias, 1])
    with page.expect_response(lambda answer: answer.url.endswith(address)) as answered:
        page.get_by_text("Xem Tệp 1 tại đây").click()
    headers = answered.value.headers
    assert answered.value.status == 200
    # Of the policy Chromium's own reader tells only this part; tests/views/test_judge_files.py asks for all of it.
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["cross-origin-resource-policy"]) == (
        "nosniff",
        "same-origin",
    )
    page.get_by_alt_text("Hình trong Tệp 2").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.shown-picture').naturalWidth > 0")
    shoot(page, "sheet-files")
