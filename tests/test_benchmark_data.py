"""Data for measurements: the same every time, consistent, and only in an empty database."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from campaign.documents import papers
from campaign.invariants import broken
from campaign.management.commands.benchmark_data import build
from campaign.models import clock
from campaign.models.audit import ChainHead, Event
from campaign.models.judging import Sheet
from campaign.models.revision import Revision
from campaign.models.submission import Submission
from tests.factories import make_user

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 7, 1, 3, tzinfo=UTC)


class Undone(Exception):
    pass


def built():
    """What stands in the database after one filling, which is then undone."""
    with pytest.raises(Undone), transaction.atomic(), clock.at(MOMENT):
        build(100, 12)
        faces = list(Submission.objects.order_by("pk").values_list("code", "title", "nature", "state"))
        sheets = list(Sheet.objects.order_by("pk").values_list("total", "status"))
        raise Undone
    return faces, sheets


def test_two_fillings_of_one_day_are_equal():
    assert built() == built()


def test_the_data_keep_every_invariant_of_the_portal():
    with clock.at(MOMENT):
        build(100, 12)
    assert broken() == {}
    assert Submission.objects.count() == 100 + 3 * 12
    assert Sheet.objects.count() == 3 * (10 + 3 * 12)
    assert ChainHead.objects.get().number == Event.objects.filter(submission__isnull=False).count()
    kept = Revision.objects.select_related("submission__campaign", "submission__strand").first()
    assert papers.paper(papers.frozen(kept), "don", "pdf", confidential=True).content.startswith(b"%PDF")


def test_a_used_database_is_left_alone():
    make_user()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("benchmark_data", dossiers=5, stdout=StringIO())
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("number", [0, -1, 10**9])
def test_a_number_without_sense_is_refused(number):
    with pytest.raises(CommandError, match="choose numbers from 1 to"):
        call_command("benchmark_data", dossiers=number, stdout=StringIO())
