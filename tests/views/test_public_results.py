"""Published results by strand, award and unit, and as open data: one figure everywhere, nothing before its time."""

import csv
import io
import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from campaign.actions import publication as acts
from campaign.documents.open_data import FIELDS
from campaign.rules.published_list import digest
from tests.decisions import take_back
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db
ARRANGEMENTS = ("results", "results_by_award", "results_by_unit")
KINDS = ("csv", "json", "xlsx")
NAMES = [field.name for field in FIELDS]


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def published(campaign):
    """Two decisions of two strands, two publications; one result was taken back."""
    administrator = make_user(Role.ADMINISTRATOR)
    other = campaign.strands.create(code="y-te", order=2, name="Y tế", rubric=campaign.strands.get().rubric)
    first = make_decision(campaign, "nhat", "nhi", "nhi", "not_recognised", shares=(6000, 4000))
    second = make_decision(campaign, "nhat", "recognised", number=6, strand=other, title="=1+1 máy tự động")
    lists = [acts.publish(decision, by=administrator) for decision in (first, second)]
    take_back(first.awards.filter(award_level__code="nhi").first(), by=administrator, reason="Sao chép.")
    return lists


def page(client, campaign, name="results", **query):
    return client.get(reverse(f"public:{name}", args=[campaign.slug]), query)


def rows_of(client, campaign, kind):
    """The rows of a file with every value as it stands in the list."""
    content = page(client, campaign, f"results_{kind}").content
    if kind == "json":
        return json.loads(content)["results"]
    if kind == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        return [
            dict(zip(NAMES, ("" if cell is None else cell for cell in row), strict=True))
            for row in data(sheet)
        ]
    found = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{name: typed(name, value) for name, value in row.items()} for row in found]


def data(sheet):
    return list(sheet.iter_rows(min_row=2, values_only=True))


def typed(name, value):
    if name in {"line", "publication"}:
        return int(value)
    return value == "true" if name == "revoked" else value.removeprefix("'")


def tallied(text):
    """Of each small table of the page: its rows and its sum."""
    tables = re.findall(r'<table class="table tally">(.*?)</table>', text, re.DOTALL)
    numbers = [
        [int(number) for number in re.findall(r'<td class="num">(\d+)</td>', table)] for table in tables
    ]
    return [(rows[:-1], rows[-1]) for rows in numbers]


def test_the_page_and_the_three_files_hold_the_same_rows_and_the_same_totals(client, campaign, published):
    files = {kind: rows_of(client, campaign, kind) for kind in KINDS}
    shown = page(client, campaign)
    text, listed = shown.content.decode(), shown.context["groups"]

    assert files["csv"] == files["json"] == files["xlsx"]
    assert [row["line"] for row in files["json"]] == [row.line for group in listed for row in group.rows]
    live = [row for row in files["json"] if not row["revoked"]]
    stated = json.loads(page(client, campaign, "results_json").content)["total"]
    assert (len(live), stated, "4 sáng kiến được công nhận" in text) == (4, 4, True)
    assert tallied(text) == [([2, 1, 1], 4), ([2, 2], 4), ([1, 1, 1, 1], 4)]


def test_anybody_can_compute_the_announced_hash_from_the_open_data(client, campaign, published):
    content = json.loads(page(client, campaign, "results_json").content)

    computed = {
        one["version"]: digest(r for r in content["results"] if r["publication"] == one["version"])
        for one in content["publications"]
    }

    assert computed == {one["version"]: one["sha256"] for one in content["publications"]}
    assert computed == {one.version: one.sha256 for one in published}


def test_the_same_list_gives_the_same_bytes_and_a_spreadsheet_runs_nothing(client, campaign, published):
    once, again = ([page(client, campaign, f"results_{kind}").content for kind in KINDS] for _ in range(2))

    title = reverse("public:results_csv", args=[campaign.slug])
    assert once == again
    assert "'=1+1 máy tự động" in client.get(title).content.decode("utf-8-sig")
    assert load_workbook(io.BytesIO(once[2])).worksheets[0]["C5"].data_type == "s"


def test_before_publication_there_is_no_file_and_no_trace(client, campaign):
    make_decision(campaign, "nhat")

    statuses = {kind: page(client, campaign, f"results_{kind}").status_code for kind in KINDS}

    assert statuses == dict.fromkeys(KINDS, 404)
    assert campaign.title not in client.get(reverse("public:open_data")).content.decode()


def test_each_arrangement_has_an_address_of_its_own(client, campaign, published):
    titles = {
        name: [group.title for group in page(client, campaign, name).context["groups"]]
        for name in ARRANGEMENTS
    }

    assert titles["results"] == ["Sáng kiến kỹ thuật", "Y tế"]
    assert titles["results_by_award"] == ["Giải Nhất", "Giải Nhì", "Công nhận sáng kiến"]
    assert titles["results_by_unit"] == sorted(titles["results_by_unit"])


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_a_later_page_asks_at_most_four_questions_too(client, campaign, name):
    acts.publish(make_decision(campaign, *["recognised"] * 31), by=make_user(Role.ADMINISTRATOR))
    after = page(client, campaign, name).context["page"].next

    with CaptureQueriesContext(connection) as queries:
        later = page(client, campaign, name, sau=after)

    assert (len(later.context["page"].rows), len(queries) <= 4) == (1, True)


def test_the_description_names_every_field_and_the_terms_of_use(client, campaign, published):
    text = client.get(reverse("public:open_data")).content.decode()

    assert [name for name in [*NAMES, "Điều kiện dùng lại", campaign.title] if name not in text] == []


def test_a_row_leads_to_its_own_page_and_shows_nothing_that_its_author_did_not_approve(client, campaign):
    decision = make_decision(campaign, "nhat", summary="Tóm tắt chưa duyệt")
    acts.publish(decision, by=make_user(Role.ADMINISTRATOR))
    entry = decision.awards.get().submission.library_entry

    text = page(client, campaign).content.decode()

    assert (reverse("public:library_entry", args=[entry.code]) in text, "Tóm tắt chưa duyệt" in text) == (
        True,
        False,
    )
