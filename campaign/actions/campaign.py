"""The administrator's acts on a campaign as a whole: found, clone, amend, announce, close."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models.user import User
from accounts.text import fold
from campaign.actions import gate, trail
from campaign.actions.refused import refuse_if
from campaign.documents import plan
from campaign.documents.readiness import blocking, readiness
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
from campaign.models.quota import AwardQuota, AwardRule
from campaign.models.submission import Submission
from campaign.rules import phases, workflow
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State

AT_REST = (State.DRAFT, State.PUBLISHED, *workflow.ENDED)
NAMED = 5


@dataclass(frozen=True)
class Edition:
    """What a new year's plan says of itself."""

    year: int
    title: str
    plan_number: str
    plan_date: date


@transaction.atomic
def found_campaign(facts: dict[str, Any], *, by: User) -> Campaign:
    """A campaign from nothing, not yet public; `facts` are the general facts of the plan."""
    gate.require_in_campaign("set_up", by)
    refuse_if(_known_plan(facts["plan_number"], facts["plan_date"]))
    campaign = Campaign.objects.create(slug=_free_slug(facts["year"]), **facts)
    trail.record("found_campaign", by=by, campaign=campaign, facts={"plan": campaign.plan_number})
    return campaign


@transaction.atomic
def clone_campaign(source: Campaign, *, by: User, edition: Edition, days: int) -> Campaign:
    """Next year's campaign after this one: its whole plan, every window `days` later; no dossier, no panel."""
    gate.require_in_campaign("set_up", by)
    source = Campaign.objects.select_for_update().get(pk=source.pk)
    refuse_if(_known_plan(edition.plan_number, edition.plan_date))
    facts = plan.general_facts(source) | asdict(edition)
    campaign = Campaign.objects.create(slug=_free_slug(edition.year), cloned_from=source, **facts)
    _copy_lists(source, campaign)
    _copy_award_rules(source, campaign)
    _copy_timetable(source, campaign, days)
    facts = {"source": source.slug, "plan": edition.plan_number, "days": days}
    trail.record("clone_campaign", by=by, campaign=campaign, facts=facts)
    return campaign


@transaction.atomic
def amend_campaign(campaign: Campaign, facts: dict[str, Any], *, by: User, seen: str = "") -> Campaign:
    """`seen` is the mark of the facts that were shown; empty means that nothing is claimed."""
    gate.require_in_campaign("set_up", by)
    locked = locked_plan(campaign)
    before = plan.general_facts(locked)
    refuse_if(stale(before, seen))
    refuse_if(_known_plan(facts["plan_number"], facts["plan_date"], but=locked))
    changed = {name: value for name, value in facts.items() if before[name] != value}
    if not changed:
        return locked
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(changed))
    trail.record("amend_campaign", by=by, campaign=locked, facts={"fields": sorted(changed)})
    return locked


@transaction.atomic
def announce(campaign: Campaign, *, by: User) -> Campaign:
    """From now on the campaign is public and its windows hold."""
    gate.require_in_campaign("set_up", by)
    locked = locked_plan(campaign)
    refuse_if(_announced_already(locked))
    refuse_if(_not_ready(locked))
    locked.announced_at = clock.now()
    locked.save(update_fields=["announced_at"])
    trail.record("announce_campaign", by=by, campaign=locked, facts={"plan": locked.plan_number})
    return locked


@transaction.atomic
def close(campaign: Campaign, *, by: User) -> Campaign:
    """The campaign goes into the archive; everything in it stays readable."""
    gate.require_in_campaign("set_up", by)
    locked = locked_plan(campaign)
    refuse_if(_unfinished(locked))
    locked.closed_at = clock.now()
    locked.save(update_fields=["closed_at"])
    trail.record("close_campaign", by=by, campaign=locked)
    return locked


def locked_plan(campaign: Campaign) -> Campaign:
    """The campaign held until the transaction ends; one that is closed takes no further change."""
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    refuse_if(_closed(locked))
    return locked


def stale(content: Any, seen: str) -> Phrase:
    if seen in ("", plan.mark(content)):
        return NO_OBJECTION
    return Phrase(
        "Nội dung này đã được người khác thay đổi từ khi bạn mở trang nên chưa lưu. Nội dung bạn nhập vẫn còn "
        "trong biểu mẫu; hãy so với bản đang lưu ở dưới, sửa lại nếu cần rồi gửi lại."
    )


def slug_of(label: str, taken: set[str]) -> str:
    """A short name for addresses and files, unlike those already taken."""
    stem = fold(label).replace(" ", "-")[:36].strip("-") or "muc"
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _free_slug(year: int) -> str:
    label = f"phong trao {year}"
    return slug_of(
        label, set(Campaign.objects.filter(slug__startswith="phong-trao").values_list("slug", flat=True))
    )


def _copy_lists(source: Campaign, campaign: Campaign) -> None:
    models: tuple[Any, ...] = (LegalBasis, Strand, AwardLevel, ChecklistItem, FieldHelp)
    for model in models:
        rows = list(model._default_manager.filter(campaign=source))
        for row in rows:
            row.pk, row.campaign = None, campaign
        model._default_manager.bulk_create(rows)


def _copy_award_rules(source: Campaign, campaign: Campaign) -> None:
    """Quotas of a unit too; the seed of a draw is announced anew for every campaign."""
    levels = {row.code: row for row in campaign.award_levels.all()}
    strands = {row.code: row for row in campaign.strands.all()}
    quotas = list(source.quotas.select_related("level", "strand"))
    for row in quotas:
        row.level = levels[row.level.code] if row.level else None
        row.strand = strands[row.strand.code] if row.strand else None
        row.pk, row.campaign = None, campaign
    AwardQuota.objects.bulk_create(quotas)
    for rule in AwardRule.objects.filter(campaign=source):
        AwardRule.objects.create(campaign=campaign, cut_policy=rule.cut_policy, cut_chain=rule.cut_chain)


def _copy_timetable(source: Campaign, campaign: Campaign, days: int) -> None:
    strands = {strand.code: strand for strand in campaign.strands.all()}
    windows = list(source.windows.select_related("strand"))
    spans = [
        phases.Window(window.kind, window.opens, window.closes, window.strand.code if window.strand else None)
        for window in windows
    ]
    Window.objects.bulk_create(
        Window(
            campaign=campaign,
            strand=strands[str(span.strand)] if span.strand else None,
            kind=span.kind,
            opens=span.opens,
            closes=span.closes,
            note=window.note,
            grace_minutes=window.grace_minutes,
        )
        for window, span in zip(windows, phases.shift(spans, days), strict=True)
    )


def _known_plan(number: str, day: date, but: Campaign | None = None) -> Phrase:
    known = Campaign.objects.filter(plan_number=number, plan_date=day)
    found = known.exclude(pk=but.pk).first() if but else known.first()
    if found is None:
        return NO_OBJECTION
    return Phrase(
        "Đã có phong trào theo kế hoạch số %(number)s ký cùng ngày: «%(title)s». Chưa lưu gì thêm; hãy mở phong "
        "trào đó, hoặc sửa số và ngày kế hoạch.",
        number=number,
        title=found.title,
    )


def _announced_already(campaign: Campaign) -> Phrase:
    if campaign.announced_at is None:
        return NO_OBJECTION
    return Phrase("Phong trào này đã được công bố từ trước. Không có gì thay đổi.")


def _not_ready(campaign: Campaign) -> Phrase:
    missing = blocking(readiness(campaign))
    if not missing:
        return NO_OBJECTION
    return Phrase(
        "Chưa công bố được phong trào. %(points)s Phong trào vẫn ở dạng chuẩn bị; hãy bổ sung rồi công bố lại.",
        points=" ".join(map(str, missing[:NAMED])),
    )


def _closed(campaign: Campaign) -> Phrase:
    if campaign.closed_at is None:
        return NO_OBJECTION
    return Phrase(
        "Phong trào này đã kết thúc nên không sửa được nữa. Mọi nội dung được giữ nguyên; nếu tổ chức đợt mới, "
        "hãy nhân bản phong trào."
    )


def _unfinished(campaign: Campaign) -> Phrase:
    if campaign.announced_at is None:
        return Phrase("Phong trào chưa được công bố nên chưa có gì để kết thúc. Không có gì thay đổi.")
    waiting = Submission.objects.filter(campaign=campaign).exclude(state__in=AT_REST).count()
    if not waiting:
        return NO_OBJECTION
    return Phrase(
        "Còn %(count)s hồ sơ chưa xử lý xong nên chưa kết thúc được phong trào. Không có gì thay đổi; hãy xử lý "
        "xong các hồ sơ này trước.",
        count=waiting,
    )
