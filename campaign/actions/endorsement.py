"""What the unit says of a dossier: endorse, return to the author, decline. Each round is kept."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_line, clean_text
from campaign.actions import gate
from campaign.actions.refused import refuse_if
from campaign.actions.seen import require_seen
from campaign.actions.transition import locked_submission, perform
from campaign.models import clock
from campaign.models.endorsement import Endorsement
from campaign.models.submission import Submission
from campaign.rules import permissions, workflow
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import DECLINE, ENDORSE, RETURN, Move, State

OUTCOMES = {"endorsed": ENDORSE, "returned": RETURN, "declined": DECLINE}
ANSWERED = (State.ENDORSED, State.RETURNED, State.DECLINED)


@dataclass(frozen=True)
class Opinion:
    """`comment` is the reason when the dossier is returned or declined."""

    outcome: str
    comment: str = ""
    rank_in_unit: int | None = None
    minutes_number: str = ""


def endorse(
    submission: Submission,
    *,
    by: User,
    comment: str = "",
    rank_in_unit: int | None = None,
    minutes_number: str = "",
) -> Submission:
    return give_opinion(submission, Opinion("endorsed", comment, rank_in_unit, minutes_number), by=by)


def return_to_author(submission: Submission, *, by: User, reason: str) -> Submission:
    return give_opinion(submission, Opinion("returned", reason), by=by)


def decline(submission: Submission, *, by: User, reason: str) -> Submission:
    return give_opinion(submission, Opinion("declined", reason), by=by)


@transaction.atomic
def give_opinion(submission: Submission, opinion: Opinion, *, by: User, seen: str = "") -> Submission:
    """`seen` is the mark of the dossier that was on the screen."""
    move = OUTCOMES[opinion.outcome]
    locked = locked_submission(submission)
    refuse_if(permissions.OF_DOSSIER[move.name](by, locked) or _answered_before(locked))
    gate.require(move.name, by, locked)
    require_seen(locked, seen)
    comment = clean_text(opinion.comment)
    refuse_if(_reason_missing(move, comment))
    endorsement = Endorsement.objects.create(
        submission=locked,
        unit=locked.endorsing_unit,
        unit_name=locked.endorsing_unit.name_on(clock.today()),
        by=by,
        at=clock.now(),
        outcome=opinion.outcome,
        comment=comment,
        rank_in_unit=opinion.rank_in_unit if move is ENDORSE else None,
        minutes_number=clean_line(opinion.minutes_number) if move is ENDORSE else "",
    )
    return perform(move, locked, by=by, facts=_facts(endorsement))


def outcomes(user: User, submission: Submission) -> dict[str, Phrase]:
    """Every outcome with the objection of the moment ("" = free to go); none when the unit has had its say."""
    if submission.state != State.SUBMITTED:
        return {}
    now = clock.now()
    return {name: gate.why_not(move.name, user, submission, now=now) for name, move in OUTCOMES.items()}


def objections(outcomes: dict[str, Phrase]) -> dict[Phrase, list[Phrase]]:
    """The objections, each once, with the names of the moves that it stops."""
    found: dict[Phrase, list[Phrase]] = {}
    for name, objection in outcomes.items():
        if objection:
            found.setdefault(objection, []).append(OUTCOMES[name].label)
    return found


def _answered_before(locked: Submission) -> Phrase:
    """Two people of one unit answer at once: the second learns what the first has done."""
    if locked.state == State.SUBMITTED:
        return NO_OBJECTION
    last = Endorsement.objects.filter(submission=locked).select_related("by").last()
    if last is None or locked.state not in ANSWERED:
        return _not_waiting(locked)
    return Phrase(
        "%(name)s đã xử lý hồ sơ này lúc %(when)s: «%(state)s». Ý kiến của bạn chưa được ghi và hồ sơ được giữ "
        "nguyên; nếu cần trao đổi, hãy liên hệ với người đã xử lý.",
        name=last.by.full_name,
        when=vn_datetime(last.at),
        state=workflow.label(locked.state),
    )


def _not_waiting(locked: Submission) -> Phrase:
    """Names the state as outsiders may know it: what the council does is sealed for the unit too."""
    return Phrase(
        "Hồ sơ không còn chờ ý kiến của đơn vị: hiện ở trạng thái «%(state)s». Ý kiến của bạn chưa được ghi và hồ sơ "
        "được giữ nguyên.",
        state=workflow.author_label(locked.state),
    )


def _reason_missing(move: Move, comment: str) -> Phrase:
    if move is ENDORSE or comment:
        return NO_OBJECTION
    return Phrase(
        "Cần ghi rõ lý do để tác giả biết phải làm gì. Hồ sơ được giữ nguyên; hãy nhập lý do rồi gửi lại.",
    )


def _facts(endorsement: Endorsement) -> dict[str, Any]:
    facts = {
        "reason": endorsement.comment,
        "unit": endorsement.unit_name,
        "rank_in_unit": endorsement.rank_in_unit,
        "minutes_number": endorsement.minutes_number,
    }
    return {name: value for name, value in facts.items() if value}
