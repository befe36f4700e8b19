"""What the public reads of the library: lists with facets, one initiative, what resembles it. Copied facts alone.

Every page asks at most four questions, the clock included: facets come as JSON inside the organiser's row.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.text import fold
from campaign.models.adoption import Adoption
from campaign.models.attachment import Attachment, CopyState, ScanState
from campaign.models.campaign import Campaign
from campaign.models.json_rows import JsonRows
from campaign.models.publication import PublishedResult
from campaign.models.showcase import GoodExample, LibraryEntry, LibraryPicture
from campaign.models.similarity import Shingle
from campaign.models.submission import Submission
from campaign.rules.clean_copy import PICTURES
from campaign.rules.phrase import Phrase
from campaign.rules.showcase import SCOPES
from campaign.rules.workflow import State

MOST_CHOICES = 12
MOST_RELATED = 4
CANDIDATES = 3
NOT_SAID = "chua-ro"
MOST_WORDS = 10
UNKNOWN_YEAR = Phrase("Không rõ năm")
UNNAMED = Phrase("Chưa phân loại")
# The word in the address, the column, what the facet is called.
FACETS = (
    ("nam", "year", Phrase("Năm")),
    ("linh_vuc", "field_name", Phrase("Nội dung, lĩnh vực")),
    ("giai", "award_label", Phrase("Kết quả")),
    ("pham_vi", "scope", Phrase("Phạm vi ảnh hưởng")),
    ("don_vi", "unit_name", Phrase("Đơn vị")),
)
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Asked:
    """What the reader asks of the library: typed words, and of each facet what was chosen."""

    q: str
    facets: dict[str, str]

    @property
    def words(self) -> list[str]:
        """Without accents, in any order."""
        return fold(self.q).split()[:MOST_WORDS]

    def without(self, name: str) -> Asked:
        return Asked(self.q, {key: value for key, value in self.facets.items() if key != name})

    def query(self, name: str, value: str = "") -> str:
        """The address of the same question with this facet chosen, or let go."""
        chosen = self.without(name).facets | ({name: value} if value else {})
        return urlencode(({"q": self.q} if self.q else {}) | chosen)


@dataclass(frozen=True)
class Choice:
    query: str
    label: Phrase | str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: Phrase
    choices: list[Choice]

    @property
    def is_narrow(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


def entries() -> QuerySet[LibraryEntry]:
    """Everything that the public may read, with how many units use it."""
    return LibraryEntry.objects.shown().annotate(uses=_uses()).defer("search_text")


def _uses() -> Coalesce:
    confirmed = Adoption.objects.confirmed().filter(entry=OuterRef("pk")).order_by().values("entry")
    return Coalesce(Subquery(confirmed.annotate(number=Count("pk")).values("number")), 0)


def narrowed(rows: QuerySet[LibraryEntry], asked: Asked) -> QuerySet[LibraryEntry]:
    for word in asked.words:
        rows = rows.filter(search_text__contains=word)
    for name, column, _label in FACETS:
        if name in asked.facets:
            rows = rows.filter(**{column: _stored(column, asked.facets[name])})
    return rows


def organiser_with_facets(asked: Asked) -> tuple[Campaign | None, list[Facet]]:
    """Who answers for the portal, and of each facet how many there are of each kind under all the other filters."""
    tallies = {f"facet_{name}": _tally(column, asked.without(name)) for name, column, _label in FACETS}
    found = Campaign.objects.announced().annotate(**tallies).first()
    if found is None:
        return None, []
    return found, [
        _facet(getattr(found, f"facet_{name}") or [], name, column, label, asked)
        for name, column, label in FACETS
    ]


def _tally(column: str, asked: Asked) -> JsonRows:
    rows = narrowed(LibraryEntry.objects.shown(), asked).order_by().values(column)
    order = ("-year",) if column == "year" else ("-size", column)
    counted = rows.annotate(size=Count("pk")).order_by(*order)[:MOST_CHOICES]
    return JsonRows(counted, number=Count("pk"), value=F(column))


def _facet(rows: list[dict[str, Any]], name: str, column: str, label: Phrase, asked: Asked) -> Facet:
    choices = []
    for row in rows:
        value = str(row["value"]) or NOT_SAID
        is_chosen = asked.facets.get(name) == value
        query = asked.query(name, "" if is_chosen else value)
        choices.append(Choice(query, _label(column, str(row["value"])), row["number"], is_chosen))
    return Facet(name, label, choices)


def _label(column: str, value: str) -> Phrase | str:
    if column == "scope":
        return SCOPES[value]
    if column == "year":
        return value if value != "0" else UNKNOWN_YEAR
    return value or UNNAMED


def _stored(column: str, asked: str) -> Any:
    """A year that is none finds nothing, and the database then counts nothing."""
    if column == "year":
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else -1
    return "" if asked == NOT_SAID else asked


def one(code: str) -> QuerySet[LibraryEntry]:
    """With its campaign, its pictures and the good examples that tell of it: one question."""
    pictures = (
        LibraryPicture.objects.filter(entry=OuterRef("pk")).filter(given("attachment")).order_by("order")
    )
    units = Adoption.objects.confirmed().filter(entry=OuterRef("pk")).order_by("applied_on", "pk")
    examples = GoodExample.objects.shown().filter(entry=OuterRef("pk")).order_by("order", "pk")
    return (
        entries()
        .filter(code=code)
        .select_related("campaign")
        .annotate(
            shown_pictures=JsonRows(pictures, "order", "alternative"),
            units=JsonRows(units, "unit_name"),
            told=JsonRows(examples, "name"),
        )
    )


def given(prefix: str) -> Q:
    """A picture of which everybody may have the clean copy."""
    return Q(
        **{
            f"{prefix}__copy_state": CopyState.READY.value,
            f"{prefix}__content_type__in": sorted(PICTURES),
        }
    ) & ~Q(**{f"{prefix}__scan_state": ScanState.INFECTED.value})


def picture(code: str, number: int) -> Attachment | None:
    """Only of an entry that is shown, with the words that its author approved."""
    shown = LibraryEntry.objects.shown().filter(code=code, approved_at__isnull=False)
    rows = LibraryPicture.objects.filter(given("attachment"), entry__in=shown, order=number)
    found = rows.select_related("attachment").first()
    return found.attachment if found else None


def related(entry: LibraryEntry) -> list[LibraryEntry]:
    """The most alike by the index of public texts: two questions."""
    near = Shingle.objects.nearest_public(
        past=entry.past_id, submission=entry.submission_id, most=CANDIDATES * MOST_RELATED
    )
    places = {pair: place for place, pair in enumerate(near)}
    if not places:
        return []
    results = [result for _past, result in near if result]
    own = PublishedResult.objects.current().filter(award__submission=OuterRef("submission"), pk__in=results)
    rows = LibraryEntry.objects.shown().annotate(result=Subquery(own.values("pk")[:1])).exclude(pk=entry.pk)
    kin = rows.filter(Q(past__in=[past for past, _result in near if past]) | Q(result__isnull=False))
    found = list(kin.only("code", "title", "unit_name", "year", "past"))
    found.sort(key=lambda one: places.get((one.past_id, one.result), len(places)))
    return [*found[:MOST_RELATED]]


def structured(entry: LibraryEntry, address: str, image: str) -> str:
    """What search engines read (schema.org), safe inside a script element."""
    issuer = entry.campaign.issuer_name if entry.campaign else entry.unit_name
    said = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "url": address,
        "name": entry.title,
        "inLanguage": "vi",
        "author": [{"@type": "Person", "name": author["name"]} for author in entry.authors],
        "award": entry.award_label,
        "publisher": {"@type": "Organization", "name": issuer},
    }
    optional = {
        "abstract": entry.summary,
        "genre": entry.field_name,
        "dateCreated": str(entry.year or ""),
        "image": image,
    }
    said |= {name: value for name, value in optional.items() if value}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).translate(ESCAPES)


def pictures_of(submission: Submission) -> list[Attachment]:
    """What an author can choose from: pictures whose clean copy is ready."""
    rows = submission.attachments.live().filter(
        copy_state=CopyState.READY.value, content_type__in=sorted(PICTURES)
    )
    return list(rows.exclude(scan_state=ScanState.INFECTED.value).exclude(preview="").order_by("pk"))


def is_in_library(submission: Submission) -> bool:
    """Of a dossier in any other state nothing is asked."""
    entries = LibraryEntry.objects.filter(submission=submission, left_at=None)
    return submission.state == State.PUBLISHED and entries.exists()
