"""Two people, or one in two tabs, write in the same dossier: no text of either is lost."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.application import FIELDS
from campaign.rules.sections import (
    MINE,
    SECTIONS,
    THEIRS,
    TYPED,
    Fate,
    anchor_of,
    choice,
    fates,
    mine,
    part,
    section_of,
    tag,
    tags,
)

STANDING = {
    "title": "Phiếu có mã",
    "nature": "Cách làm cũ.",
    "conditions": "Máy in.",
    "authors": [{"full_name": "Trần Thị Bình", "share_bp": 10000}],
}
SHOWN = tags(STANDING)


def test_every_field_of_the_application_is_in_one_section():
    keys = [key for section in TYPED for key in section.keys]
    assert sorted(keys) == sorted([*(field.name for field in FIELDS), "strand_id", "authors", "participants"])


def test_a_finding_leads_to_its_section_and_an_unknown_one_to_the_first():
    assert [anchor_of(code) for code in ("shares", "missing:nature", "no_attachment", "else")] == [
        "tac-gia",
        "noi-dung",
        "tep",
        "chung",
    ]
    assert [section_of(key) for key in ("title", "authors")] == ["chung", "tac-gia"]


def test_a_tag_is_of_the_content_whatever_the_order_of_its_keys():
    day = date(2026, 3, 1)
    assert tag({"title": "A", "first_used_on": day}) == tag({"first_used_on": day, "title": "A"})
    assert tag({"title": "A"}) != tag({"title": "Á"})


def test_what_is_typed_upon_what_stands_is_written():
    assert fates(STANDING, {"nature": "Cách làm mới."}, shown=SHOWN, chosen={}) == {"noi-dung": Fate.WRITE}


def test_sections_that_two_people_changed_apart_merge_by_themselves():
    elsewhere = STANDING | {"title": "Phiếu có mã và bảng phân luồng"}
    typed = {"title": "Phiếu có mã", "nature": "Cách làm mới."}
    assert fates(elsewhere, typed, shown=SHOWN, chosen={}) == {"chung": Fate.KEPT, "noi-dung": Fate.WRITE}


def test_a_section_that_both_changed_is_a_conflict():
    elsewhere = STANDING | {"nature": "Bản của người khác."}
    assert fates(elsewhere, {"nature": "Bản của tôi."}, shown=SHOWN, chosen={}) == {"noi-dung": Fate.CONFLICT}


def test_the_same_change_made_twice_is_no_conflict():
    elsewhere = STANDING | {"nature": "Cách làm mới."}
    assert fates(elsewhere, {"nature": "Cách làm mới."}, shown=SHOWN, chosen={}) == {"noi-dung": Fate.SAME}


@pytest.mark.parametrize(("side", "fate"), [(MINE, Fate.WRITE), (THEIRS, Fate.KEPT)])
def test_the_person_chooses(side, fate):
    elsewhere = STANDING | {"nature": "Bản của người khác."}
    chosen = {"noi-dung": choice(side, tags(elsewhere)["noi-dung"])}
    assert fates(elsewhere, {"nature": "Bản của tôi."}, shown=SHOWN, chosen=chosen) == {"noi-dung": fate}


@pytest.mark.parametrize("side", [MINE, THEIRS])
def test_a_choice_does_not_hold_for_a_text_that_was_not_shown(side):
    seen, newer = STANDING | {"nature": "Bản đã xem."}, STANDING | {"nature": "Bản mới hơn."}
    chosen = {"noi-dung": choice(side, tags(seen)["noi-dung"])}
    assert fates(newer, {"nature": "Của tôi."}, shown=SHOWN, chosen=chosen) == {"noi-dung": Fate.CONFLICT}


TEXT = st.sampled_from(["", "một", "hai", "ba"])
CONTENT = st.fixed_dictionaries({key: TEXT for section in TYPED for key in section.keys})


@dataclass
class Moment:
    """`shown` was on the page, `standing` is stored by now, `typed` comes with answers to a text that was seen."""

    shown: dict
    standing: dict
    typed: dict
    chosen: dict

    def result(self):
        told = fates(self.standing, self.typed, shown=tags(self.shown), chosen=self.chosen)
        return told, {
            anchor: mine(anchor, self.standing, self.typed)
            if fate == Fate.WRITE
            else part(anchor, self.standing)
            for anchor, fate in told.items()
        }


@st.composite
def moments(draw):
    seen = tags(draw(CONTENT))
    sides = draw(st.fixed_dictionaries({s.anchor: st.sampled_from(["", MINE, THEIRS]) for s in TYPED}))
    chosen = {anchor: choice(side, seen[anchor]) for anchor, side in sides.items() if side}
    return Moment(draw(CONTENT), draw(CONTENT), draw(CONTENT), chosen)


@given(moments())
def test_nothing_that_was_typed_is_lost(moment):
    """What somebody typed is stored, is in a conflict, or was given up by a choice between two texts they saw."""
    told, stored = moment.result()
    for anchor, fate in told.items():
        typed, stands = part(anchor, moment.typed), part(anchor, moment.standing)
        untouched = typed == part(anchor, moment.shown)
        gave_up = moment.chosen.get(anchor) == choice(THEIRS, tag(stands))
        assert stored[anchor] == typed or fate == Fate.CONFLICT or untouched or gave_up


@given(moments())
def test_nothing_that_stands_is_overwritten_unseen(moment):
    told, stored = moment.result()
    for anchor in told:
        stands = part(anchor, moment.standing)
        was_shown = stands == part(anchor, moment.shown)
        chose = moment.chosen.get(anchor) == choice(MINE, tag(stands))
        assert stored[anchor] == stands or was_shown or chose


@given(moments())
def test_saving_again_what_was_stored_changes_nothing(moment):
    _told, stored = moment.result()
    after = {key: value for kept in stored.values() for key, value in kept.items()}
    assert set(fates(after, after, shown=tags(moment.shown), chosen={}).values()) == {Fate.SAME}


def test_the_files_are_the_only_section_without_typed_content():
    assert [section.anchor for section in SECTIONS if section not in TYPED] == ["tep"]
