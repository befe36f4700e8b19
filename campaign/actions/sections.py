"""Save a dossier section by section: what can be stored is, what two people changed is given back to be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from accounts.models.user import User
from campaign.actions import application
from campaign.actions.refused import Refused
from campaign.actions.submission import refuse_foreign_strand, require_editable
from campaign.actions.transition import locked_submission
from campaign.models.submission import Submission
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.sections import Fate, fates, part, section_of

TABLES = frozenset({"authors", "participants"})
TABLE_SECTIONS = frozenset(section_of(table) for table in TABLES)


@dataclass
class Saved:
    """`standing` is what is stored by now; `refused` says why a section could not be stored as it was typed."""

    submission: Submission
    standing: dict[str, Any]
    typed: dict[str, Any]
    fates: dict[str, Fate] = field(default_factory=dict)
    refused: dict[str, Phrase] = field(default_factory=dict)

    def with_fate(self, fate: Fate) -> list[str]:
        return [anchor for anchor, one in self.fates.items() if one == fate]

    @property
    def is_whole(self) -> bool:
        """Nothing that was typed waits for a correction or a choice."""
        return not self.refused and Fate.CONFLICT not in self.fates.values()


@transaction.atomic
def save_sections(
    submission: Submission,
    *,
    by: User,
    typed: Mapping[str, Mapping[str, Any]],
    shown: Mapping[str, str],
    chosen: Mapping[str, str],
) -> Saved:
    """`typed` by section, as `application.cleaned` takes it; `shown` and `chosen` as `rules.sections.fates` does."""
    locked = locked_submission(submission)
    require_editable(locked, by=by)
    saved = Saved(locked, application.standing(locked), {})
    for anchor, content in typed.items():
        _clean(saved, anchor, content)
    saved.fates = fates(saved.standing, saved.typed, shown=shown, chosen=chosen)
    _write_all(saved, by=by)
    saved.standing = _standing_now(saved)
    return saved


def _clean(saved: Saved, anchor: str, content: Mapping[str, Any]) -> None:
    try:
        clean = application.cleaned(content)
        refuse_foreign_strand(saved.submission, clean)
    except Refused as refusal:
        saved.refused[anchor] = refusal.reason
    else:
        saved.typed |= clean


def _write_all(saved: Saved, *, by: User) -> None:
    """In one write, which is one version; when a section is refused, the others one by one."""
    writing = saved.with_fate(Fate.WRITE)
    content = {key: value for anchor in writing for key, value in part(anchor, saved.typed).items()}
    if not content or _written(saved, content, by=by) is NO_OBJECTION:
        return
    for anchor in writing:
        refusal = _written(saved, part(anchor, saved.typed), by=by)
        if refusal:
            saved.refused[anchor] = refusal
            del saved.fates[anchor]


def _standing_now(saved: Saved) -> dict[str, Any]:
    """The tables are read again only when one of them was written."""
    if any(anchor in saved.with_fate(Fate.WRITE) for anchor in TABLE_SECTIONS):
        return application.standing(saved.submission)
    return saved.standing | application.standing_texts(saved.submission)


def _written(saved: Saved, content: Mapping[str, Any], *, by: User) -> Phrase:
    """Why nothing of it was written; empty when it was."""
    before = {name: getattr(saved.submission, name) for name in content if name not in TABLES}
    try:
        with transaction.atomic():
            application.write(saved.submission, content, by=by)
    except Refused as refusal:
        for name, value in before.items():
            setattr(saved.submission, name, value)
        return refusal.reason
    return NO_OBJECTION
