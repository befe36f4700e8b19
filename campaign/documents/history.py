"""The story of a dossier from the trail, for one side; judges are never named in it."""

from collections.abc import Collection
from dataclasses import dataclass

from campaign.models.audit import Event
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import MOVES, SEALED

BY_JUDGES = frozenset({"start_judging", "finish_judging"})
OFFICE_MOVES = frozenset(MOVES)
# What people outside the office may read: nothing that happens between acceptance and publication.
OPEN_MOVES = frozenset(name for name, move in MOVES.items() if move.target not in SEALED or name == "accept")
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
    events = Event.objects.filter(submission=submission, verb__in=sorted(moves)).order_by("-number")
    return [_entry(event) for event in events]


def _entry(event: Event) -> Entry:
    return Entry(
        title=str(MOVES[event.verb].label),
        moment=str(vn_datetime(event.at)),
        actor="" if event.verb in BY_JUDGES else event.actor_name,
        text="\n".join(_texts(event)),
    )


def _texts(event: Event) -> list[str]:
    facts = event.facts
    said = [
        str(Phrase(words.template, value=facts[name])) for name, words in WORDS.items() if facts.get(name)
    ]
    return [facts["reason"], *said] if facts.get("reason") else said
