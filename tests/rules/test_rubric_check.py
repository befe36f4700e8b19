"""A rubric that does not hold together is told so before anybody marks by it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from campaign.rules.levels import LevelRule
from campaign.rules.rubric_check import Sheet, rubric_problems
from campaign.rules.scoring import Band, Criterion

NOVELTY = Criterion("novelty", "Tính mới", Decimal(40), bands=(Band("Cao", Decimal(30), Decimal(40)),))
BENEFIT = Criterion("benefit", "Hiệu quả", Decimal(30))
LEVEL = LevelRule("a", "Loại A", Decimal(60), (("novelty", Decimal(30)),))
SOUND = Sheet([NOVELTY, BENEFIT], [LEVEL], Decimal(50), chain=["total", "criterion:novelty"])


def test_a_sound_rubric_has_no_problem():
    assert rubric_problems(SOUND) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"pass_total": Decimal(75), "vote_points": Decimal(20)},
        {"method": "weighted_mean", "weights": {"chair": "2", "@CB0001": "1.5"}},
        {"method": "trimmed_mean", "trim_from": 5, "trim_each": 2},
        {"spread_limit": Decimal("69.5")},
        {"criteria": [NOVELTY, replace(BENEFIT, na_rule="Khi không có.")]},
    ],
)
def test_a_rubric_at_the_border_of_what_it_may_say_has_no_problem(changes):
    assert rubric_problems(replace(SOUND, **changes)) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"criteria": []}, "Bộ tiêu chí chưa có tiêu chí nào."),
        (
            {"criteria": [NOVELTY, replace(BENEFIT, label="tính mới")]},
            "«Tính mới» được ghi hai lần. Hãy đặt tên khác nhau.",
        ),
        (
            {"criteria": [NOVELTY, replace(BENEFIT, min_points=Decimal(31))]},
            "«Hiệu quả»: điểm tối thiểu không được lớn hơn điểm tối đa 30.",
        ),
        (
            {
                "criteria": [NOVELTY, replace(BENEFIT, weight=Decimal(0))],
                "pass_total": Decimal(1),
                "levels": [],
            },
            "«Hiệu quả»: hệ số và bước điểm phải lớn hơn 0.",
        ),
        (
            {"criteria": [replace(NOVELTY, bands=(Band("Cao", Decimal(30), Decimal(41)),)), BENEFIT]},
            "«Tính mới»: các mức phải nằm trong khoảng từ 0 đến 40.",
        ),
        (
            {
                "criteria": [
                    replace(
                        NOVELTY,
                        bands=(Band("Cao", Decimal(30), Decimal(40)), Band("Khá", Decimal(20), Decimal(30))),
                    ),
                    BENEFIT,
                ]
            },
            "«Tính mới»: các mức chồng lên nhau. Hãy sửa khoảng điểm.",
        ),
        (
            {"pass_total": Decimal("70.5")},
            "Điểm công nhận cần 70,5 điểm, cao hơn tổng điểm tối đa 70. Hãy sửa lại.",
        ),
        (
            {"levels": [replace(LEVEL, total_min=Decimal(71))]},
            "Mức «Loại A» cần 71 điểm, cao hơn tổng điểm tối đa 70. Hãy sửa lại.",
        ),
        (
            {"levels": [replace(LEVEL, minimums=(("novelty", Decimal(41)),))]},
            "Mức «Loại A»: điểm tối thiểu theo tiêu chí không đạt được hoặc tiêu chí không còn. Hãy sửa lại.",
        ),
        (
            {
                "criteria": [
                    NOVELTY,
                    replace(BENEFIT, ticked=True, bands=(Band("Cao", Decimal(30), Decimal(30)),)),
                ]
            },
            "«Hiệu quả»: tiêu chí chọn mức phải có từ hai mức, mỗi mức một số điểm cố định và mức cao nhất bằng điểm "
            "tối đa. Hãy sửa các mức.",
        ),
        (
            {"criteria": [replace(NOVELTY, na_rule="Khi không có."), BENEFIT]},
            "«Tính mới»: tiêu chí được phép «Không áp dụng» thì không đặt điểm tối thiểu. Hãy bỏ một trong hai.",
        ),
        (
            {
                "criteria": [replace(BENEFIT, na_rule="Khi không có.")],
                "levels": [],
                "pass_total": 0,
                "chain": [],
            },
            "Phải có ít nhất một tiêu chí luôn được chấm. Hãy bỏ quy định «Không áp dụng» ở một tiêu chí.",
        ),
        (
            {"method": "weighted_mean"},
            "Trung bình có trọng số thì phải ghi trọng số. Hãy ghi, ví dụ: Tổ trưởng: 2.",
        ),
        (
            {"weights": {"chair": "2"}},
            "Có ghi trọng số nhưng cách tổng hợp không dùng trọng số. Hãy bỏ trọng số hoặc đổi cách tổng hợp.",
        ),
        (
            {"method": "weighted_mean", "weights": {"chair": "0"}},
            "Trọng số phải lớn hơn 0. Hãy sửa lại.",
        ),
        (
            {"method": "trimmed_mean", "trim_from": 4, "trim_each": 2},
            "Bỏ 2 phiếu ở mỗi đầu thì chỉ áp dụng được từ 5 phiếu trở lên. Hãy sửa số phiếu.",
        ),
        (
            {"spread_limit": Decimal(0)},
            "Giới hạn chênh lệch phải lớn hơn 0 và nhỏ hơn 70. Hãy sửa lại, hoặc để trống nếu không dùng.",
        ),
        (
            {"spread_limit": Decimal(100), "spread_unit": "percent"},
            "Giới hạn chênh lệch phải lớn hơn 0 và nhỏ hơn 100. Hãy sửa lại, hoặc để trống nếu không dùng.",
        ),
        (
            {"chain": ["total", "criterion:gone"]},
            "Căn cứ xếp hạng «criterion:gone» không có trong bộ tiêu chí. Hãy chọn lại.",
        ),
    ],
)
def test_each_problem_is_one_sentence(changes, said):
    assert [str(problem) for problem in rubric_problems(replace(SOUND, **changes))] == [said]
