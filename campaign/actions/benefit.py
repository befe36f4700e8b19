"""The money that an initiative brought, as its papers prove it: recorded by the office, added up by statistics."""

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import gate, trail
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.report import Benefit
from campaign.models.submission import Submission
from campaign.rules.phrase import NO_OBJECTION, Phrase

HIGHEST = 10**15


@transaction.atomic
def record_benefit(submission: Submission, *, amount: int, basis: str, by: User) -> Benefit:
    """In đồng for the first year of use. A later record takes the place of the earlier one; the trail keeps both."""
    row = Submission.objects.select_for_update(of=("self",)).select_related("campaign", "strand")
    submission = row.get(pk=submission.pk)
    gate.require("check", by, submission)
    refuse_if(_problem(amount, basis))
    facts = {
        "amount": amount,
        "basis": clean_text(basis),
        "recorded_by": by,
        "recorded_at": clock.now(),
    }
    benefit, _created = Benefit.objects.update_or_create(submission=submission, defaults=facts)
    trail.record("record_benefit", by=by, submission=submission, facts={"amount": amount})
    return benefit


def _problem(amount: int, basis: str) -> Phrase:
    if not 0 <= amount <= HIGHEST:
        return Phrase("Chưa ghi: số tiền phải từ 0 đến 1 triệu tỷ đồng. Hãy kiểm tra lại số chữ số không.")
    if not basis.strip():
        return Phrase("Chưa ghi: cần nói số tiền lấy ở đâu trong hồ sơ và tính thế nào.")
    return NO_OBJECTION
