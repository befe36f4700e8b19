"""Components show the values they are given, escaped, and nothing when there is nothing."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string

CANARY = "<img src=x onerror=alert(1)>"


def shown(component, **values):
    return " ".join(render_to_string(f"components/_{component}.html", values).split())


def text_of(markup):
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


class Entry(forms.Form):
    title = forms.CharField(label="Tên sáng kiến")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("badge", {"state": CANARY, "label": CANARY}),
        ("stepper", {"steps": [{"label": CANARY, "status": "done", "date": CANARY}]}),
        ("timeline", {"events": [{"title": CANARY, "moment": CANARY, "actor": CANARY, "text": CANARY}]}),
        ("pager", {"prev_url": f'"{CANARY}', "next_url": f'"{CANARY}'}),
        ("empty", {"title": CANARY, "text": CANARY, "action_url": CANARY, "action_label": CANARY}),
        ("field", {"label": CANARY, "value": CANARY}),
        ("card_stat", {"value": CANARY, "label": CANARY}),
        ("todo", {"count": CANARY, "label": CANARY, "note": CANARY, "url": CANARY, "urgency": CANARY}),
        ("file", {"url": CANARY, "name": f'"{CANARY}', "note": CANARY, "remove_url": CANARY}),
        ("score_bar", {"label": CANARY, "value": CANARY, "max": CANARY, "shown": CANARY}),
        ("alert", {"title": CANARY, "text": CANARY}),
        ("check", {"status": "ok", "text": CANARY, "url": CANARY}),
        ("errors", {"errors": [CANARY]}),
        ("nav", {"menu": [{"url": CANARY, "label": CANARY, "count": CANARY}]}),
        (
            "table",
            {"columns": [{"label": CANARY}], "rows": [[{"label": CANARY, "text": CANARY, "url": CANARY}]]},
        ),
    ],
)
def test_markup_in_a_value_is_shown_as_text(name, values):
    page = shown(name, **values)
    assert (page.count("<img"), "&lt;img" in page) == (0, True)


def test_badge_takes_its_tone_from_the_state():
    assert (
        shown("badge", state="returned", label="Trả lại")
        == '<span class="badge badge-returned">Trả lại</span>'
    )


def test_stepper_says_which_step_is_current_and_which_are_done():
    steps = [{"label": "Nộp", "status": "done"}, {"label": "Chấm", "status": "current"}]
    page = shown("stepper", steps=steps)
    assert text_of(page) == "Đã xong: Nộp Chấm"
    assert re.findall(r'step-current" aria-current="step"', page) == ['step-current" aria-current="step"']


def test_pager_is_absent_when_there_is_one_page():
    assert shown("pager", prev_url="", next_url="") == ""


def test_pager_leads_both_ways():
    assert re.findall(
        r'<a [^>]*href="([^"]+)"', shown("pager", prev_url="?before=3", next_url="?after=9")
    ) == [
        "?before=3",
        "?after=9",
    ]


def test_field_without_a_value_says_so():
    assert text_of(shown("field", label="Chủ đầu tư", value="")) == "Chủ đầu tư Chưa có"


def test_countdown_carries_both_clocks_for_the_script():
    deadline, now = datetime(2026, 11, 20, 10, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)
    page = shown("countdown", deadline=deadline, server_now=now, left="1 giờ", text="17:00 (giờ Việt Nam)")
    moments = re.findall(r'data-(?:deadline|server-now)="([^"]+)"', page)
    assert [datetime.fromisoformat(moment) for moment in moments] == [deadline, now]
    assert text_of(page) == "Còn lại 1 giờ 17:00 (giờ Việt Nam)"


def test_score_bar_writes_machine_numbers_whatever_the_language():
    page = shown("score_bar", label="Tính mới", value=1032.5, max=4000, shown="1.032,50")
    assert re.findall(r'(?:value|max)="([^"]+)"', page) == ["1032.5", "4000"]


def test_errors_are_absent_when_the_form_is_in_order():
    assert shown("errors", form=Entry({"title": "Sổ tay số"})) == ""


def test_errors_lead_to_the_field_and_say_that_the_text_was_kept():
    page = shown("errors", form=Entry({}))
    assert re.findall(r'href="([^"]+)"', page) == ["#div_id_title"]
    assert text_of(page) == (
        "Chưa thực hiện được: có mục cần sửa Những gì bạn đã nhập vẫn còn ở dưới, trừ mật khẩu và tệp vừa chọn. "
        "Hãy sửa các mục sau rồi gửi lại. Tên sáng kiến – Trường này là bắt buộc."
    )


@pytest.mark.parametrize(("level", "role"), [(20, "status"), (25, "status"), (30, "alert"), (40, "alert")])
def test_messages_interrupt_only_when_something_went_wrong(level, role):
    message = SimpleNamespace(level=level, level_tag="info", extra_tags="", __str__=lambda self: "Đã lưu.")
    assert re.findall(r'role="(\w+)"', shown("messages", messages=[message])) == [role]


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "429", "500", "503"])
def test_error_page_says_what_happened_what_was_kept_and_what_to_do(name):
    page = render_to_string(f"{name}.html", {"reference": "A1B2C3D4"})
    explanation = re.search(r'<div class="prose big">(.*?)</div>', page, re.DOTALL).group(1)
    assert [paragraph[-1] for paragraph in re.findall(r"<p>(.*?)</p>", explanation)] == [".", ".", "."]
    assert re.findall(r"<code>(\w+)</code>", page) == ["A1B2C3D4"]


@pytest.mark.parametrize("name", ["500", "503"])
def test_page_for_a_broken_server_asks_nothing_about_the_reader(name):
    asked = []

    class Reader:
        def __getattr__(self, attribute):
            asked.append(attribute)
            raise AttributeError(attribute)

    render_to_string(f"{name}.html", {"user": Reader(), "menu": Reader(), "messages": Reader()})
    assert asked == []
