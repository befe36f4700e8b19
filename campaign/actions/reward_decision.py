"""The decision that makes a list of rewards true: recorded as shown, taken back before anybody is told, released,
revoked. Each initiative is used once (`InitiativeUse`)."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.decision_paper import Paper, enter
from campaign.actions.decision_release import note_released
from campaign.actions.paper_numbers import cancel_number
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.reward_list import held_open
from campaign.actions.reward_uses import free
from campaign.documents.rewards import Line, Sheet, sheet_of
from campaign.models import clock
from campaign.models.decision import Decision
from campaign.models.reward import InitiativeUse, Reward, RewardList
from campaign.models.submission import Submission
from campaign.notifications.rewards import tell_holders
from campaign.rules import permissions
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import SEALED

FIGURES = ["decision", "kind", "coefficient", "base_salary", "amount", "paid", "unpaid_reason"]


@transaction.atomic
def record_rewards(listed: RewardList, *, by: User, paper: Paper, seen: str) -> Decision:
    """`seen` is the digest of the list as it was shown for this day. Who is on hold goes to a list of their own."""
    gate.require_in_campaign("record_decision", by)
    listed = held_open(listed, by)
    _hold_dossiers(listed, by)
    sheet = sheet_of(listed, paper.signed_on)
    refuse_if(_sheet_problem(sheet, seen))
    about = f"Khen thưởng: {listed.name}"
    decision = enter(listed.campaign, paper, by=by, about=about, kind="reward", scope="")
    _leave_behind(listed, sheet.held, by)
    _freeze(sheet.given, decision)
    listed.decision = decision
    listed.save(update_fields=["decision"])
    facts = {"decision": str(decision), "list": listed.name, "rows": len(sheet.given), "total": sheet.total}
    trail.record("record_rewards", by=by, campaign=listed.campaign, facts=facts)
    return decision


@transaction.atomic
def revert_rewards(decision: Decision, *, by: User, reason: str) -> RewardList:
    """Before its release: the list is open again, its initiatives are free, its number stays as cancelled."""
    gate.require_in_campaign("revert_decision", by)
    decision = _locked(decision)
    refuse_if(_why_not_revert(decision) or _no_reason(reason))
    listed = decision.reward_list
    require_impartial(listed, by)
    rows = listed.rewards.update(
        decision=None, coefficient=None, base_salary=None, amount=None, paid=True, unpaid_reason=""
    )
    free(decision.uses.live(), reason)
    listed.decision = None
    listed.save(update_fields=["decision"])
    if decision.entry:
        cancel_number(decision.entry, reason=reason)
    facts = {"decision": str(decision), "list": listed.name, "rows": rows, "reason": reason}
    event = trail.record("revert_decision", by=by, campaign=decision.campaign, facts=facts)
    decision.reverted_at, decision.reverted_by, decision.reverted_reason = event.at, by, reason
    decision.save(update_fields=["reverted_at", "reverted_by", "reverted_reason"])
    return listed


@transaction.atomic
def release_rewards(decision: Decision, *, by: User) -> Decision:
    """From now on holders know: a notice and mail to every author with an account, and a line on their dossier."""
    gate.require_in_campaign("publish", by)
    decision = _locked(decision)
    refuse_if(why_not_release(decision))
    note_released(decision, clock.now())
    facts = {"decision": str(decision), "rows": decision.rewards.count()}
    event = trail.record("release_rewards", by=by, campaign=decision.campaign, facts=facts)
    rows = decision.rewards.select_related("kind", "authorship__user", "submission")
    tell_holders(rows, decision, act=event.number)
    return decision


@transaction.atomic
def revoke_reward(reward: Reward, *, by: User, reason: str) -> Reward:
    """A released one, for a wrong ground or false papers; its initiative is free when nobody holds it any more."""
    gate.require_in_campaign("publish", by)
    rows = Reward.objects.select_for_update(of=("self",)).select_related("decision", "list__campaign", "kind")
    reward = rows.get(pk=reward.pk)
    refuse_if(_why_not_revoke(reward) or _no_reason(reason))
    refuse_if(permissions.why_partial(by, reward.submission) if reward.submission else NO_OBJECTION)
    reward.revoked_at, reward.revoked_reason = clock.now(), reason
    reward.save(update_fields=["revoked_at", "revoked_reason"])
    others = Reward.objects.filter(decision=reward.decision, submission=reward.submission, revoked_at=None)
    if reward.submission_id and not others.exists():
        uses = InitiativeUse.objects.live().filter(submission=reward.submission, decision=reward.decision)
        free(uses, reason)
    facts = {"decision": str(reward.decision), "kind": reward.kind.name, "reason": reason}
    event = trail.record("revoke_reward", by=by, campaign=reward.list.campaign, facts=facts)
    if reward.decision:
        tell_holders([reward], reward.decision, act=event.number, event="reward_revoked")
    return reward


def require_impartial(listed: RewardList, by: User) -> None:
    if not RewardList.objects.for_office(by).filter(pk=listed.pk).exists():
        raise Refused(permissions.CONFLICT)


def why_not_release(decision: Decision) -> Phrase:
    if decision.kind != "reward" or decision.reverted_at:
        return Phrase(
            "Quyết định này không phải quyết định khen thưởng đang có hiệu lực. Không có gì thay đổi."
        )
    if decision.released_at:
        return Phrase(
            "Quyết định %(decision)s đã báo cho người được khen; không báo thêm lần nữa.",
            decision=str(decision),
        )
    hidden = Submission.objects.filter(rewards__decision=decision, state__in=SEALED).order_by("pk").first()
    if hidden is None:
        return NO_OBJECTION
    return Phrase(
        "Kết quả công nhận sáng kiến %(number)s chưa công bố nên chưa báo khen thưởng được. Quyết định được giữ "
        "nguyên; hãy công bố kết quả công nhận trước.",
        number=hidden.register_number,
    )


def _hold_dossiers(listed: RewardList, by: User) -> None:
    """In one order, so that two lists with the same initiatives wait for each other and never in a circle."""
    dossiers = listed.rewards.filter(submission__isnull=False).order_by().values("submission")
    list(Submission.objects.filter(pk__in=dossiers).order_by("pk").select_for_update().values_list("pk"))
    require_impartial(listed, by)


def _sheet_problem(sheet: Sheet, seen: str) -> Phrase:
    if sheet.problem or not sheet.given:
        return sheet.problem or Phrase(
            "Danh sách chưa có ai được khen. Chưa ghi gì; hãy thêm người hoặc tập thể."
        )
    if sheet.digest != seen:
        return Phrase(
            "Danh sách hoặc số tiền đã khác với khi bạn xem nên chưa ghi gì. Bảng dưới đây tính theo ngày ký vừa nhập; "
            "hãy xem lại rồi bấm ghi lần nữa."
        )
    if not sheet.troubled:
        return NO_OBJECTION
    line = sheet.troubled[0]
    return Phrase("%(name)s: %(problem)s Chưa ghi gì.", name=line.row.holder_name, problem=line.problems[0])


def _leave_behind(listed: RewardList, held: Sequence[Line], by: User) -> None:
    if not held:
        return
    waiting = RewardList.objects.create(
        campaign=listed.campaign,
        name=f"{listed.name} (để lại)"[:200],
        nature=listed.nature,
        made_by=by,
        made_at=clock.now(),
    )
    listed.rewards.filter(pk__in=[line.pk for line in held]).update(list=waiting)


def _freeze(lines: Sequence[Line], decision: Decision) -> None:
    """Every figure as it was shown, and one use for each initiative."""
    uses: dict[int, InitiativeUse] = {}
    for line in lines:
        row = line.row
        row.decision, row.kind = decision, line.kind
        row.coefficient, row.base_salary, row.amount = line.coefficient, line.base_salary, line.amount
        row.paid, row.unpaid_reason = not line.unpaid, line.unpaid
        if row.submission_id:
            face = {"submission_id": row.submission_id, "decision": decision, "kind": line.kind}
            uses.setdefault(row.submission_id, InitiativeUse(**face, used_at=clock.now()))
    Reward.objects.bulk_update([line.row for line in lines], FIGURES, batch_size=200)
    InitiativeUse.objects.bulk_create(uses.values(), batch_size=500)


def _locked(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",))
    return rows.select_related("campaign", "entry__series", "reward_list").get(pk=decision.pk)


def _no_reason(reason: str) -> Phrase:
    if reason.strip():
        return NO_OBJECTION
    return Phrase("Chưa làm gì: cần ghi lý do. Quyết định được giữ nguyên.")


def _why_not_revert(decision: Decision) -> Phrase:
    if decision.kind != "reward" or decision.reverted_at:
        return Phrase(
            "Quyết định %(decision)s không còn để hủy. Không có gì thay đổi.", decision=str(decision)
        )
    if decision.released_at:
        return Phrase(
            "Quyết định %(decision)s đã báo cho người được khen nên không hủy được. Quyết định được giữ nguyên; hãy "
            "thu hồi từng khen thưởng với lý do.",
            decision=str(decision),
        )
    return NO_OBJECTION


def _why_not_revoke(reward: Reward) -> Phrase:
    if reward.decision is None or reward.decision.released_at is None:
        return Phrase("Khen thưởng này chưa được báo nên không có gì để thu hồi; hãy hủy quyết định.")
    if reward.revoked_at:
        return Phrase("Khen thưởng này đã được thu hồi; không thu hồi thêm lần nữa.")
    return NO_OBJECTION
