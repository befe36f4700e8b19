"""A recognition taken back after its release, by a decision of its own."""

from django.db import transaction

from accounts.models.user import User
from campaign.actions import trail
from campaign.actions.decision_paper import Paper, enter
from campaign.actions.refused import refuse_if
from campaign.actions.reward_uses import free_initiative
from campaign.actions.showcase import refresh
from campaign.actions.statistics import refresh_figures
from campaign.actions.transition import perform
from campaign.models import clock
from campaign.models.decision import Award, Decision
from campaign.models.publication import Certificate, PublishedResult
from campaign.models.scope import PublishedScope
from campaign.rules import workflow
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import NO_OBJECTION, Phrase


@transaction.atomic
def revoke(award: Award, *, by: User, reason: str, paper: Paper) -> Decision:
    """The recognition and every wider one of its dossier end; results and certificates say so from now on."""
    rows = Award.objects.select_for_update(of=("self",))
    award = rows.select_related("submission", "decision__campaign").get(pk=award.pk)
    refuse_if(_problem(award, reason, paper))
    now, earlier = clock.now(), award.decision
    about = f"Thu hồi công nhận sáng kiến: {award.submission.register_number}"
    decision = enter(
        earlier.campaign,
        paper,
        by=by,
        about=about,
        kind="revocation",
        scope="",
        reason=reason,
        released_at=now,
    )
    facts = {"decision": str(earlier), "reason": reason, "revoked_in": _named(decision)}
    perform(workflow.REVOKE, award.submission, by=by, facts=facts)
    ended = rows.filter(submission=award.submission, is_live=True)
    ids = list(ended.order_by("pk").values_list("pk", flat=True))
    Award.objects.filter(pk__in=ids).update(
        is_live=False, revoked_at=now, revoked_reason=reason, revoked_in=decision
    )
    PublishedResult.objects.filter(award=award).update(revoked_at=now)
    PublishedScope.objects.filter(award__in=ids).update(revoked_at=now)
    free_initiative(award.submission, reason=reason)
    Certificate.objects.filter(result__award=award).update(revoked_at=now, revoked_reason=reason)
    refresh(earlier.campaign)
    refresh_figures(earlier.campaign)
    trail.record(
        "record_revocation",
        by=by,
        campaign=earlier.campaign,
        facts={"decision": str(decision), "number": award.submission.register_number, "rows": len(ids)},
    )
    return decision


def _named(decision: Decision) -> str:
    return f"{decision} ngày {vn_date(decision.signed_on)}"


def _problem(award: Award, reason: str, paper: Paper) -> Phrase:
    if not award.is_live:
        return Phrase(
            "Kết quả này đã được thu hồi ngày %(day)s; không thu hồi thêm lần nữa và không gửi lại thư.",
            day=vn_date(award.revoked_at) if award.revoked_at else "",
        )
    if award.outcome == "not_recognised" or award.scope != "base":
        return Phrase("Hồ sơ này không được công nhận nên không có gì để thu hồi. Kết quả được giữ nguyên.")
    if not reason.strip():
        return Phrase("Chưa thu hồi: cần ghi lý do thu hồi. Kết quả đã công bố được giữ nguyên.")
    if paper.signed_on < award.decision.signed_on:
        return Phrase("Ngày ký quyết định thu hồi không được trước ngày của quyết định công nhận.")
    return NO_OBJECTION
