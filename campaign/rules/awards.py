"""Who is proposed for which award: in rank order, best level first, and the reason for each.

The rule proposes; the council decides. So a tie across the end of a quota is never settled silently: either
the whole tied group is taken beyond the quota (EXTEND) or nobody of it is (CUT_BELOW).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from itertools import groupby

from campaign.rules.calendar import vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ranking import Key, Ranked

EXTEND = "extend"
CUT_BELOW = "cut_below"
TIE_POLICIES = {
    EXTEND: Phrase("Lấy cả nhóm đồng hạng, vượt chỉ tiêu"),
    CUT_BELOW: Phrase("Không lấy nhóm đồng hạng vượt chỉ tiêu, chờ hội đồng quyết định"),
}
BONUS_UNIT = Decimal(10_000)


@dataclass(frozen=True)
class AwardLevel:
    """`order` 1 is the best; without a quota everybody who qualifies gets it.

    `required_level_codes`: the levels of `rules.levels` that qualify; empty means any.
    """

    code: str
    label: str
    order: int
    quota: int | None = None
    minimum_total: Decimal | None = None
    required_level_codes: Collection[str] = ()


@dataclass(frozen=True)
class Allocation:
    """`reserve`: qualified for an award, and left out only by a quota."""

    key: Key
    level: AwardLevel | None
    reason: Phrase
    reserve: bool


def allocate(
    ranked: Iterable[Ranked], levels: Iterable[AwardLevel], ties: str = CUT_BELOW
) -> list[Allocation]:
    """One proposal for each ranked candidate, in rank order."""
    if ties not in TIE_POLICIES:
        raise ValueError(f"Unknown policy for ties: {ties}")
    levels = sorted(levels, key=lambda level: level.order)
    start = NO_OBJECTION if levels else Phrase("Chưa có mức khen thưởng nào để xét.")
    waiting = sorted(ranked, key=lambda one: one.position)
    proposals = {one.key: Allocation(one.key, None, start, False) for one in waiting}
    for level in levels:
        proposals |= {answer.key: answer for answer in _fill(level, waiting, proposals, ties)}
        waiting = [one for one in waiting if proposals[one.key].level is None]
    return list(proposals.values())


def bonus_amount(coefficient: Decimal, base_salary: Decimal | int) -> Decimal:
    """NĐ 152/2025 Art. 49: coefficient x base salary on the day of the decision, up to the next 10,000 đ."""
    tens = (coefficient * base_salary / BONUS_UNIT).to_integral_value(ROUND_CEILING)
    return tens * BONUS_UNIT


def _fill(
    level: AwardLevel, waiting: Sequence[Ranked], earlier: Mapping[Key, Allocation], ties: str
) -> Iterable[Allocation]:
    """This level's answer to everybody who still waits; once somebody is left out, the level is closed."""
    room = level.quota
    for _, tied in groupby(waiting, key=lambda one: one.position):
        fit = []
        for one in tied:
            lacking = _lacking(one, level)
            if lacking:
                yield _unqualified(earlier[one.key], lacking)
            else:
                fit.append(one)
        beyond = room is not None and len(fit) > room
        if beyond and not (room and ties == EXTEND):
            yield from (_left_out(one, level, room, len(fit)) for one in fit)
        else:
            yield from (_given(one, level, earlier[one.key].reason, beyond=beyond) for one in fit)
        room = None if room is None else max(0, room - len(fit))


def _lacking(one: Ranked, level: AwardLevel) -> Phrase:
    """Why this candidate does not qualify for this level whatever the quota; false when it does."""
    facts = _facts(one, level)
    if level.minimum_total is not None and one.candidate.total < level.minimum_total:
        return Phrase(
            "Không xếp %(level)s: hạng %(position)s với %(total)s điểm, chưa đạt ngưỡng %(minimum)s điểm.",
            minimum=vn_number(level.minimum_total, 2),
            **facts,
        )
    if level.required_level_codes and one.candidate.level_code not in level.required_level_codes:
        return Phrase(
            "Không xếp %(level)s: hạng %(position)s với %(total)s điểm, chưa đạt mức sáng kiến mà "
            "giải này yêu cầu.",
            **facts,
        )
    return NO_OBJECTION


def _facts(one: Ranked, level: AwardLevel) -> dict[str, object]:
    return {"level": level.label, "position": one.position, "total": vn_number(one.candidate.total, 2)}


def _unqualified(earlier: Allocation, lacking: Phrase) -> Allocation:
    """Who was left out of a better level by its quota stays in reserve for it."""
    return earlier if earlier.reserve else replace(earlier, reason=lacking)


def _left_out(one: Ranked, level: AwardLevel, room: int | None, tied: int) -> Allocation:
    facts = {**_facts(one, level), "quota": level.quota}
    if room:
        reason = Phrase(
            "Dự bị %(level)s: hạng %(position)s với %(total)s điểm; %(tied)s hồ sơ đồng hạng mà chỉ "
            "tiêu %(quota)s "
            "chỉ còn %(room)s, chờ hội đồng quyết định.",
            room=room,
            tied=tied,
            **facts,
        )
    else:
        reason = Phrase(
            "Dự bị %(level)s: hạng %(position)s với %(total)s điểm, chỉ tiêu %(quota)s đã đủ.", **facts
        )
    return Allocation(one.key, None, reason, True)


def _given(one: Ranked, level: AwardLevel, missed: Phrase, *, beyond: bool) -> Allocation:
    """The reason ends with what kept the candidate from the next better level."""
    reason = Phrase(
        "%(level)s: hạng %(position)s với %(total)s điểm (%(quota)s; %(minimum)s).",
        quota=_quota(level, beyond=beyond),
        minimum=_minimum(level),
        **_facts(one, level),
    )
    if missed:
        reason = Phrase("%(given)s %(missed)s", given=reason, missed=missed)
    return Allocation(one.key, level, reason, False)


def _quota(level: AwardLevel, *, beyond: bool) -> Phrase:
    if level.quota is None:
        return Phrase("không giới hạn chỉ tiêu")
    if beyond:
        return Phrase("vượt chỉ tiêu %(quota)s vì lấy cả nhóm đồng hạng", quota=level.quota)
    return Phrase("trong chỉ tiêu %(quota)s", quota=level.quota)


def _minimum(level: AwardLevel) -> Phrase:
    if level.minimum_total is None:
        return Phrase("không đặt ngưỡng điểm")
    return Phrase("đạt ngưỡng %(minimum)s điểm", minimum=vn_number(level.minimum_total, 2))
