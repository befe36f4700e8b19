"""The decision signed on what councils proposed: recorded whole, or taken back before anybody was told."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.decision_paper import Paper, enter
from campaign.actions.paper_numbers import cancel_number, take_number
from campaign.actions.ranking import require_same_scores
from campaign.actions.refused import refuse_if
from campaign.actions.transition import perform
from campaign.documents.decision_draft import Draft, DraftLine, draft_of
from campaign.models.decision import Award, Decision, Sitting
from campaign.models.register import RegisterEntry
from campaign.rules import workflow
from campaign.rules.phrase import NO_OBJECTION, Phrase


@transaction.atomic
def record_decision(sittings: Sequence[Sitting], *, by: User, paper: Paper, seen: str) -> Decision:
    """One signed decision for all open proposals of these sittings; `seen` is the digest of what was shown."""
    gate.require_in_campaign("record_decision", by)
    sittings = _held_fast(sittings)
    draft = draft_of(sittings)
    refuse_if(_sittings_problem(sittings, paper) or _draft_problem(draft, seen))
    campaign = sittings[0].campaign
    about = f"Công nhận sáng kiến: {campaign.title}"
    decision = enter(campaign, paper, by=by, about=about, kind="recognition", scope="base")
    for line in draft.lines:
        _award(decision, line, paper, by=by)
        perform(workflow.DECIDE, line.submission, by=by, facts={"decision": str(decision)})
    trail.record(
        "record_decision",
        by=by,
        campaign=campaign,
        facts={"decision": str(decision), "rows": len(draft.lines), "bases": list(paper.bases)},
    )
    return decision


@transaction.atomic
def revert_decision(decision: Decision, *, by: User, reason: str) -> Decision:
    """Before its release: its dossiers are proposed again, its numbers stay in the registers as cancelled."""
    gate.require_in_campaign("revert_decision", by)
    rows = Decision.objects.select_for_update(of=("self",)).select_related("campaign", "entry__series")
    decision = rows.get(pk=decision.pk)
    refuse_if(revert_problem(decision) or _no_reason(reason))
    awards = list(decision.awards.select_related("submission", "notice"))
    for award in awards:
        award.is_live = False
        award.save(update_fields=["is_live"])
        if award.notice:
            cancel_number(award.notice, reason=reason)
        if award.scope == "base":
            facts = {"decision": str(decision), "reason": reason}
            perform(workflow.UNDECIDE, award.submission, by=by, facts=facts)
    if decision.entry:
        cancel_number(decision.entry, reason=reason)
    decision.reverted_at = trail.record(
        "revert_decision",
        by=by,
        campaign=decision.campaign,
        facts={"decision": str(decision), "rows": len(awards), "reason": reason},
    ).at
    decision.reverted_by, decision.reverted_reason = by, reason
    decision.save(update_fields=["reverted_at", "reverted_by", "reverted_reason"])
    return decision


def revert_problem(decision: Decision) -> Phrase:
    if decision.reverted_at:
        return Phrase("Quyết định %(decision)s đã được hủy; không hủy thêm lần nữa.", decision=str(decision))
    if decision.released_at:
        return Phrase(
            "Quyết định %(decision)s đã công bố nên không hủy được. Kết quả được giữ nguyên; hãy thu hồi công nhận "
            "bằng một quyết định riêng.",
            decision=str(decision),
        )
    if decision.kind != "recognition":
        return Phrase("Chỉ quyết định công nhận sáng kiến được hủy ở đây. Quyết định được giữ nguyên.")
    return NO_OBJECTION


def _no_reason(reason: str) -> Phrase:
    if reason.strip():
        return NO_OBJECTION
    return Phrase("Chưa hủy: cần ghi lý do. Quyết định được giữ nguyên.")


def _held_fast(sittings: Sequence[Sitting]) -> list[Sitting]:
    """Strands first, in the order of all other acts; then the sittings, so that two decisions share no proposal."""
    rows = Sitting.objects.filter(pk__in=[one.pk for one in sittings])
    for sitting in rows.select_related("ranking").order_by("strand", "pk"):
        require_same_scores(sitting.ranking)
    locked = rows.select_for_update(of=("self",)).select_related("campaign").order_by("strand", "pk")
    return list(locked)


def _sittings_problem(sittings: Sequence[Sitting], paper: Paper) -> Phrase:
    if not sittings or len({one.campaign_id for one in sittings}) > 1:
        return Phrase("Hãy chọn các phiên họp của cùng một phong trào. Chưa ghi gì.")
    if any(paper.signed_on < one.held_on for one in sittings):
        return Phrase("Ngày ký quyết định không được trước ngày họp hội đồng. Hãy kiểm tra lại ngày.")
    papers = {one.proposal_paper_id for one in sittings}
    if paper.proposal and papers != {paper.proposal.pk}:
        return Phrase(
            "Tờ trình %(paper)s không phải của mọi phiên họp đã chọn. Chưa ghi gì; hãy chọn các phiên họp của cùng một "
            "tờ trình.",
            paper=str(paper.proposal),
        )
    return NO_OBJECTION


def _draft_problem(draft: Draft, seen: str) -> Phrase:
    if not draft.lines:
        return Phrase(
            "Phiên họp này không còn hồ sơ nào chờ quyết định; không ghi thêm lần nữa. Hãy mở quyết định "
            "trong danh sách."
        )
    if draft.digest != seen:
        return Phrase(
            "Danh sách đã thay đổi sau khi bạn mở trang nên chưa ghi gì. Danh sách mới đang hiện trên trang; hãy xem "
            "lại rồi bấm ghi lần nữa."
        )
    return NO_OBJECTION


def _award(decision: Decision, line: DraftLine, paper: Paper, *, by: User) -> Award:
    return Award.objects.create(
        decision=decision,
        submission=line.submission,
        outcome=line.row.outcome,
        award_level=line.row.award_level,
        level_label=line.row.level_label,
        reason=line.row.reason,
        notice=_notice(line, paper, by=by),
    )


def _notice(line: DraftLine, paper: Paper, *, by: User) -> RegisterEntry | None:
    if paper.notices is None or line.row.outcome != "not_recognised":
        return None
    about = f"Không công nhận sáng kiến: {line.submission.register_number}"
    return take_number(paper.notices, None, on=paper.signed_on, about=about, signer=paper.signer_name, by=by)
