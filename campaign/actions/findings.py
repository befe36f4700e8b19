"""What is missing in a dossier, in plain words: asked by the editor, the rehearsal and the act of filing."""

from campaign.documents.evidence import checkable, found
from campaign.models import clock
from campaign.models.submission import Submission
from campaign.rules.eligibility import Finding


def findings(submission: Submission) -> list[Finding]:
    """The grounds to refuse first, then hints. The timetable is asked separately, by the gate."""
    today = clock.today()
    return found(checkable(Submission.objects.select_related("campaign"), today).get(pk=submission.pk), today)
