"""The sections of a dossier: what belongs to each, and how a save meets what others have saved meanwhile."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from campaign.rules import coauthors
from campaign.rules.phrase import Phrase

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """`keys` of the content that are typed there; `findings` are the codes of what is mended there."""

    anchor: str
    label: Phrase
    keys: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


BASICS = ("strand_id", "addressee", "title", "summary", "field_of_application", "investor", "first_used_on")
SECTIONS = (
    Section(
        "chung",
        Phrase("Thông tin chung"),
        BASICS,
        (*(f"missing:{name}" for name in BASICS), "time_bar", "first_use_future", "unit_kind"),
    ),
    Section(
        "tac-gia",
        Phrase("Tác giả"),
        ("authors",),
        ("shares", "same_author", "person_kind", "author_details", *coauthors.FINDINGS),
    ),
    Section(
        "noi-dung",
        Phrase("Nội dung"),
        ("nature", "conditions"),
        ("missing:nature", "missing:conditions", "author_named"),
    ),
    Section("bao-mat", Phrase("Thông tin bảo mật"), ("confidential",)),
    Section(
        "loi-ich", Phrase("Lợi ích"), ("benefits_author", "benefits_others"), ("missing:benefits_author",)
    ),
    Section("ap-dung-thu", Phrase("Người áp dụng thử"), ("participants",)),
    Section("tep", Phrase("Tệp kèm theo"), (), ("no_attachment",)),
)
TYPED = tuple(section for section in SECTIONS if section.keys)
BY_ANCHOR = {section.anchor: section for section in SECTIONS}


def anchor_of(finding: str) -> str:
    """Where in the editor a finding is mended."""
    return next((section.anchor for section in SECTIONS if finding in section.findings), SECTIONS[0].anchor)


def section_of(key: str) -> str:
    """The section in which this part of the content is typed."""
    return next(section.anchor for section in TYPED if key in section.keys)


def part(anchor: str, content: Content) -> dict[str, Any]:
    return {key: content[key] for key in BY_ANCHOR[anchor].keys if key in content}


def tag(content: Content) -> str:
    """The version of a section: equal for equal content, whoever saved it and when."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def tags(content: Content) -> dict[str, str]:
    return {section.anchor: tag(part(section.anchor, content)) for section in TYPED}


class Fate(StrEnum):
    """`SAME`: typed is what stands. `WRITE`: typed is stored. `KEPT`: what stands holds, since nothing new was typed
    here or the person chose it. `CONFLICT`: both were changed; what stands holds and nothing typed is dropped.
    """

    SAME = "same"
    WRITE = "write"
    KEPT = "kept"
    CONFLICT = "conflict"


MINE, THEIRS = "mine", "theirs"


def choice(side: str, standing_tag: str) -> str:
    """The person's answer to a conflict: it holds for the text that was shown beside the own one."""
    return f"{side}:{standing_tag}"


def fates(
    standing: Content, typed: Content, *, shown: Mapping[str, str], chosen: Mapping[str, str]
) -> dict[str, Fate]:
    """What becomes of every section of which something was typed.

    `shown` are the tags of what the form showed before the person typed, `chosen` the answers to conflicts.
    """
    return {
        section.anchor: _fate(
            tag(part(section.anchor, standing)),
            tag(mine(section.anchor, standing, typed)),
            shown.get(section.anchor, ""),
            chosen.get(section.anchor, ""),
        )
        for section in TYPED
        if part(section.anchor, typed)
    }


def mine(anchor: str, standing: Content, typed: Content) -> dict[str, Any]:
    """The section as it would be stored; what was not typed stays as it is."""
    return part(anchor, standing) | part(anchor, typed)


def _fate(standing: str, typed: str, shown: str, chosen: str) -> Fate:
    if typed == standing:
        return Fate.SAME
    if chosen == choice(THEIRS, standing) or typed == shown:
        return Fate.KEPT
    if chosen == choice(MINE, standing) or shown == standing:
        return Fate.WRITE
    return Fate.CONFLICT
