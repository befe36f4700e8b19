"""The papers of a session, written from its own record: minutes, vote-count minutes and the table of scores.

Law fixes fields (NĐ 30/2020, form 1.9; TT 18/2013 Art. 8), not a form. Nothing is typed into a paper that is not in the
session: the same session gives the same bytes. A reader who must not meet an item gets an extract without it, and the
extract says so.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import override

from accounts.models.user import User
from campaign.documents import render
from campaign.documents.council_session import SEATS as SEAT_NAMES
from campaign.documents.council_session import (
    Result,
    Round,
    attendance_said,
    attendances,
    items_open_to,
    recusal_said,
    room,
    rounds,
    seats,
)
from campaign.documents.fairness_totals import basis_in_minutes
from campaign.documents.layout import NO_DATE, NONE, paragraphs
from campaign.documents.paper_templates import in_use
from campaign.documents.papers import File
from campaign.documents.session_end import Ending, endings
from campaign.models.session import AgendaItem, Attendance, CouncilSession, Recusal
from campaign.rules.calendar import date_line, official_date, vn_date, vn_number, vn_time
from campaign.rules.phrase import Phrase

Facts = dict[str, Any]
NO_NUMBER = "……/BB"


def paper(session: CouncilSession, name: str, kind: str, user: User) -> File:
    """Wants the session with its council, its campaign and its people."""
    _label, template, facts_of = PAPERS[name]
    with override("vi"):
        facts = _common(session, user) | facts_of(session, user)
    mark = session.minutes_number.replace("/", "-").replace(" ", "-") or "du-thao"
    moment = session.closed_at or session.opened_at or session.planned_at
    made = render.paper(template, kind, facts, made_at=moment, replaced=in_use(template, kind))
    return File(name=f"{name}-{mark}.{kind}", content_type=render.TYPES[kind], content=made)


def _common(session: CouncilSession, user: User) -> Facts:
    council, closed = session.council, session.closed_at
    hidden = session.items.count() - items_open_to(session, user).count()
    place = council.campaign.place_name
    return {
        "draft": closed is None,
        "foot": f"Phiên họp số {session.pk}, {council.name}",
        "parent": council.campaign.issuer_name,
        "issuer": council.name,
        "number": session.minutes_number or NO_NUMBER,
        "place_and_date": date_line(place, closed) if closed else f"{place}, {NO_DATE}",
        "movement": f"{council.campaign.title} – {session.ranking.strand.name}",
        "ranking": str(session.ranking.number),
        "extract": f"Bản trích: không gồm {hidden} mục mà người lấy bản này không tham gia."
        if hidden
        else "",
        "chair": session.chair.user.full_name,
        "secretary": session.secretary.user.full_name,
    }


def _minutes(session: CouncilSession, user: User) -> Facts:
    rows = list(attendances(session))
    came = [row for row in rows if row.arrived_at]
    counted = [one for one in rounds(session, user) if one.results]
    founded = (
        f"Quyết định số {session.council.decision_number} {official_date(session.council.decision_date)}"
    )
    facts = _figures(session)
    return {
        "document_title": f"Biên bản họp {session.council.name}, số {session.minutes_number or NO_NUMBER}",
        "began": _moment(session.opened_at),
        "ended": _moment(session.closed_at),
        "place": session.place,
        "founded": founded,
        "present_line": f"{len(came)}/{len(rows)} thành viên",
        "quorum_line": f"cần ít nhất {facts['needed']}/{len(rows)} thành viên dự họp; thông qua khi có ít nhất "
        f"{facts['majority']}/{len(rows)} thành viên đồng ý",
        "present": [_person(row, number) for number, row in enumerate(came, 1)],
        "absent": [_absent(row) for row in rows if row.arrived_at is None] or [NONE],
        "recusals": _recusals(session, user) or [NONE],
        "basis": str(basis_in_minutes(session.ranking.strand)),
        "items": [
            _item(item, number, counted) for number, item in enumerate(items_open_to(session, user), 1)
        ],
        "results": [_ending(one, number) for number, one in enumerate(endings(session, user), 1)],
    }


def _votes(session: CouncilSession, user: User) -> Facts:
    told = [one for one in rounds(session, user) if not one.is_running]
    return {
        "document_title": f"Biên bản kiểm phiếu, {session.council.name}",
        "held": f"{_moment(session.opened_at)} tại {session.place}",
        "rounds": [_round(one) for one in told],
    }


def _scores(session: CouncilSession, user: User) -> Facts:
    items = items_open_to(session, user).dossiers().select_related("ranked__submission__combined_score")
    labels = dict(session.ranking.strand.rubric.criteria.values_list("code", "label"))
    rows = [_score(item, labels, session) for item in items]
    if session.items.count() > items_open_to(session, user).count():
        rows = [row | {"position": "–"} for row in rows]  # a missing place would be the barred dossier's
    return {"document_title": f"Bảng tổng hợp điểm, {session.council.name}", "rows": rows}


def _figures(session: CouncilSession) -> dict[str, int]:
    return vars(room(session, seats(session)))


def _moment(moment: Any) -> str:
    return f"{vn_time(moment)} ngày {vn_date(moment)}" if moment else "………"


def _person(row: Attendance, number: int) -> dict[str, str]:
    name, role = row.member.user.full_name, str(SEAT_NAMES[row.member.role])
    return {"number": str(number), "name": name, "role": role, "status": str(attendance_said(row))}


def _absent(row: Attendance) -> str:
    return f"{row.member.user.full_name}: {row.absence_reason or 'không ghi lý do'}"


def _recusals(session: CouncilSession, user: User) -> list[str]:
    mine = items_open_to(session, user).values("pk")
    found = Recusal.objects.filter(item__in=mine).select_related(
        "attendance__member__user", "item__ranked__submission"
    )
    return [
        f"Hồ sơ {row.item.register_number}: {recusal_said(row)}"
        for row in found.order_by("item__order", "pk")
    ]


def _item(item: AgendaItem, number: int, counted: Iterable[Round]) -> Facts:
    votes = [
        f"{one.question}: {_sums(result)}, {str(result.verdict).lower()} (lượt {one.vote.number})."
        for one in counted
        for result in one.results
        if result.item.pk == item.pk
    ]
    register = f" (hồ sơ {item.register_number})" if item.register_number else ""
    return {
        "heading": f"{number}. {item.name}{register}",
        "notes": paragraphs(item.notes, "Không có ý kiến khác."),
        "votes": votes,
        "conclusion": paragraphs(item.conclusion, "") if item.conclusion else [],
    }


def _sums(result: Result) -> str:
    said = f"đồng ý {result.votes_for}, không đồng ý {result.votes_against}, phiếu trắng {result.votes_blank}"
    return f"{said} (gồm {result.written} ý kiến bằng văn bản)" if result.written else said


def _ending(one: Ending, number: int) -> dict[str, str]:
    row, result = one.item.row, one.result
    sums = (result.votes_for, result.votes_against, result.votes_blank) if result else ("–", "–", "–")
    names = ("votes_for", "votes_against", "votes_blank")
    return {
        "number": str(number),
        "register": one.item.register_number,
        "name": one.item.name,
        "total": vn_number(row.total, 2),
        "said": str(one.said),
        **{name: str(value) for name, value in zip(names, sums, strict=True)},
    }


def _round(one: Round) -> Facts:
    vote = one.vote
    return {
        "heading": f"Lượt {vote.number}: {one.question}",
        "way": str(one.way),
        "void": f"Lượt này đã hủy, không phiếu nào được tính. Lý do: {vote.void_reason}"
        if vote.voided_at
        else "",
        "committee": vote.committee or "Hệ thống cộng phiếu khi người chủ trì đóng lượt",
        "room": f"{vote.members_present}/{vote.members_total} thành viên dự họp, {one.electors} người được bỏ phiếu",
        "issued": str(vote.issued),
        "collected": str(vote.collected),
        "valid": str(vote.collected - vote.invalid),
        "invalid": str(vote.invalid),
        "needed": f"{one.needed}/{vote.members_total}",
        "early": f"Kết thúc khi chưa đủ phiếu. Lý do: {vote.early_reason}" if vote.early_reason else "",
        "rows": [_counted(result) for result in one.results],
    }


def _counted(result: Result) -> dict[str, str]:
    named = "; ".join(f"{name}: {str(choice).lower()}" for name, choice in result.named)
    written = f"gồm {result.written} ý kiến bằng văn bản" if result.written else ""
    return {
        "name": " – ".join(filter(None, [result.item.register_number, result.item.name, result.level])),
        "more": ". ".join(filter(None, [named, written])),
        "votes_for": str(result.votes_for),
        "votes_against": str(result.votes_against),
        "votes_blank": str(result.votes_blank),
        "verdict": str(result.verdict),
    }


def _score(item: AgendaItem, labels: dict[str, str], session: CouncilSession) -> dict[str, str]:
    row, dossier = item.row, item.row.submission
    means = dossier.combined_score.criterion_means
    shown = not session.hides_authors or session.closed_at is not None
    return {
        "position": str(row.position),
        "register": dossier.register_number,
        "name": dossier.title,
        "unit": dossier.unit_name if shown else "",
        "criteria": "; ".join(
            f"{label} {vn_number(means[code], 2)}" for code, label in labels.items() if code in means
        ),
        "total": vn_number(row.total, 2),
        "level": row.level_label or "–",
        "award": row.award_level.label if row.award_level else "–",
    }


PAPERS: dict[str, tuple[Phrase, str, Callable[[CouncilSession, User], Facts]]] = {
    "bien-ban-hop": (Phrase("Biên bản họp hội đồng"), "minutes", _minutes),
    "bien-ban-kiem-phieu": (Phrase("Biên bản kiểm phiếu"), "vote_count", _votes),
    "bang-diem": (Phrase("Bảng tổng hợp điểm"), "scores", _scores),
}
