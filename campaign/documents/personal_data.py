"""Wishes about personal data, as the person and as administrators read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.models.following import DataRequest
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import Phrase

COUNTS = {
    "drafts": Phrase("Bản nháp đã xóa: %(number)s"),
    "kept_texts": Phrase("Nội dung giữ tạm đã xóa: %(number)s"),
    "notices": Phrase("Thông báo đã xóa: %(number)s"),
    "dossiers": Phrase("Hồ sơ đã thay tên: %(number)s"),
}


@dataclass(frozen=True)
class RequestLine:
    pk: int
    label: Phrase
    person: str
    text: str
    asked_at: Phrase
    tone: str
    state: Phrase
    done_at: Phrase | str
    outcome: list[str]
    reason: str


def request_lines(requests: Iterable[DataRequest]) -> list[RequestLine]:
    """Wants the requests with their person."""
    return [request_line(one) for one in requests]


def request_line(request: DataRequest) -> RequestLine:
    tone, state = _state(request)
    is_copy = request.kind == DataRequest.EXPORT
    return RequestLine(
        pk=request.pk,
        label=Phrase("Bản sao dữ liệu") if is_copy else Phrase("Xóa dữ liệu cá nhân"),
        person=request.user.full_name,
        text=request.text,
        asked_at=vn_datetime(request.asked_at),
        tone=tone,
        state=state,
        done_at=vn_datetime(request.done_at) if request.done_at else "",
        outcome=[
            str(Phrase(words.template, number=request.outcome[name]))
            for name, words in COUNTS.items()
            if request.outcome.get(name)
        ],
        reason=request.outcome.get("reason", ""),
    )


def _state(request: DataRequest) -> tuple[str, Phrase]:
    if request.done_at is None:
        return "warn", Phrase("Chờ quản trị xử lý")
    if request.refused:
        return "bad", Phrase("Chưa xóa được")
    return "good", Phrase("Đã xong")
