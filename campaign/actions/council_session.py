"""A council's session from its plan to its opening: agenda from the ranking, summons, who is there, who leaves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.ranking import require_fresh
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.session_gate import (
    RUNNING,
    attendance_of,
    locked_session,
    present,
    recused,
    require_open_to,
    require_state,
    require_writer,
)
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.council import Council, CouncilMember
from campaign.models.ranking import Ranking
from campaign.models.session import AgendaItem, Attendance, CouncilSession, Recusal, WrittenOpinion
from campaign.models.submission import Submission
from campaign.notifications import messages
from campaign.rules import ballot
from campaign.rules.calendar import vn_datetime, vn_day, vn_stamp
from campaign.rules.phrase import Phrase
from campaign.rules.sessions import ItemKind, RecusedBy, SessionState

OPENING = "Khai mạc, giới thiệu thành phần, thông qua chương trình"
CLOSING = "Thông qua biên bản, bế mạc"


@dataclass(frozen=True)
class Plan:
    council: Council
    planned_at: datetime
    place: str
    chair: CouncilMember
    secretary: CouncilMember
    hides_authors: bool = True


@transaction.atomic
def plan_session(ranking: Ranking, *, by: User, plan: Plan) -> CouncilSession:
    """The agenda follows the ranking's order between an opening and a closing item; every member is summoned."""
    gate.require_in_campaign("plan_session", by)
    ranking = Ranking.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=ranking.pk)
    _require_undecided(ranking)
    members = list(plan.council.members.serving(vn_day(plan.planned_at)).select_related("user"))
    _require_fitting(ranking, plan, members)
    try:
        with transaction.atomic():
            session = CouncilSession.objects.create(ranking=ranking, planned_by=by, **vars(plan))
    except IntegrityError:
        raise Refused(
            Phrase("Bảng xếp hạng này đã có phiên họp. Chưa lập thêm phiên nào; hãy mở phiên họp đã có.")
        ) from None
    _write_agenda(session)
    Attendance.objects.bulk_create(Attendance(session=session, member=member) for member in members)
    event = _note(
        "plan_session", session, by, {"planned_at": vn_stamp(session.planned_at), "members": len(members)}
    )
    _summon(session, members, act=event.number)
    return session


@transaction.atomic
def cancel_session(session: CouncilSession, *, by: User, reason: str) -> CouncilSession:
    """What was written stays readable; the ranking may then get another session."""
    gate.require_in_campaign("plan_session", by)
    session = locked_session(session)
    require_state(session, SessionState.PLANNED, SessionState.OPEN)
    if session.rounds.running().exists():
        raise Refused(RUNNING)
    session.state, session.cancelled_reason = SessionState.CANCELLED.value, reason
    session.save(update_fields=["state", "cancelled_reason"])
    event = _note("cancel_session", session, by, {"reason": reason})
    facts = {"council": session.council.name, "when": vn_datetime(session.planned_at), "reason": reason}
    for row in session.attendances.select_related("member__user"):
        reader = row.member.user
        messages.tell("session_cancelled", reader, key=f"{event.number}:{reader.pk}", facts=facts)
    return session


@transaction.atomic
def open_session(session: CouncilSession, *, by: User) -> CouncilSession:
    gate.require_in_campaign("hold_sitting", by)
    session = locked_session(session)
    require_state(session, SessionState.PLANNED)
    _require_undecided(session.ranking)
    refuse_if(quorum_problem(session))
    session.state, session.opened_at = SessionState.OPEN.value, clock.now()
    session.current = session.items.first()
    session.save(update_fields=["state", "opened_at", "current"])
    _note("open_session", session, by, {"present": len(present(session))})
    return session


@transaction.atomic
def note_attendance(attendance: Attendance, *, by: User, is_here: bool, reason: str = "") -> Attendance:
    """The secretary sees who comes and goes; both moments stay for the minutes."""
    session = locked_session(attendance.session)
    require_writer(by, session)
    require_state(session, SessionState.PLANNED, SessionState.OPEN)
    attendance = Attendance.objects.select_related("member__user").get(pk=attendance.pk, session=session)
    now = clock.now()
    if is_here:
        attendance.arrived_at, attendance.left_at = attendance.arrived_at or now, None
        attendance.absence_reason = ""
        attendance.written_opinions.all().delete()
    else:
        attendance.left_at = now if attendance.arrived_at else None
        attendance.absence_reason = reason
    attendance.save()
    facts = {"member": attendance.member.user.full_name, "is_here": "yes" if is_here else "no"}
    _note("note_attendance", session, by, facts | ({"reason": reason} if reason else {}))
    return attendance


@transaction.atomic
def record_written_opinion(attendance: Attendance, *, by: User, choices: dict[int, str]) -> None:
    """Of somebody who is absent, by item; nothing of an item that a conflict keeps from them is taken."""
    session = locked_session(attendance.session)
    require_writer(by, session)
    require_state(session, SessionState.PLANNED, SessionState.OPEN)
    attendance = Attendance.objects.select_related("member__user").get(pk=attendance.pk, session=session)
    if not session.council.written_opinions or attendance.is_present:
        raise Refused(
            Phrase(
                "Hội đồng này không lấy ý kiến bằng văn bản, hoặc thành viên đang có mặt. Chưa ghi ý kiến nào."
            )
        )
    out = recused(session)
    items = {item.pk: item for item in session.items.dossiers().open_to(by)}
    kept = {
        pk: choice for pk, choice in choices.items() if pk in items and attendance.pk not in out.get(pk, {})
    }
    attendance.written_opinions.filter(item__in=kept).delete()
    now = clock.now()
    WrittenOpinion.objects.bulk_create(
        WrittenOpinion(item=items[pk], attendance=attendance, choice=choice, recorded_by=by, recorded_at=now)
        for pk, choice in sorted(kept.items())
    )
    facts = {"member": attendance.member.user.full_name, "rows": len(kept)}
    _note("record_written_opinion", session, by, facts)


@transaction.atomic
def declare_recusal(item: AgendaItem, *, by: User) -> None:
    """A member stays out of an item by the own word; from then on nothing of it reaches this member."""
    session = locked_session(item.session)
    require_state(session, SessionState.PLANNED, SessionState.OPEN)
    own = attendance_of(session, by)
    if session.rounds.running().filter(items__item=item).exists():
        raise Refused(
            Phrase(
                "Mục này đang được bỏ phiếu nên chưa ghi việc xin không tham gia. Hãy báo ngay người chủ trì để "
                "hủy lượt "
                "và mở lại."
            )
        )
    left = clock.now() if session.current_id == item.pk else None
    Recusal.objects.get_or_create(
        item=item, attendance=own, defaults={"cause": RecusedBy.DECLARED.value, "left_at": left}
    )
    _note("declare_recusal", session, by, {}, submission=item.ranked.submission if item.ranked else None)


@transaction.atomic
def take_up(item: AgendaItem, *, by: User) -> None:
    """The council turns to this item: who was out of the one before comes back, who is out of this one leaves."""
    session = locked_session(item.session)
    require_writer(by, session)
    require_state(session, SessionState.OPEN)
    require_open_to(by, [item])
    now = clock.now()
    Recusal.objects.filter(item__session=session, left_at__isnull=False, returned_at__isnull=True).exclude(
        item=item
    ).update(returned_at=now)
    leave(session, [item], now)
    session.current = item
    session.save(update_fields=["current"])


def leave(session: CouncilSession, items: list[AgendaItem], now: datetime) -> None:
    """Write down who is outside for these items; of people who are not there nothing."""
    out, there = recused(session), {row.pk for row in present(session)}
    for item in items:
        for attendance, cause in out.get(item.pk, {}).items():
            if attendance in there:
                row, _made = Recusal.objects.get_or_create(
                    item=item, attendance_id=attendance, defaults={"cause": cause.value}
                )
                if row.left_at is None:
                    row.left_at = now
                    row.save(update_fields=["left_at"])


@transaction.atomic
def write_notes(item: AgendaItem, *, by: User, notes: str, conclusion: str, version: int) -> AgendaItem:
    """`version` is that of the text its writer has seen: what another screen wrote meanwhile is not overwritten."""
    session = locked_session(item.session)
    require_writer(by, session)
    require_open_to(by, [item])
    require_state(session, SessionState.PLANNED, SessionState.OPEN)
    item = AgendaItem.objects.get(pk=item.pk)
    if (item.notes, item.conclusion) == (notes, conclusion):
        return item
    if item.version != version:
        raise Refused(
            Phrase(
                "Một màn hình khác vừa ghi mục này. Nội dung bạn gõ vẫn còn trên trang; hãy so với bản đang lưu "
                "rồi ghi lại."
            )
        )
    item.notes, item.conclusion, item.version = notes, conclusion, item.version + 1
    item.save(update_fields=["notes", "conclusion", "version"])
    return item


def quorum_problem(session: CouncilSession) -> Phrase:
    rows = list(session.attendances.all())
    return ballot.quorum_problem(len(rows), sum(row.is_present for row in rows), session.quorum)


def _require_undecided(ranking: Ranking) -> None:
    require_fresh(ranking)
    if ranking.sittings.exists():
        raise Refused(Phrase("Hội đồng đã họp về bảng xếp hạng này. Kết quả phiên họp được giữ nguyên."))


def _require_fitting(ranking: Ranking, plan: Plan, members: list[CouncilMember]) -> None:
    if plan.council.campaign_id != ranking.campaign_id:
        raise Refused(Phrase("Hội đồng này không thuộc phong trào của bảng xếp hạng. Chưa lập phiên họp."))
    if not {plan.chair.pk, plan.secretary.pk} <= {member.pk for member in members}:
        raise Refused(
            Phrase(
                "Người chủ trì và thư ký phải là thành viên đang tham gia hội đồng vào ngày họp. Chưa lập phiên "
                "họp; hãy "
                "chọn lại."
            )
        )


def _write_agenda(session: CouncilSession) -> None:
    rows = list(session.ranking.rows.order_by("line"))
    items = [AgendaItem(session=session, order=1, kind=ItemKind.PROCEDURE.value, title=OPENING)]
    items += [
        AgendaItem(session=session, order=order, kind=ItemKind.DOSSIER.value, ranked=row)
        for order, row in enumerate(rows, 2)
    ]
    last = AgendaItem(session=session, order=len(rows) + 2, kind=ItemKind.PROCEDURE.value, title=CLOSING)
    AgendaItem.objects.bulk_create([*items, last])


def _summon(session: CouncilSession, members: list[CouncilMember], *, act: int) -> None:
    """The letter names no dossier: each reads on the own page what may be read."""
    facts = {
        "session": session.pk,
        "council": session.council.name,
        "strand": session.ranking.strand.name,
        "when": vn_datetime(session.planned_at),
        "place": session.place,
        "dossiers": session.items.dossiers().count(),
    }
    for member in members:
        messages.tell(
            "session_summons", member.user, key=f"{act}:session_summons:{member.user_id}", facts=facts
        )


def _note(
    verb: str,
    session: CouncilSession,
    by: User,
    facts: dict[str, Any],
    *,
    submission: Submission | None = None,
) -> Event:
    return trail.record(
        verb,
        by=by,
        submission=submission,
        campaign=session.council.campaign,
        facts={"session": session.pk, **facts},
    )
