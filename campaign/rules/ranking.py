"""Who stands where, and why. The order of comparison (the chain) is data from the rulebook.

A chain is a list like ["total", "criterion:novelty", "direct_worker", "female", "submitted_at"]. Whom the
chain cannot separate shares a position (1, 2, 2, 4): the rule never decides by chance.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import groupby

from campaign.rules.calendar import vn_datetime, vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase

CRITERION = "criterion:"
DEFAULT_CHAIN = ("total", "criterion:novelty", "direct_worker", "female", "submitted_at")
NAMED = 3

Key = str | int
Compared = Decimal | bool | float


@dataclass(frozen=True)
class Candidate:
    """`criteria` are the combined marks by code; `level_code` is the level the scoring rules gave."""

    key: Key
    total: Decimal
    criteria: Mapping[str, Decimal] = field(default_factory=dict)
    direct_worker: bool = False
    female: bool = False
    submitted_at: datetime | None = None
    level_code: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        return self.label or str(self.key)


@dataclass(frozen=True)
class Ranked:
    candidate: Candidate
    position: int
    reason: Phrase
    tied: bool

    @property
    def key(self) -> Key:
        return self.candidate.key


def rank(
    candidates: Iterable[Candidate],
    chain: Sequence[str] = DEFAULT_CHAIN,
    labels: Mapping[str, str] | None = None,
) -> list[Ranked]:
    """Best first, however the candidates came in; `labels` names the criteria in the reasons."""
    groups = _groups(candidates, chain)
    ranked: list[Ranked] = []
    for index, group in enumerate(groups):
        reason = _standing(groups, index, chain, labels or {})
        position = len(ranked) + 1
        ranked += [Ranked(one, position, _tie(one, group) or reason, len(group) > 1) for one in group]
    return ranked


def chain_problem(chain: Sequence[str], criteria: Iterable[str]) -> Phrase:
    """Why this chain cannot be used with these criteria; false when it can."""
    known = {*COMPARISONS, *(f"{CRITERION}{code}" for code in criteria)}
    strange = [link for link in chain if link not in known]
    if strange:
        return Phrase("Căn cứ xếp hạng «%(link)s» không có trong bộ tiêu chí. Hãy chọn lại.", link=strange[0])
    if not chain or chain[0] != "total" or len(set(chain)) < len(chain):
        return Phrase(
            "Thứ tự xếp hạng phải bắt đầu bằng tổng điểm và mỗi căn cứ chỉ dùng một lần. Hãy chọn lại."
        )
    return NO_OBJECTION


def inputs_digest(candidates: Iterable[Candidate], chain: Sequence[str]) -> str:
    """SHA-256 of everything the order depends on: the same on every machine and database."""
    rows = [asdict(replace(one, label="")) for one in sorted(candidates, key=_stable)]
    canonical = json.dumps(
        {"chain": list(chain), "candidates": rows},
        default=_canonical,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _canonical(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"Not an input of a ranking: {value!r}")


def _stable(candidate: Candidate) -> tuple[int, str]:
    """Order among equals, for display only."""
    return len(str(candidate.key)), str(candidate.key)


def _groups(candidates: Iterable[Candidate], chain: Sequence[str]) -> list[list[Candidate]]:
    def standing(one: Candidate) -> tuple[Compared, ...]:
        return tuple(_value(one, link) for link in chain)

    ordered = sorted(sorted(candidates, key=_stable), key=standing, reverse=True)
    return [list(group) for _, group in groupby(ordered, key=standing)]


def _value(candidate: Candidate, link: str) -> Compared:
    """What the link compares; the higher one stands before. A criterion without a mark counts as 0."""
    if link.startswith(CRITERION):
        return candidate.criteria.get(link.removeprefix(CRITERION), Decimal(0))
    return COMPARISONS[link](candidate)


def _earliness(candidate: Candidate) -> float:
    return -candidate.submitted_at.timestamp() if candidate.submitted_at else float("-inf")


COMPARISONS: dict[str, Callable[[Candidate], Compared]] = {
    "total": lambda one: one.total,
    "direct_worker": lambda one: one.direct_worker,
    "female": lambda one: one.female,
    "submitted_at": _earliness,
}


def _tie(one: Candidate, group: Sequence[Candidate]) -> Phrase:
    others = [other.name for other in group if other is not one]
    if not others:
        return NO_OBJECTION
    facts = {"others": ", ".join(others[:NAMED])}
    if len(others) > NAMED:
        return Phrase(
            "Đồng hạng với %(others)s và %(more)s hồ sơ khác: mọi căn cứ so sánh đều bằng nhau.",
            more=len(others) - NAMED,
            **facts,
        )
    return Phrase("Đồng hạng với %(others)s: mọi căn cứ so sánh đều bằng nhau.", **facts)


def _standing(
    groups: Sequence[Sequence[Candidate]], index: int, chain: Sequence[str], labels: Mapping[str, str]
) -> Phrase:
    """Why before the next one; for the last, why after the one before."""
    if len(groups) == 1:
        return Phrase("Hồ sơ duy nhất trong danh sách xếp hạng.")
    if index + 1 < len(groups):
        upper, lower = groups[index][0], groups[index + 1][0]
        return Phrase(
            "Xếp trên %(other)s vì %(why)s.", other=lower.name, why=_why(upper, lower, chain, labels)
        )
    upper, lower = groups[index - 1][0], groups[index][0]
    return Phrase(
        "Xếp dưới %(other)s vì hồ sơ đó %(why)s.", other=upper.name, why=_why(upper, lower, chain, labels)
    )


def _why(upper: Candidate, lower: Candidate, chain: Sequence[str], labels: Mapping[str, str]) -> Phrase:
    link = next(link for link in chain if _value(upper, link) != _value(lower, link))
    if link.startswith(CRITERION):
        code = link.removeprefix(CRITERION)
        return Phrase(
            "điểm tiêu chí %(label)s cao hơn: %(high)s > %(low)s",
            label=labels.get(code, code),
            high=vn_number(Decimal(_value(upper, link)), 2),
            low=vn_number(Decimal(_value(lower, link)), 2),
        )
    return EXPLANATIONS[link](upper, lower)


def _earlier(upper: Candidate, lower: Candidate) -> Phrase:
    if upper.submitted_at is None or lower.submitted_at is None:
        return Phrase("có ghi nhận thời điểm nộp")
    return Phrase(
        "nộp sớm hơn: %(early)s, trước %(late)s",
        early=vn_datetime(upper.submitted_at, seconds=True),
        late=vn_datetime(lower.submitted_at, seconds=True),
    )


EXPLANATIONS: dict[str, Callable[[Candidate, Candidate], Phrase]] = {
    "total": lambda upper, lower: Phrase(
        "tổng điểm cao hơn: %(high)s > %(low)s", high=vn_number(upper.total, 2), low=vn_number(lower.total, 2)
    ),
    "direct_worker": lambda upper, lower: Phrase(
        "cùng điểm và được ưu tiên người trực tiếp lao động, sản xuất"
    ),
    "female": lambda upper, lower: Phrase(
        "cùng điểm và được ưu tiên nữ (Điều 4 khoản 6 Nghị định 152/2025/NĐ-CP)"
    ),
    "submitted_at": _earlier,
}
