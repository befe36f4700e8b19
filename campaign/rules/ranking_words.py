"""The reasons of a place: as facts for programs, as sentences for the office, and as lines for an author.

The facts are kept with the ranking. An author's lines say the own figures and the step that decided, never a neighbour.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from campaign.rules.awards import LEFT_OUT, Allocation, Miss
from campaign.rules.calendar import vn_datetime, vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.ranking import CRITERION, NAMED, Ranked
from campaign.rules.ranking_record import number

Facts = Mapping[str, Any]
LINKS: dict[str, Phrase] = {
    "total": Phrase("Tổng điểm"),
    "top_share": Phrase("Tỷ lệ phiếu đạt mức cao nhất"),
    "direct_worker": Phrase("Người trực tiếp lao động, sản xuất"),
    "female": Phrase("Nữ, hoặc tập thể có từ 70 %% là nữ (khoản 6 Điều 4 Nghị định 152/2025/NĐ-CP)"),
    "submitted_at": Phrase("Nộp hồ sơ sớm hơn"),
    "ballot": Phrase("Bốc thăm hoặc bỏ phiếu có người chứng kiến"),
    "draw": Phrase("Bốc thăm bằng mã công bố trước"),
}
PREFERRED: dict[str, Phrase] = {
    "direct_worker": Phrase("cùng điểm và được ưu tiên người trực tiếp lao động, sản xuất"),
    "female": Phrase("cùng điểm và được ưu tiên nữ (Điều 4 khoản 6 Nghị định 152/2025/NĐ-CP)"),
    "ballot": Phrase("mọi căn cứ so sánh đều bằng nhau và kết quả bốc thăm, bỏ phiếu đứng trước"),
    "draw": Phrase("mọi căn cứ so sánh đều bằng nhau và số bốc thăm theo mã công bố trước nhỏ hơn"),
}


def tie_facts(one: Ranked) -> dict[str, Any]:
    standing = one.standing
    facts: dict[str, Any] = {
        "code": one.code,
        "link": standing.link,
        "own": _kept(standing.own),
        "other": _kept(standing.other),
        "than": str(standing.than),
        "same_total": one.same_total,
    }
    if one.tied:
        others = [str(key) for key in one.peers if key != one.key]
        facts |= {"peers": others[:NAMED], "more": max(0, len(others) - NAMED)}
    return facts


def award_facts(answer: Allocation) -> dict[str, Any]:
    return {
        "code": answer.code,
        "level": answer.level.label if answer.level else "",
        "minimum": _minimum(answer.level.minimum_total) if answer.level else "",
        "cap": answer.cap,
        "misses": [_miss_facts(miss) for miss in answer.misses],
    }


def link_label(link: str, labels: Mapping[str, str]) -> Phrase | str:
    code = link.removeprefix(CRITERION)
    return LINKS[link] if link in LINKS else labels.get(code, code)


def tie_sentence(facts: Facts, labels: Mapping[str, str]) -> Phrase:
    """Compared with the next one; the last with the one before."""
    if facts["code"] == "only":
        return Phrase("Hồ sơ duy nhất trong danh sách xếp hạng.")
    if facts["code"] == "tied":
        return _tied(facts)
    why = _why(facts, labels)
    if facts["code"] == "above":
        return Phrase("Xếp trên %(other)s vì %(why)s.", other=facts["than"], why=why)
    return Phrase("Xếp dưới %(other)s vì hồ sơ đó %(why)s.", other=facts["than"], why=why)


def award_sentence(facts: Facts, position: int, total: Decimal) -> Phrase:
    """What is proposed, and what kept the candidate from the next better level."""
    own = {"position": position, "total": vn_number(total, 2)}
    missed = _telling_miss(facts)
    if facts["code"] == "no_levels":
        return Phrase("Chưa có mức khen thưởng nào để xét.")
    if facts["code"] == "decided":
        return _decided(facts)
    if not facts["level"]:
        return _missed(missed, own)
    given = Phrase(
        "%(level)s: hạng %(position)s với %(total)s điểm (%(quota)s; %(minimum)s).",
        level=facts["level"],
        quota=_within(facts),
        minimum=_needed(facts),
        **own,
    )
    if missed:
        return Phrase("%(given)s %(missed)s", given=given, missed=_missed(missed, own))
    return given


def author_lines(facts: Facts, position: int, total: Decimal, labels: Mapping[str, str]) -> Iterator[Phrase]:
    """For the author: nobody else is named, and nothing tells whose the next place is."""
    tie, award = facts["tie"], facts["award"]
    yield Phrase("Hạng %(position)s với %(total)s điểm.", position=position, total=vn_number(total, 2))
    if tie["code"] == "tied":
        yield Phrase("Đồng hạng với hồ sơ khác vì mọi căn cứ so sánh đều bằng nhau.")
    elif tie["same_total"] > 1 and tie["link"] != "total":
        yield Phrase(
            "Có %(count)s hồ sơ cùng tổng điểm; thứ tự được phân định theo căn cứ: %(link)s.",
            count=tie["same_total"],
            link=link_label(tie["link"], labels),
        )
    yield award_sentence(award, position, total)


def _why(facts: Facts, labels: Mapping[str, str]) -> Phrase:
    link = facts["link"]
    if link in PREFERRED:
        return PREFERRED[link]
    high, low = ("own", "other") if facts["code"] == "above" else ("other", "own")
    if link == "submitted_at":
        return _earlier(facts[high], facts[low])
    values = {"high": _said(facts[high]), "low": _said(facts[low])}
    if link == "total":
        return Phrase("tổng điểm cao hơn: %(high)s > %(low)s", **values)
    if link == "top_share":
        return Phrase("tỷ lệ phiếu đạt mức cao nhất lớn hơn: %(high)s > %(low)s", **values)
    return Phrase(
        "điểm tiêu chí %(label)s cao hơn: %(high)s > %(low)s", label=link_label(link, labels), **values
    )


def _earlier(early: str, late: str) -> Phrase:
    if not early or not late:
        return Phrase("có ghi nhận thời điểm nộp")
    return Phrase(
        "nộp sớm hơn: %(early)s, trước %(late)s",
        early=vn_datetime(datetime.fromisoformat(early), seconds=True),
        late=vn_datetime(datetime.fromisoformat(late), seconds=True),
    )


def _tied(facts: Facts) -> Phrase:
    others = {"others": ", ".join(facts["peers"])}
    if facts["more"]:
        return Phrase(
            "Đồng hạng với %(others)s và %(more)s hồ sơ khác: mọi căn cứ so sánh đều bằng nhau.",
            more=facts["more"],
            **others,
        )
    return Phrase("Đồng hạng với %(others)s: mọi căn cứ so sánh đều bằng nhau.", **others)


def _decided(facts: Facts) -> Phrase:
    if facts["level"]:
        return Phrase("%(level)s: hội đồng đã đề nghị.", level=facts["level"])
    return Phrase("Hội đồng đã đề nghị không xếp giải.")


def _telling_miss(facts: Facts) -> Facts | None:
    """Who was left out of a better level by a cap stays in reserve for it; else the last level that was tried."""
    left_out = [miss for miss in facts["misses"] if miss["code"] in LEFT_OUT]
    found = facts["misses"] if facts["level"] or not left_out else left_out
    return found[-1] if found else None


def _missed(miss: Facts | None, own: Facts) -> Phrase:
    if miss is None:
        return Phrase("Không đạt mức khen thưởng nào.")
    return MISSED[miss["code"]](miss, {"level": miss["level"], **own})


def _full(miss: Facts, facts: Facts) -> Phrase:
    return Phrase(
        "Dự bị %(level)s: hạng %(position)s với %(total)s điểm, chỉ tiêu «%(cap)s» (%(places)s) đã đủ.",
        cap=miss["cap"],
        places=miss["places"],
        **facts,
    )


def _cut(miss: Facts, facts: Facts) -> Phrase:
    return Phrase(
        "Dự bị %(level)s: hạng %(position)s với %(total)s điểm; %(tied)s hồ sơ đồng hạng mà chỉ tiêu «%(cap)s» "
        "(%(places)s) chỉ còn %(room)s, chờ hội đồng quyết định.",
        **{name: miss[name] for name in ("cap", "places", "room", "tied")},
        **facts,
    )


def _awaits(miss: Facts, facts: Facts) -> Phrase:
    return Phrase(
        "Chờ bốc thăm hoặc bỏ phiếu cho %(level)s: hạng %(position)s với %(total)s điểm; %(tied)s hồ sơ đồng hạng mà "
        "chỉ tiêu «%(cap)s» (%(places)s) chỉ còn %(room)s.",
        **{name: miss[name] for name in ("cap", "places", "room", "tied")},
        **facts,
    )


def _below(miss: Facts, facts: Facts) -> Phrase:
    return Phrase(
        "Không xếp %(level)s: hạng %(position)s với %(total)s điểm, chưa đạt ngưỡng %(minimum)s điểm.",
        minimum=_said(miss["minimum"]),
        **facts,
    )


def _not_reached(miss: Facts, facts: Facts) -> Phrase:
    return Phrase(
        "Không xếp %(level)s: hạng %(position)s với %(total)s điểm, chưa đạt mức sáng kiến mà giải này yêu cầu.",
        **facts,
    )


MISSED = {
    "cap_full": _full,
    "tie_cut": _cut,
    "ballot": _awaits,
    "below_minimum": _below,
    "level_not_reached": _not_reached,
}


def _within(facts: Facts) -> Phrase:
    if facts["cap"]:
        return Phrase("vượt chỉ tiêu «%(cap)s» vì lấy cả nhóm đồng hạng", cap=facts["cap"])
    return Phrase("trong chỉ tiêu")


def _needed(facts: Facts) -> Phrase:
    if not facts["minimum"]:
        return Phrase("không đặt ngưỡng điểm")
    return Phrase("đạt ngưỡng %(minimum)s điểm", minimum=_said(facts["minimum"]))


def _minimum(value: Decimal | None) -> str:
    return "" if value is None else number(value)


def _miss_facts(miss: Miss) -> dict[str, Any]:
    return {
        "level": miss.level.label,
        "code": miss.code,
        "minimum": _minimum(miss.level.minimum_total),
        "cap": miss.cap,
        "places": miss.places,
        "room": miss.room,
        "tied": miss.tied,
    }


def _kept(value: Any) -> str | bool:
    """A value that was compared, as it is kept in JSON."""
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return "" if value is None else number(value)


def _said(value: str) -> str:
    """A fraction as a percentage of the sheets, a number with two decimals."""
    if "/" in value:
        return f"{vn_number(Decimal(Fraction(value).numerator) * 100 / Fraction(value).denominator, 1)} %"
    return vn_number(Decimal(value), 2)
