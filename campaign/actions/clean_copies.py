"""Making the copies that judges and the public get, and asking the scanner again about what it has not seen."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Q, QuerySet

from campaign.actions.virus_scan import Verdict, scan
from campaign.models import clock
from campaign.models.attachment import Attachment, CopyState, ScanState
from campaign.rules.clean_copy import clean_copy, preview

AT_ONCE = 2_000_000
MOST_IN_ONE_RUN = 50
ASK_AGAIN = timedelta(minutes=5)
UNSEEN = (ScanState.UNSCANNED, ScanState.FAILED)


def waiting_for_copy() -> QuerySet[Attachment]:
    return Attachment.objects.filter(copy_state=CopyState.WAITING).order_by("pk")


def waiting_for_scan() -> QuerySet[Attachment]:
    """Where there is a scanner: what it has not seen, and what it could not be asked about some time ago."""
    if not settings.CLAMAV_SOCKET:
        return Attachment.objects.none()
    due = Q(scanned_at__isnull=True) | Q(scanned_at__lt=clock.now() - ASK_AGAIN)
    return Attachment.objects.filter(due, scan_state__in=UNSEEN).order_by("pk")


def is_work_waiting() -> bool:
    return waiting_for_copy().exists() or waiting_for_scan().exists()


def make_copies(most: int = MOST_IN_ONE_RUN) -> int:
    """Twice at once does no harm: equal files come out, and the second name is found without a row and swept."""
    waiting = list(waiting_for_copy()[:most])
    for attachment in waiting:
        make_copy(attachment)
    return len(waiting)


def make_copy(attachment: Attachment) -> None:
    """A file of which no copy can be made stays closed to judges and the public, and its line says so."""
    try:
        cleaned = clean_copy(attachment.content_type, _content(attachment))
        small = preview(attachment.content_type, cleaned)
    except (ValueError, FileNotFoundError):
        _kept(attachment, copy_state=CopyState.FAILED)
        return
    name = attachment.public_id.hex
    attachment.copy.save(f"copies/{name[:2]}/{name}", ContentFile(cleaned), save=False)
    if small:
        attachment.preview.save(f"previews/{name[:2]}/{name}", ContentFile(small), save=False)
    _kept(
        attachment,
        copy=str(attachment.copy.name),
        copy_sha256=hashlib.sha256(cleaned).hexdigest(),
        copy_state=CopyState.READY,
        preview=str(attachment.preview.name or ""),
    )


def _content(attachment: Attachment) -> bytes:
    with attachment.file.storage.open(str(attachment.file.name)) as stored:
        return stored.read()


def _kept(attachment: Attachment, **facts: str) -> None:
    """Only where nobody has made one meanwhile."""
    Attachment.objects.filter(pk=attachment.pk, copy_state=CopyState.WAITING).update(**facts)
    for name, value in facts.items():
        setattr(attachment, name, value)


def scan_waiting(most: int = MOST_IN_ONE_RUN) -> dict[str, int]:
    """How many were asked about, and how many of them were found infected."""
    found = [scan_again(attachment) for attachment in waiting_for_scan()[:most]]
    return {"scanned": len(found), "infected": found.count(ScanState.INFECTED)}


def scan_again(attachment: Attachment) -> ScanState:
    try:
        verdict = scan(_content(attachment))
    except FileNotFoundError:
        verdict = Verdict(ScanState.FAILED)
    known = Q(pk=attachment.pk) & ~Q(scan_state=ScanState.INFECTED)
    if verdict.state != ScanState.FAILED or attachment.scan_state in UNSEEN:
        Attachment.objects.filter(known).update(scan_state=verdict.state, scanned_at=clock.now())
    return verdict.state
