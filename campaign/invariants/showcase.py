"""The library, the board of good examples and adoptions."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, F, OuterRef, Q

from campaign.invariants.states import Checks
from campaign.models.adoption import Adoption
from campaign.models.publication import PublishedResult
from campaign.models.showcase import GoodExample, LibraryEntry
from campaign.rules.adoption import CHECK_MONTHS, checks
from campaign.rules.phrase import Phrase


def _library_is_what_is_published() -> Iterator[str]:
    """Whoever is published and not revoked has an entry, and no entry stands without."""
    current = PublishedResult.objects.current().filter(revoked_at=None)
    entry = LibraryEntry.objects.filter(submission=OuterRef("award__submission"), left_at=None)
    yield from current.filter(~Exists(entry)).values_list("register_number", flat=True)
    result = current.filter(award__submission=OuterRef("submission"))
    standing = LibraryEntry.objects.filter(submission__isnull=False, left_at=None)
    yield from standing.filter(~Exists(result)).values_list("code", flat=True)


def _pictures_are_of_the_own_dossier() -> Iterable[str]:
    other = ~Q(pictures__attachment__submission=F("submission")) & Q(pictures__isnull=False)
    unapproved = Q(pictures__isnull=False, approved_at=None)
    return LibraryEntry.objects.filter(other | unapproved).distinct().values_list("code", flat=True)


def _consent_is_of_an_author() -> Iterator[str]:
    """Of the board: who agreed is one of the authors of that dossier."""
    for example in GoodExample.objects.select_related("entry__submission").order_by("pk"):
        submission = example.entry.submission
        if submission is None or example.asked_id not in {submission.owner_id, *submission.author_ids}:
            yield example.entry.code


def _confirmed_adoption_has_its_checks() -> Iterator[str]:
    counted = Adoption.objects.annotate(made=Count("checks"))
    unlike = Q(confirmed_at__isnull=False) & ~Q(made=len(CHECK_MONTHS)) | Q(confirmed_at=None, made__gt=0)
    yield from (str(pk) for pk in counted.filter(unlike).values_list("pk", flat=True))
    for adoption in Adoption.objects.filter(confirmed_at__isnull=False).prefetch_related("checks"):
        due = [(check.months, check.due_on) for check in adoption.checks.all()]
        if adoption.applied_on and due and due != checks(adoption.applied_on):
            yield str(adoption.pk)


CHECKS: Checks = {
    "library_is_what_is_published": (
        Phrase("Thư viện công khai khớp với kết quả đã công bố"),
        _library_is_what_is_published,
    ),
    "library_pictures_are_own": (
        Phrase("Ảnh trong thư viện thuộc đúng hồ sơ và đã được tác giả duyệt"),
        _pictures_are_of_the_own_dossier,
    ),
    "example_asked_an_author": (
        Phrase("Gương điển hình do tác giả của sáng kiến đồng ý"),
        _consent_is_of_an_author,
    ),
    "adoption_has_its_checks": (
        Phrase("Mỗi lượt áp dụng đã xác nhận có đủ kỳ ghi hiệu quả"),
        _confirmed_adoption_has_its_checks,
    ),
}
