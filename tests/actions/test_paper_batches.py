"""Certificates as paper: one for each author, many in one file by the job worker, none that was taken back."""

import zipfile

import pytest
from pypdf import PdfReader

from accounts.roles import Role
from campaign.actions.paper_batches import ask, make_waiting
from campaign.actions.publication import publish
from campaign.actions.refused import Refused
from campaign.documents import certificate_papers
from campaign.jobs.handlers import make_papers
from campaign.models.issued_paper import PaperBatch
from campaign.models.publication import Certificate
from tests.decisions import take_back
from tests.factories import make_campaign, make_decision, make_user
from tests.paper_text import page_words, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    made = make_decision(make_campaign(), "nhat", "recognised", shares=(6000, 4000))
    publish(made, by=make_user(Role.ADMINISTRATOR))
    return made


def certificates(decision):
    return list(certificate_papers.of_decision(decision))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_each_author_has_a_certificate_that_names_the_others(published, kind):
    first = certificates(published)[0]

    made = certificate_papers.paper(first, kind)

    text = words(made)
    for said in (
        "GIẤY CHỨNG NHẬN SÁNG KIẾN",
        f"Số: {first.number:02}/2026",
        "Bạc Liêu, ngày 05 tháng 6 năm 2026",
        f"Chứng nhận: {first.holder_name}",
        "là đồng tác giả sáng kiến: Cải tiến quy trình tiếp nhận hồ sơ một cửa",
        "Đồng tác giả: Trần Thị Bình 2",
        "Kết quả: Giải Nhất",
        "05/QĐ-UBND ngày 05 tháng 6 năm 2026",
        "TM. ỦY BAN NHÂN DÂN",
        certificate_papers.address(first),
    ):
        assert said in text
    assert made.content == certificate_papers.paper(first, kind).content


def test_all_certificates_come_in_one_file_a_page_each(published):
    ask(published, "certificates", "pdf", by=make_user(Role.OFFICER))

    assert make_papers.call() == 1

    batch = PaperBatch.objects.get()
    reader = PdfReader(batch.file.open("rb"))
    pages = [page_words(page) for page in reader.pages]
    numbers = [f"Số: {one.number:02}/2026" for one in certificates(published)]
    assert (batch.status, batch.percent, batch.total) == ("ready", 100, 4)
    assert [number in page for number, page in zip(numbers, pages, strict=True)] == [True] * 4
    assert "pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data().decode()


def test_a_zip_holds_the_very_files_that_are_downloaded_one_by_one(published):
    ask(published, "certificates", "zip", by=make_user(Role.OFFICER))
    make_waiting()

    with zipfile.ZipFile(PaperBatch.objects.get().file.open("rb")) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}

    made = [certificate_papers.paper(one, "pdf") for one in certificates(published)]
    assert found == {one.name: one.content for one in made}


def test_what_was_taken_back_is_not_printed_again(published, django_capture_on_commit_callbacks):
    officer = make_user(Role.OFFICER)
    earlier = ask(published, "certificates", "pdf", by=officer)
    assert ask(published, "certificates", "pdf", by=officer) == earlier
    make_waiting()
    earlier.refresh_from_db()
    stored = earlier.file
    take_back(published.awards.first(), by=make_user(Role.ADMINISTRATOR), reason="Sao chép.")

    with django_capture_on_commit_callbacks(execute=True):
        again = ask(published, "certificates", "pdf", by=officer)
    make_waiting()

    again.refresh_from_db()
    assert again.total == 2
    assert not stored.storage.exists(stored.name)


def test_before_the_publication_there_is_nothing_to_print():
    made = make_decision(make_campaign(), "recognised")
    with pytest.raises(Refused, match="chưa có giấy chứng nhận nào"):
        ask(made, "certificates", "pdf", by=make_user(Role.OFFICER))
    with pytest.raises(Refused):
        ask(made, "certificates", "pdf", by=make_user(Role.JUDGE))


def test_a_file_that_cannot_be_made_says_so(published):
    batch = ask(published, "certificates", "pdf", by=make_user(Role.OFFICER))
    Certificate.objects.update(revoked_at=published.recorded_at, revoked_reason="Sao chép.")

    make_waiting()

    batch.refresh_from_db()
    assert batch.status == "failed"


def test_words_are_as_large_as_there_is_room_for():
    sizes = [certificate_papers.points(["chữ " * count] * 4) for count in (1, 100, 400)]
    assert sizes == [16, 12, 10]
