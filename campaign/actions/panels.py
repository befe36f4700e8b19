"""Judging panels: founded by a decision, with members who come and go."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from accounts.models.post import Post
from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import gate, trail
from campaign.actions.objections import match_objections
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.campaign import Campaign, Strand
from campaign.models.judging import Assignment, Panel, PanelMember, Sheet
from campaign.notifications import messages
from campaign.rules.phrase import NO_OBJECTION, Phrase


@transaction.atomic
def found_panel(
    campaign: Campaign,
    *,
    by: User,
    name: str,
    decision_number: str,
    decision_date: date,
    strand: Strand | None = None,
) -> Panel:
    gate.require_in_campaign("manage_panels", by)
    refuse_if(_panel_objection(campaign, strand, decision_date))
    panel = Panel.objects.create(
        campaign=campaign,
        strand=strand,
        name=name,
        decision_number=decision_number,
        decision_date=decision_date,
    )
    trail.record("found_panel", by=by, campaign=campaign, facts={"panel": name, "decision": decision_number})
    return panel


@transaction.atomic
def amend_panel(panel: Panel, *, by: User, name: str, decision_number: str, decision_date: date) -> Panel:
    """The strand stays: assignments already rest on it."""
    gate.require_in_campaign("manage_panels", by)
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    refuse_if(_panel_objection(panel.campaign, panel.strand, decision_date))
    before = {"panel": panel.name, "decision": panel.decision_number}
    panel.name, panel.decision_number, panel.decision_date = name, decision_number, decision_date
    panel.save(update_fields=["name", "decision_number", "decision_date"])
    after = {"panel": name, "decision": decision_number}
    trail.record("amend_panel", by=by, campaign=panel.campaign, facts={"before": before, "after": after})
    return panel


@transaction.atomic
def seat(panel: Panel, user: User, *, by: User, role: str) -> PanelMember:
    """Invite somebody, or back who had left; only who accepts is given dossiers."""
    gate.require_in_campaign("manage_panels", by)
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    refuse_if(_seat_objection(panel, user, role))
    fresh = {"role": role, "left_on": None, "answer": "invited", "answer_reason": "", "answered_at": None}
    member, _ = PanelMember.objects.update_or_create(panel=panel, user=user, defaults=fresh)
    facts = {"panel": panel.pk, "member": user.full_name, "role": role}
    event = trail.record("seat_member", by=by, campaign=panel.campaign, facts=facts)
    told = {"panel": panel.name, "decision": panel.decision_number}
    messages.tell("panel_invited", user, key=f"{event.number}:panel_invited:{user.pk}", facts=told)
    match_objections(user, panel.campaign)
    return member


@transaction.atomic
def release(member: PanelMember, *, by: User) -> PanelMember:
    """From today this person gets no new dossier; refused while dossiers still wait for a sheet."""
    gate.require_in_campaign("manage_panels", by)
    member = (
        PanelMember.objects.select_for_update(of=("self",)).select_related("panel", "user").get(pk=member.pk)
    )
    refuse_if(_release_objection(member))
    member.left_on = clock.today()
    member.save(update_fields=["left_on"])
    facts = {"panel": member.panel_id, "member": member.user.full_name}
    trail.record("release_member", by=by, campaign=member.panel.campaign, facts=facts)
    return member


def seatable() -> QuerySet[User]:
    """Only people who hold a judge's or the chair's post today can sit on a panel."""
    held = Post.objects.valid_on(clock.today()).filter(role__in=[Role.JUDGE.value, Role.CHAIR.value])
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("sort_key", "pk")


def _panel_objection(campaign: Campaign, strand: Strand | None, decision_date: date) -> Phrase:
    if strand is not None and strand.campaign_id != campaign.pk:
        return Phrase("Nội dung thi đua đã chọn không thuộc phong trào này. Chưa lưu; hãy chọn lại.")
    if decision_date > clock.today():
        return Phrase("Ngày quyết định không được sau hôm nay. Chưa lưu; hãy kiểm tra lại ngày ký.")
    return NO_OBJECTION


def _seat_objection(panel: Panel, user: User, role: str) -> Phrase:
    current = panel.members.filter(left_on__isnull=True)
    if current.filter(user=user).exists():
        return Phrase("%(name)s đang là thành viên của tổ này. Không có gì thay đổi.", name=user.full_name)
    if not user.has_role(Role.JUDGE, Role.CHAIR):
        return Phrase(
            "%(name)s hiện không giữ nhiệm vụ giám khảo hay chủ tịch hội đồng nên chưa được thêm vào tổ. Hãy "
            "đề nghị quản trị giao nhiệm vụ trước.",
            name=user.full_name,
        )
    if role == "chair" and current.filter(role="chair").exists():
        return Phrase("Tổ đã có tổ trưởng. Chưa thêm thành viên; hãy chọn vai trò khác.")
    return NO_OBJECTION


def _release_objection(member: PanelMember) -> Phrase:
    if member.left_on:
        return Phrase("%(name)s đã thôi tham gia tổ này. Không có gì thay đổi.", name=member.user.full_name)
    done = Sheet.objects.filter(status="locked", voided_at__isnull=True).values("assignment")
    waiting = (
        Assignment.objects.of_judge(member.user).filter(panel=member.panel).exclude(pk__in=done).exists()
    )
    if waiting:
        return Phrase(
            "%(name)s còn hồ sơ chưa khóa phiếu chấm nên chưa thể thôi tham gia. Hãy thay giám khảo của các hồ sơ đó "
            "trước.",
            name=member.user.full_name,
        )
    return NO_OBJECTION
