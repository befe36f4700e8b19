"""A list of rewards as its pages, its spreadsheet and its decision read it: the same figures everywhere.

An open list is reckoned for a day of signing; a decided one shows what was frozen then.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from campaign.documents.reward_grounds import HELD, Grounds, grounds_of, rows_of
from campaign.models.reward import BaseSalary, Reward, RewardKind, RewardList
from campaign.rules import reward_checks as checks
from campaign.rules.bonus import CERTAINTIES, SORTS, Claim, bonus, settle
from campaign.rules.calendar import vn_date
from campaign.rules.money import dong, dong_in_words
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State


@dataclass(frozen=True)
class Line:
    """`problems` stop the decision; `notes` are for the office to look at; `held`: why the row stays behind."""

    pk: int
    row: Reward
    kind: RewardKind
    ground: str
    coefficient: Decimal
    base_salary: int
    amount: int
    unpaid: str = ""
    held: str = ""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sort(self) -> Phrase:
        return SORTS[self.kind.sort]

    @property
    def money(self) -> str:
        return dong(self.amount)

    @property
    def is_paid(self) -> bool:
        return not (self.unpaid or self.held or self.problems)

    @property
    def figures(self) -> list[str]:
        """What is sealed: everything that the decision would say of this row."""
        row = self.row
        said = (
            self.pk,
            self.kind.pk,
            row.holder_name,
            row.holder_note,
            row.year,
            self.ground,
            self.coefficient,
        )
        return [str(one) for one in (*said, self.base_salary, self.amount, self.unpaid, self.held)]


@dataclass(frozen=True)
class Sheet:
    """`day` is the day of signing that the figures hold for."""

    day: date
    base: BaseSalary | None
    lines: list[Line] = field(default_factory=list)
    problem: Phrase = NO_OBJECTION

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines if line.is_paid)

    @property
    def total_money(self) -> str:
        return dong(self.total)

    @property
    def total_words(self) -> str:
        return dong_in_words(self.total)

    @property
    def given(self) -> list[Line]:
        return [line for line in self.lines if not line.held]

    @property
    def held(self) -> list[Line]:
        return [line for line in self.lines if line.held]

    @property
    def paid(self) -> int:
        return sum(line.is_paid for line in self.lines)

    @property
    def troubled(self) -> list[Line]:
        """Rows that stop the decision; held ones stay behind anyway."""
        return [line for line in self.given if line.problems]

    @property
    def digest(self) -> str:
        """Over the day and every figure, so that what is confirmed is what was shown."""
        content = [self.day.isoformat(), *(line.figures for line in self.lines)]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def sheet_of(listed: RewardList, day: date) -> Sheet:
    if listed.decision:
        day = listed.decision.signed_on
    rows = list(rows_of(listed, day))
    if listed.decision:
        return Sheet(day, None, [_frozen(row) for row in rows])
    base = BaseSalary.objects.on(day)
    kinds = {kind.code: kind for kind in RewardKind.objects.in_force(day)}
    reckoned = [
        _reckoned(row, kinds.get(row.kind.code, row.kind), base.amount if base else 0) for row in rows
    ]
    checked = list(_checked(listed, reckoned, grounds_of(listed, rows), day))
    return Sheet(day, base, checked, NO_OBJECTION if base else _without_base(day))


def _without_base(day: date) -> Phrase:
    return Phrase(
        "Chưa có mức lương cơ sở cho ngày %(day)s nên chưa tính được tiền thưởng. Danh sách được giữ nguyên; hãy nhờ "
        "quản trị bổ sung.",
        day=vn_date(day),
    )


def _frozen(row: Reward) -> Line:
    notes = (row.revoked_reason,) if row.revoked_at else _ground_lost(row)
    return Line(
        row.pk, row, row.kind, ground_of(row), row.coefficient or Decimal(0), row.base_salary or 0, row.amount or 0,
        unpaid=row.unpaid_reason, notes=notes,
    )  # fmt: skip


def _ground_lost(row: Reward) -> tuple[str, ...]:
    """A reward does not fall with the recognition it rests on: whoever decides is told."""
    if row.submission is None or row.submission.state != State.REVOKED:
        return ()
    return (str(Phrase("Công nhận của sáng kiến này đã bị thu hồi. Hãy xem xét thu hồi khen thưởng.")),)


def _reckoned(row: Reward, kind: RewardKind, base: int) -> Line:
    return Line(row.pk, row, kind, ground_of(row), kind.coefficient, base, bonus(kind.coefficient, base))


def ground_of(row: Reward) -> str:
    """For what: the initiative by number and title, or the words of the office."""
    if row.submission is None:
        return row.ground
    return f"{row.submission.register_number} · {row.submission.title}"


def _checked(listed: RewardList, lines: list[Line], grounds: Grounds, day: date) -> Iterable[Line]:
    new = [_claim(line.row, line.kind, line.amount) for line in lines if not line.row.is_held]
    settled = settle([*grounds.paid, *new])
    for line in lines:
        of_line = settled.get(line.pk)
        yield Line(
            line.pk, line.row, line.kind, line.ground, line.coefficient, line.base_salary, line.amount,
            unpaid=str(of_line.unpaid) if of_line else "",
            held=str(HELD) if line.row.is_held else "",
            problems=tuple(str(one) for one in _problems(listed, line, grounds, day) if one),
            notes=tuple(str(one) for one in _notes(line, grounds, of_line.note if of_line else NO_OBJECTION) if one),
        )  # fmt: skip


def _claim(row: Reward, kind: RewardKind, amount: int) -> Claim:
    achievement = checks.achievement_key(row.submission_id, row.ground)
    return Claim(row.pk, row.holder_key, kind.sort, kind.name, row.year, achievement, amount)


def _problems(listed: RewardList, line: Line, grounds: Grounds, day: date) -> Iterable[Phrase]:
    kind = line.kind
    if kind.in_force_from > day or (kind.in_force_to and kind.in_force_to < day):
        yield checks.not_in_force(kind.name, day)
    yield checks.thematic_objection(
        nature=listed.nature,
        level=kind.level,
        issuer_level=line.row.issuer_level,
        from_campaign=line.row.submission is not None,
        campaign=listed.campaign.title,
    )
    yield grounds.used.get(line.row.submission_id or 0, NO_OBJECTION)


def _notes(line: Line, grounds: Grounds, of_money: Phrase) -> Iterable[Phrase]:
    yield of_money
    yield grounds.elsewhere.get(line.row.submission_id or 0, NO_OBJECTION)
    if line.kind.certainty != "checked":
        yield CERTAINTIES[line.kind.certainty]
