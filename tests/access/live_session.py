"""A council's session that is still open, for the world; and its addresses, for the crawl."""

from campaign.actions.council_session import note_attendance, open_session, plan_session, write_notes
from campaign.actions.vote_rounds import open_rounds
from campaign.models.session import AgendaItem, Attendance, CouncilSession
from campaign.rules.sessions import Question, Way
from tests.access.tokens import token
from tests.council import make_council, plan_of

PAGES = [
    f"council:{page}"
    for page in (
        *(
            f"session{part}"
            for part in ("", "_cancel", "_written", "_item", "_round", "_screen", "_paper", "_close")
        ),
        *(f"session_{act}" for act in ("open", "attendance", "take_up", "vote", "void")),
        *("seat", "draw", "cast", "recuse"),
    )
]


def hold_session(snapshot, people):
    """Still open, with a vote that runs; the officer who is an author has a seat and meets nothing of it."""
    chair, secretary = people["chair"], people["judge_locked"]
    others = [people[name] for name in ("judge_marking", "judge_waiting", "officer_author")]
    council = make_council(snapshot.campaign, users=[chair, secretary, *others])
    session = plan_session(snapshot, by=chair, plan=plan_of(council, place=f"Phòng {token('room')}"))
    for seat in session.attendances.all():
        note_attendance(seat, by=chair, is_here=True)
    open_session(session, by=chair)
    item = session.items.dossiers().get()
    write_notes(item, by=secretary, notes=f"Ông A nói. {token('notes')}", conclusion="", version=1)
    open_rounds(session, by=chair, items=[item], question=Question.RECOGNISE, way=Way.NAMED)


def key(_world):
    return CouncilSession.objects.values_list("pk", flat=True).first()


def item():
    return AgendaItem.objects.dossiers().values_list("pk", flat=True).first()


def seat():
    return Attendance.objects.values_list("pk", flat=True).first()
