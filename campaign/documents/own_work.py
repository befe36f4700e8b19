"""What waits for somebody who writes dossiers."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from accounts.models.user import User
from campaign.documents.dashboard import Desk, closes, earliest, urgency
from campaign.documents.todo import Line, Section, some, until_words
from campaign.models.submission import Submission
from campaign.rules import phases
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State


def own_work(desk: Desk, user: User) -> Section:
    mine = [row for row in desk.own if row.owner_id == user.pk]
    lines = [
        _counted(desk, "invited", Phrase("lời mời làm đồng tác giả chờ bạn trả lời"), "author:invitations"),
        _counted(desk, "shares", Phrase("tỷ lệ đóng góp chờ bạn xác nhận"), "author:invitations"),
        _own(desk, _in(mine, State.SUPPLEMENT), Phrase("hồ sơ cần bổ sung"), "author:supplement"),
        _own(desk, _in(mine, State.RETURNED), Phrase("hồ sơ đơn vị trả lại để sửa"), "author:edit"),
        _own(desk, _in(mine, State.DRAFT), Phrase("bản nháp chưa nộp"), "author:edit"),
        _counted(desk, "kept", Phrase("nội dung đã gõ, chưa lưu vào hồ sơ"), "kept", "calm"),
        _own(desk, _in(desk.own, State.PUBLISHED), Phrase("hồ sơ đã có kết quả công bố"), "author:detail"),
    ]
    return Section(
        title=Phrase("Hồ sơ của tôi"),
        lines=some(lines),
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
    note = until_words(due, desk.now) or (alone.title if alone else "")
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
    end = closes(desk.campaign(row.campaign_id), kind, row.strand.code) if kind else None
    return max(end, row.extended_to) if end and row.extended_to else end


def _counted(desk: Desk, name: str, label: Phrase, page: str, urgency: str = "soon") -> Line:
    return Line(desk.counts.get(name, 0), label, page, urgency=urgency)
