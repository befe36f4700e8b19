"""The one exception for "no": it carries a sentence for a person, never a code."""

from campaign.rules.phrase import Phrase


class Refused(Exception):
    """Raised before anything is written; the page shows the sentence and gives the typed text back."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


def refuse_if(reason: Phrase) -> None:
    if reason:
        raise Refused(reason)
