"""Anybody computes the hash of a published list again, on the page, from the file, by the command."""

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.actions.publication_correction import Words, correct
from campaign.documents.publication_versions import standing
from campaign.models.publication import PublishedResult
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db
NOTE = "Dòng 1: tên đúng là “Phân luồng hồ sơ một cửa”."


@pytest.fixture
def published():
    administrator, campaign = make_user(Role.ADMINISTRATOR), make_campaign()
    publish(make_decision(campaign, "nhat", "nhi", title="=Tên sai, có phẩy"), by=administrator)
    first = PublishedResult.objects.get(line=1)
    right = Words("Phân luồng hồ sơ một cửa", first.unit_name, standing(first).names)
    correct(first, by=administrator, words=right, note=NOTE)
    return campaign


def page(client, campaign, name, *args):
    return client.get(reverse(f"public:{name}", args=[campaign.slug, *args]))


def said(*arguments, **options):
    written = StringIO()
    call_command("verify_publication", *arguments, stdout=written, **options)
    return written.getvalue()


def test_every_version_stands_with_its_hash_and_its_public_note(client, published):
    with CaptureQueriesContext(connection) as asked:
        text = page(client, published, "verify").content.decode()

    hashes = [one.sha256 for one in published.publications.all()]
    assert [text.count(one) for one in hashes] == [2, 2]
    assert [text.count("Trùng khớp"), text.count(NOTE)] == [2, 1]
    assert len([one for one in asked if one["sql"].startswith('SELECT "')]) == 2
    assert "Danh sách này đã được thay" in page(client, published, "verify_version", 1).content.decode()
    assert "=Tên sai, có phẩy" in page(client, published, "verify_version", 1).content.decode()


def test_the_file_has_the_hash_and_the_command_knows_it(client, published, tmp_path):
    for kind in ("json", "csv"):
        answer = page(client, published, f"verify_{kind}", 1)
        (tmp_path / kind).write_bytes(answer.content)
    first = published.publications.get(version=1)

    assert hashlib.sha256((tmp_path / "json").read_bytes()).hexdigest() == first.sha256
    known = f"OK  {published.slug} no. 1  {first.sha256}\n"
    assert [said(file=tmp_path / kind) for kind in ("json", "csv")] == [known, known]


@pytest.mark.parametrize("change", [b"", b"[]", b"PK\x03\x04", b'[["1"]]'])
def test_another_file_is_no_published_list(published, tmp_path, change):
    (tmp_path / "other").write_bytes(change)

    with pytest.raises(CommandError):
        said(file=tmp_path / "other")


def test_the_command_recomputes_all_and_finds_a_changed_row(published):
    assert said(published.slug).endswith("All 2 published lists are as announced.\n")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS guard_result_unchanged" + on_table())
        cursor.execute("UPDATE campaign_publishedresult SET title = 'Khác' WHERE line = 2")

    with pytest.raises(CommandError, match="2 of 2 published lists differ"):
        said()


def on_table():
    return " ON campaign_publishedresult" if connection.vendor == "postgresql" else ""


@pytest.mark.parametrize("name", ["verify", "verify_version", "verify_json", "verify_csv"])
def test_before_the_publication_none_of_it_exists(client, name):
    campaign = make_campaign()
    make_decision(campaign, "nhat")

    answer = page(client, campaign, name, *([] if name == "verify" else [1]))

    assert answer.status_code == 404
