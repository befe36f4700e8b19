"""The plan of 2019, and the campaign of today cloned from it with a timetable around today."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from accounts.models.unit import Unit
from campaign.actions.campaign import Edition, amend_campaign, announce, clone_campaign, found_campaign
from campaign.actions.extension import Wish, grant
from campaign.documents.plan import general_facts
from campaign.management.demo import content
from campaign.management.demo.people import acting
from campaign.models import clock
from campaign.models.campaign import (
    AwardLevel,
    Campaign,
    ChecklistItem,
    FieldHelp,
    LegalBasis,
    Strand,
    Window,
)
from campaign.models.clock import VIETNAM
from campaign.models.quota import AwardQuota
from campaign.models.rulebook import Criterion, LevelMinimum, LevelRule, Rubric

MORNING, EVENING = time(7), time(17)
# Days from today on which each part opens and closes: what a visitor may want to try is open now.
AROUND_TODAY = {
    "submit": (-60, 20),
    "endorse": (-60, 27),
    "check": (-55, 34),
    "judge": (-28, 48),
    "council": (52, 55),
    "publish": (60, 85),
    "appeal": (60, 90),
}
FOUNDED, ANNOUNCED = -70, -65


def number(text: str) -> Decimal:
    """The files write numbers as people do here, with a decimal comma."""
    return Decimal(text.replace(",", "."))


def at_hour(day: date, hour: time = MORNING) -> datetime:
    return datetime.combine(day, hour, VIETNAM)


def exactly(today: date, moment: list) -> datetime:
    """Days from today and the hour, as the content writes a moment."""
    days, hour = moment
    return at_hour(today + timedelta(days=days), time.fromisoformat(hour))


def load_2019() -> Campaign:
    plan = content.campaign_2019()
    signed = date.fromisoformat(plan["plan_date"])
    with clock.at(at_hour(signed, EVENING)):
        by = acting("QUANTRI")
        campaign = found_campaign(_general(plan, signed), by=by)
        _fill(campaign, plan, _rubric(plan["rubric"], signed))
        campaign = announce(campaign, by=by)
    return campaign


def _general(plan: content.Row, signed: date) -> dict[str, Any]:
    issuer = Unit.objects.get(code=plan["issuer"])
    return {
        "year": signed.year,
        **{name: plan[name] for name in ("title", "plan_number", "theme", "unit_kinds", "employments")},
        "plan_date": signed,
        "issuer": issuer,
        "issuer_name": issuer.name_on(signed),
        "place_name": plan["place_name"],
        "about": plan["introduction"],
        "who_may_enter": plan["participants"],
        "priority_note": plan["priority_group"],
        "conduct_note": "\n".join(plan["conduct_rules"]),
        "contact": plan["contact"],
    }


def _fill(campaign: Campaign, plan: content.Row, rubric: Rubric) -> None:
    for order, row in enumerate(plan["legal_bases"], 1):
        LegalBasis.objects.create(campaign=campaign, order=order, text=row["title"], note=row["note"])
    for order, row in enumerate(plan["strands"], 1):
        facts = {"name": row["title"], "description": row["description"], "rubric": rubric}
        Strand.objects.create(campaign=campaign, order=order, code=row["code"], **facts)
    for order, row in enumerate(plan["checklist"], 1):
        ChecklistItem.objects.create(campaign=campaign, order=order, **row)
    for field, words in plan.get("field_help", {}).items():
        FieldHelp.objects.create(campaign=campaign, field=field, **words)
    for row in plan["award_levels"]:
        facts = {name: row[name] for name in ("order", "code", "label", "minimum_total")}
        level = AwardLevel.objects.create(campaign=campaign, **facts)
        AwardQuota.objects.create(
            campaign=campaign, order=level.order, label=level.label, level=level, number=row["quota"]
        )
    for order, row in enumerate(plan["quotas"], len(plan["award_levels"]) + 1):
        facts = {name: value for name, value in row.items() if name != "source"}
        AwardQuota.objects.create(campaign=campaign, order=order, **facts)
    for row in plan["windows"]:
        facts = {name: row[name] for name in ("kind", "opens", "closes", "note")}
        Window.objects.create(campaign=campaign, **facts)


def _rubric(plan: content.Row, since: date) -> Rubric:
    rule = plan["pass_rule"]
    rubric = Rubric.objects.create(
        code=plan["code"].lower(),
        name=plan["title"],
        source=plan["note"],
        effective_from=since,
        pass_total=number(rule["total_min"]),
        spread_limit=number(plan["spread_limit"]),
        tie_chain=["total", *(f"criterion:{row['code']}" for row in plan["criteria"]), "direct_worker"],
    )
    least = number(rule["criterion_min"])
    criteria = {row["code"]: _criterion(rubric, row, least) for row in plan["criteria"]}
    for order, row in enumerate(plan["level_rules"], 1):
        facts = {"code": row["code"], "label": row["label"], "total_min": number(row["total_min"])}
        level = LevelRule.objects.create(rubric=rubric, order=order, **facts)
        for code, points in row["minimums"].items():
            LevelMinimum.objects.create(level=level, criterion=criteria[code], points=number(points))
    return rubric


def _criterion(rubric: Rubric, row: content.Row, least: Decimal) -> Criterion:
    return Criterion.objects.create(
        rubric=rubric,
        code=row["code"],
        order=rubric.criteria.count() + 1,
        label=row["label"],
        help=row["guide"],
        max_points=number(row["max_points"]),
        min_points=least,
        step=number(row["step"]),
    )


def load_running(earlier: Campaign, today: date) -> Campaign:
    plan, founded = content.campaign_2026(), today + timedelta(days=FOUNDED)
    announced = today + timedelta(days=ANNOUNCED)
    title = plan["title"].format(year=announced.year)
    edition = Edition(announced.year, title, plan["plan_number"], founded)
    with clock.at(at_hour(founded)):
        campaign = clone_campaign(earlier, by=acting("QUANTRI"), edition=edition, days=0)
        amend_campaign(campaign, _changed(campaign, plan, founded), by=acting("QUANTRI"))
        _add_strand(campaign, plan["added_strand"])
        _part_awards(campaign)
        _lay_windows(campaign, today, plan["window_note"])
        _lay_own_windows(campaign, today, plan["own_windows"])
    with clock.at(at_hour(announced)):
        campaign = announce(campaign, by=acting("QUANTRI"))
    return campaign


def _changed(campaign: Campaign, plan: content.Row, day: date) -> dict[str, Any]:
    """The city of 2019 is a ward now."""
    issuer = Unit.objects.get(code=plan["issuer"])
    return general_facts(campaign) | {
        "issuer_id": issuer.pk,
        "issuer_name": issuer.name_on(day),
        "theme": plan["theme"],
        "about": plan["introduction"].format(year=campaign.year),
        "who_may_enter": plan["participants"],
        "contact": plan["contact"],
    }


def _lay_windows(campaign: Campaign, today: date, note: str) -> None:
    for kind, (opens, closes) in AROUND_TODAY.items():
        Window.objects.filter(campaign=campaign, kind=kind).update(
            opens=at_hour(today + timedelta(days=opens)),
            closes=at_hour(today + timedelta(days=closes), EVENING),
            note=note,
        )


def _add_strand(campaign: Campaign, row: content.Row) -> None:
    """Judged and ranked before the others, so that a council can meet today."""
    others = campaign.strands.all()
    facts = {"code": row["code"], "name": row["title"], "description": row["description"]}
    Strand.objects.create(campaign=campaign, order=len(others) + 1, rubric=others[0].rubric, **facts)


def _part_awards(campaign: Campaign) -> None:
    """Each strand has awards of its own, so none waits for another; what counts units across strands goes."""
    campaign.quotas.filter(each="unit").delete()
    campaign.quotas.update(each="strand")


def _lay_own_windows(campaign: Campaign, today: date, rows: list[content.Row]) -> None:
    """Strands that end before the others, so that a visitor sees what comes late, by extension or not at all."""
    for row in rows:
        facts = {name: row[name] for name in ("kind", "grace_minutes", "note")}
        Window.objects.create(
            campaign=campaign,
            strand=campaign.strands.get(code=row["strand"]),
            opens=at_hour(today + timedelta(days=row["opens"])),
            closes=at_hour(today + timedelta(days=row["closes"]), EVENING),
            **facts,
        )


def give_more_time(campaign: Campaign, today: date) -> None:
    plan = content.campaign_2026()["extension"]
    wish = Wish(
        closes=at_hour(today + timedelta(days=plan["day"]), EVENING),
        reason=plan["reason"],
        strand=campaign.strands.get(code=plan["strand"]),
        unit=Unit.objects.get(code=plan["unit"]),
        most_uses=plan["most_uses"],
    )
    grant(campaign, wish, by=acting("THUKY"))
