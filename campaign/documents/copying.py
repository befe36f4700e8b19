"""What to know before an earlier dossier becomes the beginning of a new one."""

from campaign.models.decision import Award
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State

RECOGNISED = ("award", "recognised")


def recognised_before(source: Submission) -> Phrase:
    """A hint, never a bar: the same initiative is recognised once, a better one again."""
    found = Award.objects.filter(submission=source, is_live=True, outcome__in=RECOGNISED)
    award = found.select_related("decision").first() if source.state == State.PUBLISHED else None
    if award is None:
        return NO_OBJECTION
    return Phrase(
        "Sáng kiến này đã được công nhận theo Quyết định số %(number)s ngày %(day)s. Một giải pháp chỉ được công nhận "
        "một lần; hồ sơ mới phải nêu rõ điểm mới so với lần được công nhận, nếu không có thể bị từ chối vì không còn "
        "tính mới.",
        number=award.decision,
        day=vn_date(award.decision.signed_on),
    )
