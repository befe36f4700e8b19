"""Show, or with --delete throw away, stored files that belong to nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from campaign.jobs.file_sweep import sweep


class Command(BaseCommand):
    help = "Files without a row and uploads that nobody goes on with, older than a day. Only counts, unless --delete."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="throw them away")

    def handle(self, *, delete: bool, **options: Any) -> None:
        found = sweep(delete=delete)
        did = "deleted" if delete else "found, nothing deleted"
        self.stdout.write(", ".join(f"{name} {count}" for name, count in found.items()) + f" ({did})")
