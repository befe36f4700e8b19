"""Rubrics: presets, versions, and that marks keep the rubric they were given by."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.actions.rubric import content_of, new_version, remove_rubric, save_rubric, take_preset
from campaign.documents.plan import mark
from campaign.documents.rubric import head_of, sheet_of
from campaign.models.audit import Event
from campaign.models.rulebook import Rubric
from campaign.rules.rubric_check import rubric_problems
from campaign.rules.rubric_presets import PRESETS
from campaign.rules.scoring import Criterion
from tests.factories import (
    make_assignment,
    make_campaign,
    make_rubric,
    make_sheet,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def rubric():
    return Rubric.objects.get(pk=make_rubric().pk)


def save(rubric, by, **changes):
    return save_rubric(rubric, by=by, head=head_of(rubric), sheet=replace(sheet_of(rubric), **changes))


def stored(rubric):
    return sheet_of(Rubric.objects.get(pk=rubric.pk))


@pytest.mark.parametrize("code", PRESETS)
def test_a_preset_is_taken_whole_with_its_source(administrator, code):
    preset = PRESETS[code]

    rubric = take_preset(preset, by=administrator)

    sheet = stored(rubric)
    assert (rubric.is_preset, rubric.source) == (True, f"{preset.source}. {preset.certainty}")
    assert [(one.label, one.max_points, len(one.bands)) for one in sheet.criteria] == [
        (one.label, one.max_points, len(one.bands)) for one in preset.criteria
    ]
    assert sheet.levels == list(preset.levels)
    assert rubric_problems(sheet) == []


def test_an_untouched_preset_is_not_taken_twice_an_edited_one_may_be(administrator):
    first = take_preset(PRESETS["R1"], by=administrator)
    with pytest.raises(Refused, match="đã có và chưa được sửa"):
        take_preset(PRESETS["R1"], by=administrator)
    save(Rubric.objects.get(pk=first.pk), administrator, pass_total=Decimal(55))

    second = take_preset(PRESETS["R1"], by=administrator)

    assert [(one.code, one.is_preset) for one in Rubric.objects.order_by("pk")] == [
        ("r1", False),
        ("r1-2", True),
    ]
    assert second.code == "r1-2"


def test_a_new_version_is_a_copy_and_the_old_one_stays_with_its_strands(administrator, rubric):
    campaign = make_campaign(rubric=rubric)

    made = new_version(rubric, by=administrator)

    assert (made.code, made.version) == (rubric.code, 2)
    assert stored(made) == stored(rubric)
    assert campaign.strands.get().rubric == rubric


def test_a_second_click_makes_no_second_copy(administrator, rubric):
    new_version(rubric, by=administrator)

    with pytest.raises(Refused, match="Đã có phiên bản 2 giống hệt"):
        new_version(rubric, by=administrator)

    assert Rubric.objects.filter(code=rubric.code).count() == 2


def test_criteria_bands_and_levels_are_edited_as_a_whole(administrator, rubric):
    sheet = sheet_of(rubric)
    criteria = [*sheet.criteria[1:], sheet.criteria[0], Criterion("reach", "Phạm vi", Decimal(10))]

    save(rubric, administrator, criteria=criteria, pass_total=Decimal(60))

    after = stored(rubric)
    assert [one.code for one in after.criteria] == ["applicability", "benefit", "novelty", "reach"]
    assert (after.levels, after.pass_total) == (sheet.levels, Decimal(60))
    assert after.criteria[2].bands == sheet.criteria[0].bands
    assert Event.objects.get().verb == "amend_rubric"


def test_a_version_with_sheets_is_read_only(administrator, rubric):
    dossier = make_submission(campaign=make_campaign(rubric=rubric), state="judging")
    points = {"novelty": 30, "applicability": 20, "benefit": 20}
    make_sheet(make_assignment(dossier, make_user(Role.JUDGE)), points, locked=False)
    before = stored(rubric)

    with pytest.raises(Refused, match="Đã có phiếu chấm theo phiên bản này"):
        save(rubric, administrator, pass_total=Decimal(10))

    assert stored(rubric) == before


def test_a_rubric_that_does_not_hold_together_is_not_saved(administrator, rubric):
    before = stored(rubric)

    with pytest.raises(Refused, match="Chưa lưu bộ tiêu chí. Điểm công nhận cần 101 điểm"):
        save(rubric, administrator, pass_total=Decimal(101))

    assert stored(rubric) == before


def test_an_older_text_is_not_written_over_a_newer_one(administrator, rubric):
    seen = mark(content_of(rubric))
    save(rubric, administrator, pass_total=Decimal(60))

    with pytest.raises(Refused, match="đã được người khác thay đổi"):
        save_rubric(rubric, by=administrator, head=head_of(rubric), sheet=sheet_of(rubric), seen=seen)


def test_only_an_unused_version_is_removed(administrator, rubric):
    campaign = make_campaign(rubric=rubric, title="Phong trào đang dùng")
    copy = new_version(rubric, by=administrator)

    remove_rubric(copy, by=administrator)
    with pytest.raises(Refused, match="Phong trào đang dùng"):
        remove_rubric(campaign.strands.get().rubric, by=administrator)

    assert list(Rubric.objects.all()) == [rubric]


def test_nobody_else_edits_rubrics(rubric):
    officer = make_user(Role.OFFICER)

    for act in (lambda: save(rubric, officer), lambda: new_version(rubric, by=officer)):
        with pytest.raises(Refused):
            act()
    assert rubric.effective_from == date(2019, 1, 1)
