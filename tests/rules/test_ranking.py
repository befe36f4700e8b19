from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.ranking import DEFAULT_CHAIN, Candidate, Lots, chain_problem, rank
from campaign.rules.ranking_words import tie_facts, tie_sentence

FULL_CHAIN = ("total", "criterion:novelty", "top_share", "direct_worker", "female", "submitted_at")
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def candidate(key, total, novelty=30, **facts):
    return Candidate(key, Decimal(total), {"novelty": Decimal(novelty)}, **facts)


def places(ranked):
    return [(one.key, one.position) for one in ranked]


def reasons(*candidates, chain=FULL_CHAIN):
    return [reason_of(one) for one in rank(candidates, chain)]


def reason_of(one):
    return str(tie_sentence(tie_facts(one), {"novelty": "Tính mới"}))


# Few values, so that ties are frequent.
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 99).map("HS-{:03}".format),
        total=st.sampled_from([Decimal("70"), Decimal("70.5"), Decimal("90")]),
        criteria=st.fixed_dictionaries({"novelty": st.sampled_from([Decimal(20), Decimal(36)])}),
        direct_worker=st.booleans(),
        female=st.booleans(),
        submitted_at=st.none() | st.sampled_from([NOON, NOON + timedelta(seconds=1)]),
    ),
    unique_by=lambda one: one.key,
    max_size=12,
)
SHUFFLED = CANDIDATES.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found)))


def test_the_higher_total_stands_first_and_the_reason_has_both_figures():
    assert reasons(candidate("HS-2", "84.5"), candidate("HS-1", "86")) == [
        "Xếp trên HS-2 vì tổng điểm cao hơn: 86,00 > 84,50.",
        "Xếp dưới HS-1 vì hồ sơ đó tổng điểm cao hơn: 86,00 > 84,50.",
    ]


def test_everybody_is_compared_with_the_next_and_the_last_with_the_one_before():
    assert [
        reason.split(" vì ")[0] for reason in reasons(*(candidate(f"HS-{n}", 90 - n) for n in (1, 2, 3)))
    ] == [
        "Xếp trên HS-2",
        "Xếp trên HS-3",
        "Xếp dưới HS-2",
    ]


def test_a_criterion_without_a_mark_counts_as_nothing():
    unmarked, zero = Candidate("HS-1", Decimal(80)), candidate("HS-2", 80, novelty=0)
    assert places(rank([unmarked, zero])) == [("HS-1", 1), ("HS-2", 1)]


@pytest.mark.parametrize(
    ("better", "why"),
    [
        ({"criteria": {"novelty": Decimal(36)}}, "điểm tiêu chí Tính mới cao hơn: 36,00 > 30,00"),
        (
            {"top_sheets": 2, "sheets": 3},
            "tỷ lệ phiếu đạt mức cao nhất lớn hơn: 66,7 % > 0,0 %",
        ),
        ({"direct_worker": True}, "cùng điểm và được ưu tiên người trực tiếp lao động, sản xuất"),
        ({"female": True}, "cùng điểm và được ưu tiên nữ (Điều 4 khoản 6 Nghị định 152/2025/NĐ-CP)"),
        (
            {"submitted_at": NOON - timedelta(seconds=1)},
            "nộp sớm hơn: 11:59:59 ngày 20/11/2026 (giờ Việt Nam), trước 12:00:00 ngày 20/11/2026 (giờ Việt Nam)",
        ),
    ],
)
def test_equal_totals_are_separated_by_the_next_link_of_the_chain(better, why):
    plain = candidate("HS-1", 86, submitted_at=NOON)
    ranked = rank([plain, replace(plain, key="HS-2", **better)], FULL_CHAIN)
    assert places(ranked) == [("HS-2", 1), ("HS-1", 2)]
    assert reason_of(ranked[0]) == f"Xếp trên HS-1 vì {why}."


def test_a_link_that_is_not_in_the_chain_separates_nobody():
    ranked = rank([candidate("HS-1", 86, 36), candidate("HS-2", 86, 30)], ["total"])
    assert places(ranked) == [("HS-1", 1), ("HS-2", 1)]


def test_the_order_of_the_chain_decides():
    woman, worker = candidate("HS-1", 86, female=True), candidate("HS-2", 86, direct_worker=True)
    assert rank([woman, worker], ["total", "direct_worker", "female"])[0].key == "HS-2"
    assert rank([woman, worker], ["total", "female", "direct_worker"])[0].key == "HS-1"


def test_equals_share_a_position_and_the_next_one_is_not_moved_up():
    ranked = rank(
        [candidate("HS-4", 70), candidate("HS-3", 80), candidate("HS-2", 80), candidate("HS-1", 90)]
    )
    assert places(ranked) == [("HS-1", 1), ("HS-2", 2), ("HS-3", 2), ("HS-4", 4)]
    assert [one.tied for one in ranked] == [False, True, True, False]
    assert reason_of(ranked[1]) == "Đồng hạng với HS-3: mọi căn cứ so sánh đều bằng nhau."


def test_a_tie_of_four_names_the_three_others():
    ranked = rank([candidate(f"HS-{number}", 80) for number in range(1, 5)])
    assert reason_of(ranked[0]) == "Đồng hạng với HS-2, HS-3, HS-4: mọi căn cứ so sánh đều bằng nhau."


def test_a_large_tie_names_three_and_counts_the_rest():
    ranked = rank([candidate(f"HS-{number}", 80) for number in range(1, 7)])
    assert reason_of(ranked[0]) == (
        "Đồng hạng với HS-2, HS-3, HS-4 và 2 hồ sơ khác: mọi căn cứ so sánh đều bằng nhau."
    )


def test_a_candidate_without_a_filing_time_stands_after_one_with():
    assert reasons(candidate("HS-1", 80), candidate("HS-2", 80, submitted_at=NOON)) == [
        "Xếp trên HS-1 vì có ghi nhận thời điểm nộp.",
        "Xếp dưới HS-2 vì hồ sơ đó có ghi nhận thời điểm nộp.",
    ]


def test_a_single_candidate_is_first_without_a_comparison():
    assert reasons(candidate("HS-1", 80)) == ["Hồ sơ duy nhất trong danh sách xếp hạng."]
    assert rank([]) == []


def test_whole_number_keys_among_equals_are_shown_in_counting_order():
    assert [one.key for one in rank([candidate(key, 80) for key in (10, 9, 100)])] == [9, 10, 100]


@given(SHUFFLED)
def test_the_ranking_does_not_depend_on_the_order_of_arrival(both):
    found, shuffled = both
    assert rank(found) == rank(shuffled)


@given(CANDIDATES)
def test_a_position_is_one_more_than_the_number_who_stand_before(found):
    ranked = rank(found)
    positions = [one.position for one in ranked]
    assert positions == [1 + sum(other < position for other in positions) for position in positions]
    assert [one.candidate.total for one in ranked] == sorted((one.total for one in found), reverse=True)


def test_two_of_three_excellent_sheets_are_as_good_as_four_of_six():
    few, many = (
        candidate(key, 80, top_sheets=top, sheets=3 * top // 2) for key, top in (("HS-1", 2), ("HS-2", 4))
    )
    assert places(rank([few, many], FULL_CHAIN)) == [("HS-1", 1), ("HS-2", 1)]


def test_the_moment_of_filing_counts_only_where_a_rulebook_says_so():
    early, late = (
        candidate(key, 80, submitted_at=NOON + timedelta(hours=n)) for key, n in (("HS-1", 0), ("HS-2", 1))
    )
    assert places(rank([early, late])) == [("HS-1", 1), ("HS-2", 1)]


EQUALS = [candidate(f"HS-{number}", 80) for number in (1, 2, 3)]


def test_drawn_lots_separate_exactly_those_among_whom_they_were_drawn():
    lots = Lots([["HS-3", "HS-1", "HS-2"]])
    ranked = rank([*EQUALS, candidate("HS-4", 90)], ["total", "ballot"], lots)
    assert places(ranked) == [("HS-4", 1), ("HS-3", 2), ("HS-1", 3), ("HS-2", 4)]
    assert reason_of(ranked[1]) == (
        "Xếp trên HS-1 vì mọi căn cứ so sánh đều bằng nhau và kết quả bốc thăm, bỏ phiếu đứng trước."
    )


def test_lots_that_leave_one_of_the_equals_out_decide_nothing():
    assert places(rank(EQUALS, ["total", "ballot"], Lots([["HS-3", "HS-1"]]))) == [
        ("HS-1", 1),
        ("HS-2", 1),
        ("HS-3", 1),
    ]


def test_the_latest_drawing_counts():
    lots = Lots([["HS-1", "HS-2", "HS-3"], ["HS-2", "HS-3", "HS-1"]])
    assert [one.key for one in rank(EQUALS, ["total", "ballot"], lots)] == ["HS-2", "HS-3", "HS-1"]


def test_a_draw_by_seed_is_what_anybody_computes_from_seed_and_number():
    by_hand = sorted(EQUALS, key=lambda one: sha256(f"84731|{one.key}".encode()).hexdigest())
    ranked = rank(EQUALS, ["total", "draw"], Lots(seed="84731"))
    assert [one.key for one in ranked] == [one.key for one in by_hand]
    assert [one.position for one in ranked] == [1, 2, 3]


def test_without_a_seed_nothing_is_drawn():
    assert {one.position for one in rank(EQUALS, ["total", "draw"])} == {1}


def test_another_seed_draws_another_order():
    orders = {tuple(one.key for one in rank(EQUALS, ["total", "draw"], Lots(seed=f"{n}"))) for n in range(40)}
    assert len(orders) == 6


def test_a_chain_of_known_links_has_no_problem():
    assert chain_problem(DEFAULT_CHAIN, ["novelty"]) == ""
    assert chain_problem([*FULL_CHAIN, "ballot"], ["novelty"]) == ""


@pytest.mark.parametrize("chain", [["total", "draw", "female"], ["total", "ballot", "draw"]])
def test_lots_stand_last_and_alone(chain):
    assert str(chain_problem(chain, [])).startswith("Bốc thăm tách được mọi trường hợp bằng nhau")


@pytest.mark.parametrize(
    ("chain", "sentence"),
    [
        (
            ["total", "criterion:beauty"],
            "Căn cứ xếp hạng «criterion:beauty» không có trong bộ tiêu chí. Hãy chọn lại.",
        ),
        (
            ["female", "total"],
            "Thứ tự xếp hạng phải bắt đầu bằng tổng điểm và mỗi căn cứ chỉ dùng một lần. Hãy chọn lại.",
        ),
        (
            ["total", "female", "female"],
            "Thứ tự xếp hạng phải bắt đầu bằng tổng điểm và mỗi căn cứ chỉ dùng một lần. Hãy chọn lại.",
        ),
        ([], "Thứ tự xếp hạng phải bắt đầu bằng tổng điểm và mỗi căn cứ chỉ dùng một lần. Hãy chọn lại."),
    ],
)
def test_a_chain_that_cannot_be_used_is_refused(chain, sentence):
    assert chain_problem(chain, ["novelty"]) == sentence
