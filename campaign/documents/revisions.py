"""The frozen versions of a dossier: at every filing, what came too late, and what stands now; any two compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaign.models.revision import LateCopy, Revision
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.revision_changes import Change, changes

NOW = "hien-tai"


@dataclass(frozen=True)
class Version:
    """`key` names it in addresses; `form` tells which edition of form and criteria it was written for."""

    key: str
    label: Phrase
    moment: Phrase
    by: str
    form: Phrase
    sha256: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Comparison:
    before: Version
    after: Version
    changes: list[Change]


def versions(submission: Submission, current: tuple[Mapping[str, Any], str] | None = None) -> list[Version]:
    """From the first to the last. `current` is what stands now and its hash; told only where it was not filed so."""
    revisions = list(submission.revisions.select_related("made_by", "rubric"))
    late = list(submission.late_copies.select_related("made_by"))
    found = [(row.made_at, _revision(row)) for row in revisions]
    found += [(row.received_at, _late(row)) for row in late]
    ordered = [version for _moment, version in sorted(found, key=lambda pair: (pair[0], pair[1].key))]
    is_filed = bool(revisions) and current is not None and _same(revisions[-1].content, current[0])
    return ordered if current is None or is_filed else [*ordered, _current(*current)]


def compare(found: Sequence[Version], before: str, after: str, *, confidential: bool) -> Comparison | None:
    """The two asked for, else the last two; None when there is nothing to compare."""
    if len(found) < 2:
        return None
    known = {version.key: version for version in found}
    old, new = known.get(before, found[-2]), known.get(after, found[-1])
    return Comparison(old, new, changes(old.content, new.content, confidential=confidential))


def _revision(row: Revision) -> Version:
    return Version(
        key=str(row.number),
        label=Phrase("Bản nộp lần %(number)s", number=row.number),
        moment=vn_datetime(row.made_at, seconds=True),
        by=row.made_by.full_name,
        form=Phrase("Mẫu đơn phiên bản %(form)s · %(rubric)s", form=row.form_version, rubric=row.rubric),
        sha256=row.sha256,
        content=row.content,
    )


def _late(row: LateCopy) -> Version:
    return Version(
        key=f"muon-{row.pk}",
        label=Phrase("Bản đến muộn"),
        moment=vn_datetime(row.received_at, seconds=True),
        by=row.made_by.full_name,
        form=Phrase("Hạn nộp đã hết lúc %(when)s; không được nộp", when=vn_datetime(row.closed_at)),
        sha256=row.sha256,
        content=row.content,
    )


def _current(content: Mapping[str, Any], sha256: str) -> Version:
    return Version(NOW, Phrase("Bản đang lưu"), NO_OBJECTION, "", NO_OBJECTION, sha256, content)


def _same(filed: Mapping[str, Any], current: Mapping[str, Any]) -> bool:
    """The number is given after the first revision was written, and says nothing of the content."""
    return not changes(filed, current)
