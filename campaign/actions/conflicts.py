"""Conflicts of interest: declared by a judge, found by the office, answered with a verdict.

Whatever makes a conflict count also ends the person's work on the dossier, in the same transaction.
"""

from django.db import transaction
from django.db.models import Q

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import gate, trail
from campaign.actions.judging import UNDER_WAY, end, own_assignment
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.scoring import RECOMPUTABLE, finish_if_complete, recompute, recompute_earlier
from campaign.actions.transition import locked_submission
from campaign.documents import ties
from campaign.models import clock
from campaign.models.conflict import Conflict
from campaign.models.following import Notice
from campaign.models.judging import Assignment, Sheet
from campaign.models.message import Message
from campaign.models.submission import Submission
from campaign.models.writing import KeptForm
from campaign.notifications import messages
from campaign.rules import conflicts as rules
from campaign.rules.conflicts import Kind, Source, Verdict
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State


@transaction.atomic
def declare_conflict(assignment: Assignment, *, by: User, reason: str, kind: Kind = Kind.OTHER) -> Conflict:
    """The dossier leaves this person; marks already given are kept but no longer count, even after the judging."""
    submission = locked_submission(assignment.submission)
    own_assignment(assignment, by)
    if not reason:
        raise Refused(Phrase("Hãy ghi lý do xung đột lợi ích. Chưa có gì thay đổi."))
    if submission.state not in UNDER_WAY | RECOMPUTABLE:
        raise Refused(
            Phrase(
                "Hội đồng đã họp về hồ sơ này nên không khai báo được ở đây. Phiếu được giữ nguyên; hãy báo ngay cho "
                "bộ phận thường trực để xử lý."
            )
        )
    trail.record(
        "declare_conflict",
        by=by,
        submission=submission,
        facts={"conflict_kind": kind.value, "reason": reason},
    )
    _take_away(submission, by, by=by, reason=reason)
    found, _ = Conflict.objects.get_or_create(
        submission=submission,
        person=by,
        kind=kind.value,
        source=Source.JUDGE.value,
        defaults={"reason": reason, "declared_by": by, "declared_at": clock.now()},
    )
    _tell(submission, by)
    return found


@transaction.atomic
def give_verdict(conflict: Conflict, *, by: User, verdict: Verdict, reason: str, seen: str) -> Conflict:
    """On something that was declared, named or decided before. `seen`: the verdict that the form showed."""
    submission = locked_submission(conflict.submission)
    gate.require("rule_on_conflict", by, submission)
    row = Conflict.objects.select_for_update(of=("self",)).select_related("person").get(pk=conflict.pk)
    standing = rules.Standing(row.verdict, row.source, row.by_administrator, seen)
    giver = rules.Giver(by.has_role(Role.ADMINISTRATOR), row.person_id == by.pk)
    refuse_if(rules.why_no_verdict(standing, giver, verdict=verdict, reason=reason))
    return _decide(row, submission, by=by, verdict=verdict, reason=reason)


@transaction.atomic
def answer_tie(
    submission: Submission, person: User, kind: Kind, *, by: User, verdict: Verdict, reason: str
) -> Conflict:
    """On what the data suggests: only now does it become a row, with the evidence as it stands today."""
    locked = locked_submission(submission)
    gate.require("rule_on_conflict", by, locked)
    known = Conflict.objects.filter(
        submission=locked, person=person, kind=kind.value, source=Source.SUGGESTED.value
    )
    earlier = known.first()
    standing = rules.Standing(earlier.verdict if earlier else "", Source.SUGGESTED.value, False, "")
    giver = rules.Giver(by.has_role(Role.ADMINISTRATOR), person.pk == by.pk)
    refuse_if(rules.why_no_verdict(standing, giver, verdict=verdict, reason=reason))
    tie = next((one for one in ties.between(locked, person) if one.kind == kind), None)
    if tie is None:
        raise Refused(
            Phrase(
                "Dữ liệu vừa thay đổi nên gợi ý này không còn. Không có gì được ghi; hãy mở lại trang để xem."
            )
        )
    row = Conflict(submission=locked, person=person, kind=kind.value, source=Source.SUGGESTED.value)
    row.reason, row.declared_by, row.declared_at = str(tie.evidence), by, clock.now()
    return _decide(row, locked, by=by, verdict=verdict, reason=reason)


@transaction.atomic
def note_conflict(submission: Submission, person: User, *, by: User, kind: Kind, reason: str) -> Conflict:
    """What the office itself knows counts at once."""
    locked = locked_submission(submission)
    gate.require("rule_on_conflict", by, locked)
    known = Conflict.objects.filter(
        submission=locked, person=person, kind=kind.value, source=Source.OFFICE.value
    )
    if known.exists():
        raise Refused(
            Phrase("Việc này đã được ghi nhận trước đó. Không có gì thay đổi; hãy đổi kết luận ở dòng đã có.")
        )
    giver = rules.Giver(by.has_role(Role.ADMINISTRATOR), person.pk == by.pk)
    standing = rules.Standing("", Source.OFFICE.value, False, "")
    refuse_if(rules.why_no_verdict(standing, giver, verdict=Verdict.UPHELD, reason=reason))
    row = Conflict(submission=locked, person=person, kind=kind.value, source=Source.OFFICE.value)
    row.reason, row.declared_by, row.declared_at = reason, by, clock.now()
    return _decide(row, locked, by=by, verdict=Verdict.UPHELD, reason=reason)


def _decide(row: Conflict, submission: Submission, *, by: User, verdict: Verdict, reason: str) -> Conflict:
    counted = bool(row.pk) and row.is_barring
    row.verdict, row.verdict_by, row.verdict_at, row.verdict_reason = verdict.value, by, clock.now(), reason
    row.by_administrator = by.has_role(Role.ADMINISTRATOR)
    row.save()
    facts = {
        "who": row.person.full_name,
        "conflict_kind": row.kind,
        "conflict_source": row.source,
        "conflict_verdict": verdict.value,
    }
    trail.record("rule_on_conflict", by=by, submission=submission, facts=facts | {"reason": reason})
    if row.is_barring and not counted:
        had_work = _take_away(submission, row.person, by=by, reason=reason)
        if had_work:
            _tell(submission, row.person)
    return row


def _take_away(submission: Submission, person: User, *, by: User, reason: str) -> bool:
    """End the person's work on the dossier: sheets stay in history and count no more. True when there was work."""
    live = list(Assignment.objects.live().filter(submission=submission, judge=person))
    sheets = Sheet.objects.filter(submission=submission, judge=person, voided_at=None)
    counted = sheets.filter(status="locked").order_by().values_list("round", flat=True)
    rounds = sorted(set(counted))
    for one in live:
        end(one, reason=reason)
    sheets.update(voided_at=clock.now())
    _put_away(submission, person)
    if submission.state == State.JUDGING:
        recompute_earlier(submission, rounds, by=by, reason=reason)
        if live:
            finish_if_complete(submission, by=by)
    elif submission.state in RECOMPUTABLE:
        for number in rounds:
            if recompute(submission, by=by, reason=reason, number=number) is None:
                break
    return bool(live or rounds)


def _put_away(submission: Submission, person: User) -> None:
    """Letters that have not left, and what this person typed about the dossier and did not save."""
    Message.objects.waiting().filter(submission=submission, reader=person).delete()
    Notice.objects.filter(submission=submission, reader=person).update(mail_due=False)
    named = Q(key__contains=submission.code) | Q(address__contains=submission.code)
    for alias in Assignment.objects.filter(submission=submission, judge=person).values_list(
        "alias", flat=True
    ):
        named |= Q(key__contains=alias) | Q(address__contains=alias)
    KeptForm.objects.filter(named, owner=person).delete()


def _tell(submission: Submission, person: User) -> None:
    """The office and the chair, but nobody in conflict: the row is read anew for that."""
    told = locked_submission(submission)
    event = trail.record("end_for_conflict", by=None, submission=told, facts={"who": person.full_name})
    messages.announce("conflict", told, act=event.number, facts={"person": person.full_name})
