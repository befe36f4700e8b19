"""What is kept of a ranking: one hash on every machine, and everything that decides is in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.awards import AwardLevel
from campaign.rules.quotas import Quota
from campaign.rules.ranking import Candidate
from campaign.rules.ranking_record import (
    Inputs,
    Terms,
    compute,
    differences,
    digest,
    inputs_digest,
    inputs_from_json,
    inputs_to_json,
    number,
    terms_from_json,
    terms_to_json,
)

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
FIRST = AwardLevel("nhat", "Giải Nhất", 1, Decimal(85), ("A",))
SECOND = AwardLevel("nhi", "Giải Nhì", 2, Decimal(75), ("A",))
QUOTAS = [
    Quota("1", "Giải Nhất", level="nhat", number=1),
    Quota(
        "2",
        "Giải Nhì",
        level="nhi",
        each="strand",
        percent=Decimal("12.50"),
        base="accepted",
        rounding="half_up",
    ),
]
TERMS = Terms(
    strand="cai-tien",
    chain=["total", "criterion:novelty", "submitted_at"],
    levels=[FIRST, SECOND],
    quotas=QUOTAS,
    labels={"novelty": "Tính mới"},
)


def candidate(key, total, novelty="30", **facts):
    return Candidate(
        key,
        Decimal(total),
        {"novelty": Decimal(novelty)},
        **({"submitted_at": NOON, "level_code": "A", "strand": "cai-tien"} | facts),
    )


ONE = candidate("0001/2026", "86.5", sheets=3, top_sheets=1, unit="A-01", unit_kind="department")
OTHER = candidate("0002/2026", 100, "36", female=True)
INPUTS = Inputs(
    pool=[ONE, OTHER, candidate("0003/2026", "80")],
    counts={"1": {"": 0}, "2": {"cai-tien": 20}},
    orders=[["0002/2026", "0001/2026"]],
    left_out=[("0009/2026", "withdrawn")],
)


def sealed(terms=TERMS, inputs=INPUTS):
    return digest(terms_to_json(terms), inputs_to_json(inputs), compute(terms, inputs).rows())


def told(terms=TERMS, inputs=INPUTS):
    return inputs_digest(terms_to_json(terms), inputs_to_json(inputs))


def test_the_hash_is_known_so_that_a_later_version_cannot_change_it_unseen():
    assert told() == "bad22152a56c8624d06f92ec57cbc0f8e6544c484805d248081b93e38cf68f6b"
    assert sealed() == "8d9072197e3b155bc67863378df6d2f1b4d12fa8f22251a5e20e53e1eb0621f6"


def test_the_result_is_number_position_tie_award_and_level():
    assert compute(TERMS, INPUTS).rows() == [
        ["0002/2026", 1, "above", "awarded", "nhat"],
        ["0001/2026", 2, "above", "awarded", "nhi"],
        ["0003/2026", 3, "below", "awarded", "nhi"],
    ]


def test_what_is_kept_comes_back_as_it_was():
    kept_terms, kept_inputs = terms_to_json(TERMS), inputs_to_json(INPUTS)
    assert terms_to_json(terms_from_json(kept_terms)) == kept_terms
    assert inputs_to_json(inputs_from_json(kept_inputs)) == kept_inputs
    assert compute(terms_from_json(kept_terms), inputs_from_json(kept_inputs)).rows() == (
        compute(TERMS, INPUTS).rows()
    )


@given(st.permutations(INPUTS.pool))
def test_the_hash_does_not_depend_on_the_order_of_arrival(pool):
    assert sealed(inputs=replace(INPUTS, pool=pool)) == sealed()


def test_equal_values_written_differently_have_one_hash():
    hanoi = timezone(timedelta(hours=7))
    theirs = replace(ONE, total=Decimal("86.50"), submitted_at=NOON.astimezone(hanoi))
    assert sealed(inputs=replace(INPUTS, pool=[theirs, *INPUTS.pool[1:]])) == sealed()


@pytest.mark.parametrize(
    "change",
    [
        {"total": Decimal("86.51")},
        {"criteria": {"novelty": Decimal("30.01")}},
        {"direct_worker": True},
        {"female": True},
        {"top_sheets": 2},
        {"sheets": 4},
        {"submitted_at": NOON + timedelta(microseconds=1)},
        {"level_code": ""},
        {"strand": "khac"},
        {"unit": "A-02"},
        {"unit_kind": "enterprise"},
    ],
)
def test_everything_of_a_candidate_is_in_both_hashes(change):
    changed = replace(INPUTS, pool=[replace(ONE, **change), *INPUTS.pool[1:]])
    assert (told(inputs=changed) != told(), sealed(inputs=changed) != sealed()) == (True, True)


@pytest.mark.parametrize(
    "change",
    [
        {"chain": ["total"]},
        {"levels": [FIRST]},
        {"quotas": QUOTAS[:1]},
        {"policy": "extend"},
        {"cut_chain": ["female"]},
        {"seed": "12345"},
        {"basis": "adjusted"},
    ],
)
def test_every_term_is_in_both_hashes(change):
    changed = replace(TERMS, **change)
    assert (told(changed) != told(), sealed(changed) != sealed()) == (True, True)


def test_who_was_left_out_is_sealed_and_yet_makes_no_ranking_old():
    changed = replace(INPUTS, left_out=[])
    assert (told(inputs=changed) == told(), sealed(inputs=changed) != sealed()) == (True, True)


def test_what_differs_is_named_by_dossier_and_part():
    now = replace(INPUTS, pool=[replace(ONE, total=Decimal(90)), OTHER], counts={})
    assert list(differences(inputs_to_json(INPUTS), inputs_to_json(now))) == [
        "0001/2026",
        "0003/2026",
        "counts",
    ]


@pytest.mark.parametrize(
    ("value", "text"), [("86.50", "86.5"), ("100", "100"), ("1E+2", "100"), ("0.00", "0"), ("90.05", "90.05")]
)
def test_a_number_is_written_in_one_way(value, text):
    assert number(Decimal(value)) == text


def test_where_strands_compete_each_has_its_own_places_and_one_list_of_awards():
    pool = [
        candidate("0001/2026", 95),
        candidate("0002/2026", 90, strand="khac"),
        candidate("0003/2026", 86),
        candidate("0004/2026", 99, strand="khac"),
    ]
    outcome = compute(replace(TERMS, quotas=QUOTAS[:1]), Inputs(pool, counts={"1": {"": 0}}))
    assert outcome.rows() == [
        ["0001/2026", 1, "above", "awarded", "nhi"],
        ["0003/2026", 2, "below", "awarded", "nhi"],
    ]
    assert outcome.pool_positions == {"0004/2026": 1, "0001/2026": 2, "0002/2026": 3, "0003/2026": 4}


def test_a_place_that_another_council_gave_away_is_gone():
    pool = [candidate("0001/2026", 95), candidate("0002/2026", 90, strand="khac")]
    taken = Inputs(pool, counts={"1": {"": 0}}, taken={"0002/2026": "nhat"})
    assert compute(replace(TERMS, quotas=QUOTAS[:1]), taken).rows() == [
        ["0001/2026", 1, "only", "awarded", "nhi"]
    ]
