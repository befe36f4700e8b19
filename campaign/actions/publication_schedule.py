"""Publish at a set time: ordered by an administrator, done by the job clock once.

What comes out is exactly what was seen, or nothing.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.publication import locked, publish_together, why_not_yet
from campaign.actions.refused import Refused, refuse_if
from campaign.documents.publication import lines_of
from campaign.documents.publication_rehearsal import digest_of, last_line, strands_of
from campaign.models import clock
from campaign.models.decision import Decision
from campaign.models.publication import ScheduledPublication, ScheduleStatus
from campaign.notifications import messages
from campaign.rules import publishing
from campaign.rules.calendar import vn_stamp
from campaign.rules.phrase import NO_OBJECTION, Phrase

log = logging.getLogger(__name__)


@transaction.atomic
def schedule(decisions: Sequence[Decision], *, by: User, at: datetime, seen: str) -> ScheduledPublication:
    """`seen` is the mark of the rehearsal, the order keeps that of the whole: at that hour nothing else comes out."""
    gate.require_in_campaign("publish", by)
    decisions, now = locked(decisions), clock.now()
    lines, campaign = lines_of(*decisions), decisions[0].campaign
    refuse_if(why_not_yet(decisions, lines, seen, reader=by))
    refuse_if(publishing.why_not_at(at, now, campaign.spans(), strands_of(lines)))
    whole = digest_of(decisions, lines, after=last_line(campaign))
    made = ScheduledPublication.objects.create(
        campaign=campaign, at=at, digest=whole, made_by=by, made_at=now
    )
    made.decisions.set(decisions)
    trail.record("schedule_publication", by=by, campaign=campaign, facts=_facts(made))
    return made


@transaction.atomic
def cancel(order: ScheduledPublication, *, by: User) -> ScheduledPublication:
    gate.require_in_campaign("publish", by)
    order = _held(order.pk)
    refuse_if(_ended(order))
    _end(order, ScheduleStatus.CANCELLED)
    trail.record("cancel_publication", by=by, campaign=order.campaign, facts=_facts(order))
    return order


def due(now: datetime) -> QuerySet[ScheduledPublication]:
    return ScheduledPublication.objects.filter(status=ScheduleStatus.WAITING.value, at__lte=now)


def publish_due() -> int:
    """How many orders were carried out. Safe to run twice, and by two workers at once."""
    orders = due(clock.now()).order_by("at", "pk").values_list("pk", flat=True)
    return sum(_carry_out(pk) for pk in list(orders))


def _carry_out(pk: int) -> bool:
    """What breaks off unforeseen is tried again at the next tick, until it is too late and people are told."""
    try:
        return _publish(pk)
    except Refused as refusal:
        _fail(pk, refusal)
    except Exception:
        log.exception("scheduled publication %s broke off; nothing was published", pk)
    return False


@transaction.atomic
def _publish(pk: int) -> bool:
    """The order ends in the very transaction that publishes: both are there or neither."""
    order = _held(pk)
    if _ended(order):
        return False
    refuse_if(publishing.why_too_late(order.at, clock.now()))
    _end(order, ScheduleStatus.DONE)
    publish_together(list(order.decisions.all()), by=order.made_by, seen=order.digest, whole=True)
    return True


@transaction.atomic
def _fail(pk: int, refusal: Refused) -> None:
    """Nothing came out; whoever may publish is told why."""
    order = _held(pk)
    if _ended(order):
        return
    with override(settings.LANGUAGE_CODE):  # kept as a record, so in the language of the office
        order.problem = str(refusal)
    _end(order, ScheduleStatus.FAILED)
    event = trail.record("fail_publication", by=None, campaign=order.campaign, facts=_facts(order))
    told = {"campaign": order.campaign, "at": order.at, "problem": order.problem}
    messages.tell_administrators("publication_failed", act=event.number, facts=told)


def _held(pk: int) -> ScheduledPublication:
    rows = ScheduledPublication.objects.select_for_update(of=("self",))
    return rows.select_related("campaign", "made_by").get(pk=pk)


def _ended(order: ScheduledPublication) -> Phrase:
    if order.status == ScheduleStatus.WAITING:
        return NO_OBJECTION
    return Phrase(
        "Lần hẹn công bố này đã kết thúc (đã công bố, đã hủy hoặc không công bố được) nên không hủy được nữa. Hãy tải "
        "lại trang để xem việc vừa diễn ra."
    )


def _end(order: ScheduledPublication, status: ScheduleStatus) -> None:
    order.status, order.ended_at = status.value, clock.now()
    order.save(update_fields=["status", "ended_at", "problem"])


def _facts(order: ScheduledPublication) -> dict[str, object]:
    signed = order.decisions.order_by("signed_on", "number", "pk")
    known: dict[str, object] = {
        "decisions": ", ".join(str(decision) for decision in signed),
        "at": vn_stamp(order.at),
        "digest": order.digest,
    }
    return known | {"problem": order.problem} if order.problem else known
