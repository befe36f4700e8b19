"""Rubrics: taken from a preset, copied into a new version, edited until the first sheet rests on them."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.campaign import slug_of, stale
from campaign.actions.refused import refuse_if
from campaign.documents.rubric import POINTS_AND_RULES, RULES, has_sheets, head_of, sheet_of, uses
from campaign.models import clock
from campaign.models.rulebook import Band, Criterion, LevelMinimum, LevelRule, Rubric
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ranking import DEFAULT_CHAIN
from campaign.rules.rubric_check import Sheet, rubric_problems
from campaign.rules.rubric_presets import Preset


@transaction.atomic
def take_preset(preset: Preset, *, by: User) -> Rubric:
    """A copy to be edited, with the preset's source and how sure it is; marked as a preset until it is changed."""
    gate.require_in_campaign("set_up", by)
    name = str(preset.title)
    refuse_if(_untouched(name))
    code = slug_of(preset.code, set(Rubric.objects.values_list("code", flat=True)))
    rubric = Rubric.objects.create(
        code=code,
        name=name,
        source=f"{preset.source}. {preset.certainty}",
        is_preset=True,
        effective_from=clock.today(),
    )
    _write(rubric, _preset_sheet(preset))
    trail.record("take_preset", by=by, facts={"rubric": str(rubric), "code": code})
    return rubric


@transaction.atomic
def new_version(rubric: Rubric, *, by: User) -> Rubric:
    """A copy under the next number; strands keep the version they have until somebody chooses this one."""
    gate.require_in_campaign("set_up", by)
    source = Rubric.objects.select_for_update().get(pk=rubric.pk)
    refuse_if(_unused_draft(source))
    highest = Rubric.objects.filter(code=source.code).aggregate(highest=Max("version"))["highest"]
    made = Rubric.objects.create(
        code=source.code,
        version=highest + 1,
        name=source.name,
        source=source.source,
        effective_from=clock.today(),
    )
    _write(made, sheet_of(source))
    trail.record("new_rubric_version", by=by, facts={"rubric": str(made), "code": made.code})
    return made


@transaction.atomic
def save_rubric(rubric: Rubric, *, by: User, head: dict[str, Any], sheet: Sheet, seen: str = "") -> Rubric:
    """`head` is name, source and the day from which it holds."""
    gate.require_in_campaign("set_up", by)
    locked = Rubric.objects.select_for_update().get(pk=rubric.pk)
    refuse_if(_read_only(locked))
    before = content_of(locked)
    refuse_if(stale(before, seen))
    refuse_if(_problems(sheet) or _unknown_judges(sheet))
    for name, value in head.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(head))
    _write(locked, sheet)
    stored = Rubric.objects.get(pk=locked.pk)
    if content_of(stored) != before:
        Rubric.objects.filter(pk=locked.pk).update(is_preset=False)
        trail.record("amend_rubric", by=by, facts={"rubric": str(locked), "code": locked.code})
    return locked


@transaction.atomic
def remove_rubric(rubric: Rubric, *, by: User) -> None:
    gate.require_in_campaign("set_up", by)
    locked = Rubric.objects.select_for_update().get(pk=rubric.pk)
    refuse_if(_in_use(locked))
    _clear(locked)
    trail.record("remove_rubric", by=by, facts={"rubric": str(locked), "code": locked.code})
    locked.delete()


def content_of(rubric: Rubric) -> dict[str, Any]:
    """Everything an editor sees, for telling whether somebody else has changed it."""
    return head_of(rubric) | {"sheet": asdict(sheet_of(rubric))}


def _preset_sheet(preset: Preset) -> Sheet:
    needed = dict(preset.pass_rule.minimums) if preset.pass_rule else {}
    codes = [f"criterion:{criterion.code}" for criterion in preset.criteria]
    chain = [link for link in DEFAULT_CHAIN if not link.startswith("criterion:") or link in codes]
    criteria = [
        type(criterion)(
            **(vars(criterion) | {"min_points": needed.get(criterion.code, criterion.min_points)})
        )
        for criterion in preset.criteria
    ]
    total = preset.pass_rule.total_min if preset.pass_rule else Decimal(0)
    return Sheet(
        criteria,
        preset.levels,
        total,
        preset.method,
        vote_points=preset.vote_points,
        asks_verdict=preset.asks_verdict,
        chain=chain,
    )


def _write(rubric: Rubric, sheet: Sheet) -> None:
    _clear(rubric)
    rubric.combination, rubric.tie_chain = sheet.method, list(sheet.chain)
    for name in RULES:
        setattr(rubric, name, getattr(sheet, name))
    rubric.save(update_fields=["combination", "tie_chain", *RULES])
    criteria = {
        one.code: Criterion.objects.create(
            rubric=rubric,
            code=one.code,
            order=order,
            label=one.label,
            help=sheet.helps.get(one.code, ""),
            **{name: getattr(one, name) for name in POINTS_AND_RULES},
        )
        for order, one in enumerate(sheet.criteria, 1)
    }
    Band.objects.bulk_create(
        Band(criterion=criteria[one.code], order=order, label=band.label, low=band.low, high=band.high)
        for one in sheet.criteria
        for order, band in enumerate(one.bands, 1)
    )
    _write_levels(rubric, sheet, criteria)


def _write_levels(rubric: Rubric, sheet: Sheet, criteria: dict[str, Criterion]) -> None:
    for order, level in enumerate(sheet.levels, 1):
        row = LevelRule.objects.create(
            rubric=rubric, order=order, code=level.code, label=level.label, total_min=level.total_min
        )
        LevelMinimum.objects.bulk_create(
            LevelMinimum(level=row, criterion=criteria[code], points=points)
            for code, points in level.minimums
        )


def _clear(rubric: Rubric) -> None:
    LevelMinimum.objects.filter(level__rubric=rubric).delete()
    LevelRule.objects.filter(rubric=rubric).delete()
    Band.objects.filter(criterion__rubric=rubric).delete()
    Criterion.objects.filter(rubric=rubric).delete()


def _untouched(name: str) -> Phrase:
    if not Rubric.objects.filter(name=name, is_preset=True).exists():
        return NO_OBJECTION
    return Phrase(
        "Bộ tiêu chí mẫu «%(name)s» đã có và chưa được sửa. Không có gì thay đổi; hãy mở bộ đó để dùng hoặc sửa.",
        name=name,
    )


def _unused_draft(source: Rubric) -> Phrase:
    """A second click, or a colleague's: the copy is already there, unused and unchanged."""
    latest = Rubric.objects.filter(code=source.code).order_by("-version").first()
    if latest is None or latest.pk == source.pk or uses(latest) or sheet_of(latest) != sheet_of(source):
        return NO_OBJECTION
    return Phrase(
        "Đã có phiên bản %(version)s giống hệt và chưa dùng ở đâu. Không có gì thay đổi; hãy sửa phiên bản đó.",
        version=latest.version,
    )


def _read_only(rubric: Rubric) -> Phrase:
    if not has_sheets(rubric):
        return NO_OBJECTION
    return Phrase(
        "Đã có phiếu chấm theo phiên bản này nên không sửa được nữa. Bộ tiêu chí được giữ nguyên; hãy tạo phiên "
        "bản mới để dùng cho phong trào sau."
    )


def _problems(sheet: Sheet) -> Phrase:
    found = rubric_problems(sheet)
    if not found:
        return NO_OBJECTION
    return Phrase("Chưa lưu bộ tiêu chí. %(problems)s", problems=" ".join(map(str, found[:4])))


def _unknown_judges(sheet: Sheet) -> Phrase:
    """Weights may name judges by their staff code; a slip would otherwise weigh nobody."""
    named = {key[1:] for key in sheet.weights if key.startswith("@")}
    known = set(User.objects.filter(staff_code__in=named).values_list("staff_code", flat=True))
    if named <= known:
        return NO_OBJECTION
    return Phrase(
        "Chưa lưu bộ tiêu chí. Không có cán bộ mang mã %(codes)s. Hãy sửa các dòng trọng số.",
        codes=", ".join(sorted(named - known)),
    )


def _in_use(rubric: Rubric) -> Phrase:
    found = uses(rubric)
    if not found:
        return NO_OBJECTION
    return Phrase(
        "Không xóa được bộ tiêu chí này vì đang được dùng: %(uses)s. Không có gì thay đổi.",
        uses="; ".join(map(str, found[:5])),
    )
