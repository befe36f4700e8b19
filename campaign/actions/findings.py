"""What is missing in a dossier, in plain words: asked by the editor, the rehearsal and the act of filing."""

from campaign.actions.application import standing_texts
from campaign.documents.evidence import checkable, found
from campaign.models import clock
from campaign.models.submission import Submission
from campaign.rules.eligibility import Finding


def findings(submission: Submission) -> list[Finding]:
    """The grounds to refuse first, then hints. The timetable is asked separately, by the gate."""
    today = clock.today()
    return found(checkable(Submission.objects.select_related("campaign"), today).get(pk=submission.pk), today)


def findings_after(read: Submission, stands: Submission) -> list[Finding]:
    """After a save of texts alone: people and files as they were `read` with the form, the texts as they stand now."""
    for name, text in standing_texts(stands).items():
        setattr(read, name, text)
    return found(read, clock.today())
