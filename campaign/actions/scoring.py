"""The end of judging: when the last sheet is in, when the office ends it, and when the sheets change afterwards.

Every result that is computed is kept as a row of its round; the official one stands in `combined_score`.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import locked_submission, perform
from campaign.documents.bench import demand_of
from campaign.documents.scoring import combined, is_spread_too_wide
from campaign.models.judging import Assignment, CombinedScore
from campaign.models.rounds import PanelClosing, RoundResult
from campaign.models.submission import Submission
from campaign.notifications.messages import announce
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import FINISH_JUDGING, REOPEN_JUDGING, State

# Between the end of judging and the council's sitting a result may still be computed anew.
RECOMPUTABLE = frozenset({State.JUDGED, State.RANKED})


def finish_objection(live: int, locked: int) -> Phrase:
    """What an officer must wait for before judging can end: `live` assignments, `locked` sheets."""
    if locked and live == locked:
        return NO_OBJECTION
    return Phrase(
        "Chưa thể kết thúc chấm: mọi giám khảo đang được phân công phải khóa phiếu. Các phiếu được giữ nguyên; hãy "
        "chờ, hoặc thay giám khảo kèm lý do."
    )


@transaction.atomic
def finish(submission: Submission, *, by: User, reason: str) -> Submission:
    """The officer ends judging with the sheets that are there, and says why."""
    locked = locked_submission(submission)
    gate.require(FINISH_JUDGING.name, by, locked)
    refuse_if(finish_objection(*counts(locked)))
    if not reason:
        raise Refused(Phrase("Hãy ghi lý do kết thúc chấm với số phiếu hiện có. Chưa có gì thay đổi."))
    return end_round(locked, by=by, reason=reason)


def finish_if_complete(submission: Submission, *, by: User) -> bool:
    """After a lock, with the dossier's row held: the last sheet ends judging.

    Not when a judge has left and too few remain, nor when the judges are so far apart that the rubric calls for one
    more: then the officer finds another or ends it with a reason.
    """
    live, locked = counts(submission)
    given = Assignment.objects.of_current_round().filter(submission=submission)
    left = given.exclude(pk__in=given.live().values("pk")).exists()
    fewer = left or submission.judging_round > 1 or given.live().count() > live
    short = fewer and live < demand_of(submission)
    if not locked or live != locked or short or gate.why_not(FINISH_JUDGING.name, by, submission):
        return False
    if calls_for_another(submission, locked):
        announce("another_judge", submission, act=trail.end(), facts={})
        return False
    end_round(submission, by=by, reason="")
    return True


def calls_for_another(submission: Submission, locked: int) -> bool:
    """Are the judges that the plan asked for so far apart that one more is called for?"""
    rubric = submission.strand.rubric
    if rubric.spread_limit is None or locked > demand_of(submission):
        return False
    facts = combined(submission, submission.judging_round)
    return facts is not None and is_spread_too_wide(rubric, facts["spread"])


def counts(submission: Submission) -> tuple[int, int]:
    """In the current round: assignments that are waited for or locked, and the locked ones among them.

    Once a panel is closed its open sheets are waited for no more.
    """
    locked = Q(sheet__status="locked", sheet__voided_at__isnull=True)
    closed = Exists(PanelClosing.objects.filter(panel=OuterRef("panel"), reopened_at=None))
    live = Assignment.objects.live().of_current_round().filter(locked | ~closed, submission=submission)
    found = live.aggregate(live=Count("pk"), locked=Count("pk", filter=locked))
    return found["live"], found["locked"]


def end_round(submission: Submission, *, by: User, reason: str) -> Submission:
    """Inside the act that ends it, with the dossier's row held: the result of the round, and the move."""
    result = store(submission, submission.judging_round, why=reason)
    facts = {"sheets": result.sheets, "method": result.method, "judging_round": result.round}
    return perform(FINISH_JUDGING, submission, by=by, facts=facts | ({"reason": reason} if reason else {}))


def store(submission: Submission, number: int, *, why: str) -> RoundResult:
    """Compute a round, keep it, and make it official where that round is the official one or the first to end."""
    facts = combined(submission, number)
    if facts is None:
        raise Refused(
            Phrase("Vòng chấm này chưa có phiếu nào được khóa nên chưa tổng hợp được. Không có gì thay đổi.")
        )
    result = RoundResult.objects.create(submission=submission, why=why, **facts)
    official = CombinedScore.objects.filter(submission=submission).values_list("round", flat=True).first()
    if official in (None, number):
        CombinedScore.objects.update_or_create(submission=submission, defaults=facts)
    return result


@transaction.atomic
def recompute(submission: Submission, *, by: User, reason: str, number: int | None = None) -> Decimal | None:
    """After the sheets or votes of a round changed (default: the official round): a new result beside the old ones.

    Gives the new total. Without any sheet left there is no result: the dossier goes back to be judged.
    """
    locked = locked_submission(submission)
    if locked.state not in RECOMPUTABLE:
        raise Refused(
            Phrase(
                "Kết quả của hồ sơ này không tính lại được nữa vì hội đồng đã họp hoặc việc chấm chưa xong. Kết quả "
                "hiện có được giữ nguyên."
            )
        )
    before = CombinedScore.objects.filter(submission=locked).first()
    number = number or (before.round if before else locked.judging_round)
    if combined(locked, number) is None:
        CombinedScore.objects.filter(submission=locked, round=number).delete()
        perform(REOPEN_JUDGING, locked, by=by, facts={"reason": reason, "judging_round": number})
        return None
    return _stored_anew(locked, number, by=by, reason=reason).total


def recompute_earlier(submission: Submission, rounds: Iterable[int], *, by: User, reason: str) -> None:
    """While a later round is judged, with the dossier's row held: rounds before it whose sheets changed."""
    for number in rounds:
        if number == submission.judging_round:
            continue
        if combined(submission, number) is None:
            CombinedScore.objects.filter(submission=submission, round=number).delete()
        else:
            _stored_anew(submission, number, by=by, reason=reason)


def _stored_anew(submission: Submission, number: int, *, by: User, reason: str) -> RoundResult:
    before = CombinedScore.objects.filter(submission=submission).values_list("total", flat=True).first()
    result = store(submission, number, why=reason)
    facts = {
        "judging_round": number,
        "before": "" if before is None else str(before),
        "after": str(result.total),
        "reason": reason,
    }
    trail.record("recompute_score", by=by, submission=submission, facts=facts)
    return result
