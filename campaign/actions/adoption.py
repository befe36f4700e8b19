"""A unit takes over an initiative: pledge, first application, benefit after six and twelve months, or an end."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models.unit import Unit
from accounts.models.user import User
from accounts.roles import Role
from accounts.text import clean_line, clean_text
from campaign.actions import trail
from campaign.actions.refused import refuse_if
from campaign.actions.showcase import locked_entry
from campaign.models import clock
from campaign.models.adoption import Adoption, BenefitCheck
from campaign.models.showcase import LibraryEntry
from campaign.notifications import messages
from campaign.rules import adoption as rules
from campaign.rules.phrase import NO_OBJECTION, Phrase

DESK = (Role.UNIT_HEAD, Role.UNIT_DESK)


@dataclass(frozen=True)
class Pledge:
    """`contact`: who at the unit answers for it; `plan`: where and how it will be used."""

    starts_on: date
    contact: str
    plan: str


@dataclass(frozen=True)
class Benefit:
    """`money` in whole đồng, `method` how it was computed."""

    people: int
    money: int
    method: str
    comment: str


@transaction.atomic
def pledge(entry: LibraryEntry, unit: Unit, *, by: User, wish: Pledge) -> Adoption:
    entry = locked_entry(entry)
    refuse_if(rules.why_not_of_unit(unit.pk, by.unit_ids(*DESK)))
    refuse_if(_not_shown(entry) or _taken_before(entry, unit))
    refuse_if(rules.why_not_own(entry.submission.unit_id if entry.submission else None, unit.pk))
    made = Adoption.objects.create(
        entry=entry,
        unit=unit,
        **_as_today(unit),
        starts_on=wish.starts_on,
        contact=clean_line(wish.contact),
        plan=clean_text(wish.plan),
        pledged_by=by,
        pledged_at=clock.now(),
    )
    _recorded("pledge_adoption", made, by)
    return made


@transaction.atomic
def confirm(adoption: Adoption, *, by: User, applied_on: date, where: str) -> Adoption:
    """The head of the unit says that it is in use; from now on the public counts it and the checks are due."""
    adoption = _locked(adoption)
    refuse_if(rules.why_not_confirm(adoption.unit_id, by.unit_ids(Role.UNIT_HEAD)))
    refuse_if(_ended(adoption) or _confirmed_before(adoption))
    refuse_if(rules.why_not_applied_on(applied_on, clock.today()))
    adoption.applied_on, adoption.applied_where = applied_on, clean_text(where)
    adoption.confirmed_by, adoption.confirmed_at = by, clock.now()
    adoption.save(update_fields=["applied_on", "applied_where", "confirmed_by", "confirmed_at"])
    BenefitCheck.objects.bulk_create(
        BenefitCheck(adoption=adoption, months=months, due_on=due) for months, due in rules.checks(applied_on)
    )
    event = _recorded("confirm_adoption", adoption, by)
    if adoption.entry.submission:
        told = {"unit": adoption.unit_name, "library": adoption.entry.code}
        messages.announce("adoption_confirmed", adoption.entry.submission, act=event, facts=told)
    return adoption


@transaction.atomic
def report(check: BenefitCheck, *, by: User, benefit: Benefit) -> BenefitCheck:
    """Figures once written stay; they are the unit's word of that day."""
    adoption = _locked(check.adoption)
    check = BenefitCheck.objects.select_for_update().get(pk=check.pk)
    refuse_if(rules.why_not_of_unit(adoption.unit_id, by.unit_ids(*DESK)))
    refuse_if(_ended(adoption) or _reported_before(check))
    refuse_if(rules.why_not_yet(check.due_on, clock.today()))
    method = clean_text(benefit.method)
    refuse_if(rules.why_no_method(benefit.money, method))
    check.people, check.money = benefit.people, benefit.money
    check.method, check.comment = method, clean_text(benefit.comment)
    check.done_at, check.done_by = clock.now(), by
    check.save(update_fields=["people", "money", "method", "comment", "done_at", "done_by"])
    _recorded("report_benefit", adoption, by, months=check.months, people=check.people, money=check.money)
    return check


@transaction.atomic
def withdraw(adoption: Adoption, *, by: User, reason: str) -> Adoption:
    adoption, reason = _locked(adoption), clean_text(reason)
    refuse_if(rules.why_not_of_unit(adoption.unit_id, by.unit_ids(*DESK)))
    refuse_if(_ended(adoption) or _no_reason(reason))
    adoption.withdrawn_at, adoption.withdrawn_reason = clock.now(), reason
    adoption.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    _recorded("withdraw_adoption", adoption, by, reason=reason)
    return adoption


def _as_today(unit: Unit) -> dict[str, str]:
    """What it is called, what it is and where it belongs, for tables that must not change with the next merger."""
    named = Unit.objects.named().get(pk=unit.pk)
    area = Unit.objects.named().filter(pk=named.parent_unit_id).first() if named.parent_unit_id else None
    return {
        "unit_name": named.name or named.code,
        "unit_kind": named.kind or "",
        "area_name": area.name if area and area.name else "",
    }


def _locked(adoption: Adoption) -> Adoption:
    rows = Adoption.objects.select_for_update(of=("self",))
    return rows.select_related("entry__submission").get(pk=adoption.pk)


def _recorded(verb: str, adoption: Adoption, by: User, **facts: Any) -> int:
    known = {"library": adoption.entry.code, "unit": adoption.unit_name} | facts
    entry = adoption.entry
    event = trail.record(verb, by=by, submission=entry.submission, campaign=entry.campaign, facts=known)
    return event.number


def _not_shown(entry: LibraryEntry) -> Phrase:
    if entry.left_at is None and entry.hidden_at is None:
        return NO_OBJECTION
    return Phrase(
        "Sáng kiến này không còn trong thư viện công khai nên chưa ghi cam kết. Các cam kết khác của đơn vị được giữ "
        "nguyên."
    )


def _taken_before(entry: LibraryEntry, unit: Unit) -> Phrase:
    if not entry.adoptions.standing().filter(unit=unit).exists():
        return NO_OBJECTION
    return Phrase(
        "Đơn vị đã cam kết áp dụng sáng kiến này; không ghi thêm lần nữa. Hãy mở cam kết đã có để xác nhận hoặc ghi "
        "hiệu quả."
    )


def _ended(adoption: Adoption) -> Phrase:
    if adoption.withdrawn_at is None:
        return NO_OBJECTION
    return Phrase(
        "Đơn vị đã thôi áp dụng sáng kiến này nên không ghi thêm gì. Những gì đã ghi được giữ nguyên; muốn áp dụng lại "
        "thì lập cam kết mới."
    )


def _confirmed_before(adoption: Adoption) -> Phrase:
    if adoption.confirmed_at is None:
        return NO_OBJECTION
    return Phrase("Việc áp dụng đã được xác nhận từ trước; không ghi thêm lần nữa và không gửi lại thư.")


def _reported_before(check: BenefitCheck) -> Phrase:
    if check.done_at is None:
        return NO_OBJECTION
    return Phrase("Hiệu quả của kỳ này đã được ghi; số đã ghi được giữ nguyên và không ghi đè.")


def _no_reason(reason: str) -> Phrase:
    if reason:
        return NO_OBJECTION
    return Phrase("Chưa ghi: cần nói vì sao thôi áp dụng. Cam kết được giữ nguyên.")
