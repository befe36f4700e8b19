"""The life of a dossier as one table: states, moves, and who is told.

Every change of state goes through `campaign.actions.transition.perform`, which knows only this table.
"""

from dataclasses import dataclass
from enum import StrEnum

from campaign.rules.phrase import Phrase


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DECLINED = "declined"
    ENDORSED = "endorsed"
    SUPPLEMENT = "supplement"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ASSIGNED = "assigned"
    JUDGING = "judging"
    JUDGED = "judged"
    RANKED = "ranked"
    PROPOSED = "proposed"
    DECIDED = "decided"
    PUBLISHED = "published"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


LABELS: dict[State, Phrase] = {
    State.DRAFT: Phrase("Bản nháp"),
    State.SUBMITTED: Phrase("Đã nộp, chờ đơn vị"),
    State.RETURNED: Phrase("Đơn vị trả lại để sửa"),
    State.DECLINED: Phrase("Đơn vị không xác nhận"),
    State.ENDORSED: Phrase("Đơn vị đã xác nhận"),
    State.SUPPLEMENT: Phrase("Cần bổ sung"),
    State.ACCEPTED: Phrase("Đã tiếp nhận"),
    State.REFUSED: Phrase("Từ chối tiếp nhận"),
    State.ASSIGNED: Phrase("Đã phân công giám khảo"),
    State.JUDGING: Phrase("Đang chấm điểm"),
    State.JUDGED: Phrase("Đã chấm xong"),
    State.RANKED: Phrase("Đã xếp hạng"),
    State.PROPOSED: Phrase("Hội đồng đã đề nghị"),
    State.DECIDED: Phrase("Đã có quyết định"),
    State.PUBLISHED: Phrase("Đã công bố"),
    State.REVOKED: Phrase("Đã thu hồi"),
    State.WITHDRAWN: Phrase("Tác giả đã rút"),
    State.DROPPED: Phrase("Dừng xét do quá hạn bổ sung"),
}

EDITABLE = frozenset({State.DRAFT, State.RETURNED, State.SUPPLEMENT})
# Marks, ranking and decision are sealed until publication: up to then an author reads one and the same label.
SEALED = frozenset(
    {State.ACCEPTED, State.ASSIGNED, State.JUDGING, State.JUDGED, State.RANKED, State.PROPOSED, State.DECIDED}
)
SEALED_LABEL = Phrase("Đã tiếp nhận, đang được xét")
ENDED = frozenset({State.DECLINED, State.REFUSED, State.WITHDRAWN, State.DROPPED, State.REVOKED})


def label(state: str) -> Phrase:
    return LABELS[State(state)]


def author_label(state: str) -> Phrase:
    """What an author (or the public) may read of a state before publication."""
    return SEALED_LABEL if State(state) in SEALED else LABELS[State(state)]


def author_tone(state: str) -> str:
    """The state whose colour an author sees; one for all sealed states, so that colour tells nothing."""
    return State.ACCEPTED.value if State(state) in SEALED else State(state).value


@dataclass(frozen=True)
class Move:
    """One arrow of the diagram.

    `window`: the timetable window that must be open, "" for any time.
    `message`: the mail event that tells people, "" for an explicit silence.
    """

    name: str
    sources: frozenset[State]
    target: State
    label: Phrase
    window: str
    message: str


def _table(*moves: Move) -> dict[str, Move]:
    table = {move.name: move for move in moves}
    if len(table) != len(moves):
        raise ValueError("Two moves share a name.")
    unlabelled = set(State) - set(LABELS)
    unreachable = set(State) - {State.DRAFT} - {move.target for move in moves}
    if unlabelled or unreachable:
        raise ValueError(f"States without a label or a way in: {unlabelled | unreachable}")
    return table


_S = State
SUBMIT = Move(
    "submit", frozenset({_S.DRAFT, _S.RETURNED}), _S.SUBMITTED, Phrase("Nộp hồ sơ"), "submit", "submitted"
)
# From acceptance on all states look alike to the author, so a move that one of them had and another had not
# would tell how far the judging is.
WITHDRAW = Move(
    "withdraw",
    frozenset({_S.SUBMITTED, _S.RETURNED, _S.ENDORSED, _S.SUPPLEMENT}),
    _S.WITHDRAWN,
    Phrase("Rút hồ sơ"),
    "",
    "withdrawn",
)
REVIVE = Move("revive", frozenset({_S.WITHDRAWN}), _S.DRAFT, Phrase("Mở lại hồ sơ đã rút"), "submit", "")
RETURN = Move(
    "return_to_author",
    frozenset({_S.SUBMITTED}),
    _S.RETURNED,
    Phrase("Trả lại để sửa"),
    "endorse",
    "returned",
)
DECLINE = Move(
    "decline", frozenset({_S.SUBMITTED}), _S.DECLINED, Phrase("Không xác nhận"), "endorse", "declined"
)
ENDORSE = Move(
    "endorse", frozenset({_S.SUBMITTED}), _S.ENDORSED, Phrase("Xác nhận hồ sơ"), "endorse", "endorsed"
)
REQUEST_SUPPLEMENT = Move(
    "request_supplement",
    frozenset({_S.ENDORSED}),
    _S.SUPPLEMENT,
    Phrase("Yêu cầu bổ sung"),
    "check",
    "supplement_requested",
)
ANSWER_SUPPLEMENT = Move(
    "answer_supplement",
    frozenset({_S.SUPPLEMENT}),
    _S.ENDORSED,
    Phrase("Gửi phần bổ sung"),
    "",
    "supplement_answered",
)
DROP = Move(
    "drop", frozenset({_S.SUPPLEMENT}), _S.DROPPED, Phrase("Dừng xét do quá hạn bổ sung"), "", "dropped"
)
ACCEPT = Move("accept", frozenset({_S.ENDORSED}), _S.ACCEPTED, Phrase("Tiếp nhận hồ sơ"), "check", "accepted")
REFUSE = Move("refuse", frozenset({_S.ENDORSED}), _S.REFUSED, Phrase("Từ chối tiếp nhận"), "check", "refused")
ASSIGN = Move("assign", frozenset({_S.ACCEPTED}), _S.ASSIGNED, Phrase("Phân công giám khảo"), "", "")
START_JUDGING = Move(
    "start_judging", frozenset({_S.ASSIGNED}), _S.JUDGING, Phrase("Bắt đầu chấm"), "judge", ""
)
FINISH_JUDGING = Move("finish_judging", frozenset({_S.JUDGING}), _S.JUDGED, Phrase("Chấm xong"), "", "")
REOPEN_JUDGING = Move(
    "reopen_judging", frozenset({_S.JUDGED, _S.RANKED}), _S.JUDGING, Phrase("Mở lại việc chấm"), "", ""
)
RANK = Move("rank", frozenset({_S.JUDGED}), _S.RANKED, Phrase("Xếp hạng"), "", "")
PROPOSE = Move("propose", frozenset({_S.RANKED}), _S.PROPOSED, Phrase("Hội đồng đề nghị"), "council", "")
DECIDE = Move("decide", frozenset({_S.PROPOSED}), _S.DECIDED, Phrase("Ghi quyết định"), "", "")
UNDECIDE = Move(
    "undecide", frozenset({_S.DECIDED}), _S.PROPOSED, Phrase("Hủy quyết định chưa công bố"), "", ""
)
PUBLISH = Move(
    "publish", frozenset({_S.DECIDED}), _S.PUBLISHED, Phrase("Công bố kết quả"), "publish", "published"
)
REVOKE = Move("revoke", frozenset({_S.PUBLISHED}), _S.REVOKED, Phrase("Thu hồi công nhận"), "", "revoked")

MOVES = _table(
    SUBMIT,
    WITHDRAW,
    REVIVE,
    RETURN,
    DECLINE,
    ENDORSE,
    REQUEST_SUPPLEMENT,
    ANSWER_SUPPLEMENT,
    DROP,
    ACCEPT,
    REFUSE,
    ASSIGN,
    START_JUDGING,
    FINISH_JUDGING,
    REOPEN_JUDGING,
    RANK,
    PROPOSE,
    DECIDE,
    UNDECIDE,
    PUBLISH,
    REVOKE,
)


def allowed_pairs() -> frozenset[tuple[str, str]]:
    """Every (from, to) that the table knows; the database trigger holds the same list."""
    return frozenset((source.value, move.target.value) for move in MOVES.values() for source in move.sources)
