"""Plans of a whole strand: asked for, committed as one act exactly as shown, or dropped. The job worker makes them."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import prefetch_related_objects

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.assignment import facts_of, give, keep_demand
from campaign.actions.judging import end
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import perform_all
from campaign.documents.assignment_inputs import Inputs, inputs_of, waiting
from campaign.documents.bench import Seat
from campaign.models import clock
from campaign.models.assignment import AssignmentPlan, PlanLine, PlanStatus
from campaign.models.campaign import Strand
from campaign.models.submission import Submission
from campaign.notifications.judging import tell_of_assignments
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import ASSIGN, State


@transaction.atomic
def ask(strand: Strand, *, by: User, leaving: User | None = None) -> AssignmentPlan:
    """A new plan takes the place of this officer's earlier one; where nothing is to do, that is said."""
    gate.require_in_campaign("assign", by)
    strand = Strand.objects.select_for_update().get(pk=strand.pk)
    refuse_if(_nothing_to_do(strand, by, leaving))
    for earlier in AssignmentPlan.objects.open().filter(strand=strand, asked_by=by):
        _drop(earlier)
    return AssignmentPlan.objects.create(
        strand=strand, leaving=leaving, seed=secrets.randbits(62), asked_by=by, asked_at=clock.now()
    )


def _nothing_to_do(strand: Strand, by: User, leaving: User | None) -> Phrase:
    if waiting(strand, by, leaving).exists():
        return NO_OBJECTION
    if leaving:
        return Phrase(
            "%(name)s không còn hồ sơ nào chưa bắt đầu chấm ở nội dung này. Không có gì cần chuyển.",
            name=leaving.full_name,
        )
    return Phrase("Mọi hồ sơ của nội dung này đã có đủ giám khảo. Không có gì cần phân công.")


@transaction.atomic
def drop(plan: AssignmentPlan, *, by: User) -> None:
    plan = _own(plan, by)
    if plan.status not in {PlanStatus.WAITING, PlanStatus.READY, PlanStatus.FAILED}:
        raise Refused(Phrase("Phương án này không còn để bỏ. Không có gì thay đổi."))
    _drop(plan)


def _drop(plan: AssignmentPlan) -> None:
    plan.lines.all().delete()
    AssignmentPlan.objects.filter(pk=plan.pk).update(status=PlanStatus.DROPPED.value)


@dataclass(frozen=True)
class Done:
    """`given`: dossiers that got judges; `left`: those that stay as they are for want of judges."""

    given: int
    left: int


@transaction.atomic
def commit(plan: AssignmentPlan, *, by: User, fewer_reason: str = "") -> Done:
    """Do the plan that was seen, all of it at once.

    All rows are held before the first of them moves, so that no other act can wait for us in a circle.
    """
    gate.require_in_campaign("assign", by)
    Strand.objects.select_for_update().get(pk=plan.strand_id)
    plan = _own(plan, by)
    _require_ready(plan)
    lines = list(plan.lines.all())
    rows = Submission.objects.filter(pk__in=plan.lines.values("submission")).order_by("pk")
    list(rows.select_for_update().values_list("pk", flat=True))
    inputs = inputs_of(plan)
    if inputs.sha256 != plan.inputs_sha256:
        raise Refused(
            Phrase(
                "Danh sách hồ sơ hoặc giám khảo đã thay đổi sau khi phương án được lập nên chưa phân công hồ sơ nào. "
                "Hãy lập phương án mới rồi xác nhận."
            )
        )
    ready = [line for line in lines if line.judges and (fewer_reason or not line.missing)]
    if not ready:
        raise Refused(
            Phrase(
                "Chưa có hồ sơ nào đủ giám khảo nên không có gì thay đổi. Hãy thêm giám khảo vào tổ, hoặc ghi lý do để "
                "phân công với số giám khảo ít hơn."
            )
        )
    _carry_out(plan, inputs, ready, by=by, fewer_reason=fewer_reason)
    _close(plan, by=by, done=Done(len(ready), len(lines) - len(ready)))
    return Done(len(ready), len(lines) - len(ready))


def _own(plan: AssignmentPlan, by: User) -> AssignmentPlan:
    """A plan is nobody else's: another officer may not see some of its dossiers."""
    found = AssignmentPlan.objects.select_for_update(of=("self",)).select_related(
        "strand__campaign", "asked_by"
    )
    own = found.filter(pk=plan.pk, asked_by=by).first()
    if own is None:
        raise Refused(Phrase("Phương án này không phải của bạn. Hãy lập phương án của mình rồi xác nhận."))
    return own


def _require_ready(plan: AssignmentPlan) -> None:
    if plan.status == PlanStatus.COMMITTED:
        raise Refused(Phrase("Phương án này đã được thực hiện rồi. Không có gì thay đổi thêm."))
    if plan.status != PlanStatus.READY:
        raise Refused(Phrase("Phương án chưa lập xong hoặc đã bỏ nên chưa phân công hồ sơ nào. Hãy lập lại."))


def _carry_out(
    plan: AssignmentPlan, inputs: Inputs, ready: Iterable[PlanLine], *, by: User, fewer_reason: str
) -> None:
    submissions = {one.pk: one for one in inputs.submissions}
    prefetch_related_objects(list(inputs.submissions), "authorships", "conflicts")
    rows = [(submissions[line.submission_id], _seats(line, inputs.seats), line) for line in ready]
    for submission, _, line in rows:
        if submission.pk in inputs.given_up:
            end(inputs.given_up[submission.pk], reason=_leaving_reason(plan))
        elif line.missing:
            keep_demand(submission, line.wanted - line.missing, by=by, reason=fewer_reason)
    tell_of_assignments(give([(submission, seats) for submission, seats, _ in rows], by=by, source="plan"))
    told = [(one, facts_of(seats, fewer_reason if line.missing else "")) for one, seats, line in rows]
    accepted = [row for row in told if row[0].state == State.ACCEPTED]
    further = [row for row in told if row[0].state != State.ACCEPTED]
    perform_all(ASSIGN, accepted, by=by)
    if plan.leaving:
        further = [(one, facts | {"judge": plan.leaving.full_name}) for one, facts in further]
    trail.record_all("replace_judge" if plan.leaving else "add_judge", by=by, facts=further)


def _seats(line: PlanLine, seats: Mapping[int, Seat]) -> list[Seat]:
    return [seats[pk] for pk in line.judges]


def _leaving_reason(plan: AssignmentPlan) -> str:
    return str(Phrase("Thay giám khảo theo phương án số %(number)s.", number=plan.pk))


def _close(plan: AssignmentPlan, *, by: User, done: Done) -> None:
    plan.status, plan.committed_at = PlanStatus.COMMITTED.value, clock.now()
    plan.save(update_fields=["status", "committed_at"])
    facts = {
        "strand": plan.strand.name,
        "rows": done.given,
        "short": done.left,
        "seed": str(plan.seed),
        "inputs_sha256": plan.inputs_sha256,
        "parts": plan.facts["parts"],
    }
    if plan.leaving:
        facts["judge"] = plan.leaving.full_name
    trail.record("commit_assignment", by=by, campaign=plan.strand.campaign, facts=facts)
