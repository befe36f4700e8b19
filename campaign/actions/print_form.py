"""Say where the words of a giấy khen fall on the pre-printed form that this place buys."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.issued_paper import PrintForm
from campaign.rules.print_form import FIELDS, Place, problem, sheet_problem


@transaction.atomic
def place_print_fields(
    kind: str, *, by: User, width: Decimal, height: Decimal, places: Mapping[str, Place]
) -> PrintForm:
    gate.require_in_campaign("keep_paper_templates", by)
    refuse_if(sheet_problem(width, height))
    for name, place in places.items():
        refuse_if(problem(FIELDS[name], place, width, height))
    facts = {
        "width_mm": width,
        "height_mm": height,
        "fields": {name: asdict(place) for name, place in places.items()},
        "changed_by": by,
        "changed_at": clock.now(),
    }
    form, _is_new = PrintForm.objects.update_or_create(kind=kind, defaults=facts)
    trail.record("place_print_fields", by=by, facts={"paper": kind})
    return form
