"""Who is proposed for which award: the allocation, stated so that anybody can repeat it.

In rank order each candidate takes the best level that is still open to them: they qualify for it, and every cap that
counts them (a level's quota, within a strand, of a kind of unit, of one unit across levels) has a place left. Nobody
lower in rank can better anybody above; where the caps are nested, no other choice fills a level better (proved by
brute force in tests/rules/test_awards.py). Equals are treated alike: where a group of equals does not fit into a cap,
the policy speaks: EXTEND takes all of them, CUT takes none and closes the cap, BALLOT waits for lots that people draw
and record, CHAIN compares them further for this purpose alone. The rule proposes; the council decides.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from itertools import groupby

from campaign.rules.phrase import Phrase
from campaign.rules.ranking import Candidate, Key, Ranked

EXTEND, CUT, BALLOT, CHAIN = "extend", "cut", "ballot", "chain"
CUT_POLICIES = {
    CUT: Phrase("Không lấy nhóm đồng hạng vượt chỉ tiêu, chờ hội đồng quyết định"),
    EXTEND: Phrase("Lấy cả nhóm đồng hạng, vượt chỉ tiêu"),
    BALLOT: Phrase("Bốc thăm hoặc bỏ phiếu trong nhóm đồng hạng, ghi lại kết quả rồi xếp lại"),
    CHAIN: Phrase("So tiếp theo các căn cứ riêng khi vượt chỉ tiêu"),
}
BONUS_UNIT = Decimal(10_000)
Cell = tuple[int, str]
Settle = Callable[[list[Candidate]], list[list[Candidate]]]


@dataclass(frozen=True)
class AwardLevel:
    """`order` 1 is the best. `required_level_codes`: the levels of `rules.levels` that qualify; empty means any."""

    code: str
    label: str
    order: int
    minimum_total: Decimal | None = None
    required_level_codes: Collection[str] = ()


@dataclass(frozen=True)
class Cap:
    """At most so many awards among those it counts: of one level or of all, in one strand, kind of unit or unit.

    `each` "strand" or "unit": so many in every one of them. `places` by strand or unit code, "" for the whole.
    """

    label: str
    places: Mapping[str, int]
    level: str = ""
    strand: str = ""
    unit_kind: str = ""
    unit: str = ""
    each: str = ""

    def counts(self, one: Candidate) -> bool:
        return (
            self.strand in ("", one.strand)
            and self.unit_kind in ("", one.unit_kind)
            and self.unit in ("", one.unit)
        )

    def cell(self, one: Candidate) -> str:
        return {"strand": one.strand, "unit": one.unit}.get(self.each, "")


@dataclass(frozen=True, slots=True)
class Miss:
    """What kept a candidate from a level: "below_minimum", "level_not_reached", "cap_full", "tie_cut", "ballot"."""

    level: AwardLevel
    code: str
    cap: str = ""
    places: int = 0
    room: int = 0
    tied: int = 0


LEFT_OUT = ("cap_full", "tie_cut", "ballot")


@dataclass(frozen=True, slots=True)
class Allocation:
    """`misses`: every better level (or every level) with what kept the candidate from it; `cap` is exceeded by it."""

    key: Key
    level: AwardLevel | None = None
    misses: tuple[Miss, ...] = ()
    cap: str = ""
    fixed: bool = False

    @property
    def code(self) -> str:
        if self.fixed:
            return "decided"
        if self.level:
            return "beyond_cap" if self.cap else "awarded"
        if not self.misses:
            return "no_levels"
        kept_out = [miss.code for miss in self.misses if miss.code in LEFT_OUT]
        if "ballot" in kept_out:
            return "awaits_ballot"
        return "reserve" if kept_out else "unqualified"

    @property
    def reserve(self) -> bool:
        """Qualified for an award, and left out only by a cap."""
        return self.code in ("reserve", "awaits_ballot")


@dataclass
class Allocator:
    """The places that are left while the candidates are gone through, best first."""

    levels: Sequence[AwardLevel]
    caps: Sequence[Cap]
    policy: str = CUT
    settle: Settle = lambda group: [group]
    room: dict[Cell, int] = field(default_factory=dict)
    given: dict[Key, Allocation] = field(default_factory=dict)
    misses: dict[Key, list[Miss]] = field(default_factory=dict)
    _known: dict[tuple[str, str, str, str], list[Cell]] = field(default_factory=dict)
    _full_misses: dict[tuple[str, Cell], Miss] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.levels = sorted(self.levels, key=lambda level: level.order)
        self.room = {
            (index, cell): places
            for index, cap in enumerate(self.caps)
            for cell, places in cap.places.items()
        }
        self._below = {level.code: Miss(level, "below_minimum") for level in self.levels}
        self._not_reached = {level.code: Miss(level, "level_not_reached") for level in self.levels}

    def take(self, one: Candidate, level: AwardLevel) -> None:
        """What a council has already proposed stays, and uses its places."""
        self._fill(one, level)
        self.given[one.key] = Allocation(one.key, level, fixed=True)

    def place(self, group: Sequence[Candidate]) -> None:
        """Equals of one position, level by level."""
        waiting = list(group)
        for level in self.levels:
            fit = [one for one in waiting if self._fits(one, level)]
            if fit:
                self._give(fit, level, self.policy)
                waiting = [one for one in waiting if one.key not in self.given and not self._awaits(one)]
            if not waiting:
                return

    def answer(self, key: Key) -> Allocation:
        return self.given.get(key) or Allocation(key, None, tuple(self.misses.get(key, ())))

    def _fits(self, one: Candidate, level: AwardLevel) -> bool:
        miss = self._lacking(one, level) or self._full(one, level)
        if miss is None:
            return True
        if one.key in self.misses:
            self.misses[one.key].append(miss)
        else:
            self.misses[one.key] = [miss]
        return False

    def _lacking(self, one: Candidate, level: AwardLevel) -> Miss | None:
        least, codes = level.minimum_total, level.required_level_codes
        if least is not None and one.total < least:
            return self._below[level.code]
        if codes and one.level_code not in codes:
            return self._not_reached[level.code]
        return None

    def _full(self, one: Candidate, level: AwardLevel) -> Miss | None:
        room = self.room
        for cell in self._cells(one, level):
            if room[cell] <= 0:
                if (level.code, cell) not in self._full_misses:
                    self._full_misses[level.code, cell] = self._miss(level, "cap_full", cell)
                return self._full_misses[level.code, cell]
        return None

    def _give(self, fit: list[Candidate], level: AwardLevel, policy: str) -> None:
        over = self._overfull(fit, level)
        if over and policy in (BALLOT, CHAIN):
            parts = self.settle(fit)
            if len(parts) > 1:
                for part in parts:
                    self._give([one for one in part if self._fits(one, level)], level, policy)
                return
        taken = fit if policy == EXTEND else [one for one in fit if not self._cut(one, level, over, policy)]
        for one in taken:
            beyond = next((cell for cell in self._cells(one, level) if cell in over), None)
            self.given[one.key] = Allocation(
                one.key,
                level,
                tuple(self.misses.get(one.key, ())),
                self.caps[beyond[0]].label if beyond else "",
            )
            self._fill(one, level)
        if policy != EXTEND:
            self.room |= dict.fromkeys(over, 0)

    def _cut(self, one: Candidate, level: AwardLevel, over: Mapping[Cell, int], policy: str) -> bool:
        cell = next((cell for cell in self._cells(one, level) if cell in over), None)
        if cell is None:
            return False
        code = "ballot" if policy == BALLOT else "tie_cut"
        self.misses.setdefault(one.key, []).append(self._miss(level, code, cell, over[cell]))
        return True

    def _awaits(self, one: Candidate) -> bool:
        return any(miss.code == "ballot" for miss in self.misses.get(one.key, ())[-1:])

    def _overfull(self, fit: Iterable[Candidate], level: AwardLevel) -> dict[Cell, int]:
        """The caps that cannot hold all of these, with how many there are."""
        asked = Counter(cell for one in fit for cell in self._cells(one, level))
        return {cell: number for cell, number in asked.items() if number > self.room[cell]}

    def _fill(self, one: Candidate, level: AwardLevel) -> None:
        for cell in self._cells(one, level):
            self.room[cell] -= 1

    def _miss(self, level: AwardLevel, code: str, cell: Cell, tied: int = 0) -> Miss:
        cap = self.caps[cell[0]]
        return Miss(level, code, cap.label, cap.places[cell[1]], max(0, self.room[cell]), tied)

    def _cells(self, one: Candidate, level: AwardLevel) -> list[Cell]:
        """Asked for every candidate and level, so remembered by all that a cap looks at."""
        known = (level.code, one.strand, one.unit_kind, one.unit)
        cells = self._known.get(known)
        if cells is None:
            cells = self._known[known] = [
                (index, cap.cell(one))
                for index, cap in enumerate(self.caps)
                if cap.level in ("", level.code) and cap.counts(one) and cap.cell(one) in cap.places
            ]
        return cells


def allocate(
    ranked: Iterable[Ranked],
    levels: Iterable[AwardLevel],
    caps: Sequence[Cap] = (),
    policy: str = CUT,
    settle: Settle = lambda group: [group],
    taken: Mapping[Key, str] | None = None,
) -> list[Allocation]:
    """One proposal for each ranked candidate, in rank order. `taken`: level codes that a council already gave."""
    if policy not in CUT_POLICIES:
        raise ValueError(f"Unknown policy for ties: {policy}")
    levels, fixed = list(levels), taken or {}
    by_code = {level.code: level for level in levels}
    allocator, waiting = Allocator(levels, caps, policy, settle), sorted(ranked, key=lambda one: one.position)
    for one in waiting:
        if fixed.get(one.key):
            allocator.take(one.candidate, by_code[fixed[one.key]])
    for _, group in groupby(waiting, key=lambda one: one.position):
        allocator.place([one.candidate for one in group if one.key not in fixed])
    return [
        Allocation(one.key, None, fixed=True) if fixed.get(one.key) == "" else allocator.answer(one.key)
        for one in waiting
    ]


def exceeded(
    caps: Sequence[Cap], given: Iterable[tuple[Candidate, str]], allowed: Iterable[tuple[Candidate, str]]
) -> Iterator[tuple[Cap, str, int]]:
    """Caps that these (candidate, level code) break: cap, cell and number. What the ranking proposes is `allowed`."""
    asked, proposed = _filled(caps, given), _filled(caps, allowed)
    for (index, cell), number in sorted(asked.items()):
        if number > max(caps[index].places.get(cell, number), proposed[index, cell]):
            yield caps[index], cell, number


def bonus_amount(coefficient: Decimal, base_salary: Decimal | int) -> Decimal:
    """NĐ 152/2025 Art. 49: coefficient x base salary on the day of the decision, up to the next 10,000 đ."""
    tens = (coefficient * base_salary / BONUS_UNIT).to_integral_value(ROUND_CEILING)
    return tens * BONUS_UNIT


def _filled(caps: Sequence[Cap], given: Iterable[tuple[Candidate, str]]) -> Counter[Cell]:
    return Counter(
        (index, cap.cell(one))
        for one, level in given
        for index, cap in enumerate(caps)
        if cap.level in ("", level) and cap.counts(one)
    )
