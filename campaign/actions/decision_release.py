"""The moment from which a decision may be seen outside the office."""

from datetime import datetime

from campaign.actions.refused import Refused
from campaign.models.decision import Decision
from campaign.rules.phrase import Phrase


def note_released(decision: Decision, at: datetime) -> None:
    """Called by the act that makes the decision known, inside its transaction and with the decision locked."""
    if decision.reverted_at is not None:
        raise Refused(
            Phrase(
                "Quyết định %(decision)s đã bị hủy trước khi công bố nên không công bố được. Các hồ sơ được giữ "
                "nguyên; hãy ghi quyết định mới.",
                decision=str(decision),
            )
        )
    decision.released_at = at
    decision.save(update_fields=["released_at"])
