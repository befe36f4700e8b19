"""Ask units what became of an initiative they took over: on the day itself, then every thirty days."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.roles import Role
from campaign.models import clock
from campaign.models.adoption import Adoption, BenefitCheck
from campaign.notifications.messages import holders
from campaign.notifications.outbox import queue
from campaign.rules.adoption import AGAIN_AFTER
from campaign.rules.calendar import vn_date

AT_ONCE = 500


def is_due(today: date) -> bool:
    return _unconfirmed(today).exists() or _unreported(today).exists()


def remind_due() -> int:
    """How many were asked. May be run again at any time: whoever was asked today is left alone for thirty days."""
    today = clock.today()
    asked = sum(_ask_to_confirm(one, today) for one in _unconfirmed(today)[:AT_ONCE])
    return asked + sum(_ask_to_report(one, today) for one in _unreported(today)[:AT_ONCE])


def _unconfirmed(today: date) -> QuerySet[Adoption]:
    rows = Adoption.objects.unconfirmed_on(today).filter(_not_lately(today), entry__left_at=None)
    return rows.select_related("entry")


def _unreported(today: date) -> QuerySet[BenefitCheck]:
    rows = BenefitCheck.objects.due_on(today).filter(_not_lately(today), adoption__entry__left_at=None)
    return rows.select_related("adoption__entry")


def _not_lately(today: date) -> Q:
    return Q(reminded_on=None) | Q(reminded_on__lte=today - AGAIN_AFTER)


@transaction.atomic
def _ask_to_confirm(adoption: Adoption, today: date) -> bool:
    if not _unconfirmed(today).filter(pk=adoption.pk).update(reminded_on=today):
        return False
    _write("adoption_unconfirmed", adoption, f"{adoption.pk}", {"since": vn_date(adoption.starts_on)}, today)
    return True


@transaction.atomic
def _ask_to_report(check: BenefitCheck, today: date) -> bool:
    if not _unreported(today).filter(pk=check.pk).update(reminded_on=today):
        return False
    facts = {"months": check.months, "due": vn_date(check.due_on), "check": check.pk}
    _write("adoption_check_due", check.adoption, f"{check.adoption_id}:{check.months}", facts, today)
    return True


def _write(event: str, adoption: Adoption, name: str, facts: dict[str, object], today: date) -> None:
    known = facts | {"adoption": adoption.pk, "title": adoption.entry.title, "unit": adoption.unit_name}
    for reader in holders(Role.UNIT_HEAD, Role.UNIT_DESK, unit_id=adoption.unit_id).order_by("pk"):
        key = f"{event}:{name}:{today:%Y%m%d}:{reader.pk}"
        queue(event, reader, key=key, context={"facts": known, "site": settings.SITE_URL})
