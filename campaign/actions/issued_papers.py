"""Issue the papers of a decision: freeze what they say, make each once, keep its hash. Then they never differ."""

import hashlib
from typing import Any

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.documents import decision_papers, render
from campaign.documents.decision_facts import live_facts
from campaign.documents.render import Unprintable
from campaign.models import clock
from campaign.models.conflict import with_conflicts
from campaign.models.decision import Decision
from campaign.models.issued_paper import DecisionSnapshot, IssuedPaper
from campaign.models.submission import Submission
from campaign.rules import permissions
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase


def why_not_issue(decision: Decision, user: User) -> Phrase:
    """Why the button is grey. Empty means yes."""
    return permissions.of_campaign("issue_papers", user) or _standing_problem(decision)


@transaction.atomic
def issue_papers(decision: Decision, *, by: User) -> DecisionSnapshot:
    """A second click finds them issued and changes nothing."""
    gate.require_in_campaign("issue_papers", by)
    Decision.objects.select_for_update().get(pk=decision.pk)
    decision = Decision.objects.select_related("campaign", "council", "proposal_paper__entry").get(
        pk=decision.pk
    )
    refuse_if(_standing_problem(decision))
    for dossier in with_conflicts(Submission.objects.filter(awards__decision=decision)):
        refuse_if(permissions.why_partial(by, dossier))
    facts = live_facts(decision)
    now = clock.now()
    snapshot = DecisionSnapshot.objects.create(
        decision=decision, facts=facts, sha256=digest(facts), made_at=now, made_by=by
    )
    decision.snapshot = snapshot
    try:
        made = _made(decision)
    except Unprintable:
        raise Refused(
            Phrase(
                "Máy chủ chưa tạo được văn bản của quyết định này nên chưa phát hành. Quyết định được giữ nguyên; "
                "hãy thử "
                "lại sau hoặc báo quản trị hệ thống."
            )
        ) from None
    IssuedPaper.objects.bulk_create(
        IssuedPaper(decision=decision, issued_at=now, issued_by=by, **one) for one in made
    )
    trail.record(
        "issue_papers",
        by=by,
        campaign=decision.campaign,
        facts={"decision": str(decision), "papers": len(made), "sha256": snapshot.sha256},
    )
    return snapshot


def _standing_problem(decision: Decision) -> Phrase:
    snapshot: DecisionSnapshot | None = getattr(decision, "snapshot", None)
    if snapshot:
        return Phrase(
            "Văn bản của quyết định này đã phát hành lúc %(when)s; nội dung được giữ nguyên, không phát hành thêm "
            "lần nữa.",
            when=vn_datetime(snapshot.made_at),
        )
    if decision.reverted_at:
        return Phrase(
            "Quyết định này đã bị hủy nên không phát hành văn bản. Các bản đã tải về chỉ là dự thảo."
        )
    return NO_OBJECTION


def _made(decision: Decision) -> list[dict[str, Any]]:
    """Every paper of the decision, and the notice of each dossier that was not recognised."""
    rows = [_hashes(decision, name, None) for name in decision_papers.offered(decision)]
    refused = [one["award"] for one in decision.snapshot.facts["refused"]]
    return rows + [_hashes(decision, decision_papers.NOTICE, award) for award in refused]


def _hashes(decision: Decision, name: str, award: int | None) -> dict[str, Any]:
    template, values = decision_papers.content(decision, name, award)
    made = render.pdf(template, values, made_at=decision_papers.made_at(decision))
    return {
        "kind": name,
        "award_id": award,
        "pdf_sha256": hashlib.sha256(made).hexdigest(),
        "facts_sha256": digest(values),
        "template_version": render.version(template),
    }


def digest(values: Any) -> str:
    return hashlib.sha256(trail.canonical(values)).hexdigest()
