"""What an author may print once the result is public: the own certificate, or the notice why there is none."""

from accounts.models.user import User
from campaign.models.decision import Award
from campaign.models.publication import Certificate
from campaign.models.submission import Submission
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

CERTIFICATE = Phrase("Giấy chứng nhận sáng kiến")
NOTICE = Phrase("Thông báo không công nhận")


def own_certificate(submission: Submission, user: User) -> Certificate | None:
    """Never before the publication, none that was revoked or replaced, none while an appeal is open."""
    rows = Certificate.objects.printable().filter(holder__submission=submission, holder__user=user)
    return rows.select_related("result__award__submission").order_by("-pk").first()


def own_notice(submission: Submission) -> Award | None:
    """With its decision; only of a decision whose papers were issued and that is public."""
    if submission.state != State.PUBLISHED:
        return None
    rows = Award.objects.filter(submission=submission, outcome="not_recognised", is_live=True)
    rows = rows.filter(decision__released_at__isnull=False, decision__snapshot__isnull=False)
    wanted = ("campaign", "council", "snapshot", "proposal_paper__entry")
    return rows.select_related(*(f"decision__{name}" for name in wanted)).first()


def offered(submission: Submission, user: User) -> list[tuple[Phrase, str]]:
    """The label and the address of each paper."""
    if submission.state != State.PUBLISHED:
        return []
    found = [(CERTIFICATE, "author:certificate_paper")] if own_certificate(submission, user) else []
    return [*found, *([(NOTICE, "author:notice_paper")] if own_notice(submission) else [])]
