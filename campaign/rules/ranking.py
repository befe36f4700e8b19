"""Who stands where, and why. The order of comparison (the chain) is data from the rulebook.

A chain is a list like ["total", "criterion:novelty", "top_share", "direct_worker", "female", "ballot"]. Whom the
chain cannot separate shares a position (1, 2, 2, 4): the rule never decides by chance. Its last link may be the lots
that people drew before witnesses ("ballot"), or a draw that everybody can repeat from a seed announced before ("draw").
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from campaign.rules.phrase import NO_OBJECTION, Phrase

CRITERION = "criterion:"
BALLOT, DRAW = "ballot", "draw"
SETTLING = (BALLOT, DRAW)
# The moment of filing is no merit: it is compared only where a rulebook says so.
DEFAULT_CHAIN = ("total", "criterion:novelty", "direct_worker", "female")
NAMED = 3

Key = str | int
Compared = Decimal | Fraction | bool | float
Getter = Callable[["Candidate"], Compared]
Group = tuple[tuple[Compared, ...], list["Candidate"]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`criteria` are the combined marks by code; `level_code` is the level the scoring rules gave.

    `top_sheets` of `sheets` score sheets reached the highest level of the rubric. `female`: NĐ 152/2025 Art. 4.6.
    """

    key: Key
    total: Decimal
    criteria: Mapping[str, Decimal] = field(default_factory=dict)
    top_sheets: int = 0
    sheets: int = 0
    direct_worker: bool = False
    female: bool = False
    submitted_at: datetime | None = None
    level_code: str = ""
    strand: str = ""
    unit_kind: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Lots:
    """`orders`: each the outcome of one drawing of lots, the first drawn first. `seed`: announced before the marks."""

    orders: Sequence[Sequence[Key]] = ()
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a group of equals stands where it does: compared with the group after it, the last with the one before.

    `code` is "only", "above" or "below"; `link` is the first link that tells the two apart.
    """

    code: str
    link: str = ""
    own: Compared | datetime | None = None
    other: Compared | datetime | None = None
    than: Key = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """`peers` share the position; `same_total` is how many have the same total, this one with them."""

    candidate: Candidate
    position: int
    standing: Standing
    peers: tuple[Key, ...] = ()
    same_total: int = 1

    @property
    def key(self) -> Key:
        return self.candidate.key

    @property
    def tied(self) -> bool:
        return len(self.peers) > 1

    @property
    def code(self) -> str:
        return "tied" if self.tied else self.standing.code


NO_LOTS = Lots()


def rank(
    candidates: Iterable[Candidate], chain: Sequence[str] = DEFAULT_CHAIN, lots: Lots = NO_LOTS
) -> list[Ranked]:
    """Best first, however the candidates came in."""
    groups = _keyed_groups(candidates, chain, lots)
    totals: dict[Decimal, int] = {}
    for _, group in groups:
        totals[group[0].total] = totals.get(group[0].total, 0) + len(group)
    ranked: list[Ranked] = []
    for index, (_, group) in enumerate(groups):
        standing, position = _standing(groups, index, chain), len(ranked) + 1
        peers = tuple(one.key for one in group) if len(group) > 1 else ()
        ranked += [Ranked(one, position, standing, peers, totals[one.total]) for one in group]
    return ranked


def grouped(
    candidates: Iterable[Candidate], chain: Sequence[str], lots: Lots = NO_LOTS
) -> list[list[Candidate]]:
    """Groups of equals, the best first."""
    return [group for _, group in _keyed_groups(candidates, chain, lots)]


def _keyed_groups(candidates: Iterable[Candidate], chain: Sequence[str], lots: Lots) -> list[Group]:
    getters = [getter_of(link) for link in chain if link not in SETTLING]

    def standing(one: Candidate) -> tuple[Compared, ...]:
        return tuple([get(one) for get in getters])

    keyed = [(standing(one), one) for one in sorted(candidates, key=_stable)]
    keyed.sort(key=lambda pair: pair[0], reverse=True)
    equals = [(key, [one for _, one in group]) for key, group in groupby(keyed, key=lambda pair: pair[0])]
    last = chain[-1] if chain and chain[-1] in SETTLING else ""
    return [(key, part) for key, group in equals for part in settled(group, last, lots)] if last else equals


def settled(group: list[Candidate], link: str, lots: Lots) -> list[list[Candidate]]:
    """Equals put in order by lot; as they are while no lots were drawn among all of them."""
    if len(group) < 2:
        return [group]
    if link == DRAW and lots.seed:
        return [[one] for one in sorted(group, key=lambda one: draw_number(lots.seed, one.key))]
    for drawn in reversed(lots.orders) if link == BALLOT else ():
        place = {key: number for number, key in enumerate(drawn)}
        if all(one.key in place for one in group):
            return [[one] for one in sorted(group, key=lambda one: place[one.key])]
    return [group]


def draw_number(seed: str, key: Key) -> str:
    """The smaller one stands first; anybody can compute it: SHA-256 of the seed, a bar and the register number."""
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def chain_problem(chain: Sequence[str], criteria: Iterable[str]) -> Phrase:
    """Why this chain cannot be used with these criteria; false when it can."""
    known = {*COMPARISONS, *SETTLING, *(f"{CRITERION}{code}" for code in criteria)}
    strange = [link for link in chain if link not in known]
    if strange:
        return Phrase("Căn cứ xếp hạng «%(link)s» không có trong bộ tiêu chí. Hãy chọn lại.", link=strange[0])
    if not chain or chain[0] != "total" or len(set(chain)) < len(chain):
        return Phrase(
            "Thứ tự xếp hạng phải bắt đầu bằng tổng điểm và mỗi căn cứ chỉ dùng một lần. Hãy chọn lại."
        )
    if any(link in SETTLING for link in chain[:-1]):
        return Phrase(
            "Bốc thăm tách được mọi trường hợp bằng nhau nên chỉ đứng cuối thứ tự xếp hạng và chỉ chọn một cách. "
            "Hãy chuyển xuống cuối."
        )
    return NO_OBJECTION


def getter_of(link: str) -> Getter:
    """What the link compares; the higher one stands before. A criterion without a mark counts as 0."""
    if link.startswith(CRITERION):
        code = link.removeprefix(CRITERION)
        return lambda one: one.criteria.get(code, ZERO)
    return COMPARISONS[link]


ZERO = Decimal(0)


def _stable(candidate: Candidate) -> tuple[int, str]:
    """Order among equals, for display only."""
    return len(str(candidate.key)), str(candidate.key)


def _earliness(candidate: Candidate) -> float:
    return -candidate.submitted_at.timestamp() if candidate.submitted_at else float("-inf")


def _top_share(candidate: Candidate) -> Fraction:
    return Fraction(candidate.top_sheets, candidate.sheets) if candidate.sheets else Fraction(0)


COMPARISONS: dict[str, Getter] = {
    "total": lambda one: one.total,
    "top_share": _top_share,
    "direct_worker": lambda one: one.direct_worker,
    "female": lambda one: one.female,
    "submitted_at": _earliness,
}


def _standing(groups: Sequence[Group], index: int, chain: Sequence[str]) -> Standing:
    if len(groups) == 1:
        return ONLY
    code, neighbour = ("above", index + 1) if index + 1 < len(groups) else ("below", index - 1)
    (own, mine), (other, others) = groups[index], groups[neighbour]
    for link, value, compared in zip(chain, own, other, strict=False):
        if value != compared:
            if link == "submitted_at":
                return Standing(code, link, mine[0].submitted_at, others[0].submitted_at, others[0].key)
            return Standing(code, link, value, compared, others[0].key)
    return Standing(code, chain[-1], than=others[0].key)


ONLY = Standing("only")
