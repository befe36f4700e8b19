"""A campaign's own words about the fields of the application, in the form's order."""

from typing import Any

from campaign.models.campaign import Campaign, FieldHelp
from campaign.rules.application import FIELDS

WORDS = ("help", "example")


def help_rows(campaign: Campaign) -> list[dict[str, Any]]:
    """A row for every field, whether the campaign says something of it or not."""
    said = {row.field: row for row in FieldHelp.objects.filter(campaign=campaign)}
    return [
        {"field": field.name, **{name: getattr(said.get(field.name), name, "") for name in WORDS}}
        for field in FIELDS
    ]
