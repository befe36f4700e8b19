"""Councils: founded and amended by decision; their members are seated and leave. Who may not sit is never seated."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.models.post import Post
from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import gate, trail
from campaign.actions.objections import match_objections
from campaign.actions.refused import refuse_if
from campaign.documents.councils import as_member
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.council import Council, CouncilMember
from campaign.rules import councils as rules
from campaign.rules.councils import Seat
from campaign.rules.phrase import NO_OBJECTION, Phrase

FACE = (
    "name",
    "decision_number",
    "decision_date",
    "term_from",
    "term_to",
    "written_opinions",
    "state_funded",
)


@transaction.atomic
def found_council(campaign: Campaign, *, by: User, kind: str, **face: Any) -> Council:
    """`face` has the fields of `FACE` with `quorum` and `majority` as fractions."""
    gate.require_in_campaign("manage_panels", by)
    refuse_if(_face_objection(**face))
    council = Council.objects.create(campaign=campaign, kind=kind, **_stored(face))
    facts = {"council": council.name, "decision": council.decision_number}
    trail.record("found_council", by=by, campaign=campaign, facts=facts)
    return council


@transaction.atomic
def amend_council(council: Council, *, by: User, **face: Any) -> Council:
    gate.require_in_campaign("manage_panels", by)
    council = Council.objects.select_for_update().get(pk=council.pk)
    refuse_if(_face_objection(**face))
    before = {name: str(getattr(council, name)) for name in _stored(face)}
    for name, value in _stored(face).items():
        setattr(council, name, value)
    council.save(update_fields=list(_stored(face)))
    changed = {
        name: str(getattr(council, name)) for name in before if before[name] != str(getattr(council, name))
    }
    facts = {"council": council.name, "before": {name: before[name] for name in changed}, "after": changed}
    trail.record("amend_council", by=by, campaign=council.campaign, facts=facts)
    return council


@transaction.atomic
def seat_in_council(council: Council, user: User, *, by: User, role: str) -> CouncilMember:
    """Add somebody, or take back who had left."""
    gate.require_in_campaign("manage_panels", by)
    council = Council.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=council.pk)
    refuse_if(_seat_objection(council, user, role))
    member, _ = CouncilMember.objects.update_or_create(
        council=council, user=user, defaults={"role": role, "left_on": None}
    )
    facts = {"council": council.name, "member": user.full_name, "seat": role}
    trail.record("seat_in_council", by=by, campaign=council.campaign, facts=facts)
    match_objections(user, council.campaign)
    return member


@transaction.atomic
def leave_council(member: CouncilMember, *, by: User) -> CouncilMember:
    gate.require_in_campaign("manage_panels", by)
    rows = CouncilMember.objects.select_for_update(of=("self",)).select_related("council__campaign", "user")
    member = rows.get(pk=member.pk)
    if member.left_on:
        refuse_if(
            Phrase("%(name)s đã thôi tham gia hội đồng. Không có gì thay đổi.", name=member.user.full_name)
        )
    member.left_on = clock.today()
    member.save(update_fields=["left_on"])
    facts = {"council": member.council.name, "member": member.user.full_name}
    trail.record("leave_council", by=by, campaign=member.council.campaign, facts=facts)
    return member


def council_seatable() -> QuerySet[User]:
    """Anybody who holds a post today: a council also has people who are neither judge nor office."""
    held = Post.objects.valid_on(clock.today()).values("user")
    return User.objects.filter(is_active=True, pk__in=held).order_by("sort_key", "pk")


def _stored(face: dict[str, Any]) -> dict[str, Any]:
    quorum, majority = face["quorum"], face["majority"]
    return {name: face[name] for name in FACE} | {
        "quorum_numerator": quorum.numerator,
        "quorum_denominator": quorum.denominator,
        "majority_numerator": majority.numerator,
        "majority_denominator": majority.denominator,
    }


def _face_objection(
    *,
    decision_date: date,
    term_from: date,
    term_to: date | None,
    quorum: Fraction,
    majority: Fraction,
    **_rest: Any,
) -> Phrase:
    if decision_date > clock.today():
        return Phrase("Ngày quyết định không được sau hôm nay. Chưa lưu; hãy kiểm tra lại ngày ký.")
    if term_to and term_to < term_from:
        return Phrase("Nhiệm kỳ kết thúc trước khi bắt đầu. Chưa lưu; hãy kiểm tra lại hai ngày.")
    if not (0 < quorum <= 1 and 0 < majority <= 1):
        return Phrase("Tỷ lệ họp và tỷ lệ thông qua phải lớn hơn 0 và không quá 1. Chưa lưu; hãy nhập lại.")
    return NO_OBJECTION


def _seat_objection(council: Council, user: User, role: str) -> Phrase:
    current = council.members.filter(left_on=None)
    if current.filter(user=user).exists():
        return Phrase("%(name)s đang là thành viên của hội đồng. Không có gì thay đổi.", name=user.full_name)
    if role == Seat.CHAIR and current.filter(role=Seat.CHAIR.value).exists():
        return Phrase("Hội đồng đã có chủ tịch. Chưa thêm thành viên; hãy chọn chức danh khác.")
    if role == Seat.CHAIR and not user.has_role(Role.CHAIR):
        return Phrase(
            "%(name)s chưa được giao nhiệm vụ chủ tịch hội đồng trên hệ thống nên chưa ghi làm chủ tịch. Hãy đề nghị "
            "quản trị giao nhiệm vụ trước.",
            name=user.full_name,
        )
    return rules.why_not_sit(as_member(council, user, role), state_funded=council.state_funded)
