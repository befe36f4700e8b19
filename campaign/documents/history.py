"""The story of a dossier from the trail, for one side; judges are never named in it."""

from collections.abc import Collection
from dataclasses import dataclass

from campaign.models.audit import Event
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import MOVES, SEALED

BY_JUDGES = frozenset({"start_judging", "finish_judging", "reopen_judging"})
OFFICE_MOVES = frozenset(MOVES)
# What people outside the office may read: nothing that happens between acceptance and publication.
OPEN_MOVES = frozenset(name for name, move in MOVES.items() if move.target not in SEALED or name == "accept")
# Acts that move nothing and that authors follow too; none of them tells how far the judging is.
AMONG_AUTHORS = {
    "invite_author": Phrase("Mời đồng tác giả"),
    "withdraw_invitation": Phrase("Rút lời mời đồng tác giả"),
    "accept_invitation": Phrase("Nhận lời làm đồng tác giả"),
    "decline_invitation": Phrase("Từ chối làm đồng tác giả"),
    "set_author_access": Phrase("Đổi quyền của đồng tác giả"),
    "remove_author": Phrase("Bỏ một đồng tác giả"),
    "leave_authors": Phrase("Một đồng tác giả tự rút tên"),
    "ask_shares": Phrase("Nhắc xác nhận tỷ lệ đóng góp"),
    "confirm_share": Phrase("Xác nhận tỷ lệ đóng góp"),
    "void_shares": Phrase("Tỷ lệ thay đổi, phải xác nhận lại"),
    "key_paper": Phrase("Đơn vị bắt đầu nhập phiếu giấy"),
    "finish_paper": Phrase("Đơn vị nhập xong phiếu giấy"),
    "confirm_paper": Phrase("Xác nhận phiếu giấy đã nhập đúng"),
    "dispute_paper": Phrase("Báo phiếu giấy nhập chưa đúng"),
    "keep_late_copy": Phrase("Đến muộn: chưa được nộp, nội dung được giữ"),
    "ask": Phrase("Gửi câu hỏi hoặc góp ý"),
    "answer_question": Phrase("Ban tổ chức trả lời"),
    "file_appeal": Phrase("Gửi kiến nghị về kết quả"),
    "name_appeal_panel": Phrase("Lập tổ xem xét kiến nghị"),
    "conclude_appeal": Phrase("Kết luận về kiến nghị"),
}
TITLES = {name: move.label for name, move in MOVES.items()} | AMONG_AUTHORS
AUTHOR_STORY = OPEN_MOVES | frozenset(AMONG_AUTHORS)
WORDS = {
    "due": Phrase("Hạn: %(value)s"),
    "answer_due": Phrase("Hạn trả lời: %(value)s"),
    "rank_in_unit": Phrase("Thứ hạng trong đơn vị: %(value)s"),
    "minutes_number": Phrase("Biên bản họp xét số %(value)s"),
}


@dataclass(frozen=True)
class Entry:
    title: str
    moment: str
    actor: str
    text: str


def history(submission: Submission, moves: Collection[str]) -> list[Entry]:
    """The latest first."""
    events = Event.objects.filter(submission=submission, verb__in=sorted(moves)).select_related("actor")
    return [_entry(event) for event in events.order_by("-number")]


def _entry(event: Event) -> Entry:
    return Entry(
        title=str(TITLES[event.verb]),
        moment=str(vn_datetime(event.at)),
        actor="" if event.verb in BY_JUDGES else event.actor_shown,
        text="\n".join(_texts(event)),
    )


def _texts(event: Event) -> list[str]:
    facts = event.facts
    said = [
        str(Phrase(words.template, value=facts[name])) for name, words in WORDS.items() if facts.get(name)
    ]
    return [facts["reason"], *said] if facts.get("reason") else said
