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
from campaign.rules.phrase import Phrase
from campaign.rules.sections import Fate, fates, part


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
    for anchor in saved.with_fate(Fate.WRITE):
        _write(saved, anchor, by=by)
    saved.standing = application.standing(locked)
    return saved


def _clean(saved: Saved, anchor: str, content: Mapping[str, Any]) -> None:
    try:
        clean = application.cleaned(content)
        refuse_foreign_strand(saved.submission, clean)
    except Refused as refusal:
        saved.refused[anchor] = refusal.reason
    else:
        saved.typed |= clean


def _write(saved: Saved, anchor: str, *, by: User) -> None:
    try:
        with transaction.atomic():
            application.write(saved.submission, part(anchor, saved.typed), by=by)
    except Refused as refusal:
        saved.refused[anchor] = refusal.reason
        del saved.fates[anchor]
