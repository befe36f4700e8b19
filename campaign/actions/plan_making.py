"""Make the plans that were asked for. Only the job worker comes here, so only it carries the solver."""

from collections.abc import Iterator

from django.db import transaction

from campaign.documents.assignment_inputs import Inputs, inputs_of
from campaign.models import clock
from campaign.models.assignment import AssignmentPlan, PlanLine, PlanStatus
from campaign.rules.assignment import CODES
from campaign.rules.flow import NoAnswer
from campaign.rules.planning import Proposed, propose

READ, SOLVED = 20, 80


def make_waiting() -> int:
    """How many plans were made."""
    made = 0
    while (
        plan := AssignmentPlan.objects.waiting()
        .select_related("strand__campaign", "asked_by", "leaving")
        .first()
    ):
        make(plan)
        made += 1
    return made


def make(plan: AssignmentPlan) -> None:
    """A plan that cannot be made says so on its page; whoever asks again gets a new one."""
    try:
        inputs = inputs_of(plan)
        _note(plan, READ)
        proposed = propose(inputs.dossiers, inputs.judges, seed=plan.seed, apart=inputs.apart)
        _note(plan, SOLVED)
    except NoAnswer:
        AssignmentPlan.objects.waiting().filter(pk=plan.pk).update(status=PlanStatus.FAILED.value)
        return
    _keep(plan, inputs, proposed)


def _note(plan: AssignmentPlan, percent: int) -> None:
    AssignmentPlan.objects.filter(pk=plan.pk).update(percent=percent)


@transaction.atomic
def _keep(plan: AssignmentPlan, inputs: Inputs, proposed: Proposed) -> None:
    """Not when it was dropped meanwhile, and not twice when a killed worker's task is run again."""
    current = AssignmentPlan.objects.waiting().select_for_update().filter(pk=plan.pk).first()
    if current is None:
        return
    PlanLine.objects.bulk_create(_lines(current, inputs, proposed), batch_size=500)
    current.status, current.percent, current.ready_at = PlanStatus.READY.value, 100, clock.now()
    current.inputs_sha256, current.facts = inputs.sha256, _facts(inputs, proposed)
    current.save(update_fields=["status", "percent", "ready_at", "inputs_sha256", "facts"])


def _lines(plan: AssignmentPlan, inputs: Inputs, proposed: Proposed) -> Iterator[PlanLine]:
    unmet = {one.dossier: one for one in proposed.unmet}
    for dossier in inputs.dossiers:
        judges, lack = proposed.judges[dossier.pk], unmet.get(dossier.pk)
        yield PlanLine(
            plan=plan,
            submission_id=dossier.pk,
            judges=judges,
            wanted=dossier.demand,
            missing=lack.missing if lack else 0,
            why=[[pk, CODES[why.template]] for pk, why in lack.why.items()] if lack else [],
            hinted=[pk for pk in judges if pk in dossier.hints | dossier.weak_hints],
            is_bridge=dossier.pk in proposed.bridges,
        )


def _facts(inputs: Inputs, proposed: Proposed) -> dict[str, object]:
    """`new` counts what this plan adds, by judge; what a judge has already is asked for when it is shown."""
    new = {judge.pk: proposed.loads[judge.pk] - judge.load for judge in inputs.judges}
    return {
        "dossiers": len(inputs.dossiers),
        "new": [[pk, number] for pk, number in new.items()],
        "below": [[pk, number] for pk, number in proposed.below.items()],
        "short": len(proposed.unmet),
        "bridges": len(proposed.bridges),
        "hinted": sum(
            pk in one.hints | one.weak_hints for one in inputs.dossiers for pk in proposed.judges[one.pk]
        ),
        "parts": proposed.parts,
        "is_proved": proposed.is_proved,
        "lost": proposed.lost,
        "gap": proposed.gap,
    }
