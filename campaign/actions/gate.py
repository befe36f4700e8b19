"""May this person do this with this dossier now? Pages ask it to grey a button, actions to refuse."""

from datetime import datetime

from accounts.models.user import User
from campaign.actions.refused import refuse_if
from campaign.documents import deadlines
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.rules import permissions, phases, workflow
from campaign.rules.phases import Kind
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import MOVES, SUBMIT, Move


def why_not(verb: str, user: User, submission: Submission, *, now: datetime | None = None) -> Phrase:
    """The first objection: the person, then the state, then the timetable. Empty means yes."""
    objection = permissions.OF_DOSSIER[verb](user, submission)
    if objection or verb not in MOVES:
        return objection
    move = MOVES[verb]
    return _state_objection(move, user, submission) or _window_objection(move, submission, now)


def open_moves(user: User, submission: Submission, *, now: datetime | None = None) -> dict[str, Phrase]:
    """Every move this person holds for this dossier, with the objection of the moment ("" = free to go)."""
    now = now or clock.now()
    return {
        name: why_not(name, user, submission, now=now)
        for name, move in MOVES.items()
        if submission.state in move.sources and not permissions.OF_DOSSIER[name](user, submission)
    }


def is_past_its_end(submission: Submission, now: datetime) -> bool:
    """The end that its author was told has passed; what the grace still lets in is said nowhere."""
    window = deadlines.filing_window(submission, now)
    return window is not None and now >= window.closes


def why_not_hand_in(user: User, submission: Submission, now: datetime) -> Phrase:
    """The objections to handing in other than that it is late: who is late hands in all the same, to see it kept."""
    if is_past_its_end(submission, now):
        return permissions.submit(user, submission) or _state_objection(SUBMIT, user, submission)
    return why_not("submit", user, submission, now=now)


def require(verb: str, user: User, submission: Submission, *, now: datetime | None = None) -> None:
    refuse_if(why_not(verb, user, submission, now=now))


def require_in_campaign(verb: str, user: User) -> None:
    refuse_if(permissions.of_campaign(verb, user))


def require_window(campaign: Campaign, kind: str, strand_code: str | None = None) -> None:
    refuse_if(phases.closed_reason(campaign.spans(), kind, clock.now(), strand_code))


def _state_objection(move: Move, user: User, submission: Submission) -> Phrase:
    """Outside the office, sealed states read alike in a refusal too."""
    if submission.state in move.sources:
        return NO_OBJECTION
    inside = user.has_role(*OFFICE_ROLES) and not permissions.is_partial(user, submission)
    label = workflow.label if inside else workflow.author_label
    return Phrase(
        "Không thực hiện được việc «%(move)s» vì hồ sơ đang ở trạng thái «%(state)s». Hồ sơ được giữ nguyên; "
        "hãy mở lại trang hồ sơ để xem việc vừa diễn ra.",
        move=move.label,
        state=label(submission.state),
    )


def _window_objection(move: Move, submission: Submission, now: datetime | None) -> Phrase:
    if not move.window:
        return NO_OBJECTION
    now = now or clock.now()
    if move.window == Kind.SUBMIT:
        return _filing_objection(move, submission, now)
    return phases.closed_reason(submission.campaign.spans(), move.window, now, submission.strand.code)


def _filing_objection(move: Move, submission: Submission, now: datetime) -> Phrase:
    """Its own end, not the campaign's alone. The grace lets a dossier in and opens nothing else."""
    window = deadlines.filing_window(submission, now)
    if window and move is SUBMIT and window.closes <= now < window.closes + window.grace:
        return NO_OBJECTION
    return phases.why_closed(window, window.kind if window else Kind.SUBMIT, now)
