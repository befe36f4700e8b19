from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import F

from accounts.models.unit import Unit
from accounts.models.user import User
from campaign.actions.similarity import index_waiting
from campaign.management.demo import agenda, content, deciding
from campaign.management.demo.campaigns import at_hour, load_2019, load_running
from campaign.management.demo.people import PASSWORD, SIGN_INS, load_people, load_units
from campaign.management.demo.reporting import report_on
from campaign.management.demo.results import finish_2019
from campaign.management.demo.showcase import show
from campaign.management.demo.walk import Dossier
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.following import Notice
from campaign.models.message import Message

DAYS_UNREAD = 14


class Command(BaseCommand):
    help = (
        "Fill an empty database with the demonstration: units and people, the campaign of 2019 up to its "
        "certificates, and a running campaign with dossiers in every state. A second run changes nothing."
    )

    def handle(self, **options):
        if is_loaded():
            self.stdout.write("The demonstration data is already here; nothing was changed.")
        else:
            refuse_unless_empty()
            self.stdout.write("Loading the demonstration data; this takes less than a minute...")
            with transaction.atomic():
                load()
            self.stdout.write("The demonstration data is loaded.")
        self.stdout.write(sign_ins())


def is_loaded() -> bool:
    """All is loaded in one transaction, so its last campaign and its people stand for everything."""
    plan = content.campaign_2019()
    return Campaign.objects.filter(
        cloned_from__plan_number=plan["plan_number"], cloned_from__plan_date=plan["plan_date"]
    ).exists() and User.objects.filter(staff_code__in=SIGN_INS).count() == len(SIGN_INS)


def refuse_unless_empty() -> None:
    people, units = User.objects.count(), Unit.objects.count()
    if people or units:
        raise CommandError(
            f"This database already holds {people} people and {units} units that are not the demonstration's. "
            "Nothing was changed: the demonstration is only loaded into an empty database. "
            "Point DATABASE_URL at a new one and run migrate first."
        )


def load() -> None:
    load_units()
    load_people()
    earlier = load_2019()
    old = [Dossier(earlier, row, place) for place, row in enumerate(content.dossiers_2019())]
    agenda.carry_out(agenda.of_2019(earlier, old))
    finish_2019(earlier, old)
    report_on(earlier)
    today = clock.today()
    show(old, today)
    agenda.carry_out(agenda.of_today(load_running(earlier, today), today))
    deciding.set_aside()
    while index_waiting():
        pass
    settle(today)


def settle(today: date) -> None:
    """All this mail belongs to the past: nobody shall get it now. Notices of the last days are still to be read."""
    Message.objects.waiting().update(sent_at=F("queued_at"), attempts=1)
    read = Notice.objects.filter(made_at__lt=at_hour(today - timedelta(days=DAYS_UNREAD)))
    read.update(read_at=F("made_at"), mail_due=False)


def sign_ins() -> str:
    """Staff code, roles and the one password, in plain letters that any terminal can show."""
    people = {row["staff_code"]: row for row in content.people()}
    lines = [f"  {code:11} {', '.join(people[code]['roles'])}" for code in SIGN_INS]
    return "\n".join([f"Sign in with a staff code and the password {PASSWORD}", *lines])
