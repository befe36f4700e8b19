"""Between the invitation to a panel and the work: the answer, what a judge can carry, days away, and a successor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.panels import release, seat
from campaign.actions.refused import Refused, refuse_if
from campaign.models import clock
from campaign.models.judging import Absence, Assignment, PanelMember
from campaign.rules.phrase import NO_OBJECTION, Phrase

MOST_ABSENCES = 30


@dataclass(frozen=True)
class Load:
    """What one judge can carry: fields in words, the most dossiers at a time, the least that is planned."""

    fields: Sequence[str] = ()
    capacity: int | None = None
    minimum: int = 0


@transaction.atomic
def answer_seat(member: PanelMember, *, by: User, accepts: bool, reason: str = "") -> PanelMember:
    """Only who was invited answers; declining says why, and waits while dossiers are still to be marked."""
    member = _held(member)
    if member.user_id != by.pk or member.left_on:
        raise Refused(Phrase("Lời mời này không còn dành cho bạn. Không có gì thay đổi."))
    answer = "accepted" if accepts else "declined"
    if member.answer == answer:
        return member
    if not accepts:
        refuse_if(_decline_objection(member, reason))
    member.answer, member.answer_reason, member.answered_at = answer, reason, clock.now()
    member.save(update_fields=["answer", "answer_reason", "answered_at"])
    facts = {"panel": member.panel.name, "answer": answer} | ({"reason": reason} if reason else {})
    trail.record("answer_seat", by=by, campaign=member.panel.campaign, facts=facts)
    return member


@transaction.atomic
def amend_member(member: PanelMember, *, by: User, load: Load) -> PanelMember:
    gate.require_in_campaign("manage_panels", by)
    member = _held(member)
    if load.capacity is not None and load.capacity < load.minimum:
        raise Refused(Phrase("Số hồ sơ nhiều nhất nhỏ hơn số hồ sơ ít nhất. Chưa lưu; hãy nhập lại."))
    member.fields, member.capacity, member.minimum = list(load.fields), load.capacity, load.minimum
    member.save(update_fields=["fields", "capacity", "minimum"])
    facts = {"panel": member.panel.name, "member": member.user.full_name}
    trail.record("amend_member", by=by, campaign=member.panel.campaign, facts=facts)
    return member


@transaction.atomic
def add_absence(member: PanelMember, *, by: User, first_day: date, last_day: date) -> Absence:
    """By the judge, or by the office for the judge."""
    member = _held(member)
    _require_own_or_office(member, by)
    if last_day < first_day:
        raise Refused(Phrase("Ngày cuối trước ngày đầu. Chưa lưu; hãy nhập lại hai ngày."))
    if member.absences.count() >= MOST_ABSENCES:
        raise Refused(
            Phrase("Đã có %(most)s khoảng ngày bận; hãy bỏ khoảng cũ trước khi thêm.", most=MOST_ABSENCES)
        )
    return member.absences.create(first_day=first_day, last_day=last_day)


@transaction.atomic
def remove_absence(absence: Absence, *, by: User) -> None:
    _require_own_or_office(absence.member, by)
    absence.delete()


@transaction.atomic
def replace_member(member: PanelMember, user: User, *, by: User) -> PanelMember:
    """Another judge is invited into the same seat; who was there leaves as soon as no dossier waits for them."""
    member = _held(member)
    load = Load(member.fields, member.capacity, member.minimum)
    if not _waiting(member):
        release(member, by=by)
    elif member.role == "chair":
        raise Refused(
            Phrase("Tổ trưởng còn hồ sơ chưa khóa phiếu nên chưa thay được. Hãy chuyển các hồ sơ đó trước.")
        )
    successor = seat(member.panel, user, by=by, role=member.role)
    return amend_member(successor, by=by, load=load)


def _decline_objection(member: PanelMember, reason: str) -> Phrase:
    if not reason:
        return Phrase("Hãy ghi lý do từ chối để thường trực mời người khác. Chưa có gì thay đổi.")
    if _waiting(member):
        return Phrase(
            "Bạn còn hồ sơ chưa khóa phiếu trong tổ này nên chưa từ chối được. Hãy báo thường trực chuyển các hồ sơ đó "
            "trước."
        )
    return NO_OBJECTION


def _waiting(member: PanelMember) -> bool:
    mine = Assignment.objects.of_judge(member.user).filter(panel=member.panel)
    return mine.exclude(sheet__status="locked").exists()


def _require_own_or_office(member: PanelMember, by: User) -> None:
    if member.user_id != by.pk:
        gate.require_in_campaign("manage_panels", by)


def _held(member: PanelMember) -> PanelMember:
    rows = PanelMember.objects.select_for_update(of=("self",)).select_related("panel__campaign", "user")
    return rows.get(pk=member.pk)
