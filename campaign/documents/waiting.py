"""The dashboard's lines: what is counted on the desk, said in words, with how urgent it is and where it is done."""

from collections.abc import Callable, Sequence

from accounts.models.user import User
from accounts.roles import Role
from campaign.documents.dashboard import Desk, Group, closes, earliest, urgency
from campaign.documents.own_work import own_work
from campaign.documents.todo import Line, Section, some, until_words
from campaign.rules import phases
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

UNFINISHED = (State.ACCEPTED, State.ASSIGNED, State.JUDGING)
FEW = 4
EVERYWHERE = "&phong_trao=tat-ca"


def sections(user: User, desk: Desk) -> list[Section]:
    """One for each of the reader's kinds of work; those with something to do come first."""
    found = [build(desk, user) for roles, build in SECTIONS if user.has_role(*roles)]
    if not user.has_role(Role.AUTHOR) and (desk.counts.get("invited") or desk.counts.get("shares")):
        found.append(own_work(desk, user))
    if desk.counts.get("session"):
        found.append(_seat(desk.counts))
    return sorted(found, key=lambda section: not section.lines)


def _seat(counts: dict[str, int]) -> Section:
    """The session that is open, else the latest one with a seat for the reader; letters lead to the others."""
    if counts.get("session_open"):
        now = Phrase("phiên họp hội đồng đang diễn ra, mời bạn vào họp và bỏ phiếu")
        line = Line(1, now, "council:seat", key=counts["session_open"], urgency="urgent")
    else:
        later = Phrase("phiên họp hội đồng mời bạn dự")
        line = Line(1, later, "council:seat", key=counts["session"], urgency="soon")
    return Section(
        title=Phrase("Phiên họp tôi dự"),
        lines=[line],
        empty=Phrase("Chưa có phiên họp nào mời bạn."),
        page="dashboard",
        action=Phrase("Việc của tôi"),
    )


def _unit(desk: Desk, user: User) -> Section:
    due = earliest(closes(desk.campaign(pk), phases.Kind.ENDORSE) for pk in desk.unit)
    line = Line(
        count=sum(desk.unit.values()),
        label=Phrase("hồ sơ chờ đơn vị xem xét, xác nhận"),
        page="unit:queue",
        note=until_words(due, desk.now),
        urgency=urgency(due, desk.now),
    )
    return Section(
        title=Phrase("Hồ sơ đơn vị"),
        lines=some([line]),
        empty=Phrase(
            "Không có hồ sơ nào chờ đơn vị xác nhận. Khi có hồ sơ mới, bạn nhận được thư và thấy ở đây."
        ),
        page="unit:queue",
        action=Phrase("Xem hồ sơ đã qua đơn vị"),
    )


def _officer(desk: Desk, user: User) -> Section:
    groups = desk.office
    lines = [
        _outages(desk),
        _to_check(desk),
        _all(groups, State.SUPPLEMENT, Phrase("hồ sơ quá hạn bổ sung"), "cho-bo-sung", late=True),
        *_per_strand(groups, State.ACCEPTED, Phrase("hồ sơ chờ phân công giám khảo"), "office:assignment"),
        *_ready_to_rank(groups),
        *_per_strand(groups, State.PROPOSED, Phrase("hồ sơ chờ ghi quyết định"), "office:decisions"),
        *_of_judging(desk),
        *_voices(desk),
        _failed_mail(desk),
    ]
    return Section(
        title=Phrase("Thường trực phong trào"),
        lines=some(lines),
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


def _of_judging(desk: Desk) -> list[Line]:
    return [
        _conflicts(desk),
        Line(
            desk.counts.get("reports", 0),
            Phrase("báo cáo vi phạm của giám khảo chờ trả lời"),
            "office:violations",
            urgency="soon",
        ),
        Line(
            desk.counts.get("untold", 0),
            Phrase("quyết định đã công bố, chưa gửi kết quả chấm cho tác giả"),
            "office:decisions",
            note=Phrase("Soát ý kiến gửi tác giả rồi gửi một lần cho tất cả"),
        ),
    ]


def _conflicts(desk: Desk) -> Line:
    label = Phrase("khai báo xung đột lợi ích chờ kết luận")
    return Line(desk.counts.get("conflicts", 0), label, "office:conflicts", urgency="soon")


def _voices(desk: Desk) -> list[Line]:
    return [
        Line(
            desk.counts.get("appeals", 0), Phrase("kiến nghị chờ trả lời"), "office:appeals", urgency="soon"
        ),
        Line(desk.counts.get("questions", 0), Phrase("câu hỏi, góp ý chờ trả lời"), "office:questions"),
    ]


def _outages(desk: Desk) -> Line:
    return Line(
        count=desk.outages,
        label=Phrase("sự cố hệ thống sát hạn nộp"),
        page="office:extensions",
        note=Phrase("Xem khoảng thời gian bị mất và đề xuất gia hạn"),
        urgency="urgent",
    )


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
        note=until_words(due, desk.now),
        urgency=urgency(due, desk.now),
    )
    return Section(
        title=Phrase("Chấm điểm"),
        lines=some([_invitations(desk), line]),
        empty=Phrase("Bạn không còn phiếu chấm nào phải làm. Khi được phân công thêm, hồ sơ sẽ hiện ở đây."),
        page="judge:list",
        action=Phrase("Xem các phiếu của tôi"),
    )


def _invitations(desk: Desk) -> Line:
    label = Phrase("lời mời vào tổ giám khảo chờ bạn trả lời")
    return Line(desk.counts.get("seats", 0), label, "judge:seats", urgency="soon")


def _chair(desk: Desk, user: User) -> Section:
    line = Line(
        count=desk.counts.get("rankings", 0),
        label=Phrase("bảng xếp hạng chờ hội đồng họp xét"),
        page="council:sittings",
        urgency="soon",
    )
    return Section(
        title=Phrase("Hội đồng"),
        lines=some([line] if user.has_role(Role.JUDGE) else [_invitations(desk), line]),
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
            desk.counts.get("erasures", 0),
            Phrase("yêu cầu xóa dữ liệu cá nhân chờ xử lý"),
            "setup:data_requests",
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
        lines += [_conflicts(desk), *_voices(desk), _failed_mail(desk)]
    return Section(
        title=Phrase("Quản trị phong trào"),
        lines=some(lines),
        empty=Phrase(
            "Không có việc nào chờ quản trị. Khi cần mở phong trào mới, hãy nhân bản phong trào gần nhất."
        ),
        page="setup:campaigns",
        action=Phrase("Mở danh sách phong trào"),
    )


def _inspector(desk: Desk, user: User) -> Section:
    return Section(
        title=Phrase("Thanh tra"),
        lines=some([_last_check(desk.counts)]),
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


SECTIONS: list[tuple[tuple[Role, ...], Callable[[Desk, User], Section]]] = [
    ((Role.UNIT_HEAD, Role.UNIT_DESK), _unit),
    ((Role.OFFICER,), _officer),
    ((Role.JUDGE,), _judge),
    ((Role.CHAIR,), _chair),
    ((Role.ADMINISTRATOR,), _administrator),
    ((Role.INSPECTOR,), _inspector),
    ((Role.AUTHOR,), own_work),
]
