"""Somebody in conflict with a dossier reads the same pages whatever stands in it, and none of its words anywhere."""

from datetime import timedelta

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from campaign.models import clock
from campaign.models.following import Appeal, Feedback, Notice
from campaign.models.judging import CombinedScore
from campaign.models.message import Message
from campaign.models.ranking import RankedSubmission
from campaign.models.submission import Submission
from tests.access import crawl
from tests.access.world import build, token
from tests.factories import make_conflict

pytestmark = pytest.mark.django_db
IN_CONFLICT = ("officer", "chair", "administrator", "inspector")
SIDES = ("office:", "council:", "inspect:", "dashboard", "notices", "kept", "attachment", "setup:campaign")


def pages(world, moment):
    """What everybody in conflict reads of the office's pages at one and the same moment."""
    targets = [one for one in crawl.targets(world, everything=True) if one.name.startswith(SIDES)]
    visitors = crawl.clients(world)
    with clock.at(moment):
        return {
            (who, target.name): crawl.plain(crawl.answer(visitors[who], target.path).text)
            for who in IN_CONFLICT
            for target in targets
        }


def write_it_anew(dossier):
    """Another dossier in the same place: its texts, names, figures, letters and voices."""
    other = {name: Concat(F(name), Value(" khác")) for name in ("title", "nature", "summary", "search_text")}
    Submission.objects.filter(pk=dossier.pk).update(
        **other, unit_name="Đơn vị khác", register_number="T9999/2026"
    )
    dossier.authorships.update(full_name="Người khác")
    CombinedScore.objects.filter(submission=dossier).update(total="11.11", level_code="", level_label="")
    RankedSubmission.objects.filter(submission=dossier).update(total="11.11", tie_reason="Lý do khác")
    Message.objects.filter(submission=dossier).update(subject="Thư khác", body="Lời khác")
    Notice.objects.filter(submission=dossier).update(text="Tin khác")
    Feedback.objects.filter(submission=dossier).update(text="Câu khác")
    Appeal.objects.filter(submission=dossier).update(grounds="Căn cứ khác")


def planted(world):
    secrets = (
        "title",
        "nature",
        "confidential",
        "file",
        "owner",
        "co_author",
        "question",
        "endorsement",
        "check",
    )
    return [token(name) for name in (*secrets, "reason")]


@pytest.mark.slow
@pytest.mark.parametrize("state", ["accepted", "judging", "decided"])
def test_pages_of_the_office_tell_nothing_of_a_dossier_in_conflict(state):
    world = build(state)
    for who in IN_CONFLICT:
        make_conflict(world.dossier, world.people[who])
    moment = clock.now() + timedelta(hours=1)
    before = pages(world, moment)

    write_it_anew(world.dossier)

    after = pages(world, moment)
    assert [place for place in before if before[place] != after[place]] == []
    read = {place: [word for word in planted(world) if word in text] for place, text in after.items()}
    assert {place: words for place, words in read.items() if words} == {}
