"""What the votes of a session come to for every dossier, shown to the chair before it becomes the council's word."""

from dataclasses import dataclass

from accounts.models.user import User
from campaign.documents.council_session import Result, items_open_to, rounds
from campaign.models.session import AgendaItem, CouncilSession
from campaign.rules.phrase import Phrase
from campaign.rules.sessions import Question


@dataclass(frozen=True)
class Ending:
    """`result` is the vote that the word rests on; nothing while the item was not voted on."""

    item: AgendaItem
    result: Result | None
    said: Phrase


def endings(session: CouncilSession, user: User) -> list[Ending]:
    found: dict[tuple[int, str], Result] = {}
    for one in rounds(session, user):
        for result in one.results:
            found[result.item.pk, one.vote.question] = result
    items = items_open_to(session, user).dossiers()
    return [
        _ending(item, found.get((item.pk, Question.RECOGNISE)), found.get((item.pk, Question.LEVEL)))
        for item in items
    ]


def _ending(item: AgendaItem, asked: Result | None, level: Result | None) -> Ending:
    if asked is None:
        return Ending(item, None, Phrase("Chưa bỏ phiếu công nhận"))
    if not asked.carried:
        return Ending(item, asked, Phrase("Không công nhận"))
    if level is not None and level.carried:
        return Ending(item, level, Phrase("Công nhận, đề nghị %(level)s", level=level.level))
    return Ending(item, asked, Phrase("Công nhận, không xếp giải"))
