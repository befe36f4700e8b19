"""The dashboard's lines: what is counted on the desk, said in words, with how urgent it is and where it is done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models.user import User
from accounts.roles import Role
from campaign.documents.dashboard import Desk, Group, closes, earliest, urgency
from campaign.models.submission import Submission
from campaign.rules import phases
from campaign.rules.calendar import vn_date, vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.waiting import time_left
from campaign.rules.workflow import State

UNFINISHED = (State.ACCEPTED, State.ASSIGNED, State.JUDGING)
FEW = 4
EVERYWHERE = "&phong_trao=tat-ca"


@dataclass(frozen=True)
class Line:
    """`page` is the name of a URL, `key` its one argument where it has one, `query` what follows it."""

    count: int
    label: Phrase
    page: str
    key: str | int = ""
    query: str = ""
    note: Phrase | str = ""
    urgency: str = "calm"


@dataclass(frozen=True)
class Section:
    """`empty` says what to do when nothing waits."""

    title: Phrase
    lines: list[Line]
    empty: Phrase
    page: str
    action: Phrase


def sections(user: User, desk: Desk) -> list[Section]:
    """One for each of the reader's kinds of work; those with something to do come first."""
    found = [build(desk, user) for roles, build in SECTIONS if user.has_role(*roles)]
    return sorted(found, key=lambda section: not section.lines)


def _author(desk: Desk, user: User) -> Section:
    mine = [row for row in desk.own if row.owner_id == user.pk]
    lines = [
        _own(desk, _in(mine, State.SUPPLEMENT), Phrase("hồ sơ cần bổ sung"), "author:supplement"),
        _own(desk, _in(mine, State.RETURNED), Phrase("hồ sơ đơn vị trả lại để sửa"), "author:edit"),
        _own(desk, _in(mine, State.DRAFT), Phrase("bản nháp chưa nộp"), "author:edit"),
        _own(desk, _in(desk.own, State.PUBLISHED), Phrase("hồ sơ đã có kết quả công bố"), "author:detail"),
    ]
    return Section(
        title=Phrase("Hồ sơ của tôi"),
        lines=_some(lines),
        empty=Phrase(
            "Không có hồ sơ nào chờ bạn. Nếu có sáng kiến mới, hãy viết hồ sơ; bản nháp được lưu từng bước."
        ),
        page="author:list",
        action=Phrase("Mở hồ sơ của tôi"),
    )


def _in(rows: Iterable[Submission], state: State) -> list[Submission]:
    return [row for row in rows if row.state == state]


def _own(desk: Desk, rows: Sequence[Submission], label: Phrase, page: str) -> Line:
    """One dossier is opened at once, several through the list."""
    due = earliest(_author_due(desk, row) for row in rows)
    alone = rows[0] if len(rows) == 1 else None
    note = _until_words(due, desk.now) or (alone.title if alone else "")
    return Line(
        count=len(rows),
        label=Phrase("%(label)s: %(title)s", label=label, title=alone.title) if alone and due else label,
        page=page if alone else "author:list",
        key=alone.code if alone else "",
        note=note,
        urgency=urgency(due, desk.now),
    )


def _author_due(desk: Desk, row: Submission) -> datetime | None:
    """A returned dossier may come again as long as the unit can endorse."""
    if row.state == State.SUPPLEMENT:
        return row.due
    kinds = {State.DRAFT: phases.Kind.SUBMIT, State.RETURNED: phases.Kind.ENDORSE}
    kind = kinds.get(State(row.state))
    return closes(desk.campaign(row.campaign_id), kind, row.strand.code) if kind else None


def _until_words(due: datetime | None, now: datetime) -> Phrase:
    if due is None:
        return NO_OBJECTION
    if due <= now:
        return Phrase("Đã quá hạn lúc %(moment)s", moment=vn_datetime(due))
    return Phrase("Hạn: %(moment)s, còn %(left)s", moment=vn_datetime(due), left=time_left(now, due))


def _unit(desk: Desk, user: User) -> Section:
    due = earliest(closes(desk.campaign(pk), phases.Kind.ENDORSE) for pk in desk.unit)
    line = Line(
        count=sum(desk.unit.values()),
        label=Phrase("hồ sơ chờ đơn vị xem xét, xác nhận"),
        page="unit:queue",
        note=_until_words(due, desk.now),
        urgency=urgency(due, desk.now),
    )
    return Section(
        title=Phrase("Hồ sơ đơn vị"),
        lines=_some([line]),
        empty=Phrase(
            "Không có hồ sơ nào chờ đơn vị xác nhận. Khi có hồ sơ mới, bạn nhận được thư và thấy ở đây."
        ),
        page="unit:queue",
        action=Phrase("Xem hồ sơ đã qua đơn vị"),
    )


def _officer(desk: Desk, user: User) -> Section:
    groups = desk.office
    lines = [
        _to_check(desk),
        _all(groups, State.SUPPLEMENT, Phrase("hồ sơ quá hạn bổ sung"), "cho-bo-sung", late=True),
        *_per_strand(groups, State.ACCEPTED, Phrase("hồ sơ chờ phân công giám khảo"), "office:assignment"),
        *_ready_to_rank(groups),
        *_per_strand(groups, State.PROPOSED, Phrase("hồ sơ chờ ghi quyết định"), "office:decisions"),
        _failed_mail(desk),
    ]
    return Section(
        title=Phrase("Thường trực phong trào"),
        lines=_some(lines),
        empty=Phrase("Không có việc nào chờ thường trực. Có thể xem mọi hồ sơ và tiến độ của phong trào."),
        page="office:queue",
        action=Phrase("Mở hồ sơ phong trào"),
    )


def _to_check(desk: Desk) -> Line:
    line = _all(desk.office, State.ENDORSED, Phrase("hồ sơ chờ kiểm tra"), "cho-kiem-tra")
    oldest = earliest(group.oldest for group in desk.office if group.state == State.ENDORSED)
    if oldest is None:
        return line
    note = Phrase("Hồ sơ lâu nhất chờ từ ngày %(day)s", day=vn_date(oldest))
    return Line(**{**vars(line), "note": note, "urgency": "soon"})


def _all(groups: Sequence[Group], state: State, label: Phrase, tab: str, *, late: bool = False) -> Line:
    count = sum(group.overdue if late else group.count for group in groups if group.state == state)
    query = f"?nhom={tab}{EVERYWHERE}"
    return Line(count, label, "office:queue", query=query, urgency="overdue" if late else "calm")


def _per_strand(groups: Sequence[Group], state: State, label: Phrase, page: str) -> list[Line]:
    return _by_strand([group for group in groups if group.state == state], label, page)


def _by_strand(groups: Sequence[Group], label: Phrase, page: str) -> list[Line]:
    """One line a strand; where that would fill the screen, one for all of them."""
    of_strand = page == "office:assignment"
    if len(groups) > FEW:
        count = sum(group.count for group in groups)
        note = Phrase("Thuộc %(number)s nội dung thi đua", number=len(groups))
        return [Line(count, label, "office:panels" if of_strand else page, note=note)]
    return [
        Line(group.count, label, page, key=group.strand if of_strand else "", note=group.strand_name)
        for group in groups
    ]


def _ready_to_rank(groups: Sequence[Group]) -> list[Line]:
    """Strands in which nothing is left to judge."""
    busy = {group.strand for group in groups if group.state in UNFINISHED}
    label = Phrase("hồ sơ đã chấm xong, có thể xếp hạng")
    done = [group for group in groups if group.state == State.JUDGED and group.strand not in busy]
    return _by_strand(done, label, "office:rankings")


def _failed_mail(desk: Desk) -> Line:
    return Line(
        count=desk.counts.get("failed_mail", 0),
        label=Phrase("thư không gửi được"),
        page="office:outbox",
        query="?nhom=that-bai",
        note=Phrase("Kiểm tra địa chỉ và máy chủ thư, rồi gửi lại"),
        urgency="urgent",
    )


def _judge(desk: Desk, user: User) -> Section:
    due = earliest(closes(desk.campaign(pk), phases.Kind.JUDGE) for pk in desk.sheets)
    line = Line(
        count=sum(desk.sheets.values()),
        label=Phrase("hồ sơ chờ bạn chấm và khóa phiếu"),
        page="judge:list",
        note=_until_words(due, desk.now),
        urgency=urgency(due, desk.now),
    )
    return Section(
        title=Phrase("Chấm điểm"),
        lines=_some([line]),
        empty=Phrase("Bạn không còn phiếu chấm nào phải làm. Khi được phân công thêm, hồ sơ sẽ hiện ở đây."),
        page="judge:list",
        action=Phrase("Xem các phiếu của tôi"),
    )


def _chair(desk: Desk, user: User) -> Section:
    line = Line(
        count=desk.counts.get("rankings", 0),
        label=Phrase("bảng xếp hạng chờ hội đồng họp xét"),
        page="council:sittings",
        urgency="soon",
    )
    return Section(
        title=Phrase("Hội đồng"),
        lines=_some([line]),
        empty=Phrase(
            "Chưa có bảng xếp hạng nào chờ hội đồng. Thường trực lập bảng khi mọi phiếu của một nội dung đã khóa."
        ),
        page="council:sittings",
        action=Phrase("Xem các phiên họp"),
    )


def _administrator(desk: Desk, user: User) -> Section:
    unannounced = [campaign for campaign in desk.campaigns if not campaign.announced_at]
    lines = [
        Line(
            desk.counts.get("unpublished", 0),
            Phrase("quyết định chờ công bố"),
            "office:decisions",
            urgency="soon",
        ),
        Line(
            len(unannounced),
            Phrase("phong trào đang chuẩn bị, chưa công bố"),
            "setup:campaigns",
            note=unannounced[0].title if unannounced else "",
        ),
    ]
    if not user.has_role(Role.OFFICER):
        lines.append(_failed_mail(desk))
    return Section(
        title=Phrase("Quản trị phong trào"),
        lines=_some(lines),
        empty=Phrase(
            "Không có việc nào chờ quản trị. Khi cần mở phong trào mới, hãy nhân bản phong trào gần nhất."
        ),
        page="setup:campaigns",
        action=Phrase("Mở danh sách phong trào"),
    )


def _inspector(desk: Desk, user: User) -> Section:
    return Section(
        title=Phrase("Thanh tra"),
        lines=_some([_last_check(desk.counts)]),
        empty=Phrase("Nhật ký chưa có sự kiện nào. Sự kiện đầu tiên hiện ở đây khi có người nộp hồ sơ."),
        page="inspect:trail",
        action=Phrase("Mở nhật ký"),
    )


def _last_check(counts: dict[str, int]) -> Line:
    events, passed, failed = (counts.get(name) or 0 for name in ("events", "check_passed", "check_failed"))
    label = Phrase("sự kiện trong nhật ký")
    if not passed and not failed:
        return Line(
            events, label, "inspect:trail", note=Phrase("Chưa kiểm tra lần nào; hãy kiểm tra"), urgency="soon"
        )
    if failed > passed:
        note = Phrase("Lần kiểm tra gần nhất phát hiện sai lệch; mở để xem")
        return Line(events, label, "inspect:event", key=failed, note=note, urgency="urgent")
    return Line(events, label, "inspect:event", key=passed, note=Phrase("Lần kiểm tra gần nhất: nguyên vẹn"))


def _some(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.count]


SECTIONS: list[tuple[tuple[Role, ...], Callable[[Desk, User], Section]]] = [
    ((Role.UNIT_HEAD, Role.UNIT_DESK), _unit),
    ((Role.OFFICER,), _officer),
    ((Role.JUDGE,), _judge),
    ((Role.CHAIR,), _chair),
    ((Role.ADMINISTRATOR,), _administrator),
    ((Role.INSPECTOR,), _inspector),
    ((Role.AUTHOR,), _author),
]
