from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from accounts.models.unit import Unit
from accounts.models.user import User
from campaign.management.benchmark import city, dossiers, earlier, judging, plans
from campaign.management.benchmark.chain import Chain
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.rules.workflow import State

MOST = 200_000
YEARS, RESULTS_A_YEAR = 3, 300


class Command(BaseCommand):
    help = (
        "Fill an empty database for measurements: a campaign in judging with so many dossiers, and three earlier "
        "years with results. The same number and day always give the same data; nobody can sign in with a password."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dossiers", type=int, default=5000, help="of the running campaign (default: 5000)"
        )
        parser.add_argument("--results", type=int, default=RESULTS_A_YEAR, help="of each earlier year")

    def handle(self, *, dossiers, results, **options):
        refuse_unless_sensible(dossiers, results)
        refuse_unless_empty()
        with transaction.atomic():
            build(dossiers, results)
        gather_statistics()
        self.stdout.write(f"{dossiers} dossiers and {YEARS} earlier years of {results} results are stored.")


def refuse_unless_sensible(number: int, results: int) -> None:
    if not (1 <= number <= MOST and 1 <= results <= MOST):
        raise CommandError(f"Nothing was changed: choose numbers from 1 to {MOST}.")


def refuse_unless_empty() -> None:
    held: dict[str, Any] = {"people": User, "units": Unit, "campaigns": Campaign}
    found = [f"{rows.objects.count()} {name}" for name, rows in held.items() if rows.objects.exists()]
    if found:
        raise CommandError(
            f"This database already holds {', '.join(found)}. Nothing was changed: data for measurements only go "
            "into an empty database. Point DATABASE_URL at a new one and run migrate first."
        )


def build(number: int, results: int) -> None:
    base = clock.now().replace(hour=1, minute=0, second=0, microsecond=0)
    people, marks = city.build(number), plans.rubric()
    chain = Chain(people)
    for years in range(YEARS, 0, -1):
        past = plans.campaign(people, marks, base - timedelta(days=366 * years), closed=True)
        write(people, past, [State.PUBLISHED] * results, chain)
        earlier.finish(people, past)
    running = plans.campaign(people, marks, base, closed=False)
    write(people, running, list(dossiers.mixed(number)), chain)
    chain.close()


def write(people: city.City, plan: plans.Plan, states: list[State], chain: Chain) -> None:
    for portion in dossiers.fill(people, plan, states):
        judging.judge(people, plan, portion)
        chain.tell(portion)


def gather_statistics() -> None:
    """As the server's own upkeep would have done by the next day."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
