"""One prepared line per extension, for the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models.unit import Unit
from campaign.models.deadline import Extension
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import Phrase


@dataclass(frozen=True)
class Line:
    """`can_revoke`: it still gives somebody time."""

    pk: int
    whose: str
    note: str
    campaign: str
    strand: Phrase | str
    until: Phrase
    reason: str
    uses: Phrase | str
    granted: Phrase
    tone: str
    label: Phrase
    can_revoke: bool


def lines(found: Iterable[Extension], now: datetime) -> list[Line]:
    """Wants rows with their campaign, strand, person and who granted them."""
    found = list(found)
    units = Unit.objects.filter(pk__in={one.unit_id for one in found if one.unit_id}).called()
    names = {unit.pk: unit.name for unit in units}
    return [_line(one, names, now) for one in found]


def _line(one: Extension, names: dict[int, str], now: datetime) -> Line:
    tone, label = _state(one, now)
    return Line(
        pk=one.pk,
        whose=names.get(one.unit_id, "") if one.unit_id else one.person.full_name,
        note="" if one.unit_id else one.person.staff_code,
        campaign=one.campaign.title,
        strand=one.strand.name if one.strand else Phrase("Mọi nội dung thi đua"),
        until=vn_datetime(one.closes),
        reason=one.reason,
        uses=_uses(one),
        granted=Phrase("%(name)s, %(when)s", name=one.granted_by.full_name, when=vn_datetime(one.granted_at)),
        tone=tone,
        label=label,
        can_revoke=tone == "good",
    )


def _uses(one: Extension) -> Phrase | str:
    if one.most_uses is None:
        return str(one.uses)
    return Phrase("%(uses)s trên %(most)s", uses=one.uses, most=one.most_uses)


def _state(one: Extension, now: datetime) -> tuple[str, Phrase]:
    if one.revoked_at:
        return "bad", Phrase("Đã thu hồi")
    if now >= one.closes:
        return "info", Phrase("Đã hết hạn")
    if one.most_uses is not None and one.uses >= one.most_uses:
        return "info", Phrase("Đã dùng hết lượt")
    return "good", Phrase("Đang có hiệu lực")
