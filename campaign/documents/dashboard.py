"""What waits for one person, role by role, in a fixed number of queries however much there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    Exists,
    Max,
    Min,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
)

from accounts.models.user import User
from accounts.prepared import Prepared
from accounts.roles import Role
from campaign.documents.coauthors import open_invitations, to_confirm
from campaign.documents.following import appeals_for, questions_for
from campaign.documents.outages import LOOKED_BACK, ended_since, proposals
from campaign.documents.sheet_desk import WAITING, group, reported
from campaign.models.audit import ChainHead, Event
from campaign.models.campaign import Campaign, Strand, Window
from campaign.models.conflict import Conflict
from campaign.models.deadline import Extension
from campaign.models.decision import Decision
from campaign.models.eligibility import SupplementRequest
from campaign.models.following import DataRequest
from campaign.models.judging import Assignment, PanelMember
from campaign.models.message import Message
from campaign.models.ranking import Ranking
from campaign.models.session import live_sessions
from campaign.models.submission import Submission
from campaign.models.writing import KeptForm
from campaign.rules import phases
from campaign.rules.sessions import SessionState
from campaign.rules.waiting import OFFICE_GROUPS
from campaign.rules.workflow import State

SOON, URGENT = timedelta(days=7), timedelta(days=2)
AUTHORS_TURN = (State.DRAFT, State.RETURNED, State.SUPPLEMENT, State.PUBLISHED)
MARKABLE = (State.ASSIGNED, State.JUDGING)
CHECKS = ("check_passed", "check_failed")


@dataclass(frozen=True)
class Group:
    """Dossiers of one strand in one state, the reader's own left out."""

    campaign: int
    strand: int
    strand_name: str
    state: str
    count: int
    overdue: int
    oldest: datetime


@dataclass(frozen=True)
class Desk:
    """Everything that was counted for one reader at one moment; what the reader may not see is empty."""

    now: datetime
    campaigns: Sequence[Campaign]
    own: Sequence[Submission]
    unit: dict[int, int]
    office: Sequence[Group]
    sheets: dict[int, int]
    counts: dict[str, int]
    outages: int

    def campaign(self, pk: int) -> Campaign | None:
        return next((one for one in self.campaigns if one.pk == pk), None)

    @property
    def running(self) -> list[Campaign]:
        return [one for one in self.campaigns if one.announced_at]


def desk(user: User, now: datetime) -> Desk:
    campaigns, counts = list(_campaigns()), _counts(user, now)
    return Desk(
        now=now,
        campaigns=campaigns,
        own=list(_own(user)) if user.has_role(Role.AUTHOR) else [],
        unit=_unit(user) if user.has_role(Role.UNIT_HEAD, Role.UNIT_DESK) else {},
        office=list(_office(user, now)) if user.has_role(Role.OFFICER) else [],
        sheets=_sheets(user) if user.has_role(Role.JUDGE) else {},
        counts=counts,
        outages=len(proposals(now, [one for one in campaigns if one.announced_at]))
        if counts.get("outages")
        else 0,
    )


def closes(campaign: Campaign | None, kind: str, strand: str | None = None) -> datetime | None:
    """The end of a window; without a strand the latest over all of them."""
    if campaign is None:
        return None
    spans = campaign.spans()
    if strand is not None:
        window = phases.window_for(spans, kind, strand)
        return window.closes if window else None
    return max((span.closes for span in spans if span.kind == kind), default=None)


def earliest(moments: Iterable[datetime | None]) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)


def urgency(due: datetime | None, now: datetime) -> str:
    if due is None or due - now > SOON:
        return "calm"
    if due <= now:
        return "overdue"
    return "urgent" if due - now <= URGENT else "soon"


def _campaigns() -> QuerySet[Campaign]:
    windows = Prefetch("windows", Window.objects.select_related("strand"))
    return Campaign.objects.filter(closed_at=None).defer("about", "theme").prefetch_related(windows)


def _own(user: User) -> QuerySet[Submission]:
    asked = SupplementRequest.objects.filter(submission=OuterRef("pk"), answered_at=None)
    found = Submission.objects.of_author(user).filter(state__in=AUTHORS_TURN, campaign__closed_at=None)
    return (
        found.light()
        .annotate(due=Subquery(asked.values("due_at")[:1]), extended_to=Extension.objects.latest_end())
        .order_by("-saved_at", "-pk")[:50]
    )


def _unit(user: User) -> dict[int, int]:
    waiting = Submission.objects.for_unit(user).filter(state=State.SUBMITTED, campaign__closed_at=None)
    return dict(waiting.order_by().values("campaign").annotate(n=Count("pk")).values_list("campaign", "n"))


def _office(user: User, now: datetime) -> Iterable[Group]:
    late = Exists(
        SupplementRequest.objects.filter(submission=OuterRef("pk"), answered_at=None, due_at__lt=now)
    )
    states = set().union(*(OFFICE_GROUPS[name][1] for name in ("cho-kiem-tra", "cho-bo-sung", "dang-xet")))
    found = Submission.objects.for_office(user).filter(
        state__in=sorted(states), strand__campaign__closed_at=None
    )
    rows = (
        found.order_by()
        .values_list("strand", "state")
        .annotate(count=Count("pk"), overdue=Count("pk", filter=late), oldest=Min("state_since"))
    )
    counted: dict[int, list[tuple[Any, ...]]] = {}
    for strand, *figures in rows:
        counted.setdefault(strand, []).append(tuple(figures))
    strands = Strand.objects.filter(pk__in=list(counted)).order_by("campaign", "order", "pk")
    return [
        Group(strand.campaign_id, strand.pk, strand.name, *figures)
        for strand in strands
        for figures in sorted(counted[strand.pk])
    ]


def _sheets(user: User) -> dict[int, int]:
    """The judge's own open sheets; nothing of anybody else's."""
    mine = Assignment.objects.of_judge(user).filter(submission__state__in=MARKABLE)
    waiting = mine.exclude(sheet__status="locked").order_by().values("submission__campaign")
    return dict(waiting.annotate(n=Count("pk")).values_list("submission__campaign", "n"))


def _counts(user: User, now: datetime) -> dict[str, int]:
    """Small numbers for the roles that read them, all in one query."""
    counting = _counting(user.roles)
    return dict(counting.rows(user=user.pk, now=now, looked_back=now - LOOKED_BACK))


@cache
def _counting(roles: frozenset[Role]) -> Prepared:
    moments = {"now": DateTimeField(), "looked_back": DateTimeField()}
    return Prepared(partial(_counted, roles), user=BigIntegerField(), **moments)


def _counted(roles: frozenset[Role], user: Any, now: Any, looked_back: Any) -> QuerySet[Any, Any]:
    parts = _own_counts(user, now)
    if roles & {Role.JUDGE, Role.CHAIR}:
        seats = PanelMember.objects.filter(user=user, left_on=None, answer="invited")
        parts.append(_tagged("seats", seats.filter(panel__campaign__closed_at=None), Count("pk")))
    if Role.OFFICER in roles:
        parts += _of_judging(user)
    if roles & {Role.OFFICER, Role.ADMINISTRATOR}:
        parts += _of_voices(user)
        declared = _met(Conflict.objects.open().exclude(person=user), user)
        parts.append(_tagged("conflicts", declared, Count("pk")))
        parts.append(_tagged("outages", ended_since(looked_back), Count("pk")))
        parts.append(
            _tagged(
                "failed_mail", Message.objects.for_office(user).filter(given_up_at__isnull=False), Count("pk")
            )
        )
    if Role.CHAIR in roles:
        rankings = Ranking.objects.filter(is_current=True, sittings=None, campaign__closed_at=None)
        parts.append(_tagged("rankings", rankings, Count("pk")))
    if Role.ADMINISTRATOR in roles:
        asked = DataRequest.objects.filter(kind=DataRequest.ERASURE, done_at=None)
        parts.append(_tagged("erasures", asked, Count("pk")))
        parts.append(_tagged("unpublished", Decision.objects.filter(publication=None), Count("pk")))
    if Role.INSPECTOR in roles:
        parts.append(_tagged("events", ChainHead.objects.filter(pk=1), Max("number")))
        parts += [_tagged(verb, Event.objects.filter(verb=verb), Max("number")) for verb in CHECKS]
    return parts[0].union(*parts[1:], all=True)


def _own_counts(user: Any, now: Any) -> list[QuerySet[Any, Any]]:
    """What waits for a writer beside the dossiers themselves, and sessions with a seat for this person."""
    mine = live_sessions().filter(attendances__member__user=user)
    return [
        _tagged("invited", open_invitations(user, now), Count("pk")),
        _tagged("shares", to_confirm(user), Count("pk")),
        _tagged("kept", KeptForm.objects.filter(owner=user), Count("pk")),
        _tagged("session", mine, Max("pk")),
        _tagged("session_open", mine.filter(state=SessionState.OPEN), Max("pk")),
    ]


def _of_judging(user: Any) -> list[QuerySet[Any, Any]]:
    """What judges and the council left to the officer: reports to answer, results that authors still wait for."""
    silent = Decision.objects.filter(publication__isnull=False, publication__feedback_release=None)
    return [
        _tagged("reports", _met(group(reported(), WAITING), user), Count("pk")),
        _tagged("untold", silent.filter(campaign__closed_at=None), Count("pk")),
    ]


def _met(rows: QuerySet[Any, Any], user: Any) -> QuerySet[Any, Any]:
    """Of filed dossiers that the office may show to this person."""
    barred = Submission.objects.barred_to(user).values("pk")
    return rows.exclude(submission__in=barred).exclude(submission__state=State.DRAFT)


def _of_voices(user: Any) -> list[QuerySet[Any, Any]]:
    return [
        _tagged("questions", questions_for(user).filter(answered_at=None), Count("pk")),
        _tagged("appeals", appeals_for(user).filter(answered_at=None), Count("pk")),
    ]


def _tagged(name: str, rows: QuerySet, figure: Count | Max) -> QuerySet:
    return rows.order_by().values(name=Value(name)).annotate(figure=figure).values_list("name", "figure")
