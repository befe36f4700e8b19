"""Whose a live session is: it is led by the council's chair, written by its secretary, and stands in one state."""

from accounts.models.user import User
from campaign.actions.refused import Refused
from campaign.models.session import AgendaItem, Attendance, CouncilSession, Recusal
from campaign.models.submission import Authorship, Submission
from campaign.rules import permissions
from campaign.rules.phrase import Phrase
from campaign.rules.sessions import STATES, RecusedBy, SessionState

NOT_YOURS = Phrase("Việc này thuộc người chủ trì hoặc thư ký của phiên họp. Chưa có gì thay đổi.")

RUNNING = Phrase(
    "Còn lượt bỏ phiếu đang mở. Các phiếu đã bỏ được giữ nguyên; hãy đóng hoặc hủy từng lượt trước khi làm việc này."
)


def locked_session(session: CouncilSession) -> CouncilSession:
    """Every act of a session holds this row, so acts of one session come one after another."""
    return (
        CouncilSession.objects.select_for_update(of=("self",))
        .select_related("council__campaign", "ranking__strand", "chair__user", "secretary__user")
        .get(pk=session.pk)
    )


def may_lead(user: User) -> bool:
    return not permissions.of_campaign("hold_sitting", user)


def may_write(user: User, session: CouncilSession) -> bool:
    """The one who leads, or the session's own secretary; both see only what no conflict bars."""
    return may_lead(user) or session.secretary.user_id == user.pk


def require_writer(user: User, session: CouncilSession) -> None:
    if not may_write(user, session):
        raise Refused(NOT_YOURS)


def require_state(session: CouncilSession, *states: SessionState) -> None:
    if session.state not in states:
        raise Refused(
            Phrase(
                "Phiên họp đang ở trạng thái «%(state)s» nên không làm được việc này. Dữ liệu được giữ nguyên; hãy mở "
                "lại trang phiên họp để xem việc vừa diễn ra.",
                state=STATES[SessionState(session.state)],
            )
        )


def require_open_to(user: User, items: list[AgendaItem]) -> None:
    """Nobody leads what they must not meet; another person of the same duty does."""
    keys = [item.pk for item in items]
    if AgendaItem.objects.filter(pk__in=keys).open_to(user).count() < len(set(keys)):
        raise Refused(permissions.OWN)


def present(session: CouncilSession) -> list[Attendance]:
    rows = session.attendances.select_related("member__user")
    return [row for row in rows if row.is_present]


def recused(session: CouncilSession) -> dict[int, dict[int, RecusedBy]]:
    """By item, whose attendance is out of it and why: what they declared, and what bars them without a word."""
    found: dict[int, dict[int, RecusedBy]] = {}
    for row in Recusal.objects.filter(item__session=session):
        found.setdefault(row.item_id, {})[row.attendance_id] = RecusedBy(row.cause)
    dossiers = {item.row.submission_id: item.pk for item in session.items.dossiers().select_related("ranked")}
    for attendance in session.attendances.select_related("member__user"):
        for submission, cause in _barred(attendance.member.user, dossiers):
            found.setdefault(dossiers[submission], {}).setdefault(attendance.pk, cause)
    return found


def _barred(user: User, dossiers: dict[int, int]) -> list[tuple[int, RecusedBy]]:
    barred = set(Submission.objects.filter(pk__in=dossiers).barred_to(user).values_list("pk", flat=True))
    own = set(
        Authorship.objects.filter(user=user, submission__in=barred).values_list("submission", flat=True)
    )
    own |= set(Submission.objects.filter(owner=user, pk__in=barred).values_list("pk", flat=True))
    return [(pk, RecusedBy.AUTHOR if pk in own else RecusedBy.CONFLICT) for pk in sorted(barred)]


def attendance_of(session: CouncilSession, user: User) -> Attendance:
    """The own seat; without one there is no session for this person."""
    found = session.attendances.select_related("member__user").filter(member__user=user).first()
    if found is None:
        raise Refused(Phrase("Bạn không phải là thành viên của phiên họp này. Chưa có gì thay đổi."))
    return found
