"""The desk of publication of one campaign: what is not public yet, what waits for its hour, what came out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from campaign.models.campaign import Campaign
from campaign.models.decision import Award, Decision
from campaign.models.publication import Publication, ScheduledPublication, ScheduleStatus
from campaign.rules.calendar import vn_datetime, weekday_name
from campaign.rules.phrase import Phrase

MOST = 20
ENDED = {
    ScheduleStatus.DONE: Phrase("Đã công bố"),
    ScheduleStatus.CANCELLED: Phrase("Đã hủy"),
    ScheduleStatus.FAILED: Phrase("Không công bố được"),
}
TONES = {ScheduleStatus.DONE: "good", ScheduleStatus.CANCELLED: "closed", ScheduleStatus.FAILED: "bad"}


@dataclass(frozen=True)
class Order:
    pk: int
    moment: Phrase
    decisions: str
    made_by: str
    problem: str
    label: Phrase | None
    tone: str


@dataclass(frozen=True)
class Desk:
    """`waiting` is the one order that is still to be carried out; `ended` the last ones that were."""

    unpublished: list[Decision]
    waiting: Order | None
    ended: list[Order]
    publications: list[Publication]


def desk(campaign: Campaign) -> Desk:
    orders = campaign.scheduled_publications.select_related("made_by").prefetch_related("decisions")[:MOST]
    lines = [(one.status, _order(one)) for one in orders]
    return Desk(
        unpublished=list(
            with_results(campaign.decisions.filter(publication=None)).order_by("signed_on", "pk")
        ),
        waiting=next((line for status, line in lines if status == ScheduleStatus.WAITING), None),
        ended=[line for status, line in lines if status != ScheduleStatus.WAITING],
        publications=list(versions(campaign)),
    )


def with_results(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Recognitions that stand. Rewards, revocations and larger scopes have an act of their own."""
    live = Award.objects.filter(decision=OuterRef("pk"), is_live=True)
    return decisions.filter(Exists(live), kind="recognition", scope="base")


def versions(campaign: Campaign) -> QuerySet[Publication]:
    """Newest first, each with what it publishes or replaces and what replaced it."""
    rows = campaign.publications.select_related("decision", "replaces", "replaced_by")
    return rows.order_by("-version")


def latest_of(publication: Publication) -> Publication:
    """The version in force of the list that began with this one."""
    later = publication
    while found := Publication.objects.filter(replaces=later).first():
        later = found
    return later


def in_words(moment: datetime) -> Phrase:
    """With the day of the week, so that a slip of the month is noticed."""
    return Phrase("%(moment)s, %(weekday)s", moment=vn_datetime(moment), weekday=weekday_name(moment))


def _order(one: ScheduledPublication) -> Order:
    status = ScheduleStatus(one.status)
    return Order(
        pk=one.pk,
        moment=in_words(one.at),
        decisions=", ".join(str(decision) for decision in one.decisions.all()),
        made_by=one.made_by.full_name,
        problem=one.problem,
        label=ENDED.get(status),
        tone=TONES.get(status, "warn"),
    )
