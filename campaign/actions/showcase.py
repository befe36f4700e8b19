"""The public library of recognised initiatives: kept level with what is published, with words that authors approve.

An entry comes and goes with the published result alone; `refresh` runs inside the act that changes a publication.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from accounts.models.user import User
from accounts.text import clean_line, clean_text, fold
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.registers import next_number
from campaign.documents.publication import RECOGNISED
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.campaign import Campaign
from campaign.models.library import ImportBatch, LikelyDouble, PastInitiative
from campaign.models.publication import PublishedResult
from campaign.models.scope import PublishedScope
from campaign.models.showcase import LibraryEntry, LibraryPicture
from campaign.models.submission import Submission
from campaign.notifications import messages
from campaign.rules import permissions
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.showcase import entry_code, why_no_words, widest

REGISTER = "thu-vien"
LONGEST_DECISION = 300


def refresh(campaign: Campaign) -> None:
    """Enter what is published and not yet in the library, correct what was corrected, take away what was revoked."""
    rows = PublishedResult.objects.current().filter(campaign=campaign, revoked_at=None).order_by("line")
    wider = Prefetch("award__published_scopes", PublishedScope.objects.filter(revoked_at=None))
    results = rows.select_related("award__submission").prefetch_related(
        "award__submission__authorships", wider
    )
    live = {result.award.submission_id: result for result in results}
    known = {entry.submission_id: entry for entry in LibraryEntry.objects.filter(campaign=campaign)}
    for number, result in live.items():
        _enter(known.get(number), result, campaign)
    gone = LibraryEntry.objects.filter(campaign=campaign, left_at=None).exclude(submission__in=live)
    gone.update(left_at=clock.now())


def _enter(entry: LibraryEntry | None, result: PublishedResult, campaign: Campaign) -> None:
    facts = _facts(result, campaign) | {"left_at": None}
    if entry is None:
        known = {"code": entry_code(next_number(REGISTER)), "entered_at": clock.now(), "campaign": campaign}
        LibraryEntry.objects.create(submission=result.award.submission, **known, **facts)
        return
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(facts))


def _facts(result: PublishedResult, campaign: Campaign) -> dict[str, Any]:
    """A recognition of a wider scope adds its decision; the prize stays that of the campaign."""
    authors, wider = _authors(result.award.submission, result), list(result.award.published_scopes.all())
    decisions = [result.decision_text, *(one.decision_text for one in wider)]
    return {
        "year": campaign.year,
        "title": result.title,
        "authors": authors,
        "unit_name": result.unit_name,
        "field_name": result.strand_name,
        "award_label": result.award_label,
        "scope": widest([result.award.scope, *(one.scope for one in wider)]),
        "decision_text": "; ".join(decisions)[:LONGEST_DECISION],
        "search_text": _searchable(result.title, authors, result.unit_name, result.strand_name),
    }


def _authors(submission: Submission, result: PublishedResult) -> list[dict[str, str]]:
    """Name, post and unit as in the dossier. Where somebody without an account works may be where they live."""
    return [
        {
            "name": row.full_name,
            "post": row.job_title,
            "unit": row.workplace if row.user_id or row.workplace == result.unit_name else "",
        }
        for row in submission.authorships.all()
    ]


def _searchable(title: str, authors: Iterable[dict[str, str]], *more: str) -> str:
    return fold(" ".join([title, *(author["name"] for author in authors), *more]))


@transaction.atomic
def open_past(batch: ImportBatch, *, by: User) -> int:
    """Let everybody read a list of earlier initiatives; rows that are the same as another are entered once."""
    gate.require_in_campaign("open_past", by)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    waiting = unopened(batch)
    rows = list(waiting.exclude(pk__in=LikelyDouble.objects.filter(verdict="same").values("later")))
    refuse_if(_nothing_to_open(batch, rows))
    LibraryEntry.objects.bulk_create((_past(one, batch) for one in rows), batch_size=500)
    trail.record("open_past", by=by, facts={"source": batch.source, "rows": len(rows)})
    return len(rows)


def unopened(batch: ImportBatch) -> QuerySet[PastInitiative]:
    return batch.initiatives.filter(library_entry=None).order_by("row_number")


def _nothing_to_open(batch: ImportBatch, rows: list[PastInitiative]) -> Phrase:
    if rows:
        return NO_OBJECTION
    return Phrase(
        "Danh sách «%(source)s» không còn dòng nào chưa mở cho mọi người. Thư viện được giữ nguyên.",
        source=batch.source,
    )


def _past(one: PastInitiative, batch: ImportBatch) -> LibraryEntry:
    authors = [{"name": name, "post": "", "unit": ""} for name in one.authors]
    return LibraryEntry(
        code=entry_code(next_number(REGISTER)),
        past=one,
        year=one.year or 0,
        title=one.title,
        authors=authors,
        unit_name=one.unit_name,
        field_name=one.field,
        award_label=RECOGNISED,
        decision_text=f"Theo danh sách: {batch.source}"[:LONGEST_DECISION],
        search_text=_searchable(one.title, authors, one.unit_name, one.field),
        entered_at=clock.now(),
    )


@transaction.atomic
def present(entry: LibraryEntry, *, by: User, summary: str, pictures: dict[Attachment, str]) -> LibraryEntry:
    """The author's word to everybody: these words and these pictures, each with its description."""
    entry, summary = _own(entry, by), clean_text(summary)
    said = {picture: clean_line(words) for picture, words in pictures.items()}
    refuse_if(why_no_words(summary, said.values()))
    entry.summary, entry.approved_by, entry.approved_at = summary, by, clock.now()
    entry.save(update_fields=["summary", "approved_by", "approved_at"])
    entry.pictures.all().delete()
    LibraryPicture.objects.bulk_create(
        LibraryPicture(entry=entry, attachment=picture, order=order, alternative=words)
        for order, (picture, words) in enumerate(said.items(), 1)
    )
    facts = {"library": entry.code, "pictures": len(said)}
    trail.record("present_initiative", by=by, submission=entry.submission, facts=facts)
    return entry


@transaction.atomic
def retract(entry: LibraryEntry, *, by: User) -> LibraryEntry:
    """Take the own words and pictures back; what the decision says stays public."""
    entry = _own(entry, by)
    refuse_if(_nothing_said(entry))
    entry.summary, entry.approved_by, entry.approved_at = "", None, None
    entry.save(update_fields=["summary", "approved_by", "approved_at"])
    entry.pictures.all().delete()
    trail.record("retract_words", by=by, submission=entry.submission, facts={"library": entry.code})
    return entry


@transaction.atomic
def hide(entry: LibraryEntry, *, by: User, reason: str) -> LibraryEntry:
    """The office takes an entry off the public pages; its author reads why."""
    entry, reason = _of_office(entry, by), clean_text(reason)
    refuse_if(_hidden_before(entry) or _no_reason(reason))
    entry.hidden_at, entry.hidden_reason = clock.now(), reason
    entry.save(update_fields=["hidden_at", "hidden_reason"])
    event = _recorded("hide_entry", entry, by, {"library": entry.code, "reason": reason})
    if entry.submission:
        messages.announce("library_hidden", entry.submission, act=event, facts={"reason": reason})
    return entry


@transaction.atomic
def unhide(entry: LibraryEntry, *, by: User) -> LibraryEntry:
    entry = _of_office(entry, by)
    refuse_if(_shown_before(entry))
    entry.hidden_at, entry.hidden_reason = None, ""
    entry.save(update_fields=["hidden_at", "hidden_reason"])
    _recorded("show_entry", entry, by, {"library": entry.code})
    return entry


def _recorded(verb: str, entry: LibraryEntry, by: User, facts: dict[str, Any]) -> int:
    return trail.record(verb, by=by, submission=entry.submission, campaign=entry.campaign, facts=facts).number


def locked_entry(entry: LibraryEntry) -> LibraryEntry:
    return LibraryEntry.objects.select_for_update(of=("self",)).select_related("submission").get(pk=entry.pk)


def _own(entry: LibraryEntry, by: User) -> LibraryEntry:
    """With the owner's right to it; an initiative of an earlier list has no author here."""
    entry = locked_entry(entry)
    if entry.submission is None or entry.left_at:
        raise Refused(
            Phrase("Sáng kiến này không còn trong thư viện công khai nên không có gì được công khai thêm.")
        )
    gate.require("present", by, entry.submission)
    return entry


def _of_office(entry: LibraryEntry, by: User) -> LibraryEntry:
    entry = locked_entry(entry)
    gate.require_in_campaign("keep_library", by)
    if entry.submission:
        refuse_if(permissions.why_partial(by, entry.submission))
    return entry


def _nothing_said(entry: LibraryEntry) -> Phrase:
    if entry.approved_at:
        return NO_OBJECTION
    return Phrase("Lời giới thiệu đang không công khai nên không có gì để thu lại. Thư viện được giữ nguyên.")


def _hidden_before(entry: LibraryEntry) -> Phrase:
    if entry.hidden_at is None:
        return NO_OBJECTION
    return Phrase("Sáng kiến này đã được ẩn từ trước; không ẩn thêm lần nữa và không gửi lại thư.")


def _shown_before(entry: LibraryEntry) -> Phrase:
    if entry.hidden_at:
        return NO_OBJECTION
    return Phrase("Sáng kiến này đang hiện trong thư viện. Thư viện được giữ nguyên.")


def _no_reason(reason: str) -> Phrase:
    if reason:
        return NO_OBJECTION
    return Phrase("Chưa ẩn: cần ghi lý do để tác giả biết. Sáng kiến vẫn hiện trong thư viện.")
