"""A wider scope for what is recognised already: a decision of its own, pending until it is released."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.decision_paper import Paper, enter
from campaign.actions.decision_release import note_released
from campaign.actions.refused import refuse_if
from campaign.actions.showcase import refresh
from campaign.documents.decision_draft import SCOPE_LABELS, Draft, larger_scope
from campaign.models import clock
from campaign.models.decision import SCOPES, Award, Decision
from campaign.models.scope import PublishedScope
from campaign.notifications import messages
from campaign.rules import permissions
from campaign.rules.calendar import document_number, official_date
from campaign.rules.phrase import NO_OBJECTION, Phrase


@transaction.atomic
def raise_scope(awards: Sequence[Award], *, by: User, paper: Paper, scope: str, seen: str) -> Decision:
    """Each rests on its live recognition of a smaller scope; `seen` is the digest of what was shown."""
    gate.require_in_campaign("record_decision", by)
    locked = Award.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in awards])
    grounds = list(locked.select_related("decision__campaign", "submission").order_by("pk"))
    draft = larger_scope(grounds, scope)
    refuse_if(_problem(grounds, paper, scope) or _draft_problem(draft, seen))
    for line in draft.lines:
        refuse_if(permissions.why_partial(by, line.submission))
    campaign = grounds[0].decision.campaign
    about = f"Công nhận phạm vi ảnh hưởng của sáng kiến: {campaign.title}"
    decision = enter(campaign, paper, by=by, about=about, kind="recognition", scope=scope)
    ground = {one.submission_id: one for one in grounds}
    for line in draft.lines:
        Award.objects.create(
            decision=decision,
            submission=line.submission,
            scope=scope,
            ground=ground[line.submission.pk],
            outcome="recognised",
            level_label=line.row.level_label,
        )
    facts = {"decision": str(decision), "scope": scope, "rows": len(draft.lines)}
    trail.record("raise_scope", by=by, campaign=campaign, facts=facts)
    return decision


@transaction.atomic
def release_scope(decision: Decision, *, by: User) -> Decision:
    """The public reads it from now on, and the authors are told."""
    gate.require_in_campaign("publish", by)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=decision.pk)
    refuse_if(release_problem(decision))
    now = clock.now()
    note_released(decision, now)
    awards = list(decision.awards.filter(is_live=True).select_related("submission"))
    bases = _bases(awards)
    text = f"{document_number(decision.number, decision.symbol)} {official_date(decision.signed_on)}"
    PublishedScope.objects.bulk_create(
        PublishedScope(
            base_id=bases[award.submission_id],
            award=award,
            scope=award.scope,
            issuer_name=decision.issuer_line,
            decision_text=text,
            published_at=now,
        )
        for award in awards
    )
    refresh(decision.campaign)
    facts = {"decision": str(decision), "scope": decision.scope, "rows": len(awards)}
    act = trail.record("release_scope", by=by, campaign=decision.campaign, facts=facts).number
    for award in awards:
        told = {"decision": text, "scope": str(SCOPE_LABELS[award.scope])}
        messages.announce("scope_raised", award.submission, act=act, facts=told)
    return decision


def release_problem(decision: Decision) -> Phrase:
    if decision.kind != "recognition" or decision.scope == "base":
        return Phrase("Quyết định này công bố cùng danh sách kết quả. Chưa có gì thay đổi.")
    if decision.released_at:
        return Phrase("Quyết định này đã công bố; không công bố thêm lần nữa và không gửi lại thư.")
    return NO_OBJECTION


def _bases(awards: Sequence[Award]) -> dict[int, int]:
    ids = [award.submission_id for award in awards]
    base = Award.objects.filter(submission__in=ids, scope="base", is_live=True)
    return dict(base.values_list("submission", "pk"))


def _problem(grounds: Sequence[Award], paper: Paper, scope: str) -> Phrase:
    if not grounds or len({one.decision.campaign_id for one in grounds}) > 1:
        return Phrase("Hãy chọn các sáng kiến của cùng một phong trào. Chưa ghi gì.")
    for one in grounds:
        if problem := _ground_problem(one, paper, scope):
            number = one.submission.register_number
            return Phrase("Hồ sơ %(number)s: %(problem)s Chưa ghi gì.", number=number, problem=problem)
    return NO_OBJECTION


def _ground_problem(ground: Award, paper: Paper, scope: str) -> Phrase:
    if not ground.is_live or ground.outcome == "not_recognised":
        return Phrase("không còn được công nhận.")
    if ground.decision.released_at is None:
        return Phrase("công nhận ở phạm vi hẹp hơn chưa công bố.")
    if SCOPES.index(scope) <= SCOPES.index(ground.scope):
        return Phrase("phạm vi mới phải rộng hơn phạm vi đã công nhận.")
    if paper.signed_on < ground.decision.signed_on:
        return Phrase("ngày ký trước ngày của quyết định công nhận đã có.")
    if Award.objects.filter(submission=ground.submission_id, scope=scope, is_live=True).exists():
        return Phrase("đã được công nhận ở phạm vi này.")
    return NO_OBJECTION


def _draft_problem(draft: Draft, seen: str) -> Phrase:
    if not draft.lines:
        return Phrase("Mọi hồ sơ đã chọn đang tạm dừng xét nên chưa ghi gì.")
    if draft.digest != seen:
        return Phrase(
            "Danh sách đã thay đổi sau khi bạn mở trang nên chưa ghi gì. Danh sách mới đang hiện trên trang; hãy xem "
            "lại rồi bấm ghi lần nữa."
        )
    return NO_OBJECTION
