"""A published line is corrected by a new version of the list; what was published stays as it was."""

import hashlib

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from campaign.actions import similarity
from campaign.actions.publication import content_digest, publish
from campaign.actions.publication_correction import Words, correct
from campaign.actions.refused import Refused
from campaign.documents.publication_versions import standing
from campaign.invariants import broken
from campaign.models.audit import Event
from campaign.models.message import Message
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.rules import published_list
from tests.decisions import take_back
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db
NOTE = "Dòng 1: tên tác giả là “Trần Thị Bình”, không phải “Trần Thị Bính”."


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def first(administrator):
    """The first of two published lines, of two authors each."""
    publish(
        make_decision(make_campaign(), "nhat", "nhi", "not_recognised", shares=(6000, 4000)), by=administrator
    )
    return PublishedResult.objects.get(line=1)


def words(result, **changes):
    names = standing(result).names
    return Words(
        changes.pop("title", result.title), changes.pop("unit_name", result.unit_name), names | changes
    )


def other_name(result):
    pk = list(standing(result).names)[1]
    read = words(result)
    return Words(read.title, read.unit_name, dict(read.names) | {pk: "Trần Thị Bình"})


def faces(*, line):
    rows = Certificate.objects.filter(result__line=line).order_by("number")
    return [(one.number, one.holder_name, one.co_authors, bool(one.replaced_at)) for one in rows]


def test_the_corrected_list_replaces_the_first_which_stays_with_its_hash(administrator, first):
    made = correct(first, by=administrator, words=other_name(first), note=NOTE)

    one, two = Publication.objects.order_by("version")
    assert [(one.note, one.replaced_by), (two.note, two.replaces)] == [("", made), (NOTE, one)]
    current = [(row.line, row.authors) for row in PublishedResult.objects.current()]
    assert current == [(1, "Nguyễn Văn An, Trần Thị Bình"), (2, "Nguyễn Văn An, Trần Thị Bình 2")]
    assert [content_digest(row) == row.sha256 for row in (one, two)] == [True, True]
    assert one.sha256 != two.sha256
    assert {name for name in broken() if "publi" in name or "certificate" in name} == set()


def test_certificates_that_name_the_author_are_made_anew_and_the_others_go_over(administrator, first):
    before = dict(Certificate.objects.values_list("number", "code"))

    correct(first, by=administrator, words=other_name(first), note=NOTE)

    assert faces(line=1) == [
        (1, "Nguyễn Văn An", "Trần Thị Bình 2", True),
        (2, "Trần Thị Bình 2", "Nguyễn Văn An", True),
        (5, "Nguyễn Văn An", "Trần Thị Bình", False),
        (6, "Trần Thị Bình", "Nguyễn Văn An", False),
    ]
    assert [one.replaces.number for one in Certificate.objects.filter(number__gt=4)] == [1, 2]
    assert {number: Certificate.objects.get(number=number).code for number in before} == before
    current = PublishedResult.objects.current().get(line=2)
    assert list(current.certificates.values_list("number", flat=True)) == [3, 4]
    assert Certificate.objects.in_force().count() == 4


def test_another_unit_changes_only_certificates_that_name_it(administrator, first):
    correct(first, by=administrator, words=words(first, unit_name="Phòng Tài chính"), note=NOTE)

    renewed = Certificate.objects.exclude(replaces=None)
    assert {one.holder_workplace for one in renewed} <= {"Phòng Tài chính"}
    assert PublishedResult.objects.current().get(line=1).unit_name == "Phòng Tài chính"


def test_authors_are_told_and_the_trail_names_version_and_hash(administrator, first):
    Message.objects.all().delete()

    made = correct(first, by=administrator, words=other_name(first), note=NOTE)

    letter, code = Message.objects.get(), Certificate.objects.get(number=5).code
    said = Event.objects.get(verb="correct_result").facts
    assert [NOTE in letter.body, f"/giay-chung-nhan/{code}/" in letter.body] == [True, True]
    assert said == {"note": NOTE, "version": 2, "sha256": made.sha256, "renewed": "5/2026, 6/2026"}


def test_the_index_of_texts_follows_to_the_rows_in_force(administrator, first):
    similarity.index_waiting()

    correct(first, by=administrator, words=words(first, title="Tên đúng"), note=NOTE)

    indexed = similarity.IndexedText.objects.exclude(result=None)
    in_force = {row.pk: row.line for row in PublishedResult.objects.current()}
    assert {in_force[one.result_id]: bool(one.sha256) for one in indexed} == {1: False, 2: True}


def by_an_officer(first):
    return {"by": make_user(Role.OFFICER)}


def by_its_author(first):
    owner = first.award.submission.owner
    owner.posts.create(unit=owner.home_unit, role="administrator", starts="2000-01-01")
    return {"by": type(owner).objects.get(pk=owner.pk)}


REFUSED = {
    "không có nhiệm vụ này": by_an_officer,
    "Bạn là tác giả của hồ sơ này": by_its_author,
    "cần ghi nội dung đính chính": lambda first: {"note": " "},
    "không có gì thay đổi": lambda first: {"words": words(first)},
    "không được để trống": lambda first: {"words": words(first, title="")},
}


@pytest.mark.parametrize("reason", REFUSED)
def test_without_right_note_or_change_nothing_is_corrected(administrator, first, reason):
    asked = {"by": administrator, "words": other_name(first), "note": NOTE} | REFUSED[reason](first)

    with pytest.raises(Refused, match=reason):
        correct(first, **asked)

    assert Publication.objects.count() == 1


def test_a_row_that_was_corrected_meanwhile_or_revoked_is_not_corrected(administrator, first):
    correct(first, by=administrator, words=other_name(first), note=NOTE)
    with pytest.raises(Refused, match="người khác đính chính sau khi bạn mở trang"):
        correct(first, by=administrator, words=words(first, title="Tên khác"), note=NOTE)

    take_back(first.award, by=administrator, reason="Sao chép")
    current = PublishedResult.objects.current().get(line=1)
    with pytest.raises(Refused, match="đã bị thu hồi"):
        correct(current, by=administrator, words=words(current, title="Tên khác"), note=NOTE)

    assert [row.revoked_at is None for row in PublishedResult.objects.filter(line=1)] == [False, False]


SILENT = {
    "a published list cannot change": lambda: Publication.objects.update(sha256="0" * 64),
    "a published result cannot change": lambda: PublishedResult.objects.update(title="Khác"),
    "the face of a certificate cannot change": lambda: Certificate.objects.update(holder_name="Khác"),
}


@pytest.mark.parametrize("message", SILENT)
def test_no_silent_edit_gets_past_the_database(first, message):
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        SILENT[message]()


def test_a_certificate_moves_to_no_result_with_other_words(administrator, first):
    other = PublishedResult.objects.get(line=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(result=first).update(result=other)


def test_the_file_of_the_list_has_the_announced_hash_and_reads_back(first):
    rows = list(first.publication.results.values(*published_list.COLUMNS))

    files = [published_list.canonical(rows), published_list.as_csv(rows).encode()]

    assert hashlib.sha256(files[0]).hexdigest() == first.publication.sha256
    assert [published_list.digest(published_list.read(one)) for one in files] == [
        first.publication.sha256
    ] * 2
