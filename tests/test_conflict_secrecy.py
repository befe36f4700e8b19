"""Somebody in conflict with a dossier reads the same pages whatever stands in it, and none of its words anywhere."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat

from accounts.roles import Role
from campaign.actions.conflicts import note_conflict
from campaign.migrations import _guards
from campaign.models import clock
from campaign.models.conflict import Objection
from campaign.models.feedback import AuthorComment
from campaign.models.following import Appeal, Feedback, Notice
from campaign.models.judging import CombinedScore, Mark, Sheet
from campaign.models.message import Message
from campaign.models.ranking import RankedSubmission
from campaign.models.session import AgendaItem
from campaign.models.submission import Submission
from campaign.models.vote import RoundItem
from campaign.rules.conflicts import Kind
from tests.access import crawl
from tests.access.world import JUDGES, build, token
from tests.conftest import guards_since
from tests.factories import make_user

pytestmark = pytest.mark.django_db
EVERY_SIDE = ("council:", "dashboard", "notices", "kept")
SIDES = (*EVERY_SIDE, "office:", "inspect:", "attachment", "setup:campaign")
# The council's secretary and a member judge the dossier until the conflict is known.
IN_CONFLICT = dict.fromkeys(("officer", "chair", "administrator", "inspector"), SIDES) | dict.fromkeys(
    JUDGES[:2], (*EVERY_SIDE, "judge:")
)
LISTING_PEOPLE = {"office:council"}  # everybody who could get a seat, whatever they wrote


def bar(world):
    """By the act itself, which takes a judge's work away as well."""
    ruling = make_user(Role.ADMINISTRATOR)
    for who in IN_CONFLICT:
        found = {"kind": Kind.OTHER, "reason": "Là em ruột của tác giả."}
        note_conflict(world.dossier, world.people[who], by=ruling, **found)


def pages(world, moment):
    """What everybody in conflict reads of the office's pages at one and the same moment."""
    targets = crawl.targets(world, everything=True)
    visitors = crawl.clients(world)
    with clock.at(moment):
        return {
            (who, target.name, target.holder): crawl.plain(crawl.answer(visitors[who], target.path).text)
            for who, sides in IN_CONFLICT.items()
            for target in targets
            if target.name.startswith(sides)
        }


def write_it_anew(dossier):
    """Another dossier in the same place: its texts, names, marks, votes, letters and voices."""
    connection.check_constraints()
    _guards.remove(connection, guards_since("0002"))
    other = {name: Concat(F(name), Value(" khác")) for name in ("title", "nature", "summary", "search_text")}
    Submission.objects.filter(pk=dossier.pk).update(
        **other, unit_name="Đơn vị khác", register_number="T9999/2026"
    )
    dossier.authorships.update(full_name="Người khác")
    CombinedScore.objects.filter(submission=dossier).update(total="11.11", level_code="", level_label="")
    RankedSubmission.objects.filter(submission=dossier).update(total="11.11", tie_reason="Lý do khác")
    Mark.objects.filter(sheet__submission=dossier).update(points="1.5", remark="Lời chấm khác")
    Sheet.objects.filter(submission=dossier).update(comment="Ý kiến khác", violation_reason="Nghi ngờ khác")
    AuthorComment.objects.filter(submission=dossier).update(text="Lời cho tác giả khác")
    Objection.objects.filter(submission=dossier).update(name="Ai đó khác", reason="Lý do nêu khác")
    AgendaItem.objects.filter(ranked__submission=dossier).update(
        notes="Diễn biến khác", conclusion="Kết luận khác"
    )
    RoundItem.objects.filter(item__ranked__submission=dossier).update(votes_for=3, votes_against=1)
    Message.objects.filter(submission=dossier).update(subject="Thư khác", body="Lời khác")
    Notice.objects.filter(submission=dossier).update(text="Tin khác")
    Feedback.objects.filter(submission=dossier).update(text="Câu khác")
    Appeal.objects.filter(submission=dossier).update(grounds="Căn cứ khác")


def planted(name):
    """Words by which this page would tell of the dossier."""
    people = [] if name in LISTING_PEOPLE else ["owner", "co_author"]
    marks = [f"{what} of {judge}" for what in ("remark", "comment") for judge in JUDGES]
    voices = ["question", "appeal", "objection", "explanation", "violation", "endorsement"]
    texts = ["title", "nature", "confidential", "file", "check", "reason", "notes"]
    return [token(one) for one in (*people, *marks, *voices, *texts)]


@pytest.mark.slow
@pytest.mark.crawls("decided")
@pytest.mark.parametrize("state", ["accepted", "judging", "decided"])
def test_pages_of_the_office_tell_nothing_of_a_dossier_in_conflict(state):
    world = build(state)
    bar(world)
    moment = clock.now() + timedelta(hours=1)
    before = pages(world, moment)

    write_it_anew(world.dossier)

    after = pages(world, moment)
    assert [place for place in before if before[place] != after[place]] == []
    read = {place: [word for word in planted(place[1]) if word in text] for place, text in before.items()}
    assert {place: words for place, words in read.items() if words} == {}
