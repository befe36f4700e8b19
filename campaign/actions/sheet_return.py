"""A locked sheet goes back to its judge, who alone may change it; what stood on it is kept as a revision."""

from typing import Any

from django.db import transaction

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import gate, trail
from campaign.actions.judging import UNDER_WAY, content_of, fingerprint
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import locked_submission, perform
from campaign.documents import blind_copy
from campaign.models import clock
from campaign.models.judging import CombinedScore, Sheet
from campaign.models.rounds import PanelClosing
from campaign.models.sheet_history import SheetRevision
from campaign.models.submission import Submission
from campaign.notifications import messages
from campaign.rules import phases
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import REOPEN_JUDGING, State

RETURNABLE = UNDER_WAY | {State.JUDGED}


def why_not(user: User, submission: Submission, sheet: Sheet) -> Phrase:
    """Once its judge could read the other sheets, only the chair of the council may open it again."""
    objection = gate.why_not("return_sheet", user, submission)
    if objection:
        return objection
    if sheet.status != "locked" or sheet.voided_at:
        return Phrase("Phiếu này không còn khóa nên không trả lại được. Chưa có gì thay đổi.")
    if submission.state not in RETURNABLE or sheet.round != submission.judging_round:
        return Phrase("Hồ sơ đã qua bước chấm nên phiếu không trả lại được. Phiếu được giữ nguyên.")
    if others_were_readable(sheet) and not user.has_role(Role.CHAIR):
        return Phrase(
            "Giám khảo này đã xem được phiếu của người khác nên chỉ chủ tịch hội đồng trả lại được. Phiếu được giữ "
            "nguyên; hãy đề nghị chủ tịch hội đồng."
        )
    return _judging_is_over(submission, sheet)


def others_were_readable(sheet: Sheet) -> bool:
    """Who has locked the own sheet reads the other locked ones."""
    others = Sheet.objects.counting(sheet.submission, sheet.round).exclude(pk=sheet.pk)
    return others.exists()


def _judging_is_over(submission: Submission, sheet: Sheet) -> Phrase:
    """To a judge who can no longer save it, a sheet is not given back."""
    if PanelClosing.objects.filter(panel=sheet.assignment.panel_id, reopened_at=None).exists():
        return Phrase(
            "Tổ giám khảo đã đóng việc chấm. Phiếu được giữ nguyên; hãy mở lại tổ trước khi trả phiếu."
        )
    spans, strand = submission.campaign.spans(), submission.strand.code
    return phases.closed_reason(spans, phases.Kind.JUDGE, clock.now(), strand) or NO_OBJECTION


@transaction.atomic
def return_sheet(sheet: Sheet, *, by: User, reason: str) -> SheetRevision:
    submission = locked_submission(sheet.submission)
    sheet = Sheet.objects.select_related("assignment", "judge", "submission").get(pk=sheet.pk)
    refuse_if(why_not(by, submission, sheet))
    if not reason:
        raise Refused(Phrase("Hãy ghi lý do trả phiếu; giám khảo sẽ đọc lý do này. Chưa có gì thay đổi."))
    kept = _kept(sheet, by, reason)
    _opened(sheet)
    facts = {"sheet": sheet.pk, "kept": kept.sha256, "reason": reason}
    event = trail.record("return_sheet", by=by, submission=submission, facts=facts)
    if submission.state == State.JUDGED:
        CombinedScore.objects.filter(submission=submission, round=sheet.round).delete()
        perform(REOPEN_JUDGING, submission, by=by, facts={"reason": reason, "judging_round": sheet.round})
    told = {
        "title": blind_copy.title(submission),
        "alias": sheet.assignment.alias,
        "reason": reason,
    }
    messages.tell("sheet_returned", sheet.judge, key=f"{event.number}:sheet_returned", facts=told)
    return kept


def _kept(sheet: Sheet, by: User, reason: str) -> SheetRevision:
    content = content_of(sheet)
    facts: dict[str, Any] = {
        "sheet": sheet,
        "version": sheet.version,
        "total": sheet.total,
        "locked_at": sheet.locked_at,
        "content": content,
        "sha256": fingerprint(content),
    }
    return SheetRevision.objects.create(**facts, returned_by=by, returned_at=clock.now(), reason=reason)


def _opened(sheet: Sheet) -> None:
    """Its state alone; a new version, so that a page opened before does not write over it."""
    sheet.status, sheet.total, sheet.locked_at = "draft", None, None
    sheet.version += 1
    sheet.save(update_fields=["status", "total", "locked_at", "version"])
