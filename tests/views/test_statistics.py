"""The figures of a campaign: counted right, equal on page and in the spreadsheet, and nothing unpublished in public."""

import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.documents.statistics import tables
from campaign.documents.statistics_rows import Scope, whole
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.report import Benefit
from campaign.models.submission import Authorship, Submission
from campaign.rules.figures import thawed
from tests.decisions import take_back
from tests.factories import (
    make_campaign,
    make_conflict,
    make_decision,
    make_submission,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


def line(found, name, code="", said=""):
    table = next(one for one in found if one.name == name)
    row = next(row for row in table.lines if (row.code, row.name) == (code, said))
    return [cell.value for cell in row.cells]


def another_decision(campaign, *outcomes):
    first = campaign.strands.first()
    strand = Strand.objects.create(campaign=campaign, code="khac", order=2, name="Khác", rubric=first.rubric)
    return make_decision(campaign, *outcomes, number=6, strand=strand)


def figures(campaign, **scope):
    return tables(Scope(campaign, **scope), whole())


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def decided(campaign):
    """Four dossiers with a decision, one still at its unit and one draft."""
    decision = make_decision(campaign, "nhat", "nhi", "recognised", "not_recognised")
    make_submission(campaign=campaign, state="submitted")
    make_submission(campaign=campaign)
    return decision


def test_dossiers_are_counted_by_strand_result_and_prize(campaign, decided):
    found = figures(campaign)
    assert line(found, "overview", "filed") == [5]
    assert line(found, "strands", said="Sáng kiến kỹ thuật")[0:4:2] == [5, 3]
    assert [line(found, "results", code) for code in ("recognised", "not_recognised", "waiting")] == [
        [3],
        [1],
        [1],
    ]
    assert [line(found, "awards", said="Giải Nhất"), line(found, "awards", "no_award")] == [[1], [1]]


def test_money_is_added_up_by_strand_and_unit(campaign, decided):
    unit = make_unit("Trạm Y tế")
    for amount in (3_000_000_000, 1):
        one = make_submission(campaign=campaign, state="accepted", unit=unit)
        Benefit.objects.create(
            submission=one, amount=amount, basis="Sổ sách.", recorded_by=one.owner, recorded_at=clock.now()
        )
    found = figures(campaign)
    assert (
        line(found, "units", said="Trạm Y tế")[-1] == line(found, "overview", "benefit")[0] == 3_000_000_001
    )


def test_a_person_counts_once_and_is_a_first_timer_only_the_first_time(campaign):
    old = make_campaign(year=2025)
    author, other = make_user(gender="female", direct_worker=True), make_user()
    long_ago = clock.now() - timedelta(days=400)
    make_submission(campaign=old, owner=author, state="published", submitted_at=long_ago)
    for owner in (author, author, other):
        make_submission(campaign=campaign, owner=owner, state="accepted")
    Authorship.objects.filter(user=author).update(gender="female", direct_worker=True)
    found = figures(campaign)
    assert line(found, "overview", "authors") == [2]
    assert [line(found, "gender", code)[0] for code in ("female", "male", "unsaid")] == [1, 0, 1]
    assert line(found, "workers", "direct")[0] == 1
    assert [line(found, "first_timers", code)[0] for code in ("first", "again")] == [1, 1]


def test_units_that_sent_nothing_are_listed_with_their_people(client, campaign):
    quiet = make_unit("Trạm Thú y")
    make_user(Role.UNIT_HEAD, unit=quiet, full_name="Lý Thị Trưởng Trạm")
    client.force_login(make_user(Role.OFFICER))
    address = reverse("office:silent_units")
    assert "Lý Thị Trưởng Trạm" in client.get(address).content.decode()
    make_submission(campaign=campaign, unit=quiet, state="submitted")
    assert "Trạm Thú y" not in client.get(address).content.decode()


def test_the_page_and_the_spreadsheet_say_the_same(client, campaign, decided):
    client.force_login(make_user(Role.OFFICER))
    page = client.get(reverse("office:statistics"))
    book = load_workbook(io.BytesIO(client.get(reverse("office:statistics_xlsx")).content))
    written = [
        [value for value in row if value is not None] for row in book.active.iter_rows(values_only=True)
    ]
    for table in page.context["tables"]:
        for row in table.rows:
            numbers = [cell.value if cell.value is not None else "–" for cell in row.cells]
            assert [row.said, *numbers] in written
            assert f">{row.said}</th>" in re.sub(r"\s*\n\s*", "", page.content.decode())


def test_the_office_counts_without_what_its_reader_must_not_meet(client, campaign, decided):
    officer = make_user(Role.OFFICER)
    make_conflict(Submission.objects.filter(state="decided").first(), officer)
    client.force_login(officer)
    shown = client.get(reverse("office:statistics")).context["tables"]
    assert line(shown, "overview", "filed")[0] == 4


def test_filters_narrow_every_table(client, campaign, decided):
    unit = Submission.objects.filter(state="submitted").get().unit
    client.force_login(make_user(Role.INSPECTOR))
    shown = client.get(reverse("office:statistics"), {"don_vi": unit.pk}).context["tables"]
    assert [line(shown, "overview", code) for code in ("filed", "recognised")] == [[1], [0]]
    nothing = client.get(reverse("office:statistics"), {"tu_ngay": "2099-01-01"}).context["tables"]
    assert line(nothing, "overview", "filed") == [0]


def test_the_pages_ask_a_fixed_number_of_questions(client, campaign, decided):
    make_campaign(year=2025)
    client.force_login(make_user(Role.OFFICER))
    pages = [reverse(f"office:{name}") for name in ("statistics", "silent_units", "statistics_xlsx")]

    def asked():
        counted = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(page).status_code == 200
            counted.append(len(queries))
        return counted

    before = asked()
    another_decision(campaign, *["recognised"] * 6)
    assert (asked(), before, max(before) <= 12) == (before, before, True), before


def test_the_public_reads_figures_with_the_publication_and_not_before(client, campaign):
    address = reverse("public:statistics")
    decision = make_decision(campaign, *["recognised"] * 6, *["not_recognised"] * 7)
    before = client.get(address).content
    another_decision(campaign, "recognised", "not_recognised")
    assert client.get(address).content == before
    publish(decision, by=make_user(Role.ADMINISTRATOR))
    published = client.get(address)
    make_submission(campaign=campaign, state="accepted")
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address)
    shown = published.context["tables"]
    assert (again.content == published.content, len(queries) <= 4) == (True, True)
    assert [line(shown, "overview", code) for code in ("filed", "recognised")] == [[15], [6]]
    assert len(published.content) < 60_000


def test_small_counts_are_hidden_in_public(client, campaign):
    decision = make_decision(campaign, *["recognised"] * 6, *["not_recognised"] * 7)
    Authorship.objects.update(gender="male")
    Authorship.objects.filter(
        pk__in=Authorship.objects.filter(submission__awards__outcome="recognised")[:2]
    ).update(gender="female")
    publication = publish(decision, by=make_user(Role.ADMINISTRATOR))
    shown = thawed(publication.figures.tables)
    assert line(shown, "gender", "female") == [None]
    assert [line(shown, "gender", code) for code in ("male", "unsaid")].count([None]) >= 1
    units = next(one for one in shown if one.name == "units")
    said = [{cell.said for cell in cells} for cells in zip(*(row.cells for row in units.rows), strict=True)]
    assert (said[0], said[2]) == ({"không nêu"}, {"dưới 5"})


def test_a_result_that_was_taken_back_leaves_the_public_figures(client, campaign):
    administrator = make_user(Role.ADMINISTRATOR)
    decision = make_decision(campaign, *["recognised"] * 6)
    publish(decision, by=administrator)
    take_back(decision.awards.first(), by=administrator, reason="Sao chép.")
    shown = client.get(reverse("public:statistics")).context["tables"]
    assert line(shown, "overview", "recognised") == [5]
