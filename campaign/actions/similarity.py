"""The index of similar texts: told of every change, brought up to date by a job; and an officer's verdict on a pair.

Nothing here refuses a dossier: a pair is put before a person, who concludes.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import gate, trail
from campaign.actions.refused import refuse_if
from campaign.actions.trail import canonical
from campaign.documents.similar import OPEN_PARTS, Found, found_for, index_values, parts, public_parts
from campaign.models import clock
from campaign.models.library import PastInitiative
from campaign.models.publication import PublishedResult
from campaign.models.similarity import IndexedText, Shingle, SimilarPair, Verdict
from campaign.models.submission import Submission
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State

BATCH = 1000
PORTION = 200  # texts that one run of the job takes
CONCLUSIONS = frozenset(Verdict) - {Verdict.OPEN}
LONGEST_REASON = 2000


def note_dossier(submission: Submission) -> None:
    """Its text is filed anew: the job has to look at it. Called in the act's own transaction."""
    waits = {"sha256": "", "indexed_at": clock.now()}
    IndexedText.objects.update_or_create(
        submission=submission, is_confidential=False, defaults=waits, create_defaults={**waits, "size": 0}
    )


def note_past(initiatives: Iterable[PastInitiative]) -> None:
    _note(IndexedText(past=one, sha256="", size=0, indexed_at=clock.now()) for one in initiatives)


def note_results(results: Iterable[PublishedResult]) -> None:
    _note(IndexedText(result=one, sha256="", size=0, indexed_at=clock.now()) for one in results)


def move_results(
    pairs: Iterable[tuple[PublishedResult, PublishedResult]], *, changed: PublishedResult
) -> None:
    """From each row of a list to the one that replaces it; the text of `changed` has to be looked at anew."""
    for old, new in pairs:
        if old.pk == changed.pk:
            IndexedText.objects.filter(result=old).delete()
            note_results([new])
        else:
            IndexedText.objects.filter(result=old).update(result=new)


def note_missing() -> None:
    """What was stored before there was an index, or past the actions."""
    filed = Submission.objects.exclude(state=State.DRAFT).filter(indexed_texts=None)
    _note(IndexedText(submission=one, sha256="", size=0, indexed_at=clock.now()) for one in filed.only("pk"))
    note_past(PastInitiative.objects.filter(indexed_texts=None).only("pk"))
    note_results(PublishedResult.objects.current().filter(indexed_texts=None).only("pk"))


def note_all() -> None:
    IndexedText.objects.filter(is_confidential=False).update(sha256="")


def _note(texts: Iterable[IndexedText]) -> None:
    IndexedText.objects.bulk_create(texts, batch_size=BATCH, ignore_conflicts=True)


def index_waiting(most: int = PORTION) -> int:
    """Bring what waits up to date; safe to run twice, and by two workers. How many texts were looked at."""
    waiting = list(IndexedText.objects.waiting().select_related("submission", "past", "result")[:most])
    for text in waiting:
        if text.submission:
            index_dossier(text.submission)
        else:
            _index_public(text)
    return len(waiting)


@transaction.atomic
def index_dossier(submission: Submission) -> list[SimilarPair]:
    """Its open and its confidential part, and the pairs that they make; of a draft nothing is kept."""
    locked = Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)
    filed = locked.state != State.DRAFT
    _write(_text(locked, is_confidential=False), parts(locked, OPEN_PARTS) if filed else ())
    _write(_text(locked, is_confidential=True), (locked.confidential,) if filed else ())
    return _store_pairs(locked, found_for(locked)) if filed else []


def _text(submission: Submission, *, is_confidential: bool) -> IndexedText:
    blank = {"sha256": "", "size": 0, "indexed_at": clock.now()}
    rows = IndexedText.objects.select_for_update(of=("self",), no_key=True)
    return rows.get_or_create(submission=submission, is_confidential=is_confidential, defaults=blank)[0]


@transaction.atomic
def _index_public(text: IndexedText) -> None:
    locked = IndexedText.objects.select_for_update(of=("self",), no_key=True).get(pk=text.pk)
    _write(locked, public_parts(text))


def _write(text: IndexedText, content: Sequence[str]) -> None:
    """Only what differs from the last time is written."""
    wanted = index_values(text, content)
    held = set(Shingle.objects.filter(text=text).values_list("value", flat=True))
    Shingle.objects.filter(text=text, value__in=held - wanted).delete()
    new = sorted(wanted - held)
    Shingle.objects.bulk_create((Shingle(text=text, value=one) for one in new), batch_size=BATCH)
    text.sha256 = hashlib.sha256(canonical(list(content))).hexdigest()
    text.size, text.indexed_at = len(wanted), clock.now()
    text.save(update_fields=["sha256", "size", "indexed_at"])


def _store_pairs(submission: Submission, found: Collection[Found]) -> list[SimilarPair]:
    """What a person has concluded stays, whatever the texts have become."""
    stored = [_store(submission, one) for one in found]
    fallen = SimilarPair.objects.of(submission).exclude(pk__in=[pair.pk for pair in stored])
    fallen.filter(verdict=Verdict.OPEN).delete()
    return stored


def _store(submission: Submission, found: Found) -> SimilarPair:
    thing, score = found.thing, Decimal(found.likeness.score).quantize(Decimal("0.001"))
    if isinstance(thing, PastInitiative):
        sides = {"submission": submission, "past": thing}
    else:
        earlier, later = sorted((submission, thing), key=lambda one: one.pk)
        sides = {"submission": later, "other": earlier}
    pair, is_new = SimilarPair.objects.get_or_create(
        **sides, defaults={"score": score, "found_at": clock.now()}
    )
    if not is_new and pair.score != score:
        pair.score, pair.found_at = score, clock.now()
        pair.save(update_fields=["score", "found_at"])
    return pair


def compare_again(submission: Submission, *, by: User) -> int:
    """Asked for by a person, such as after an earlier list was brought in. How many pairs there are."""
    gate.require("check", by, submission)
    return len(index_dossier(submission))


def seen(pair: SimilarPair) -> str:
    """Of the verdict that was shown; a form carries it, so that two officers do not overwrite each other."""
    return f"{pair.verdict}-{pair.verdict_at.timestamp():.6f}" if pair.verdict_at else "-"


@transaction.atomic
def conclude(pair: SimilarPair, *, by: User, verdict: str, reason: str, shown: str) -> SimilarPair:
    """Remembered for both sides. `shown` is `seen` of what the officer had before them."""
    locked = SimilarPair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    sides = [side for side in (locked.submission, locked.other) if side]
    for side in sides:
        gate.require("check", by, side)
    reason = clean_text(reason)[:LONGEST_REASON]
    if (locked.verdict, locked.reason, locked.verdict_by) == (verdict, reason, by):
        return locked
    refuse_if(_concluded_meanwhile(locked, shown) or _incomplete(verdict, reason))
    locked.verdict, locked.reason = verdict, reason
    locked.verdict_by, locked.verdict_at = by, clock.now()
    locked.save(update_fields=["verdict", "reason", "verdict_by", "verdict_at"])
    for side in sides:
        trail.record("compare_texts", by=by, submission=side, facts={"verdict": verdict})
    return locked


def _concluded_meanwhile(pair: SimilarPair, shown: str) -> Phrase:
    if shown == seen(pair):
        return NO_OBJECTION
    return Phrase(
        "%(name)s vừa ghi kết luận cho cặp này nên ý kiến của bạn chưa được ghi. Kết luận đã ghi được giữ nguyên và "
        "hiện ở trên, phần bạn nhập vẫn còn trong biểu mẫu; hãy đọc rồi gửi lại nếu vẫn cần sửa.",
        name=pair.verdict_by.full_name if pair.verdict_by else "",
    )


def _incomplete(verdict: str, reason: str) -> Phrase:
    if verdict in CONCLUSIONS and reason:
        return NO_OBJECTION
    return Phrase(
        "Cần chọn một kết luận và ghi lý do để người kiểm tra sau hiểu được. Chưa có gì được ghi, phần bạn nhập vẫn "
        "còn trong biểu mẫu; hãy bổ sung rồi gửi lại."
    )
