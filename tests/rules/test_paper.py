"""Where a printed form stands, and what may still be done with it."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from campaign.rules import paper
from campaign.rules.paper import Stage

NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)


@dataclass
class Form:
    submission_id: int | None = None
    keyed_at: datetime | None = None
    disputed_at: datetime | None = None
    confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None


FORMS = {
    Stage.BLANK: Form(),
    Stage.KEYING: Form(1),
    Stage.KEYED: Form(1, keyed_at=NOW, disputed_at=NOW),
    Stage.DISPUTED: Form(1, disputed_at=NOW),
    Stage.CONFIRMED: Form(1, keyed_at=NOW, confirmed_at=NOW),
    Stage.CANCELLED: Form(1, cancelled_at=NOW),
}


@pytest.mark.parametrize("stage", Stage)
def test_a_form_stands_where_its_moments_say(stage):
    assert paper.stage(FORMS[stage]) == stage


@pytest.mark.parametrize(
    ("question", "free"),
    [
        (paper.why_not_key, {Stage.BLANK}),
        (paper.why_not_change, {Stage.BLANK, Stage.KEYING, Stage.KEYED, Stage.DISPUTED}),
        (paper.why_not_answer, {Stage.KEYED}),
    ],
    ids=["key", "change", "answer"],
)
def test_each_act_belongs_to_its_stages(question, free):
    assert {stage for stage, form in FORMS.items() if not question(form)} == free


def test_a_confirmed_form_says_when_and_that_a_code_works_once():
    assert "15:00 ngày 01/11/2026" in str(paper.why_not_answer(FORMS[Stage.CONFIRMED]))


@pytest.mark.parametrize("typed", ["ab2c-de3f-gh", "AB2C-DE3F-GH", " ab2cde3fgh ", "AB2C DE3F GH"])
def test_a_code_is_the_same_however_it_was_copied(typed):
    assert paper.plain(typed) == "ab2cde3fgh"


def test_a_code_is_printed_in_capitals_and_fours():
    assert paper.grouped("ab2cde3fgh") == "AB2C-DE3F-GH"
