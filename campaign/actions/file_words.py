"""Read the words out of the copies that judges get, so that the office can be told where a name stands."""

from django.db.models import QuerySet

from campaign.actions.redaction import REDACTING
from campaign.models import clock
from campaign.models.attachment import Attachment, CopyState
from campaign.models.redaction import AttachmentText
from campaign.rules.file_words import READERS, words

MOST_IN_ONE_RUN = 50


def waiting() -> QuerySet[Attachment]:
    """Of the dossiers that the office or judges read; a draft's files are nobody's to look into."""
    rows = Attachment.objects.live().filter(copy_state=CopyState.READY, content_type__in=sorted(READERS))
    return rows.filter(words=None, submission__state__in=REDACTING).order_by("pk")


def read_waiting(most: int = MOST_IN_ONE_RUN) -> int:
    found = list(waiting()[:most])
    for attachment in found:
        read(attachment)
    return len(found)


def read(attachment: Attachment) -> None:
    try:
        with attachment.copy.storage.open(str(attachment.copy.name)) as stored:
            text = words(attachment.content_type, stored.read())
    except FileNotFoundError:
        text = ""
    facts = {"text": text.replace("\0", ""), "read_at": clock.now()}
    AttachmentText.objects.get_or_create(attachment=attachment, defaults=facts)
