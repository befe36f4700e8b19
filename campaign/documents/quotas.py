"""The quotas of a campaign as the rules read them, with the bases that percentages are taken of."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from accounts.models.post import Post
from accounts.models.unit import Unit
from campaign.models import clock
from campaign.models.campaign import Campaign, Strand
from campaign.models.quota import AwardQuota
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_day, vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.quotas import BASES, EACH, ROUNDINGS, Quota, reckoned
from campaign.rules.workflow import State

SHOWN_CELLS = 20
# Dossiers by strand, kind of unit and unit.
Counted = Mapping[tuple[str, str, str], int]
# Whose marks are combined and stand: revoked ones are out.
POOL = (State.JUDGED, State.RANKED, State.PROPOSED, State.DECIDED, State.PUBLISHED)
COUNTED = {
    "submitted": Q(submitted_at__isnull=False),
    "accepted": Q(accepted_at__isnull=False),
    "recognised": Q(state__in=POOL, combined_score__isnull=False) & ~Q(combined_score__level_code=""),
}


@dataclass(frozen=True)
class Reckoning:
    """One row of the plan with its arithmetic, a line for every strand or unit that has its own."""

    label: str
    scope: Phrase
    lines: Sequence[Phrase]
    more: int


def quotas_of(campaign: Campaign) -> list[Quota]:
    rows = AwardQuota.objects.filter(campaign=campaign).select_related("level", "strand", "unit")
    return [_quota(row) for row in rows]


def _quota(row: AwardQuota) -> Quota:
    return Quota(
        code=str(row.order),
        label=row.label,
        level=row.level.code if row.level else "",
        strand=row.strand.code if row.strand else "",
        unit_kind=row.unit_kind,
        unit=row.unit.code if row.unit else "",
        each=row.each,
        number=row.number,
        percent=row.percent,
        base=row.base,
        rounding=row.rounding,
    )


def kinds_of_units(campaign: Campaign) -> dict[str, str]:
    """Kinds on the day of the plan, so that a later reorganisation moves no quota."""
    units = Unit.objects.filter(submissions__campaign=campaign).distinct()
    return dict(units.named(campaign.plan_date).values_list("code", "kind"))


def bases_of(
    campaign: Campaign, quotas: Sequence[Quota], kinds: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """The cells of every quota with their base: one query for each base that some quota names."""
    named = {quota.base for quota in quotas if quota.base}
    counted = {base: _counted(campaign, COUNTED[base], kinds) for base in sorted(named - {"staff"})}
    present = counted.get("submitted") or _counted(campaign, COUNTED["submitted"], kinds)
    staff = _staff(campaign) if "staff" in named else {}
    strands = list(Strand.objects.filter(campaign=campaign).values_list("code", flat=True))
    return {
        quota.code: _cells(quota, counted.get(quota.base, {}), present, staff, strands) for quota in quotas
    }


def _counted(campaign: Campaign, which: Q, kinds: Mapping[str, str]) -> Counted:
    rows = Submission.objects.filter(which, campaign=campaign).exclude(state=State.DRAFT).order_by()
    grouped = rows.values_list("strand__code", "unit__code").annotate(rows=Count("pk"))
    return {(strand, kinds.get(unit, ""), unit): number for strand, unit, number in grouped}


def _staff(campaign: Campaign) -> dict[str, int]:
    """People with a post in the unit on the last day for filing, or today while that lies ahead."""
    ends = [window.closes for window in campaign.windows.filter(kind="submit", strand=None)]
    day = min([clock.today(), *(vn_day(moment) for moment in ends)])
    posts = Post.objects.valid_on(day).order_by().values_list("unit__code")
    return dict(posts.annotate(people=Count("user", distinct=True)))


def _cells(
    quota: Quota, counted: Counted, present: Counted, staff: Mapping[str, int], strands: Iterable[str]
) -> dict[str, int]:
    cells: Counter[str] = Counter()
    if quota.each == "":
        cells[""] = staff.get(quota.unit, 0) if quota.base == "staff" else 0
    if quota.each == "strand":
        cells.update(dict.fromkeys(strands, 0))
    if quota.each == "unit":
        units = {key[2] for key in present if _matches(quota, key)}
        cells.update({unit: staff.get(unit, 0) if quota.base == "staff" else 0 for unit in units})
    for key, number in counted.items():
        if _matches(quota, key):
            cells[{"strand": key[0], "unit": key[2]}.get(quota.each, "")] += number
    return dict(sorted(cells.items()))


def _matches(quota: Quota, key: tuple[str, str, str]) -> bool:
    asked = (quota.strand, quota.unit_kind, quota.unit)
    return all(want in ("", have) for want, have in zip(asked, key, strict=True))


def reckonings(campaign: Campaign) -> list[Reckoning]:
    """For the page of the plan: what each quota comes to with the dossiers of this moment."""
    quotas = quotas_of(campaign)
    bases = bases_of(campaign, quotas, kinds_of_units(campaign))
    names = dict(campaign.strands.values_list("code", "name")) | _unit_names(bases, quotas)
    return [_reckoning(quota, bases[quota.code], names) for quota in quotas]


def _unit_names(bases: Mapping[str, Mapping[str, int]], quotas: Sequence[Quota]) -> dict[str, str]:
    codes = {cell for quota in quotas if quota.each == "unit" for cell in [*bases[quota.code]][:SHOWN_CELLS]}
    return dict(Unit.objects.filter(code__in=codes).called().values_list("code", "name")) if codes else {}


def _reckoning(quota: Quota, cells: Mapping[str, int], names: Mapping[str, str]) -> Reckoning:
    if quota.number is not None:
        return Reckoning(
            quota.label, EACH[quota.each], [Phrase("Nhiều nhất %(number)s", number=quota.number)], 0
        )
    lines = [_sum_line(quota, names.get(cell, cell), base) for cell, base in [*cells.items()][:SHOWN_CELLS]]
    return Reckoning(quota.label, EACH[quota.each], lines, max(0, len(cells) - SHOWN_CELLS))


def _sum_line(quota: Quota, name: str, base: int) -> Phrase:
    made = sum_line(quota, base)
    return Phrase("%(name)s: %(sum)s", name=name, sum=made) if name else made


def sum_line(quota: Quota, base: int) -> Phrase:
    """The arithmetic in words: base x percentage = raw, and how it was rounded."""
    made = reckoned(quota, base)
    return Phrase(
        "%(base)s %(of)s × %(percent)s %% = %(raw)s → %(places)s (%(rounding)s)",
        base=made.base,
        of=BASES[quota.base],
        percent=vn_number((quota.percent or Decimal(0)).normalize() + 0),
        raw=vn_number(made.raw, 2),
        places=made.places,
        rounding=ROUNDINGS[quota.rounding],
    )
