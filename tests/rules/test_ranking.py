from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.ranking import DEFAULT_CHAIN, Candidate, chain_problem, inputs_digest, rank

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def candidate(key, total, novelty=30, **facts):
    return Candidate(key, Decimal(total), {"novelty": Decimal(novelty)}, **facts)


def places(ranked):
    return [(one.key, one.position) for one in ranked]


def reasons(*candidates, chain=DEFAULT_CHAIN):
    return [str(one.reason) for one in rank(candidates, chain, {"novelty": "Tính mới"})]


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
    ranked = rank([plain, replace(plain, key="HS-2", **better)], labels={"novelty": "Tính mới"})
    assert places(ranked) == [("HS-2", 1), ("HS-1", 2)]
    assert ranked[0].reason == f"Xếp trên HS-1 vì {why}."


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
    assert ranked[1].reason == "Đồng hạng với HS-3: mọi căn cứ so sánh đều bằng nhau."


def test_a_tie_of_four_names_the_three_others():
    ranked = rank([candidate(f"HS-{number}", 80) for number in range(1, 5)])
    assert ranked[0].reason == "Đồng hạng với HS-2, HS-3, HS-4: mọi căn cứ so sánh đều bằng nhau."


def test_a_large_tie_names_three_and_counts_the_rest():
    ranked = rank([candidate(f"HS-{number}", 80) for number in range(1, 7)])
    assert ranked[0].reason == (
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


def test_a_label_is_shown_instead_of_the_key():
    assert reasons(candidate(1, 90), candidate(2, 80, label="SK-2026-0002"))[0].startswith(
        "Xếp trên SK-2026-0002 vì"
    )


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


@given(SHUFFLED)
def test_the_digest_does_not_depend_on_the_order_of_arrival(both):
    found, shuffled = both
    assert inputs_digest(found, DEFAULT_CHAIN) == inputs_digest(shuffled, DEFAULT_CHAIN)


def test_the_digest_is_the_same_for_equal_values_written_differently():
    hanoi = timezone(timedelta(hours=7))
    ours = candidate("HS-1", "86.00", "36.0", submitted_at=NOON)
    theirs = candidate("HS-1", "86", "36", submitted_at=NOON.astimezone(hanoi), label="another name")
    assert inputs_digest([ours], ["total"]) == inputs_digest([theirs], ["total"])


def test_the_digest_is_known_so_that_a_later_version_cannot_change_it_unseen():
    found = [candidate("HS-1", "86.5", "36", female=True, submitted_at=NOON), candidate("HS-2", 100)]
    assert inputs_digest(found, DEFAULT_CHAIN) == (
        "2dc6c8c81f885ff1cb9b3097da93a13988fe6af6ad145cd202e7d89e5411cfef"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"total": Decimal("86.01")},
        {"criteria": {"novelty": Decimal("30.01")}},
        {"direct_worker": True},
        {"female": True},
        {"submitted_at": NOON + timedelta(microseconds=1)},
        {"level_code": "A"},
    ],
)
def test_every_input_changes_the_digest(change):
    one = candidate("HS-1", 86, submitted_at=NOON)
    assert inputs_digest([one], DEFAULT_CHAIN) != inputs_digest([replace(one, **change)], DEFAULT_CHAIN)


def test_the_chain_is_part_of_the_digest():
    one = candidate("HS-1", 86)
    assert inputs_digest([one], ["total"]) != inputs_digest([one], DEFAULT_CHAIN)


def test_a_chain_of_known_links_has_no_problem():
    assert chain_problem(DEFAULT_CHAIN, ["novelty"]) == ""


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
