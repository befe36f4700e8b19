"""The sections of a dossier as the editor shows them: what is there, what is missing, and two versions side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db.models import OuterRef

from accounts.models.user import User
from campaign.documents.supplement import PointLine
from campaign.models.campaign import FieldHelp, Strand
from campaign.models.json_rows import JsonRows
from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules.application import BY_NAME
from campaign.rules.calendar import vn_date, vn_datetime
from campaign.rules.eligibility import BLOCK, Finding
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.sections import (
    BY_ANCHOR,
    MINE,
    SECTIONS,
    THEIRS,
    Section,
    anchor_of,
    choice,
    mine,
    part,
    tag,
)
from campaign.rules.shares import format_bp
from campaign.rules.text_difference import Segment, after, before, difference

TABLES = {"authors": Phrase("Danh sách tác giả"), "participants": Phrase("Danh sách người áp dụng thử")}
STRAND = Phrase("Nội dung thi đua")
# What of a person is compared; the rest of a row is the portal's own business.
PERSON = ("full_name", "birth_date", "workplace", "job_title", "qualification", "work_supported")


@dataclass(frozen=True)
class Part:
    """A section in the list at the top: `problems` are the findings that are mended there."""

    anchor: str
    label: Phrase
    problems: tuple[Finding, ...]
    comparison: "Comparison | None" = None
    asked: tuple[PointLine, ...] = ()

    @property
    def status(self) -> str:
        return self.problems[0].severity if self.problems else "ok"

    @property
    def is_blocked(self) -> bool:
        return self.status == BLOCK


@dataclass(frozen=True)
class Outline:
    parts: list[Part]

    @property
    def by_name(self) -> dict[str, Part]:
        """For templates, where a name has no hyphen."""
        return {one.anchor.replace("-", "_"): one for one in self.parts}

    @property
    def done(self) -> int:
        return sum(not one.is_blocked for one in self.parts)

    @property
    def gaps(self) -> int:
        return sum(len(one.problems) for one in self.parts)

    @property
    def missing(self) -> int:
        """Without these the dossier cannot be filed."""
        return sum(found.severity == BLOCK for one in self.parts for found in one.problems)


@dataclass(frozen=True)
class Compared:
    """One text in two versions; `is_alike` ones are left out."""

    label: Phrase
    stands: list[Segment]
    typed: list[Segment]


@dataclass(frozen=True)
class Comparison:
    """A section that two people changed; the values of the two choices hold for this standing text alone."""

    anchor: str
    label: Phrase
    texts: list[Compared]
    theirs: str
    mine: str
    saved: Phrase


def outline(
    found: Iterable[Finding],
    comparisons: Iterable[Comparison] = (),
    asked: Mapping[str, Iterable[PointLine]] = MappingProxyType({}),
) -> Outline:
    """`asked`: what the office wants to be supplemented, by section."""
    found, compared = list(found), {one.anchor: one for one in comparisons}
    return Outline(
        [
            Part(
                section.anchor,
                section.label,
                _problems(section, found),
                compared.get(section.anchor),
                tuple(asked.get(section.anchor, ())),
            )
            for section in SECTIONS
        ]
    )


def _problems(section: Section, found: list[Finding]) -> tuple[Finding, ...]:
    here = [one for one in found if anchor_of(one.code) == section.anchor]
    return tuple(sorted(here, key=lambda one: one.severity != BLOCK))


def form_rows(rows: SubmissionQuerySet) -> SubmissionQuerySet:
    """With what the form itself is made of: the strands to choose from, and the campaign's words about its fields."""
    campaign = OuterRef("campaign")
    return rows.annotate(
        strands_offered=JsonRows(Strand.objects.filter(campaign=campaign).order_by("order"), "id", "name"),
        words=JsonRows(FieldHelp.objects.filter(campaign=campaign), "field", "help", "example"),
    )


def strand_names(submission: Submission) -> dict[int, str]:
    """Of a dossier among `form_rows`."""
    return {strand["id"]: strand["name"] for strand in submission.strands_offered}


def comparison(
    anchor: str,
    standing: Mapping[str, Any],
    typed: Mapping[str, Any],
    strands: Mapping[int, str],
    saved: Phrase = NO_OBJECTION,
) -> Comparison:
    """`saved` says whose save stands there, as `savers` tells it."""
    here, there = part(anchor, standing), mine(anchor, standing, typed)
    pairs = [(_label(key), _shown(key, here[key], strands), _shown(key, there[key], strands)) for key in here]
    return Comparison(
        anchor,
        BY_ANCHOR[anchor].label,
        [_compared(*pair) for pair in pairs if pair[1] != pair[2]] or [_compared(*pair) for pair in pairs],
        theirs=choice(THEIRS, tag(here)),
        mine=choice(MINE, tag(here)),
        saved=saved,
    )


def savers(submission: Submission, reader: User, anchors: Iterable[str]) -> dict[str, Phrase]:
    """Who saved what stands in these sections, and when; nothing of what stands since the dossier was begun."""
    saves = {anchor: save for anchor in anchors if (save := submission.section_saves.get(anchor))}
    people = User.objects.in_bulk({save["by"] for save in saves.values()} - {reader.pk}) if saves else {}
    return {anchor: _saver(save, people.get(save["by"])) for anchor, save in saves.items()}


def _saver(save: Mapping[str, Any], person: User | None) -> Phrase:
    when = vn_datetime(datetime.fromisoformat(save["at"]))
    if person is None:
        return Phrase("Bạn đã lưu bản này ở thẻ khác hoặc máy khác lúc %(when)s.", when=when)
    return Phrase("%(name)s đã lưu bản này lúc %(when)s.", name=person.full_name, when=when)


def _compared(label: Phrase, stands: str, typed: str) -> Compared:
    segments = difference(stands, typed)
    return Compared(label, before(segments), after(segments))


def _label(key: str) -> Phrase:
    if key in TABLES:
        return TABLES[key]
    return STRAND if key == "strand_id" else BY_NAME[key].label


def _shown(key: str, value: Any, strands: Mapping[int, str]) -> str:
    if key in TABLES:
        return "\n".join(f"{number}. {_person(row)}" for number, row in enumerate(value, 1))
    if key == "strand_id":
        return strands.get(value, "")
    return vn_date(value) if isinstance(value, date) else value or ""


def _person(row: Mapping[str, Any]) -> str:
    facts = [row[name] for name in PERSON if row.get(name)]
    share = [f"{format_bp(row['share_bp'])} %"] if "share_bp" in row else []
    return "; ".join([*(vn_date(one) if isinstance(one, date) else one for one in facts), *share])
