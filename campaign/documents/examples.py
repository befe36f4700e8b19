"""The board of good examples, as everybody reads it, as the office keeps it, as the person asked finds it."""

from django.db.models import Q, QuerySet

from accounts.models.user import User
from campaign.documents.showcase import given
from campaign.models.attachment import Attachment
from campaign.models.showcase import GoodExample, LibraryEntry
from campaign.models.submission import Submission
from campaign.rules.phrase import Phrase

LABELS = {
    "asked": ("pending", Phrase("Chờ người được nêu gương trả lời")),
    "agreed": ("published", Phrase("Đang hiện trên bảng")),
    "declined": ("declined", Phrase("Không đồng ý")),
    "removed": ("withdrawn", Phrase("Đã gỡ")),
    "gone": ("withdrawn", Phrase("Sáng kiến không còn trong thư viện")),
}


def public() -> QuerySet[GoodExample]:
    return GoodExample.objects.shown().select_related("entry", "picture").defer("entry__search_text")


def picture(pk: int) -> Attachment | None:
    found = GoodExample.objects.shown().filter(given("picture"), pk=pk).select_related("picture").first()
    return found.picture if found else None


def for_office(user: User) -> QuerySet[GoodExample]:
    """Without those of dossiers that this person must not meet on the office's side."""
    met = Submission.objects.for_office(user)
    return GoodExample.objects.filter(entry__submission__in=met).select_related("entry", "asked")


def asked_of(user: User) -> QuerySet[GoodExample]:
    rows = GoodExample.objects.filter(asked=user, removed_at=None, entry__left_at=None)
    return rows.select_related("entry", "picture")


def entries_for_office(user: User) -> QuerySet[LibraryEntry]:
    met = Submission.objects.for_office(user)
    return LibraryEntry.objects.filter(Q(submission=None) | Q(submission__in=met)).filter(left_at=None)


def state(example: GoodExample) -> tuple[str, Phrase]:
    if example.removed_at:
        return LABELS["removed"]
    if example.entry.left_at or example.entry.hidden_at:
        return LABELS["gone"]
    return LABELS[example.consent]
