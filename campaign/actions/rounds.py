"""Further rounds of judging. The first round's sheets and result stay as they are; which round counts is an act."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.scoring import RECOMPUTABLE, store
from campaign.actions.transition import locked_submission, perform
from campaign.models import clock
from campaign.models.judging import CombinedScore
from campaign.models.rounds import RoundChoice, RoundOpening
from campaign.models.submission import Submission
from campaign.notifications.judging import tell_of_round
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import REOPEN_JUDGING


@transaction.atomic
def open_round(submission: Submission, *, by: User, reason: str) -> int:
    """Judge the dossier once more, with judges still to be appointed. Gives the number of the new round.

    The result so far stays official until somebody chooses another.
    """
    locked = locked_submission(submission)
    gate.require("keep_rounds", by, locked)
    gate.require(REOPEN_JUDGING.name, by, locked)
    refuse_if(_reason_missing(reason))
    if undecided(Submission.objects.filter(pk=locked.pk)).exists():
        raise Refused(
            Phrase("Vòng vừa chấm xong chưa được kết luận. Chưa mở vòng mới; hãy chọn vòng chính thức trước.")
        )
    number = locked.judging_round + 1
    RoundOpening.objects.create(
        submission=locked, round=number, reason=reason, opened_by=by, opened_at=clock.now()
    )
    facts = {"judging_round": number, "reason": reason}
    opened = perform(REOPEN_JUDGING, locked, by=by, facts=facts, changes={"judging_round": number})
    tell_of_round(opened, act=trail.end(), facts=facts)
    return number


@transaction.atomic
def choose_official(submission: Submission, number: int, *, by: User, reason: str) -> CombinedScore:
    """The result of this round counts from now on; the others stay readable and are never mixed into it."""
    locked = locked_submission(submission)
    gate.require("keep_rounds", by, locked)
    refuse_if(_choice_objection(locked, number) or _reason_missing(reason))
    before = locked.combined_score.round
    CombinedScore.objects.filter(submission=locked).update(round=number)
    store(locked, number, why=reason)
    RoundChoice.objects.create(
        submission=locked,
        round=number,
        of_rounds=locked.judging_round,
        reason=reason,
        chosen_by=by,
        chosen_at=clock.now(),
    )
    told = {"judging_round": number, "before": before, "after": number, "reason": reason}
    trail.record("choose_judging_round", by=by, submission=locked, facts=told)
    return CombinedScore.objects.get(submission=locked)


def undecided(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Judged in more than one round, and nobody has said yet which one counts."""
    chosen = RoundChoice.objects.filter(submission=OuterRef("pk"), of_rounds=OuterRef("judging_round"))
    return rows.filter(~Exists(chosen), judging_round__gt=1, state__in=sorted(RECOMPUTABLE))


def choices_of(submission: Submission) -> list[int]:
    """The rounds that have a result, when one of them may be chosen."""
    if submission.state not in RECOMPUTABLE or submission.judging_round == 1:
        return []
    rounds = submission.round_results.filter(round__lte=F("submission__judging_round"))
    return sorted(set(rounds.values_list("round", flat=True)))


def _choice_objection(submission: Submission, number: int) -> Phrase:
    if number in choices_of(submission):
        return NO_OBJECTION
    return Phrase(
        "Không chọn được vòng này: vòng chưa có kết quả, hoặc hồ sơ đang được chấm hay đã qua phiên họp hội đồng. Kết "
        "quả hiện có được giữ nguyên."
    )


def _reason_missing(reason: str) -> Phrase:
    return NO_OBJECTION if reason else Phrase("Hãy ghi lý do. Chưa có gì thay đổi.")
