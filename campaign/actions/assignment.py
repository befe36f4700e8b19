"""Give dossiers to judges: a whole strand, rehearsed first and committed as one act, or one by one by hand."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, Value

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import gate, trail
from campaign.actions.judging import UNDER_WAY, current_sheet, end
from campaign.actions.refused import Refused
from campaign.actions.scoring import finish_if_complete
from campaign.actions.transition import locked_submission, perform
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.conflict import Conflict
from campaign.models.judging import Assignment, Panel, PanelMember
from campaign.models.submission import Authorship, Submission, random_code
from campaign.rules import assignment as rules
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import ASSIGN, State

BATCH = 300


@dataclass(frozen=True)
class Seat:
    """A judge on the panel that serves a strand, as the rules see this person."""

    user: User
    panel: Panel
    judge: rules.Judge


@dataclass(frozen=True)
class Line:
    submission: Submission
    seats: list[Seat]
    unmet: rules.Unmet | None
    blocked: list[tuple[Seat, Phrase]]


@dataclass(frozen=True)
class Plan:
    """Every effect of the act before it is done; `fingerprint` proves that what is done is what was seen."""

    strand: Strand
    lines: list[Line]
    loads: list[tuple[Seat, int, int]]
    more: bool
    fingerprint: str


@dataclass(frozen=True)
class Choice:
    seat: Seat
    objection: Phrase


def plan(strand: Strand, *, by: User) -> Plan:
    accepted = Submission.objects.for_office(by).filter(strand=strand, state=State.ACCEPTED)
    found = list(accepted.light().order_by("accepted_at", "pk")[: BATCH + 1])
    seats = {seat.user.pk: seat for seat in bench(strand)}
    dossiers = as_rules(found[:BATCH])
    proposed = rules.propose(
        dossiers, [seat.judge for seat in seats.values()], strand.judges_per_dossier, seed=str(strand.pk)
    )
    unmet = {one.dossier: one for one in proposed.unmet}
    return Plan(
        strand=strand,
        lines=[_line(one, seats, proposed.judges[one.pk], unmet.get(one.pk)) for one in found[:BATCH]],
        loads=[(seat, seat.judge.load, proposed.loads[pk]) for pk, seat in seats.items()],
        more=len(found) > BATCH,
        fingerprint=_fingerprint(proposed),
    )


def _line(
    submission: Submission, seats: dict[int, Seat], judges: list[int], unmet: rules.Unmet | None
) -> Line:
    blocked = [(seats[pk], why) for pk, why in unmet.blocked.items()] if unmet else []
    return Line(submission, [seats[pk] for pk in judges], unmet, blocked)


def _fingerprint(proposed: rules.Proposed) -> str:
    pairs = sorted((dossier, sorted(judges)) for dossier, judges in proposed.judges.items())
    return hashlib.sha256(trail.canonical(pairs)).hexdigest()[:32]


@transaction.atomic
def commit(strand: Strand, *, by: User, seen: str, fewer_reason: str = "") -> tuple[int, int]:
    """Do the plan that was seen. Gives the number of dossiers assigned, and of those left for want of judges.

    All rows are held before the first of them moves, so that no other act can wait for us in a circle.
    """
    strand = Strand.objects.select_for_update().get(pk=strand.pk)
    waiting = Submission.objects.filter(strand=strand, state=State.ACCEPTED).order_by("pk")
    list(waiting.select_for_update().values_list("pk", flat=True))
    current = plan(strand, by=by)
    if current.fingerprint != seen:
        raise Refused(
            Phrase(
                "Danh sách hồ sơ hoặc giám khảo đã thay đổi sau khi bạn mở trang nên chưa phân công hồ sơ nào. Hãy xem "
                "lại phương án mới rồi xác nhận."
            )
        )
    ready = [line for line in current.lines if line.seats and (fewer_reason or not line.unmet)]
    if not ready:
        raise Refused(
            Phrase(
                "Chưa có hồ sơ nào đủ giám khảo nên không có gì thay đổi. Hãy thêm giám khảo vào tổ, hoặc ghi lý do để "
                "phân công với số giám khảo ít hơn."
            )
        )
    for line in ready:
        reason = fewer_reason if line.unmet else ""
        _give(line.submission, line.seats, by=by, source="plan")
        perform(ASSIGN, line.submission, by=by, facts=_facts(line.seats, reason))
    return len(ready), len(current.lines) - len(ready)


@transaction.atomic
def appoint(submission: Submission, *, by: User, judges: Sequence[User], reason: str = "") -> Submission:
    """By hand: the first judges of an accepted dossier, or further ones while it is being judged."""
    locked = locked_submission(submission)
    gate.require("check", by, locked)
    if locked.state not in {State.ACCEPTED, *UNDER_WAY}:
        gate.require(ASSIGN.name, by, locked)
    seats = _chosen(locked, judges)
    if locked.state != State.ACCEPTED:
        _give(locked, seats, by=by, source="hand")
        trail.record("add_judge", by=by, submission=locked, facts=_facts(seats, reason))
        return locked
    if len(seats) < locked.strand.judges_per_dossier and not reason:
        raise Refused(
            Phrase(
                "Hồ sơ cần %(need)s giám khảo, mới chọn %(have)s. Chưa phân công; hãy chọn thêm, hoặc ghi lý do phân "
                "công ít hơn.",
                need=locked.strand.judges_per_dossier,
                have=len(seats),
            )
        )
    _give(locked, seats, by=by, source="hand")
    return perform(ASSIGN, locked, by=by, facts=_facts(seats, reason))


@transaction.atomic
def dismiss(assignment: Assignment, *, by: User, reason: str) -> None:
    """Take a dossier back from a judge; marks already given are kept but no longer count."""
    locked = locked_submission(assignment.submission)
    gate.require("check", by, locked)
    held = Assignment.objects.live().of_current_round().filter(submission=locked)
    current = held.select_related("judge").filter(pk=assignment.pk).first()
    if current is None or locked.state not in UNDER_WAY:
        raise Refused(Phrase("Phân công này đã kết thúc hoặc hồ sơ đã chấm xong. Không có gì thay đổi."))
    if not reason and current_sheet(current):
        raise Refused(
            Phrase("Giám khảo đã bắt đầu chấm nên cần ghi lý do kết thúc phân công. Chưa có gì thay đổi.")
        )
    if held.count() == 1:
        raise Refused(
            Phrase("Đây là giám khảo duy nhất của hồ sơ. Chưa có gì thay đổi; hãy thêm người khác trước.")
        )
    end(current, reason=reason)
    facts = {"judge": current.judge.full_name, "reason": reason}
    trail.record("end_assignment", by=by, submission=locked, facts=facts)
    if locked.state == State.JUDGING:
        finish_if_complete(locked, by=by)


def bench(strand: Strand) -> list[Seat]:
    """Who may be given dossiers of this strand today: panel members with a judge's post, once each.

    The load counts this campaign only: what was marked in earlier years levels nothing.
    """
    serving = Q(panel__strand=strand) | Q(panel__strand__isnull=True, panel__campaign_id=strand.campaign_id)
    members = (
        PanelMember.objects.filter(serving, left_on__isnull=True, answer="accepted", user__is_active=True)
        .select_related("user", "panel")
        .order_by("user__sort_key", "user_id", "pk")
    )
    seats = {member.user_id: member for member in members}
    posts = Post.objects.valid_on(today()).filter(user__in=seats)
    units, judges = _units(posts), {post.user_id for post in posts if post.role == Role.JUDGE}
    given = Assignment.objects.live().filter(submission__campaign=strand.campaign_id, judge__in=seats)
    loads = dict(given.values_list("judge").annotate(count=Count("pk")).order_by())
    return [
        Seat(member.user, member.panel, rules.Judge(pk, units[pk], loads.get(pk, 0)))
        for pk, member in seats.items()
        if pk in judges
    ]


def choices(submission: Submission) -> list[Choice]:
    """Everybody on the bench, with the reason where somebody cannot be chosen."""
    [dossier] = as_rules([submission])
    return [
        Choice(seat, rules.ALREADY if seat.user.pk in dossier.judges else rules.blocked(seat.judge, dossier))
        for seat in bench(submission.strand)
    ]


def as_rules(submissions: Sequence[Submission]) -> list[rules.Dossier]:
    """In a fixed number of queries, whatever their number."""
    ids = [submission.pk for submission in submissions]
    rows = Authorship.objects.filter(submission__in=ids, user__isnull=False)
    owners = [(submission.pk, submission.owner_id) for submission in submissions]
    authors = _sets([*owners, *rows.values_list("submission", "user").order_by()])
    conflicts, judges = _ties(ids)
    people = {pk for group in authors.values() for pk in group}
    units = _units(Post.objects.valid_on(today()).filter(user__in=people))
    return [
        rules.Dossier(
            pk=one.pk,
            authors=authors[one.pk],
            units=frozenset({one.unit_id}).union(*(units.get(pk, ()) for pk in authors[one.pk])),
            conflicts=conflicts.get(one.pk, frozenset()),
            judges=judges.get(one.pk, frozenset()),
        )
        for one in submissions
    ]


def _ties(ids: Sequence[int]) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]]:
    """Conflicts that count, and judges who have the dossier now, in one query."""
    declared = (
        Conflict.objects.barring()
        .filter(submission__in=ids)
        .order_by()
        .values_list("submission", "person", Value(1))
    )
    held = Assignment.objects.live().of_current_round().filter(submission__in=ids).order_by()
    ties = list(declared.union(held.values_list("submission", "judge", Value(0))))
    return (
        _sets((submission, judge) for submission, judge, is_conflict in ties if is_conflict),
        _sets((submission, judge) for submission, judge, is_conflict in ties if not is_conflict),
    )


def _sets(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = {}
    for one, other in pairs:
        found[one] = found.get(one, frozenset()) | {other}
    return found


def _units(posts: Iterable[Post]) -> dict[int, frozenset[int]]:
    return _sets((post.user_id, post.unit_id) for post in posts)


def _chosen(submission: Submission, judges: Sequence[User]) -> list[Seat]:
    wanted = {user.pk for user in judges}
    chosen = [choice for choice in choices(submission) if choice.seat.user.pk in wanted]
    refused = [f"{choice.seat.user.full_name}: {choice.objection}" for choice in chosen if choice.objection]
    if refused or not wanted or len(chosen) != len(wanted):
        raise Refused(
            Phrase(
                "Chưa phân công được. %(why)s Hãy chọn giám khảo khác trong danh sách.",
                why=" ".join(refused)
                or Phrase("Chưa chọn ai, hoặc người được chọn không còn trong tổ giám khảo."),
            )
        )
    return [choice.seat for choice in chosen]


def _give(submission: Submission, seats: Iterable[Seat], *, by: User, source: str) -> None:
    now = clock.now()
    Assignment.objects.bulk_create(
        Assignment(
            submission=submission,
            judge=seat.user,
            panel=seat.panel,
            round=submission.judging_round,
            alias=random_code(),
            assigned_by=by,
            assigned_at=now,
            source=source,
        )
        for seat in seats
    )


def _facts(seats: Iterable[Seat], reason: str) -> dict[str, object]:
    facts: dict[str, object] = {"judges": [seat.user.full_name for seat in seats]}
    return facts | {"reason": reason} if reason else facts
