"""Units from a CSV file: every row is checked first, with its number in every complaint; then all or nothing.

One row is one version of a unit. A version without an end ends where the unit's next version starts.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models.unit import Unit, UnitSuccession, UnitVersion
from accounts.roles import UNIT_KIND_LABELS, UNIT_LEVEL_LABELS, SuccessionKind
from accounts.text import clean_line, fold

COLUMNS = ("code", "name", "kind", "level", "parent_code", "valid_from", "valid_to", "successor_code")
REQUIRED = ("code", "name", "kind", "level", "valid_from")
LONGEST = {"code": 32, "name": 200, "parent_code": 32, "successor_code": 32}


@dataclass(frozen=True)
class Row:
    number: int
    code: str
    name: str
    kind: str
    level: str
    parent_code: str
    valid_from: date
    valid_to: date | None
    successor_code: str

    def facts(self) -> tuple:
        return (self.name, self.kind, self.level, self.parent_code, self.valid_from)


@dataclass
class Plan:
    rows: list[Row] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    known: int = 0

    def refuse(self, number: int, complaint: str) -> None:
        self.errors.append(_("Dòng %(row)s: %(complaint)s") % {"row": number, "complaint": complaint})


def make_plan(lines: Iterable[str]) -> Plan:
    """Read and check everything; change nothing."""
    plan = Plan()
    reader = csv.DictReader(lines)
    missing = [name for name in REQUIRED if name not in (reader.fieldnames or [])]
    if missing:
        plan.refuse(1, _("thiếu cột %(columns)s.") % {"columns": ", ".join(missing)})
        return plan
    rows = [_read(plan, reader.line_num, cells) for cells in reader]
    plan.rows = [row for row in rows if row is not None]
    _check_codes(plan)
    _check_circles(plan)
    _check_periods(plan)
    return plan


def _read(plan: Plan, number: int, cells: dict) -> Row | None:
    """One row as values, or None with its complaints in the plan."""
    before = len(plan.errors)
    texts = {name: clean_line(cells.get(name) or "") for name in COLUMNS}
    for name in REQUIRED:
        if not texts[name]:
            plan.refuse(number, _("cột %(column)s để trống.") % {"column": name})
    for name, longest in LONGEST.items():
        if len(texts[name]) > longest:
            plan.refuse(
                number, _("cột %(column)s dài quá %(longest)s ký tự.") % {"column": name, "longest": longest}
            )
    kind = _choice(plan, number, UNIT_KIND_LABELS, texts["kind"])
    level = _choice(plan, number, UNIT_LEVEL_LABELS, texts["level"])
    starts, ends = _day(plan, number, texts["valid_from"]), _day(plan, number, texts["valid_to"])
    if starts and ends and ends <= starts:
        plan.refuse(number, _("ngày hết hiệu lực phải sau ngày có hiệu lực."))
    if texts["successor_code"] and not texts["valid_to"]:
        plan.refuse(number, _("có đơn vị kế thừa thì phải có ngày hết hiệu lực."))
    if len(plan.errors) > before or starts is None:
        return None
    facts: dict[str, Any] = texts | {"kind": kind, "level": level, "valid_from": starts, "valid_to": ends}
    return Row(number=number, **facts)


def _choice(plan: Plan, number: int, labels: dict, given: str) -> str:
    """The value, written as itself or as its Vietnamese label."""
    values = {fold(label): value.value for value, label in labels.items()}
    values |= {fold(value.value): value.value for value in labels}
    if given and fold(given) not in values:
        known = ", ".join(value.value for value in labels)
        plan.refuse(
            number, _("không hiểu «%(given)s»; dùng một trong: %(known)s.") % {"given": given, "known": known}
        )
    return values.get(fold(given), "")


def _day(plan: Plan, number: int, given: str) -> date | None:
    if not given:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(given, pattern).date()
        except ValueError:
            continue
        if 1900 <= day.year <= 2100:
            return day
    plan.refuse(number, _("«%(given)s» không phải là ngày; viết như 22/08/2019.") % {"given": given})
    return None


def _check_codes(plan: Plan) -> None:
    known = set(Unit.objects.values_list("code", flat=True)) | {row.code for row in plan.rows}
    for row in plan.rows:
        for code in {row.parent_code, row.successor_code} - known - {""}:
            plan.refuse(row.number, _("không có đơn vị mã %(code)s.") % {"code": code})
        if row.code in {row.parent_code, row.successor_code}:
            plan.refuse(row.number, _("đơn vị không thể là cấp trên hay kế thừa của chính mình."))


def _check_circles(plan: Plan) -> None:
    """Nobody may be above themselves, however long the way round."""
    above = dict(Unit.objects.named().values_list("pk", "parent_unit_id"))
    codes = dict(Unit.objects.values_list("pk", "code"))
    parents = {codes[unit]: codes.get(parent, "") for unit, parent in above.items()}
    parents |= {row.code: row.parent_code for row in sorted(plan.rows, key=lambda row: row.valid_from)}
    for row in plan.rows:
        seen, code = set(), row.code
        while code and code not in seen:
            seen.add(code)
            code = parents.get(code, "")
        if code == row.code != row.parent_code:
            plan.refuse(row.number, _("các đơn vị cấp trên nối thành vòng tròn."))


def _check_periods(plan: Plan) -> None:
    """Leave out what is stored already; close open versions; refuse those that overlap."""
    stored = _stored_versions({row.code for row in plan.rows})
    by_code = defaultdict(list)
    for row in plan.rows:
        by_code[row.code].append(row)
    plan.rows = []
    for code, rows in by_code.items():
        plan.rows += _fit(plan, rows, stored.get(code, []))


def _fit(plan: Plan, rows: list[Row], stored: list[Row]) -> list[Row]:
    starts = {version.valid_from: version for version in stored}
    fresh = [row for row in rows if row.valid_from not in starts]
    for row in rows:
        version = starts.get(row.valid_from)
        ended_otherwise = version and row.valid_to and row.valid_to != version.valid_to
        if version and (version.facts() != row.facts() or ended_otherwise):
            plan.refuse(row.number, _("phiên bản từ ngày này đã có với nội dung khác; không ghi đè lịch sử."))
    plan.known += len(rows) - len(fresh)
    ordered = sorted([*stored, *fresh], key=lambda row: row.valid_from)
    fitted = []
    for row, following in zip(ordered, [*ordered[1:], None], strict=True):
        if following and row.valid_to and following.valid_from < row.valid_to:
            plan.refuse(
                following.number or row.number, _("kỳ hiệu lực chồng lên một phiên bản khác của đơn vị.")
            )
        if following and following.valid_from == row.valid_from:
            plan.refuse(following.number, _("trùng ngày hiệu lực với một dòng khác của cùng đơn vị."))
        ends = row.valid_to or (following.valid_from if following else None)
        if not row.number and ends == row.valid_to:
            continue
        fitted.append(replace(row, valid_to=ends))
    return fitted


def _stored_versions(codes: set[str]) -> dict[str, list[Row]]:
    """What is there already, as rows without a number."""
    found = defaultdict(list)
    for version in UnitVersion.objects.filter(unit__code__in=codes).select_related("unit", "parent"):
        found[version.unit.code].append(
            Row(
                number=0,
                code=version.unit.code,
                name=version.name,
                kind=version.kind,
                level=version.level,
                parent_code=version.parent.code if version.parent else "",
                valid_from=version.valid_from,
                valid_to=version.valid_to,
                successor_code="",
            )
        )
    return found


@transaction.atomic
def carry_out(plan: Plan) -> int:
    """Store a plan without errors; how many versions were new."""
    codes = {row.code for row in plan.rows}
    Unit.objects.bulk_create([Unit(code=code) for code in sorted(codes)], ignore_conflicts=True)
    units = {unit.code: unit for unit in Unit.objects.all()}
    for row in (row for row in plan.rows if not row.number):
        UnitVersion.objects.filter(unit=units[row.code], valid_from=row.valid_from).update(
            valid_to=row.valid_to
        )
    fresh = [row for row in plan.rows if row.number]
    for row in fresh:
        UnitVersion.objects.create(
            unit=units[row.code],
            name=row.name,
            kind=row.kind,
            level=row.level,
            parent=units.get(row.parent_code),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
    for row in fresh:
        if row.successor_code:
            UnitSuccession.objects.get_or_create(
                predecessor=units[row.code],
                successor=units[row.successor_code],
                defaults={"kind": SuccessionKind.MERGED.value, "on": row.valid_to},
            )
    return len(fresh)
