"""The background tasks. Each may run twice without harm, because a killed worker's task is run again."""

from django_tasks import task

from campaign.actions import (
    clean_copies,
    file_words,
    paper_batches,
    plan_making,
    publication_schedule,
    similarity,
)
from campaign.jobs import adoption_reminders, file_sweep, reminders, upkeep
from campaign.notifications import digest
from campaign.notifications.delivery import deliver_due


@task()
def deliver_mail() -> int:
    return deliver_due()


@task()
def index_texts() -> int:
    return similarity.index_waiting()


@task()
def plan_assignments() -> int:
    return plan_making.make_waiting()


@task()
def publish_scheduled() -> int:
    return publication_schedule.publish_due()


@task()
def make_papers() -> int:
    return paper_batches.make_waiting()


@task()
def clean_up() -> dict[str, int]:
    return upkeep.clean_up() | file_sweep.sweep()


@task()
def prepare_files() -> dict[str, int]:
    """Copies for judges and the public, the words in them, and the scanner's word about what it has not seen."""
    made = {"copies": clean_copies.make_copies(), "read": file_words.read_waiting()}
    return made | clean_copies.scan_waiting()


@task()
def send_digests() -> int:
    return digest.send_digests()


@task()
def remind() -> int:
    return reminders.remind_due()


@task()
def remind_units() -> int:
    """What became of the initiatives that units took over."""
    return adoption_reminders.remind_due()
