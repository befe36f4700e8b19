"""Ask every invariant over all stored data; ends with code 1 when one does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaign import invariants
from campaign.actions import audit


class Command(BaseCommand):
    help = "Check what must always hold: the trail, shares, states, scores, decisions, certificates, numbers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--record", action="store_true", help="keep the outcome in the trail")

    def handle(self, *, record: bool, **options: Any) -> None:
        broken = invariants.broken()
        if record:
            audit.record_check(broken)
        for name, (text, _check) in invariants.INVARIANTS.items():
            places = ", ".join(broken.get(name, []))
            self.stdout.write(
                f"{'BROKEN' if places else 'ok':8}{name}: {text}{f' [{places}]' if places else ''}"
            )
        if broken:
            raise CommandError(f"{len(broken)} of {len(invariants.INVARIANTS)} invariants do not hold.")
