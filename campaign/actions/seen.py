"""What a person saw when they decided: an answer to an older text, or to an earlier round, is refused."""

from campaign.actions.refused import refuse_if
from campaign.models.submission import Submission
from campaign.rules.phrase import NO_OBJECTION, Phrase


def mark(submission: Submission) -> str:
    """Changes with every saved edit and with every move; a form carries it in its hidden field `version`."""
    return f"{submission.version}-{submission.state_since.timestamp():.6f}"


def require_seen(locked: Submission, seen: str) -> None:
    """`seen` is the mark of what was shown; empty means that nothing is claimed."""
    refuse_if(NO_OBJECTION if seen in ("", mark(locked)) else _changed())


def _changed() -> Phrase:
    return Phrase(
        "Hồ sơ đã có thay đổi từ khi bạn mở trang này nên ý kiến chưa được ghi. Nội dung bạn nhập vẫn còn trong "
        "biểu mẫu; hãy đọc lại hồ sơ hiện tại rồi gửi lại."
    )
