"""The office's formal check: accept, ask for a supplement, refuse, stop after the deadline has passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_line, clean_text
from campaign.actions import gate
from campaign.actions.refused import refuse_if
from campaign.actions.seen import require_seen
from campaign.actions.supplement import Asked, mark_points
from campaign.actions.transition import locked_submission, perform
from campaign.models import clock
from campaign.models.campaign import ChecklistItem
from campaign.models.eligibility import Check, CheckAnswer, SupplementRequest
from campaign.models.submission import Submission
from campaign.rules import permissions, workflow
from campaign.rules.calendar import VIETNAM, add_months, vn_date, vn_datetime, vn_day
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import ACCEPT, ASSIGN, DROP, REFUSE, REQUEST_SUPPLEMENT, Move, State

OUTCOMES = {"accepted": ACCEPT, "supplement": REQUEST_SUPPLEMENT, "refused": REFUSE}
LONGEST_SUPPLEMENT = 60
END_OF_DAY = time(23, 59, 59)
WITH_JUDGES = frozenset({State.ASSIGNED, State.JUDGING, State.JUDGED})


@dataclass(frozen=True)
class Answer:
    """One line of the checklist as the officer saw it."""

    item: int
    passed: bool
    note: str = ""


@transaction.atomic
def accept(submission: Submission, *, by: User, answers: Sequence[Answer], seen: str = "") -> Submission:
    locked = _to_check(ACCEPT, submission, by, seen)
    items = ChecklistItem.objects.filter(campaign=locked.campaign)
    passed = {answer.item for answer in answers if answer.passed}
    refuse_if(_lines_open([item for item in items if item.pk not in passed]))
    _write(locked, "accepted", answers, by=by)
    now = clock.now()
    due = add_months(vn_day(now), locked.campaign.answer_months)
    changes = {"accepted_at": now, "answer_due": due}
    return perform(ACCEPT, locked, by=by, facts={"answer_due": vn_date(due)}, changes=changes)


@transaction.atomic
def request_supplement(
    submission: Submission,
    *,
    by: User,
    points: str | Asked,
    due_on: date,
    answers: Sequence[Answer] = (),
    seen: str = "",
) -> Submission:
    """The author has until the end of `due_on`, a day in Vietnam."""
    locked = _to_check(REQUEST_SUPPLEMENT, submission, by, seen)
    asked = points if isinstance(points, Asked) else Asked(points)
    words = asked.in_words()
    refuse_if(_points_missing(words) or _due_problem(due_on, clock.today()))
    _write(locked, "supplement", answers, by=by, reason=words)
    now = clock.now()
    # An author who withdrew during an earlier request left it open; it has lapsed.
    SupplementRequest.objects.filter(submission=locked, answered_at=None).update(answered_at=now)
    due_at = datetime.combine(due_on, END_OF_DAY, VIETNAM)
    request = SupplementRequest.objects.create(
        submission=locked, asked_by=by, asked_at=now, due_at=due_at, points=clean_text(asked.note)
    )
    mark_points(request, asked.each())
    return perform(REQUEST_SUPPLEMENT, locked, by=by, facts={"reason": words, "due": vn_date(due_on)})


@transaction.atomic
def refuse(
    submission: Submission, *, by: User, reason: str, answers: Sequence[Answer] = (), seen: str = ""
) -> Submission:
    locked = _to_check(REFUSE, submission, by, seen)
    reason = clean_text(reason)
    refuse_if(_reason_missing(reason))
    failed = _write(locked, "refused", answers, by=by, reason=reason)
    return perform(REFUSE, locked, by=by, facts=_some(reason=reason, failed=failed))


@transaction.atomic
def drop(submission: Submission, *, by: User, seen: str = "") -> Submission:
    """Only when the author has let the deadline of the supplement pass."""
    locked = _to_check(DROP, submission, by, seen)
    asked = SupplementRequest.objects.filter(submission=locked, answered_at=None).first()
    refuse_if(drop_objection(asked, clock.now()))
    return perform(DROP, locked, by=by, facts={"due": vn_date(asked.due_at)} if asked else {})


def check(submission: Submission, outcome: str, facts: dict[str, Any], *, by: User, seen: str) -> Submission:
    """What the officer chose on the check page; `facts` are the form's clean answers."""
    rest = {"answers": facts["answers"], "by": by, "seen": seen}
    if outcome == "accepted":
        return accept(submission, **rest)
    if outcome == "supplement":
        return request_supplement(submission, points=facts["asked"], due_on=facts["due_on"], **rest)
    return refuse(submission, reason=facts["reason"], **rest)


@dataclass(frozen=True)
class Desk:
    """What an officer can do from a dossier's page; an objection greys it, None hides it.

    `judges`: the page about its judges has something to show; `conflicts` counts the people in conflict, on which
    `may_rule` may decide; `sheets`: it may be that one is to be given back.
    """

    check: Phrase | None
    drop: Phrase | None
    assign: Phrase | None
    judges: bool
    may_rule: bool
    conflicts: int
    sheets: bool


def desk(user: User, submission: Submission, asked: Iterable[SupplementRequest], now: datetime) -> Desk:
    still_open = next((request for request in asked if request.answered_at is None), None)
    dropping = _offer(DROP, user, submission, now)
    judges = submission.state in WITH_JUDGES and not permissions.check(user, submission)
    return Desk(
        check=_offer(ACCEPT, user, submission, now),
        drop=None if dropping is None else dropping or drop_objection(still_open, now),
        assign=_offer(ASSIGN, user, submission, now),
        judges=judges,
        may_rule=not permissions.rule_on_conflict(user, submission),
        conflicts=len(submission.conflicts_by_person) if judges else 0,
        sheets=submission.state in WITH_JUDGES and not permissions.return_sheet(user, submission),
    )


def _offer(move: Move, user: User, submission: Submission, now: datetime) -> Phrase | None:
    """None when the move is not this person's or not of this state."""
    if submission.state not in move.sources or permissions.OF_DOSSIER[move.name](user, submission):
        return None
    return gate.why_not(move.name, user, submission, now=now)


def objection(user: User, submission: Submission, now: datetime) -> Phrase:
    """Why this person has nothing to check here now."""
    if submission.state in ACCEPT.sources or permissions.check(user, submission):
        return gate.why_not(ACCEPT.name, user, submission, now=now)
    return Phrase(
        "Hồ sơ đang ở trạng thái «%(state)s» nên không có việc kiểm tra nào đang chờ.",
        state=workflow.label(submission.state),
    )


def drop_objection(asked: SupplementRequest | None, now: datetime) -> Phrase:
    if asked is None or now > asked.due_at:
        return NO_OBJECTION
    return Phrase(
        "Tác giả còn thời hạn bổ sung đến %(due)s nên chưa thể dừng xét. Hồ sơ được giữ nguyên; hãy quay lại sau "
        "thời điểm đó.",
        due=vn_datetime(asked.due_at),
    )


def _to_check(move: Move, submission: Submission, by: User, seen: str) -> Submission:
    locked = locked_submission(submission)
    gate.require(move.name, by, locked)
    require_seen(locked, seen)
    return locked


def _write(
    locked: Submission, outcome: str, answers: Sequence[Answer], *, by: User, reason: str = ""
) -> list[str]:
    """Keep the check; the answer is the texts of the lines that failed."""
    items = {item.pk: item for item in ChecklistItem.objects.filter(campaign=locked.campaign)}
    check = Check.objects.create(submission=locked, by=by, at=clock.now(), outcome=outcome, reason=reason)
    known = [answer for answer in answers if answer.item in items]
    CheckAnswer.objects.bulk_create(
        CheckAnswer(
            check_made=check, item=items[answer.item], passed=answer.passed, note=clean_line(answer.note)
        )
        for answer in known
    )
    return [items[answer.item].text for answer in known if not answer.passed]


def _lines_open(items: Sequence[ChecklistItem]) -> Phrase:
    if not items:
        return NO_OBJECTION
    return Phrase(
        "Chưa thể tiếp nhận vì các mục sau chưa được đánh dấu «Đạt»: %(lines)s. Hồ sơ được giữ nguyên; hãy kiểm tra "
        "các mục này, yêu cầu bổ sung hoặc từ chối có lý do.",
        lines="; ".join(f"{item.order}. {item.text}" for item in items),
    )


def _points_missing(points: str) -> Phrase:
    if points:
        return NO_OBJECTION
    return Phrase(
        "Cần ghi rõ những nội dung tác giả phải bổ sung. Hồ sơ được giữ nguyên; hãy nhập nội dung rồi gửi lại.",
    )


def _due_problem(due_on: date, today: date) -> Phrase:
    latest = today + timedelta(days=LONGEST_SUPPLEMENT)
    if today <= due_on <= latest:
        return NO_OBJECTION
    return Phrase(
        "Hạn bổ sung %(due)s không hợp lệ: hạn phải từ %(today)s đến %(latest)s (không quá %(days)s ngày). Hồ sơ được "
        "giữ nguyên; hãy chọn lại hạn rồi gửi lại.",
        due=vn_date(due_on),
        today=vn_date(today),
        latest=vn_date(latest),
        days=LONGEST_SUPPLEMENT,
    )


def _reason_missing(reason: str) -> Phrase:
    if reason:
        return NO_OBJECTION
    return Phrase(
        "Cần ghi rõ lý do từ chối để tác giả biết và có thể kiến nghị. Hồ sơ được giữ nguyên; hãy nhập lý do rồi gửi "
        "lại.",
    )


def _some(**facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}
