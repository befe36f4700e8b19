from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from campaign.documents.ranking_proof import Proof, prove
from campaign.models.ranking import Ranking


class Command(BaseCommand):
    help = (
        "Compute rankings again: from the inputs that were kept with them, and the current ones from the live data "
        "too. Prints the hash (the same on SQLite and PostgreSQL) and what differs; then it ends with an error."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "pk", nargs="*", type=int, help="numbers from the addresses of the rankings' pages"
        )
        parser.add_argument("--all", action="store_true", help="every ranking, not only the current ones")

    def handle(self, *, pk, **options):
        rankings = Ranking.objects.select_related("inputs", "strand", "campaign").order_by("pk")
        chosen = rankings.filter(pk__in=pk) if pk else rankings
        if not pk and not options["all"]:
            chosen = rankings.filter(is_current=True)
        missing = set(pk) - set(chosen.values_list("pk", flat=True))
        if missing:
            raise CommandError(f"No such ranking: {', '.join(map(str, sorted(missing)))}.")
        with override(settings.LANGUAGE_CODE):
            wrong = sum(not self.said(prove(one)).holds for one in chosen.iterator(chunk_size=1))
        if wrong:
            raise CommandError(f"{wrong} of {chosen.count()} rankings do not hold.")
        self.stdout.write(f"All {chosen.count()} rankings hold.")

    def said(self, proof: Proof) -> Proof:
        ranking = proof.ranking
        state = "OK" if proof.holds else "DIFFERS"
        self.stdout.write(
            f"{state}  {ranking.pk} ({ranking.strand.code} no. {ranking.number})  {proof.sha256}"
        )
        for what, lines in (("record", proof.broken), ("live data", proof.moved)):
            for line in lines:
                self.stdout.write(f"    {what}: {line}")
        return proof
