"""When an author's share counts as confirmed, and what stands between the table of authors and the filing."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.rules import shares
from campaign.rules.eligibility import BLOCK, WARN, Finding
from campaign.rules.phrase import NO_OBJECTION, Phrase


class RowState(StrEnum):
    """`OWNER` answers for the own share by the declaration at the filing; `JOINED` has an account and `OUTSIDE` has
    none, both have yet to confirm; `INVITED`, `EXPIRED` and `DECLINED` tell of the last invitation.
    """

    OWNER = "owner"
    CONFIRMED = "confirmed"
    JOINED = "joined"
    INVITED = "invited"
    EXPIRED = "expired"
    DECLINED = "declined"
    OUTSIDE = "outside"


READY = (RowState.OWNER, RowState.CONFIRMED)
LABELS = {
    RowState.OWNER: Phrase("Người lập hồ sơ, xác nhận khi nộp"),
    RowState.CONFIRMED: Phrase("Đã xác nhận tỷ lệ"),
    RowState.JOINED: Phrase("Chưa xác nhận tỷ lệ"),
    RowState.INVITED: Phrase("Đã mời, chờ trả lời"),
    RowState.EXPIRED: Phrase("Lời mời đã hết hạn"),
    RowState.DECLINED: Phrase("Đã từ chối lời mời"),
    RowState.OUTSIDE: Phrase("Chưa xác nhận tỷ lệ"),
}
TONES = {
    RowState.OWNER: "good",
    RowState.CONFIRMED: "good",
    RowState.INVITED: "info",
    RowState.EXPIRED: "bad",
    RowState.DECLINED: "bad",
}


@dataclass(frozen=True)
class Facts:
    """What is known of one row; `answer` and `expires_at` are those of its last invitation, if it had one."""

    name: str
    is_owner: bool = False
    is_confirmed: bool = False
    has_account: bool = False
    answer: str | None = None
    expires_at: datetime | None = None


def state(row: Facts, now: datetime) -> RowState:
    if row.is_owner:
        return RowState.OWNER
    if row.is_confirmed:
        return RowState.CONFIRMED
    if row.has_account:
        return RowState.JOINED
    if row.answer == "" and row.expires_at:
        return RowState.INVITED if now < row.expires_at else RowState.EXPIRED
    return RowState.DECLINED if row.answer == "declined" else RowState.OUTSIDE


ASKED = {
    RowState.INVITED: Phrase(
        "%(names)s chưa trả lời lời mời làm đồng tác giả. Hãy chờ, nhắc, hoặc rút lời mời."
    ),
    RowState.EXPIRED: Phrase("Lời mời gửi %(names)s đã hết hạn. Hãy mời lại, hoặc bỏ dòng tác giả đó."),
    RowState.DECLINED: Phrase(
        "%(names)s đã từ chối lời mời làm đồng tác giả. Hãy bỏ dòng đó và chia lại tỷ lệ, hoặc mời người khác."
    ),
    RowState.JOINED: Phrase("%(names)s chưa xác nhận tỷ lệ đóng góp. Hãy nhắc ở trang đồng tác giả."),
    RowState.OUTSIDE: Phrase(
        "Chưa có xác nhận tỷ lệ đóng góp của %(names)s. Hãy gửi thư xác nhận hoặc ghi nhận bản ký giấy ở trang đồng "
        "tác giả."
    ),
}


def findings(rows: Sequence[Facts], now: datetime, *, demanded: bool) -> list[Finding]:
    """One for each kind of waiting, with the names. Where confirmation is not demanded, an open answer is a hint."""
    if len(rows) < 2:
        return []
    waiting: dict[RowState, list[str]] = {}
    for row in rows:
        waiting.setdefault(state(row, now), []).append(row.name)
    kinds = ASKED if demanded else {RowState.INVITED: ASKED[RowState.INVITED]}
    severity = BLOCK if demanded else WARN
    return [
        Finding(f"coauthors:{kind}", severity, Phrase(words.template, names=", ".join(waiting[kind])))
        for kind, words in kinds.items()
        if kind in waiting
    ]


FINDINGS = tuple(f"coauthors:{kind}" for kind in ASKED)


def tag(share_of: Mapping[str, int]) -> str:
    """Names a set of rows with their shares; a confirmation is of exactly these numbers."""
    written = ";".join(f"{uid}:{share}" for uid, share in sorted(share_of.items()))
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def why_not_confirm(share_of: Mapping[str, int], *, shown: str) -> Phrase:
    """A confirmation is given to a finished table, and to the one that was shown."""
    if tag(share_of) != shown:
        return Phrase(
            "Tỷ lệ đóng góp đã được sửa sau khi bạn mở trang nên xác nhận chưa được ghi. Các tỷ lệ hiện tại được giữ "
            "nguyên; hãy xem lại bảng tỷ lệ mới rồi xác nhận."
        )
    problem = shares.problem(list(share_of.values()))
    if problem:
        return Phrase(
            "Bảng tỷ lệ chưa hoàn chỉnh nên chưa xác nhận được: %(problem)s Các tỷ lệ hiện tại được giữ nguyên.",
            problem=problem,
        )
    return NO_OBJECTION


def why_not_drop(names: Iterable[str]) -> Phrase:
    """Who was invited, has joined or has confirmed does not vanish by the saving of a table."""
    told = ", ".join(names)
    if not told:
        return NO_OBJECTION
    return Phrase(
        "%(names)s đã được mời hoặc đã xác nhận nên không bỏ khỏi bảng tác giả bằng cách lưu biểu mẫu. Bảng tác giả "
        "đang lưu được giữ nguyên; hãy bỏ ở trang đồng tác giả để người đó được báo.",
        names=told,
    )
