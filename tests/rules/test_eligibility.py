from dataclasses import replace
from datetime import date

import pytest

from campaign.rules.eligibility import (
    Author,
    Facts,
    duplicate_authors,
    findings,
    first_use_problem,
    required_missing,
)
from campaign.rules.phrase import Phrase

LAN = Author("Trần Thị Lan", date(1985, 3, 2), 10_000, "public_employee")
SOUND = Facts(
    filed_on=date(2026, 11, 20),
    first_used_on=date(2026, 3, 1),
    unit_kind="department",
    authors=(LAN,),
    attachments=1,
    values={"title": "Sổ tay số", "nature": "Nội dung"},
    required={"title": "Tên sáng kiến", "nature": Phrase("Bản chất của giải pháp")},
)


def found(**changes):
    return [(one.code, one.severity, str(one.reason)) for one in findings(replace(SOUND, **changes))]


def test_a_sound_dossier_has_no_finding():
    assert findings(SOUND) == []


@pytest.mark.parametrize(
    ("used", "filed", "late"),
    [
        (date(2025, 11, 20), date(2026, 11, 20), False),
        (date(2025, 11, 19), date(2026, 11, 20), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(2026, 11, 20), date(2026, 11, 20), False),
        (None, date(2026, 11, 20), False),
    ],
)
def test_a_year_to_the_day_after_first_use_is_still_in_time(used, filed, late):
    assert bool(first_use_problem(used, filed)) == late


def test_the_time_bar_names_the_article_and_the_last_day():
    assert found(first_used_on=date(2025, 10, 1)) == [
        (
            "time_bar",
            "block",
            "Sáng kiến áp dụng lần đầu ngày 01/10/2025 nên hạn nộp đơn là hết ngày 01/10/2026 (một năm, Điều 5 "
            "Nghị định 13/2012/NĐ-CP); ngày nộp 20/11/2026 đã quá hạn. Hãy kiểm tra lại ngày áp dụng.",
        )
    ]


def test_a_first_use_in_the_future_is_refused():
    assert found(first_used_on=date(2026, 11, 21)) == [
        (
            "first_use_future",
            "block",
            "Ngày áp dụng lần đầu 21/11/2026 sau ngày nộp 20/11/2026. Hãy sửa ngày hoặc nộp sau khi đã áp dụng.",
        )
    ]


def test_a_unit_of_another_kind_is_refused_by_its_name():
    assert found(unit_kind="enterprise", admitted_units={"department"}) == [
        (
            "unit_kind",
            "block",
            "Loại đơn vị «Doanh nghiệp» không thuộc đối tượng của nội dung thi đua này. Hãy chọn nội dung khác hoặc "
            "hỏi cơ quan thường trực.",
        )
    ]


def test_a_person_of_another_kind_is_refused_by_name():
    assert found(admitted_people={"worker"}) == [
        (
            "person_kind",
            "block",
            "Tác giả Trần Thị Lan là «Viên chức», không thuộc đối tượng của nội dung thi đua này. Hãy chọn nội dung "
            "khác hoặc hỏi cơ quan thường trực.",
        )
    ]


def test_a_person_from_outside_is_never_of_the_wrong_kind():
    assert found(admitted_people={"worker"}, authors=(replace(LAN, employment=""),)) == []


def test_a_field_left_blank_is_named_by_its_label():
    assert found(values={"title": " \u200b\n", "nature": "Nội dung"}) == [
        ("missing:title", "block", "Chưa điền mục «Tên sáng kiến». Hãy bổ sung trước khi nộp.")
    ]


def test_required_fields_that_are_missing_come_with_their_labels():
    values = {"a": "", "b": None, "c": 0, "d": "có"}
    required = {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}
    assert required_missing(values, required) == {"a": "A", "b": "B", "e": "E"}


def test_shares_that_miss_the_whole_are_a_finding():
    assert found(authors=(replace(LAN, share=9_999),)) == [
        (
            "shares",
            "block",
            "Tổng tỷ lệ đóng góp là 99,99 %, còn thiếu 0,01 %. Hãy chỉnh để tổng đúng bằng 100 %.",
        )
    ]


def test_the_same_person_twice_is_found_through_old_and_new_tone_marks():
    first = Author("Nguyễn Thuỵ Hoà", date(1990, 5, 1), 5_000)
    second = Author("NGUYỄN  THỤY HÒA", date(1990, 5, 1), 5_000)
    assert found(authors=(first, second)) == [
        (
            "same_author",
            "block",
            "Nguyễn Thuỵ Hoà được ghi hai lần trong danh sách tác giả. Hãy giữ lại một dòng.",
        )
    ]


def test_namesakes_born_on_different_days_are_two_people():
    assert duplicate_authors([LAN, replace(LAN, birth_date=date(1985, 3, 3))]) == ""


def test_no_attachment_is_only_a_warning():
    assert found(attachments=0) == [
        (
            "no_attachment",
            "warn",
            "Hồ sơ chưa có tệp minh chứng kèm theo. Vẫn nộp được, nhưng nên bổ sung để thuận lợi khi xét.",
        )
    ]


def test_a_closed_strand_is_passed_on_in_the_words_of_the_timetable():
    assert found(closed=Phrase("Đã hết hạn.")) == [("strand_closed", "block", "Đã hết hạn.")]


def test_everything_is_found_at_once_and_warnings_come_last():
    changes = {
        "closed": Phrase("Đã hết hạn."),
        "admitted_units": {"enterprise"},
        "first_used_on": date(2020, 1, 1),
        "values": {},
        "authors": (),
        "attachments": 0,
    }
    assert [code for code, _, _ in found(**changes)] == [
        "strand_closed",
        "unit_kind",
        "time_bar",
        "missing:title",
        "missing:nature",
        "shares",
        "no_attachment",
    ]
