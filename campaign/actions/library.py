"""Bring a list of initiatives recognised in the past into the library: all of it or nothing, each file once."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction

from accounts.models.user import User
from accounts.text import fold
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.similarity import note_past
from campaign.models import clock
from campaign.models.library import ImportBatch, LikelyDouble, PastInitiative
from campaign.rules.legacy_list import PastRow, likely_doubles
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.title_match import Pair, Row

BATCH = 500
CENT = Decimal("0.01")


@transaction.atomic
def import_initiatives(rows: Sequence[PastRow], *, by: User, source: str, sha256: str) -> ImportBatch:
    """`sha256` is that of the file as it came: the same file is not taken in twice."""
    gate.require_in_campaign("import", by)
    refuse_if(already_imported(sha256) or _nothing(rows))
    pairs = doubles(rows)
    batch = _batch(ImportBatch(source=source, sha256=sha256, imported_by=by, rows=len(rows)))
    stored = PastInitiative.objects.bulk_create([_stored(batch, row) for row in rows], batch_size=BATCH)
    note_past(stored)
    by_key: dict[str | int, int] = {_key(row): one.pk for row, one in zip(rows, stored, strict=True)}
    LikelyDouble.objects.bulk_create([_double(pair, by_key) for pair in pairs], batch_size=BATCH)
    facts = {"source": source, "rows": len(rows), "doubles": len(pairs), "sha256": sha256}
    trail.record("import_initiatives", by=by, facts=facts)
    return batch


def already_imported(sha256: str) -> Phrase:
    known = ImportBatch.objects.filter(sha256=sha256).first()
    if known is None:
        return NO_OBJECTION
    return Phrase(
        "Tệp này đã được nhập từ trước («%(source)s», %(rows)s dòng). Không có gì thay đổi; nếu danh sách đã được "
        "sửa, hãy chọn tệp mới.",
        source=known.source,
        rows=known.rows,
    )


def doubles(rows: Sequence[PastRow]) -> list[Pair]:
    """Which of these rows resemble one another or what the library holds; library rows are known by their pk."""
    held = PastInitiative.objects.order_by("pk").values_list("pk", "title", "authors")
    known = (Row(pk, title, tuple(authors)) for pk, title, authors in held.iterator(chunk_size=5000))
    return likely_doubles([Row(_key(row), row.title, row.authors) for row in rows], known)


def _key(row: PastRow) -> str:
    return f"new:{row.number}"


def _nothing(rows: Sequence[PastRow]) -> Phrase:
    return NO_OBJECTION if rows else Phrase("Danh sách không có dòng nào để nhập. Không có gì thay đổi.")


def _batch(batch: ImportBatch) -> ImportBatch:
    """Of two people with the same file at the same moment, the later one is told."""
    batch.imported_at = clock.now()
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError:
        raise Refused(already_imported(batch.sha256)) from None
    return batch


def _stored(batch: ImportBatch, row: PastRow) -> PastInitiative:
    return PastInitiative(
        batch=batch,
        row_number=row.number,
        title=row.title,
        authors=list(row.authors),
        unit_name=row.unit,
        field=row.field,
        year=row.year,
        search_text=fold(" ".join([row.title, *row.authors, row.unit, row.field, str(row.year or "")])),
    )


def _double(pair: Pair, by_key: dict[str | int, int]) -> LikelyDouble:
    return LikelyDouble(
        earlier_id=by_key.get(pair.first.key, pair.first.key),
        later_id=by_key.get(pair.second.key, pair.second.key),
        verdict=pair.verdict.kind,
        score=Decimal(pair.verdict.score).quantize(CENT),
    )
