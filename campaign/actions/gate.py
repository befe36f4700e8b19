"""May this person do this with this dossier now? Pages ask it to grey a button, actions to refuse."""

from datetime import datetime

from accounts.models.user import User
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.rules import permissions, phases, workflow
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import MOVES, Move, State


def why_not(verb: str, user: User, submission: Submission, *, now: datetime | None = None) -> Phrase:
    """The first objection: the person, then the state, then the timetable. Empty means yes."""
    objection = permissions.OF_DOSSIER[verb](user, submission)
    if objection or verb not in MOVES:
        return objection
    move = MOVES[verb]
    return _state_objection(move, user, submission) or _window_objection(move, submission, now)


def open_moves(user: User, submission: Submission) -> dict[str, Phrase]:
    """Every move this person holds for this dossier, with the objection of the moment ("" = free to go)."""
    now = clock.now()
    return {
        name: why_not(name, user, submission, now=now)
        for name, move in MOVES.items()
        if submission.state in move.sources and not permissions.OF_DOSSIER[name](user, submission)
    }


def require(verb: str, user: User, submission: Submission) -> None:
    refuse_if(why_not(verb, user, submission))


def require_in_campaign(verb: str, user: User) -> None:
    refuse_if(permissions.of_campaign(verb, user))


def require_window(campaign: Campaign, kind: str, strand_code: str | None = None) -> None:
    refuse_if(phases.closed_reason(campaign.spans(), kind, clock.now(), strand_code))


def _state_objection(move: Move, user: User, submission: Submission) -> Phrase:
    """Outside the office, sealed states read alike in a refusal too."""
    if submission.state in move.sources:
        return NO_OBJECTION
    inside = user.has_role(*OFFICE_ROLES) and not permissions.is_author(user, submission)
    label = workflow.label if inside else workflow.author_label
    return Phrase(
        "Không thực hiện được việc «%(move)s» vì hồ sơ đang ở trạng thái «%(state)s». Hồ sơ được giữ nguyên; "
        "hãy mở lại trang hồ sơ để xem việc vừa diễn ra.",
        move=move.label,
        state=label(submission.state),
    )


def _window_objection(move: Move, submission: Submission, now: datetime | None) -> Phrase:
    """A dossier that the unit gave back may come again as long as the unit can still endorse."""
    if not move.window:
        return NO_OBJECTION
    now = now or clock.now()
    spans, strand = submission.campaign.spans(), submission.strand.code
    if submission.state == State.RETURNED and phases.is_open(spans, phases.Kind.ENDORSE, now, strand):
        return NO_OBJECTION
    return phases.closed_reason(spans, move.window, now, strand)
