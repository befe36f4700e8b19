"""The background tasks. Each may run twice without harm, because a killed worker's task is run again."""

from django_tasks import task

from campaign.actions import similarity
from campaign.jobs import upkeep
from campaign.notifications import digest
from campaign.notifications.delivery import deliver_due


@task()
def deliver_mail() -> int:
    return deliver_due()


@task()
def index_texts() -> int:
    return similarity.index_waiting()


@task()
def clean_up() -> dict[str, int]:
    return upkeep.clean_up()


@task()
def send_digests() -> int:
    return digest.send_digests()
