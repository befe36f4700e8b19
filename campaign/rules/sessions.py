"""The words of a council's live session: its states, the questions put to the vote, the ways of voting."""

from enum import StrEnum

from campaign.rules.phrase import Phrase


class SessionState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    PROCEDURE = "procedure"
    DOSSIER = "dossier"


class Question(StrEnum):
    RECOGNISE = "recognise"
    LEVEL = "level"


class Way(StrEnum):
    """`SECRET` and `NAMED` on the members' phones; `PAPER` and `HANDS` are counted in the room."""

    SECRET = "secret"  # noqa: S105
    NAMED = "named"
    PAPER = "paper"
    HANDS = "hands"


class RecusedBy(StrEnum):
    AUTHOR = "author"
    CONFLICT = "conflict"
    DECLARED = "declared"


STATES = {
    SessionState.PLANNED: Phrase("Sắp họp"),
    SessionState.OPEN: Phrase("Đang họp"),
    SessionState.CLOSED: Phrase("Đã kết thúc"),
    SessionState.CANCELLED: Phrase("Đã hủy"),
}
TONES = {
    SessionState.PLANNED: "info",
    SessionState.OPEN: "warn",
    SessionState.CLOSED: "good",
    SessionState.CANCELLED: "bad",
}
QUESTIONS = {
    Question.RECOGNISE: Phrase("Công nhận sáng kiến"),
    Question.LEVEL: Phrase("Mức khen thưởng theo bảng xếp hạng"),
}
WAYS = {
    Way.SECRET: Phrase("Bỏ phiếu kín trên điện thoại"),
    Way.NAMED: Phrase("Biểu quyết công khai, ghi tên"),
    Way.PAPER: Phrase("Bỏ phiếu kín bằng phiếu giấy"),
    Way.HANDS: Phrase("Biểu quyết giơ tay"),
}
BY_HAND = frozenset({Way.PAPER, Way.HANDS})
RECUSED_BY = {
    RecusedBy.AUTHOR: Phrase("là tác giả"),
    RecusedBy.CONFLICT: Phrase("có xung đột lợi ích"),
    RecusedBy.DECLARED: Phrase("tự xin không tham gia"),
}
