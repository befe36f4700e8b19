"""Notices, questions and objections, one prepared line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models.user import User
from campaign.models.conflict import Conflict
from campaign.models.following import Appeal, Feedback, Notice, NoticeQuerySet
from campaign.models.submission import BLIND, Submission
from campaign.rules.appeals import OUTCOMES, Outcome
from campaign.rules.calendar import vn_date, vn_datetime
from campaign.rules.conflicts import BY_POST
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

FOR_THE_UNIT = Q(event__endswith="_unit")


@dataclass(frozen=True)
class NoticeLine:
    pk: int
    text: str
    body: str
    address: str
    moment: Phrase
    is_duty: bool
    is_unread: bool


@dataclass(frozen=True)
class VoiceLine:
    """A question or an appeal with its answer.

    Of a draft, which is its authors' alone, neither `title` nor `code` is told.
    """

    pk: int
    text: str
    asked_by: str
    asked_at: Phrase
    title: str
    code: str
    answer: str
    answered_by: str
    answered_at: Phrase | str
    tone: str
    label: Phrase
    ground: str = ""
    due: str = ""
    rejudged: str = ""
    outcome: Phrase | str = ""


def notices_of(user: User) -> NoticeQuerySet:
    return _readable(user, judge=user)


def with_unread(users: QuerySet[User]) -> QuerySet[User]:
    """Each with the number that stands beside the bell on every page."""
    return users.annotate(unread_notices=_number_unread())


def _number_unread() -> Coalesce:
    mine = _readable(OuterRef("pk"), judge=OuterRef(OuterRef("pk"))).unread().order_by()
    counted = mine.values("reader").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def unread(user: User) -> int:
    """As read with the session; asked only for somebody who came another way."""
    counted = getattr(user, "unread_notices", None)
    return notices_of(user).unread().count() if counted is None else counted


def _readable(reader: User | OuterRef, *, judge: User | OuterRef) -> NoticeQuerySet:
    """What was told about a dossier is put away while the reader marks it blind, and for good in a conflict.

    A conflict by post leaves the letters to the unit, since following its dossiers is what the post is for.
    """
    marked = Submission.objects.filter(state__in=BLIND, assignments__judge=judge).order_by().values("pk")
    barring = Conflict.objects.barring().filter(person=judge).order_by()
    personal = barring.exclude(kind__in=sorted(BY_POST)).values("submission")
    barred = Q(submission__in=personal) | Q(submission__in=barring.values("submission")) & ~FOR_THE_UNIT
    return Notice.objects.filter(reader=reader).exclude(submission__in=marked).exclude(barred)


def notice_lines(notices: Iterable[Notice]) -> list[NoticeLine]:
    return [
        NoticeLine(
            pk=notice.pk,
            text=notice.text,
            body=notice.body,
            address=notice.address,
            moment=vn_datetime(notice.made_at),
            is_duty=notice.is_duty,
            is_unread=notice.read_at is None,
        )
        for notice in notices
    ]


def questions_for(user: User) -> QuerySet[Feedback]:
    """For staff: nobody reads what belongs to the own dossier or to one of the own score sheets."""
    barred = Submission.objects.barred_to(user).values("pk")
    return _with_people(Feedback.objects.exclude(submission__in=barred))


def appeals_for(user: User) -> QuerySet[Appeal]:
    barred = Submission.objects.barred_to(user).values("pk")
    return _with_people(Appeal.objects.exclude(submission__in=barred))


def questions_of(submission: Submission) -> list[VoiceLine]:
    return voice_lines(_with_people(submission.feedback.all()))


def appeals_of(submission: Submission) -> list[VoiceLine]:
    return voice_lines(_with_people(submission.appeals.all()))


def voice_lines(voices: Iterable[Feedback | Appeal]) -> list[VoiceLine]:
    return [voice_line(voice) for voice in voices]


def voice_line(voice: Feedback | Appeal) -> VoiceLine:
    is_appeal, dossier = isinstance(voice, Appeal), voice.submission
    is_open, is_filed = voice.answered_at is None, bool(dossier and dossier.state != State.DRAFT)
    return VoiceLine(
        pk=voice.pk,
        text=voice.grounds if isinstance(voice, Appeal) else voice.text,
        asked_by=voice.by.full_name,
        asked_at=vn_datetime(voice.filed_at if isinstance(voice, Appeal) else voice.sent_at),
        title=dossier.title if dossier and is_filed else "",
        code=dossier.code if dossier and is_filed else "",
        answer=voice.answer,
        answered_by=voice.answered_by.full_name if voice.answered_by else "",
        answered_at=vn_datetime(voice.answered_at) if voice.answered_at else "",
        tone="warn" if is_open else "good",
        label=_label(is_open=is_open, is_appeal=is_appeal),
        **(_of_appeal(voice) if isinstance(voice, Appeal) else {}),
    )


def _of_appeal(filed: Appeal) -> dict[str, Any]:
    return {
        "ground": filed.ground,
        "due": vn_date(filed.due_on) if filed.due_on and not filed.answered_at else "",
        "rejudged": filed.rejudged_reason,
        "outcome": OUTCOMES[Outcome(filed.outcome)] if filed.outcome else "",
    }


def _label(*, is_open: bool, is_appeal: bool) -> Phrase:
    if not is_open:
        return Phrase("Đã trả lời")
    return Phrase("Đang xem xét") if is_appeal else Phrase("Chờ trả lời")


def _with_people(rows: QuerySet) -> QuerySet:
    return rows.select_related("by", "answered_by", "submission")
