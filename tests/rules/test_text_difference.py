"""Two texts compared word by word: nothing of either is lost, and what is marked is what was changed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.text_difference import ADDED, REMOVED, SAME, Segment, after, before, difference

WORDS = st.lists(st.sampled_from(["sáng", "kiến", "một", "cửa", ",", ".", "\n", " ", "\n\n"]), max_size=40)
TEXTS = st.one_of(st.text(max_size=60), WORDS.map(" ".join))


def told(old, new):
    return [(one.kind, one.text) for one in difference(old, new)]


def whole(segments):
    return "".join(one.text for one in segments)


def test_a_changed_word_is_marked_alone():
    assert told("Giảm thời gian chờ còn một ngày.", "Giảm thời gian chờ còn hai ngày.") == [
        (SAME, "Giảm thời gian chờ còn"),
        (REMOVED, " một"),
        (ADDED, " hai"),
        (SAME, " ngày."),
    ]


def test_a_new_line_between_two_old_ones_is_added_alone():
    assert told("Dòng một\nDòng ba", "Dòng một\nDòng hai\nDòng ba") == [
        (SAME, "Dòng một\n"),
        (ADDED, "Dòng hai\n"),
        (SAME, "Dòng ba"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("như nhau", "như nhau", [(SAME, "như nhau")]),
        ("", "mới", [(ADDED, "mới")]),
        ("cũ", "", [(REMOVED, "cũ")]),
    ],
)
def test_texts_that_are_empty_or_equal(old, new, expected):
    assert told(old, new) == expected


def test_a_tone_mark_is_a_difference():
    assert told("hoà giải", "hòa giải") == [(REMOVED, "hoà"), (ADDED, "hòa"), (SAME, " giải")]


@given(TEXTS, TEXTS)
def test_each_side_is_its_whole_text(old, new):
    segments = difference(old, new)
    assert (whole(before(segments)), whole(after(segments))) == (old, new)


@given(TEXTS, TEXTS)
def test_neighbours_are_of_different_kinds_and_none_is_empty(old, new):
    segments = difference(old, new)
    assert all(one.text for one in segments)
    assert all(one.kind != two.kind for one, two in pairwise(segments))


def test_two_long_texts_of_one_word_over_and_over_are_shown_as_replaced():
    old, new = "chờ " * 3000, "chờ " * 3000 + "lâu"
    assert difference(old, new) == [Segment(REMOVED, old), Segment(ADDED, new)]
