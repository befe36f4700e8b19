from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from campaign.documents.publication_proof import rows_of
from campaign.models.publication import Publication
from campaign.rules import published_list


class Command(BaseCommand):
    help = (
        "Compute the hash of published lists again from the stored rows, or of a file that was downloaded from the "
        "portal (JSON or CSV). Ends with an error when one differs from what was announced."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="of the campaign, as in its addresses; all without it")
        parser.add_argument(
            "--file", type=Path, help="a list that was downloaded: is it one that was published?"
        )

    def handle(self, *, slug, file, **options):
        published = Publication.objects.select_related("campaign").order_by("campaign", "version")
        chosen = published.filter(campaign__slug=slug) if slug else published
        if not chosen.exists():
            raise CommandError("Nothing was published there.")
        if file:
            self.compare(file, chosen)
            return
        wrong = sum(not self.holds(one) for one in chosen)
        if wrong:
            raise CommandError(f"{wrong} of {len(chosen)} published lists differ from what was announced.")
        self.stdout.write(f"All {len(chosen)} published lists are as announced.")

    def holds(self, publication):
        computed = published_list.digest(rows_of(publication))
        is_whole = computed == publication.sha256
        state = "OK" if is_whole else "DIFFERS"
        self.stdout.write(f"{state}  {publication.campaign.slug} no. {publication.version}  {computed}")
        return is_whole

    def compare(self, file, published):
        try:
            computed = published_list.digest(published_list.read(file.read_bytes()))
        except (OSError, published_list.NotAList) as error:
            raise CommandError("This file cannot be read as a list of the portal.") from error
        found = published.filter(sha256=computed).first()
        if found is None:
            raise CommandError(f"{computed} is the hash of no list that was published.")
        self.stdout.write(f"OK  {found.campaign.slug} no. {found.version}  {computed}")
