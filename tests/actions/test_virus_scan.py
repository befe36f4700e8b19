"""The virus scanner over its socket: clean, infected, silent, gone; and what becomes of a file then."""

import socket
import struct
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from campaign.actions import clean_copies, virus_scan
from campaign.actions.attachment import attach
from campaign.actions.refused import Refused
from campaign.actions.virus_scan import Verdict, scan
from campaign.documents.files import file_lines
from campaign.models import clock
from campaign.models.attachment import Attachment, ScanState
from tests.factories import make_submission
from tests.rules import corpus

# Put together here, so that no scanner takes this file for the sample itself.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLEAN, FAILED = Verdict(ScanState.CLEAN), Verdict(ScanState.FAILED)


class Clamd:
    """Answers as clamd does; `received` keeps what it was sent."""

    def __init__(self, path, *, answer=None):
        self.received, self.answer = [], answer
        self.line = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
        self.line.bind(path or ("127.0.0.1", 0))
        self.line.listen()
        self.address = path or f"127.0.0.1:{self.line.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                caller, _ = self.line.accept()
            except OSError:
                return
            with caller:
                self.talk(caller)

    def talk(self, caller):
        stream = caller.makefile("rb")
        if stream.read(10) != b"zINSTREAM\0":
            return
        content = b""
        while size := struct.unpack(">I", stream.read(4))[0]:
            content += stream.read(size)
        self.received.append(content)
        found = "stream: Eicar-Signature FOUND" if EICAR in content else "stream: OK"
        said = found if self.answer is None else self.answer
        caller.sendall(said.encode() + b"\0" if said else b"")


@pytest.fixture
def clamd(tmp_path, settings):
    started = []

    def start(*, tcp=False, **behaviour):
        started.append(Clamd("" if tcp else str(tmp_path / f"clamd{len(started)}"), **behaviour))
        settings.CLAMAV_SOCKET = started[-1].address
        return started[-1]

    yield start
    for one in started:
        one.line.close()


@pytest.mark.parametrize("tcp", [True, False])
def test_the_whole_file_is_asked_about_over_either_kind_of_socket(clamd, tcp):
    scanner = clamd(tcp=tcp)
    content = b"x" * 200_000

    assert scan(content) == CLEAN
    assert scanner.received == [content]


def test_a_virus_is_named(clamd):
    clamd()

    assert scan(b"before" + EICAR) == Verdict(ScanState.INFECTED, "Eicar-Signature")


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", "", "nonsense"])
def test_an_unclear_answer_is_none(clamd, answer):
    clamd(answer=answer)

    assert scan(b"x") == FAILED


@pytest.mark.parametrize("address", ["/nowhere/clamd", "127.0.0.1:1", "no-port"])
def test_a_scanner_that_is_down_is_told_apart_from_none(settings, address):
    settings.CLAMAV_SOCKET = address

    assert scan(b"x") == FAILED


def test_a_scanner_that_does_not_answer_is_waited_for_only_so_long(settings, monkeypatch):
    monkeypatch.setattr(virus_scan, "TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.CLAMAV_SOCKET = f"127.0.0.1:{silent.getsockname()[1]}"

        assert scan(b"x") == FAILED


def test_without_a_scanner_nobody_is_asked(settings):
    settings.CLAMAV_SOCKET = ""

    assert scan(EICAR) == Verdict(ScanState.UNSCANNED)


def sent(draft, content, name="đơn.pdf"):
    return attach(draft, by=draft.owner, upload=SimpleUploadedFile(name, content))


@pytest.mark.django_db
def test_an_infected_file_leaves_no_row_and_its_sender_reads_why(clamd):
    clamd()
    draft = make_submission()

    with pytest.raises(Refused) as caught:
        sent(draft, corpus.pdf().replace(b"startxref", b"% " + EICAR + b"\nstartxref"))

    assert str(caught.value) == (
        "Tệp «đơn.pdf» chưa được nhận: phần mềm chống mã độc tìm thấy «Eicar-Signature» trong tệp. Các nội dung khác "
        "vẫn được giữ. Hãy quét máy của bạn rồi gửi lại tệp sạch."
    )
    assert draft.attachments.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [("", "chưa quét mã độc"), ("/nowhere/clamd", "chưa quét được mã độc, sẽ quét lại")],
)
def test_a_file_nobody_could_scan_is_kept_and_says_so(settings, address, said):
    settings.CLAMAV_SOCKET = address
    draft = make_submission()

    sent(draft, corpus.pdf())

    assert str(file_lines(draft)[0].states[0]) == said


@pytest.mark.django_db
def test_what_the_scanner_missed_is_asked_about_once_it_is_back(clamd, settings):
    settings.CLAMAV_SOCKET = "/nowhere/clamd"
    draft = make_submission()
    file = sent(draft, corpus.pdf()).attachment
    clamd()

    soon = clean_copies.scan_waiting()
    with clock.at(clock.now() + timedelta(minutes=6)):
        later = clean_copies.scan_waiting()
    file.refresh_from_db()

    assert (soon, later) == ({"scanned": 0, "infected": 0}, {"scanned": 1, "infected": 0})
    assert (file.scan_state, clean_copies.waiting_for_scan().exists()) == (ScanState.CLEAN, False)


@pytest.mark.django_db
def test_a_file_found_infected_later_stays_locked_whatever_a_later_scan_says(clamd):
    draft = make_submission()
    file = sent(draft, corpus.pdf()).attachment
    clamd(answer="stream: Win.Test FOUND")
    clean_copies.scan_again(file)
    clamd()
    clean_copies.scan_again(Attachment.objects.get(pk=file.pk))

    assert Attachment.objects.get(pk=file.pk).scan_state == ScanState.INFECTED


@pytest.mark.django_db
def test_a_clean_file_stays_clean_while_the_scanner_is_down(clamd, settings):
    clamd()
    draft = make_submission()
    file = sent(draft, corpus.pdf()).attachment
    settings.CLAMAV_SOCKET = "/nowhere/clamd"

    clean_copies.scan_again(Attachment.objects.get(pk=file.pk))

    assert Attachment.objects.get(pk=file.pk).scan_state == ScanState.CLEAN
