"""When a share counts as confirmed, and what is still waited for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules import coauthors
from campaign.rules.coauthors import Facts, RowState
from campaign.rules.shares import WHOLE, split_evenly

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
SOON, PAST = NOW + timedelta(days=1), NOW - timedelta(days=1)
TABLES = st.dictionaries(
    st.text("abcdef0123456789", min_size=8, max_size=32), st.integers(0, WHOLE), max_size=20
)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"is_owner": True}, RowState.OWNER),
        ({"is_confirmed": True, "has_account": True}, RowState.CONFIRMED),
        ({"has_account": True}, RowState.JOINED),
        ({"has_account": True, "answer": "accepted", "expires_at": PAST}, RowState.JOINED),
        ({"answer": "", "expires_at": SOON}, RowState.INVITED),
        ({"answer": "", "expires_at": NOW}, RowState.EXPIRED),
        ({"answer": "declined", "expires_at": SOON}, RowState.DECLINED),
        ({"answer": "withdrawn", "expires_at": SOON}, RowState.OUTSIDE),
        ({}, RowState.OUTSIDE),
    ],
)
def test_a_row_stands_as_its_last_answer_says(facts, state):
    assert coauthors.state(Facts("An", **facts), NOW) == state


def test_what_is_waited_for_is_said_with_names_and_stops_the_filing():
    rows = [
        Facts("An", is_owner=True),
        Facts("Bình", has_account=True),
        Facts("Chi", answer="", expires_at=SOON),
        Facts("Dung", has_account=True),
    ]

    found = coauthors.findings(rows, NOW, demanded=True)

    assert [(one.code, one.severity, str(one.reason)) for one in found] == [
        (
            "coauthors:invited",
            "block",
            "Chi chưa trả lời lời mời làm đồng tác giả. Hãy chờ, nhắc, hoặc rút lời mời.",
        ),
        (
            "coauthors:joined",
            "block",
            "Bình, Dung chưa xác nhận tỷ lệ đóng góp. Hãy nhắc ở trang đồng tác giả.",
        ),
    ]


def test_where_confirmation_is_not_demanded_an_open_invitation_is_only_a_hint():
    rows = [
        Facts("An", is_owner=True),
        Facts("Bình", has_account=True),
        Facts("Chi", answer="", expires_at=SOON),
    ]

    found = coauthors.findings(rows, NOW, demanded=False)

    assert [(one.code, one.severity) for one in found] == [("coauthors:invited", "warn")]


def test_who_writes_alone_waits_for_nobody():
    assert coauthors.findings([Facts("An")], NOW, demanded=True) == []


@given(TABLES, TABLES)
def test_two_tables_have_one_tag_exactly_when_they_are_equal(first, second):
    assert (coauthors.tag(first) == coauthors.tag(second)) == (first == second)


@given(TABLES)
def test_a_tag_does_not_depend_on_the_order_of_the_rows(table):
    assert coauthors.tag(dict(reversed(table.items()))) == coauthors.tag(table)


@given(st.integers(1, 20), st.data())
def test_only_the_whole_table_that_was_shown_can_be_confirmed(people, data):
    table = {f"{number:08}": share for number, share in enumerate(split_evenly(people))}
    changed = dict(table) | {"00000000": data.draw(st.integers(0, WHOLE))}

    answer = coauthors.why_not_confirm(changed, shown=coauthors.tag(table))

    assert bool(answer) == (changed != table)


@given(TABLES.filter(lambda table: sum(table.values()) != WHOLE))
def test_an_unfinished_table_cannot_be_confirmed(table):
    assert str(coauthors.why_not_confirm(table, shown=coauthors.tag(table))).startswith(
        "Bảng tỷ lệ chưa hoàn chỉnh nên chưa xác nhận được: "
    )
