"""The moment from which a decision may be seen outside the office."""

from datetime import datetime

from campaign.actions.refused import refuse_if
from campaign.models.decision import Decision
from campaign.rules.phrase import NO_OBJECTION, Phrase


def note_released(decision: Decision, at: datetime) -> None:
    """Called by the act that makes the decision known, inside its transaction and with the decision locked."""
    refuse_if(_reverted(decision))
    decision.released_at = at
    decision.save(update_fields=["released_at"])


def why_not_in_a_list(decision: Decision) -> Phrase:
    """Only a standing recognition of the base goes into the published list of results."""
    if decision.kind == "recognition" and decision.scope == "base":
        return _reverted(decision)
    return Phrase("Quyết định này không có danh sách kết quả để công bố. Chưa có gì thay đổi.")


def _reverted(decision: Decision) -> Phrase:
    if decision.reverted_at is None:
        return NO_OBJECTION
    return Phrase(
        "Quyết định %(decision)s đã bị hủy trước khi công bố nên không công bố được. Các hồ sơ được giữ nguyên; hãy "
        "ghi quyết định mới.",
        decision=str(decision),
    )
