"""One prepared row per dossier for the queues of the unit and of the office, so that templates only show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, OuterRef, Prefetch, Subquery, When

from campaign.models.campaign import Window
from campaign.models.eligibility import SupplementRequest
from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules import phases, waiting
from campaign.rules.calendar import vn_date, vn_datetime, vn_day
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import SEALED, State


@dataclass(frozen=True)
class Row:
    code: str
    title: str
    register_number: str
    unit_name: str
    strand: str
    owner: str
    state: str
    label: str
    waits_for: Phrase
    since: str
    due: Phrase | str = ""
    overdue: bool = False
    late: Phrase = NO_OBJECTION


@dataclass(frozen=True)
class Clock:
    """A deadline in words; `closed` says why nothing can be done now."""

    label: Phrase
    deadline: datetime | None
    text: Phrase
    left: Phrase
    closed: Phrase


def listed(rows: SubmissionQuerySet) -> SubmissionQuerySet:
    """With what a row shows, in a fixed number of queries."""
    asked = SupplementRequest.objects.filter(submission=OuterRef("pk"), answered_at=None)
    return (
        with_windows(rows.light())
        .select_related("strand", "owner")
        .annotate(supplement_due=Subquery(asked.values("due_at")[:1]))
    )


def with_windows(rows: SubmissionQuerySet) -> SubmissionQuerySet:
    windows = Prefetch("campaign__windows", Window.objects.select_related("strand"))
    return rows.prefetch_related("campaign", windows)


def lately_handled(rows: SubmissionQuerySet) -> SubmissionQuerySet:
    """What left the unit's desk, the latest first; what is sealed stands at its acceptance."""
    seen_since = Case(When(state__in=sorted(SEALED), then=F("accepted_at")), default=F("state_since"))
    return rows.exclude(state=State.SUBMITTED).order_by(seen_since.desc(), "-pk")


def unit_rows(found: Iterable[Submission], now: datetime) -> list[Row]:
    """What is sealed looks like one state to the unit, as it does to the author."""
    return [
        _row(
            submission,
            state=submission.author_tone,
            label=submission.author_state_label,
            since=vn_date(_seen_since(submission)),
            waits_for=waiting.waits_for_outside(submission.state),
            **_unit_due(submission, now),
        )
        for submission in found
    ]


def office_rows(found: Iterable[Submission], now: datetime) -> list[Row]:
    """Wants rows that are `listed`."""
    return [
        _row(
            submission,
            state=submission.state,
            label=submission.state_label,
            since=vn_date(submission.state_since),
            waits_for=waiting.waits_for(submission.state),
            late=filed_how(submission),
            **_office_due(submission, now),
        )
        for submission in found
    ]


def filed_how(submission: Submission) -> Phrase:
    """Empty for one that was filed in the time of all; never shown to authors, units or judges."""
    if submission.is_late:
        return Phrase("Nộp muộn, trong thời gian ân hạn")
    return Phrase("Nộp theo gia hạn") if submission.extension_id else NO_OBJECTION


def endorse_clock(submission: Submission, now: datetime) -> Clock:
    return _clock(submission, phases.Kind.ENDORSE, now)


def check_due(submission: Submission) -> date | None:
    if submission.state != State.ENDORSED:
        return None
    return waiting.check_due(submission.state_since, submission.campaign.check_months)


def _seen_since(submission: Submission) -> datetime:
    """When a dossier was judged, ranked or decided on is as sealed as that it was."""
    return (submission.state in SEALED and submission.accepted_at) or submission.state_since


def _row(submission: Submission, **rest: Any) -> Row:
    return Row(
        code=submission.code,
        title=str(submission),
        register_number=submission.register_number,
        unit_name=submission.unit_name,
        strand=submission.strand.name,
        owner=submission.owner.full_name,
        **rest,
    )


def _clock(submission: Submission, kind: phases.Kind, now: datetime) -> Clock:
    spans, strand = submission.campaign.spans(), submission.strand.code
    window = phases.window_for(spans, kind, strand)
    return Clock(
        label=phases.PERIODS[kind],
        deadline=window.closes if window else None,
        text=vn_datetime(window.closes) if window else NO_OBJECTION,
        left=waiting.time_left(now, window.closes) if window else NO_OBJECTION,
        closed=phases.closed_reason(spans, kind, now, strand),
    )


def _unit_due(submission: Submission, now: datetime) -> dict[str, Any]:
    if submission.state != State.SUBMITTED:
        return {}
    clock = endorse_clock(submission, now)
    return {"due": clock.text, "overdue": clock.deadline is not None and now >= clock.deadline}


def _office_due(submission: Submission, now: datetime) -> dict[str, Any]:
    due = check_due(submission)
    if due:
        return {"due": vn_date(due), "overdue": vn_day(now) > due}
    if submission.state == State.SUPPLEMENT and submission.supplement_due:
        asked = submission.supplement_due
        return {"due": vn_date(asked), "overdue": now > asked}
    return _unit_due(submission, now)
