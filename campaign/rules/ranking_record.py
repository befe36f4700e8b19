"""A ranking as values that can be kept for ever: what went in, the terms, what came out, and one hash over all.

Nothing in it depends on a database: dossiers, strands and units go by their numbers and codes, numbers are text, and
the bytes are canonical JSON. So the same data give the same hash on every machine. ALGORITHM grows whenever the same
inputs would give another result; a ranking names the one it was made with.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from campaign.rules import awards, ranking
from campaign.rules.awards import Allocation, AwardLevel, Cap
from campaign.rules.quotas import Quota, cap_of
from campaign.rules.ranking import Candidate, Key, Lots, Ranked

ALGORITHM = 1
RAW = "raw"


@dataclass(frozen=True)
class Terms:
    """Everything that is decided before anybody is ranked. `labels`: names of criteria and strands for sentences."""

    strand: str
    chain: Sequence[str]
    levels: Sequence[AwardLevel] = ()
    quotas: Sequence[Quota] = ()
    policy: str = awards.CUT
    cut_chain: Sequence[str] = ()
    seed: str = ""
    basis: str = RAW
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Inputs:
    """`pool`: who competes for the places; `counts`: the cells of each quota with their base, by the quota's code;
    `taken`: levels ("" for none) where a council of another strand departed from its ranking; `left_out`: reasons.
    """

    pool: Sequence[Candidate]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    taken: Mapping[Key, str] = field(default_factory=dict)
    orders: Sequence[Sequence[Key]] = ()
    left_out: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Outcome:
    """The order of the terms' strand with the proposal for each; `pool_positions` where several strands compete."""

    ranked: Sequence[Ranked]
    proposals: Mapping[Key, Allocation]
    caps: Sequence[Cap]
    pool_positions: Mapping[Key, int]

    def rows(self) -> list[list[Any]]:
        """The result as it is hashed: number, position, tie, award, level."""
        return [
            [str(one.key), one.position, one.code, self.proposals[one.key].code, self.level_of(one.key)]
            for one in self.ranked
        ]

    def level_of(self, key: Key) -> str:
        level = self.proposals[key].level
        return level.code if level else ""


def compute(terms: Terms, inputs: Inputs) -> Outcome:
    lots = Lots(inputs.orders, terms.seed)
    whole = ranking.rank(inputs.pool, terms.chain, lots)
    caps = [cap_of(quota, inputs.counts.get(quota.code, {"": 0})) for quota in terms.quotas]
    proposals = awards.allocate(
        whole, terms.levels, caps, terms.policy, _settle(terms, lots), taken=inputs.taken
    )
    shared = any(one.strand != terms.strand for one in inputs.pool)
    own = [one for one in inputs.pool if one.strand == terms.strand] if shared else []
    return Outcome(
        ranked=ranking.rank(own, terms.chain, lots) if shared else whole,
        proposals={one.key: one for one in proposals},
        caps=caps,
        pool_positions={one.key: one.position for one in whole} if shared else {},
    )


def _settle(terms: Terms, lots: Lots) -> awards.Settle:
    """How equals at the end of a quota are told apart: by the lots that were drawn, or by the chain for this case."""
    if terms.policy == awards.BALLOT:
        return lambda group: ranking.settled(group, ranking.BALLOT, lots)
    return lambda group: ranking.grouped(group, terms.cut_chain, lots)


def inputs_digest(terms: Mapping[str, Any], inputs: Mapping[str, Any]) -> str:
    """Tells whether a ranking is still what it would be now; who was left out decides nothing."""
    deciding = {name: part for name, part in inputs.items() if name != "left_out"}
    return _sha256({"inputs": deciding, "parameters": terms})


def digest(terms: Mapping[str, Any], inputs: Mapping[str, Any], rows: Sequence[Sequence[Any]]) -> str:
    """Over everything: what `manage.py verify_ranking` prints and what the page shows."""
    return _sha256({"algorithm": ALGORITHM, "inputs": inputs, "parameters": terms, "result": rows})


def _sha256(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def number(value: Decimal) -> str:
    """One way to write a number: 86.5, never 86.50 or 8.65E+1."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def terms_to_json(terms: Terms) -> dict[str, Any]:
    return {
        "strand": terms.strand,
        "chain": list(terms.chain),
        "levels": [
            [
                level.code,
                level.label,
                level.order,
                None if level.minimum_total is None else number(level.minimum_total),
                sorted(level.required_level_codes),
            ]
            for level in terms.levels
        ],
        "quotas": [
            vars(quota) | {"percent": None if quota.percent is None else number(quota.percent)}
            for quota in terms.quotas
        ],
        "policy": terms.policy,
        "cut_chain": list(terms.cut_chain),
        "seed": terms.seed,
        "basis": terms.basis,
        "labels": dict(terms.labels),
    }


def terms_from_json(kept: Mapping[str, Any]) -> Terms:
    return Terms(
        **(
            dict(kept)
            | {
                "levels": [
                    AwardLevel(code, label, order, None if least is None else Decimal(least), tuple(codes))
                    for code, label, order, least, codes in kept["levels"]
                ],
                "quotas": [
                    Quota(**(row | {"percent": None if row["percent"] is None else Decimal(row["percent"])}))
                    for row in kept["quotas"]
                ],
            }
        )
    )


def inputs_to_json(inputs: Inputs) -> dict[str, Any]:
    return {
        "pool": [_row(one) for one in sorted(inputs.pool, key=lambda one: str(one.key))],
        "counts": {code: dict(cells) for code, cells in inputs.counts.items()},
        "taken": {str(key): level for key, level in inputs.taken.items()},
        "orders": [[str(key) for key in order] for order in inputs.orders],
        "left_out": sorted([number, reason] for number, reason in inputs.left_out),
    }


def inputs_from_json(kept: Mapping[str, Any]) -> Inputs:
    return Inputs(
        pool=[_candidate(row) for row in kept["pool"]],
        counts=kept["counts"],
        taken=kept["taken"],
        orders=kept["orders"],
        left_out=[(number, reason) for number, reason in kept["left_out"]],
    )


COLUMNS = (
    "key",
    "total",
    "criteria",
    "top_sheets",
    "sheets",
    "direct_worker",
    "female",
    "submitted_at",
    "level_code",
    "strand",
    "unit_kind",
    "unit",
)


def _row(one: Candidate) -> list[Any]:
    """In the order of COLUMNS."""
    return [
        str(one.key),
        number(one.total),
        {code: number(points) for code, points in one.criteria.items()},
        one.top_sheets,
        one.sheets,
        one.direct_worker,
        one.female,
        _moment(one.submitted_at),
        one.level_code,
        one.strand,
        one.unit_kind,
        one.unit,
    ]


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else ""


def _candidate(row: Sequence[Any]) -> Candidate:
    key, total, criteria, top, sheets, direct, female, submitted, level, strand, kind, unit = row
    return Candidate(
        key=key,
        total=Decimal(total),
        criteria={code: Decimal(points) for code, points in criteria.items()},
        top_sheets=top,
        sheets=sheets,
        direct_worker=direct,
        female=female,
        submitted_at=datetime.fromisoformat(submitted) if submitted else None,
        level_code=level,
        strand=strand,
        unit_kind=kind,
        unit=unit,
    )


def differences(kept: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[str]:
    """What is not the same any more, as register numbers of dossiers and names of parts."""
    before, after = ({row[0]: row for row in side["pool"]} for side in (kept, now))
    yield from sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    yield from (part for part in ("counts", "taken", "orders") if kept[part] != now.get(part))
