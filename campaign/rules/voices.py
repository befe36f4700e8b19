"""When an author may ask, and when object to what was published."""

from campaign.rules import workflow
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State

DECIDED_OPENLY = frozenset({State.PUBLISHED, State.REVOKED})
LONGEST = 5000


def why_no_appeal(state: str, *, is_open: bool) -> Phrase:
    """The dossier's side of it; the timetable is asked after this."""
    if State(state) not in DECIDED_OPENLY:
        return Phrase(
            "Chưa gửi được kiến nghị vì hồ sơ đang ở trạng thái «%(state)s», chưa có kết quả công bố. Hồ sơ được "
            "giữ nguyên; bạn có thể kiến nghị trong thời gian kiến nghị sau khi công bố.",
            state=workflow.author_label(state),
        )
    if is_open:
        return Phrase(
            "Hồ sơ này đang có một kiến nghị chờ trả lời nên chưa gửi thêm được. Kiến nghị trước được giữ nguyên; "
            "hãy chờ cơ quan thường trực trả lời, bạn sẽ nhận được thư."
        )
    return NO_OBJECTION


def why_no_text(text: str) -> Phrase:
    if not text:
        return Phrase("Chưa gửi: nội dung còn trống. Hãy viết nội dung rồi gửi lại.")
    if len(text) > LONGEST:
        return Phrase(
            "Chưa gửi: nội dung dài %(length)s ký tự, quá %(most)s. Nội dung còn nguyên ở dưới; hãy rút "
            "ngắn rồi gửi lại.",
            length=len(text),
            most=LONGEST,
        )
    return NO_OBJECTION


def why_no_answer(is_answered: bool) -> Phrase:
    if is_answered:
        return Phrase(
            "Ý kiến này đã có người trả lời trước bạn nên lần gửi này chưa được ghi. Câu trả lời trước được giữ "
            "nguyên; hãy tải lại trang để đọc."
        )
    return NO_OBJECTION
