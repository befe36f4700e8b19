"""What the organiser says beside each field of the application: how to fill it in, and an example."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import gate, trail
from campaign.actions.campaign import locked_plan, stale
from campaign.actions.refused import refuse_if
from campaign.documents.field_help import WORDS, help_rows
from campaign.models.campaign import Campaign, FieldHelp

Words = Mapping[str, str]


@transaction.atomic
def save_field_help(campaign: Campaign, words: Mapping[str, Words], *, by: User, seen: str = "") -> None:
    """All fields at once, `words` by the field's name; a field of which nothing is said has no row."""
    gate.require_in_campaign("set_up", by)
    locked = locked_plan(campaign)
    before = help_rows(locked)
    refuse_if(stale(before, seen))
    for row in before:
        _store(locked, row["field"], words.get(row["field"], row))
    after = help_rows(locked)
    changed = [row["field"] for row, stood in zip(after, before, strict=True) if row != stood]
    if changed:
        trail.record("amend_plan", by=by, campaign=locked, facts={"part": "field_help", "fields": changed})


def _store(campaign: Campaign, field: str, words: Words) -> None:
    facts = {name: clean_text(words[name]) for name in WORDS}
    rows = FieldHelp.objects.filter(campaign=campaign, field=field)
    if not any(facts.values()):
        rows.delete()
    elif not rows.update(**facts):
        FieldHelp.objects.create(campaign=campaign, field=field, **facts)
