"""Questions and answers of the help page: written, changed and taken out by an administrator."""

from typing import Any

from django.db import transaction
from django.utils.translation import override

from accounts.models.user import User
from accounts.text import clean_line, clean_text
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.models.audit import ChainHead
from campaign.models.help import HelpQuestion
from campaign.rules.phrase import Phrase
from campaign.rules.standard_questions import STANDARD


@transaction.atomic
def take_standard_questions(*, by: User) -> None:
    """The standard ones as rows of our own; where there are rows already, nothing happens."""
    gate.require_in_campaign("set_up", by)
    _hold()
    if HelpQuestion.objects.exists():
        return
    with override("vi"):
        rows = [
            HelpQuestion(order=number, section=str(section), question=str(question), answer=str(answer))
            for number, (section, question, answer) in enumerate(STANDARD, 1)
        ]
    HelpQuestion.objects.bulk_create(rows)
    trail.record("amend_help", by=by, facts={"number": len(rows)})


@transaction.atomic
def save_question(stored: HelpQuestion | None, *, by: User, **facts: Any) -> HelpQuestion:
    """`facts`: order, section, question, answer."""
    gate.require_in_campaign("set_up", by)
    row = _locked(stored) if stored else HelpQuestion()
    row.order, row.section = facts["order"], clean_line(facts["section"])
    row.question, row.answer = clean_line(facts["question"]), clean_text(facts["answer"])
    row.save()
    trail.record("amend_help", by=by, facts={"name": row.question})
    return row


@transaction.atomic
def remove_question(question: HelpQuestion, *, by: User) -> None:
    gate.require_in_campaign("set_up", by)
    row = _locked(question)
    trail.record("remove_help", by=by, facts={"name": row.question})
    row.delete()


def _locked(question: HelpQuestion) -> HelpQuestion:
    row = HelpQuestion.objects.select_for_update().filter(pk=question.pk).first()
    if row is None:
        raise Refused(
            Phrase(
                "Câu hỏi này vừa được người khác bỏ. Chưa ghi gì; chữ bạn gõ vẫn còn để thêm thành câu mới."
            )
        )
    return row


def _hold() -> None:
    """Two presses at once find the rows of the first."""
    ChainHead.objects.get_or_create(pk=1)
    ChainHead.objects.select_for_update().get(pk=1)
