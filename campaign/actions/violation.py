"""The office answers a judge's report of a violation; the sheet that carries it is not touched."""

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.actions.transition import locked_submission
from campaign.documents import blind_copy
from campaign.models import clock
from campaign.models.judging import Sheet
from campaign.models.sheet_history import ViolationAnswer
from campaign.notifications import messages
from campaign.rules.phrase import Phrase


@transaction.atomic
def answer_violation(sheet: Sheet, *, by: User, text: str) -> ViolationAnswer:
    """Once; the judge reads it beside the own sheet."""
    submission = locked_submission(sheet.submission)
    gate.require("check", by, submission)
    sheet = Sheet.objects.select_related("assignment", "judge").get(pk=sheet.pk)
    if not sheet.violation_kind or sheet.status != "locked":
        raise Refused(Phrase("Phiếu này không còn báo cáo vi phạm để trả lời. Chưa có gì thay đổi."))
    if not text:
        raise Refused(Phrase("Hãy ghi nội dung trả lời. Chưa có gì thay đổi."))
    if ViolationAnswer.objects.filter(sheet=sheet).exists():
        raise Refused(Phrase("Báo cáo này đã được trả lời. Câu trả lời trước được giữ nguyên."))
    made = ViolationAnswer.objects.create(sheet=sheet, text=text, answered_by=by, answered_at=clock.now())
    event = trail.record("answer_violation", by=by, submission=submission, facts={"sheet": sheet.pk})
    told = {"title": blind_copy.title(submission), "alias": sheet.assignment.alias, "answer": text}
    messages.tell("violation_answered", sheet.judge, key=f"{event.number}:violation_answered", facts=told)
    return made
