"""Bring the index of similar texts up to date at once; the job worker does the same little by little."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from campaign.actions import similarity


class Command(BaseCommand):
    help = (
        "Index every filed dossier, earlier initiative and published result that the index does not hold yet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="look at all texts again, such as after the rules changed"
        )

    def handle(self, *, again: bool, **options: Any) -> None:
        similarity.note_missing()
        if again:
            similarity.note_all()
        done = 0
        while portion := similarity.index_waiting():
            done += portion
        self.stdout.write(f"{done} texts indexed.")
