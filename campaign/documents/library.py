"""The library of past initiatives as staff read it: searched without accents, doubles side by side."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from accounts.text import fold
from campaign.models.library import ImportBatch, LikelyDouble, PastInitiative
from campaign.rules.calendar import vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.title_match import Pair, Row

VERDICTS = {"same": Phrase("Trùng tên và tác giả"), "similar": Phrase("Gần giống, có chung tác giả")}


@dataclass(frozen=True)
class Side:
    """One of two texts that look alike."""

    title: str
    authors: str
    note: str


@dataclass(frozen=True)
class Double:
    label: Phrase
    tone: str
    percent: str
    sides: tuple[Side, Side]


def initiatives(words: str) -> QuerySet[PastInitiative]:
    found = PastInitiative.objects.select_related("batch").defer("search_text")
    for word in fold(words).split()[:10]:
        found = found.filter(search_text__contains=word)
    return found


def batches() -> QuerySet[ImportBatch]:
    return ImportBatch.objects.select_related("imported_by")


def likely_doubles() -> QuerySet[LikelyDouble]:
    return LikelyDouble.objects.select_related("earlier__batch", "later__batch")


def double(row: LikelyDouble) -> Double:
    return _double(row.verdict, row.score, _side(row.earlier), _side(row.later))


def rehearsed(pair: Pair) -> Double:
    """As it would be kept; a row of the list is known by its number, one of the library by its pk."""
    score = Decimal(pair.verdict.score)
    return _double(pair.verdict.kind, score, _rehearsed_side(pair.first), _rehearsed_side(pair.second))


def _double(verdict: str, score: Decimal, earlier: Side, later: Side) -> Double:
    tone = "bad" if verdict == "same" else "warn"
    return Double(VERDICTS[verdict], tone, vn_number(score * 100, 0), (earlier, later))


def _rehearsed_side(row: Row) -> Side:
    number = str(row.key).partition(":")[2]
    place = Phrase("Dòng %(row)s của tệp này", row=number) if number else Phrase("Đã có trong thư viện")
    return Side(row.title, ", ".join(row.authors), str(place))


def _side(one: PastInitiative) -> Side:
    place = Phrase("Dòng %(row)s, %(source)s", row=one.row_number, source=one.batch.source)
    return Side(one.title, ", ".join(one.authors), str(place))
