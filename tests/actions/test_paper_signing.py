"""The signature of an issued paper: the issued bytes with a valid PAdES signature behind them, or a sentence."""

import hashlib
import io
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from accounts.roles import Role
from campaign.actions.issued_papers import issue_papers
from campaign.documents import decision_papers
from campaign.documents.papers import File
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.decision import Decision
from campaign.models.issued_paper import IssuedPaper
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "chi-de-thu"
NAME = "quyet-dinh-05-QĐ-UBND-2026-ky-so.pdf"


@pytest.fixture(scope="session")
def agency():
    """A certificate of a test agency that vouches for itself, and the file that holds it with its key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Cơ quan dùng thử")])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        (
            "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only",
            "decipher_only",
        ),
        False,
    )  # fmt: skip
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(
        x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True
    )
    certificate = made.sign(key, hashes.SHA256())
    locked = BestAvailableEncryption(PASSWORD.encode())
    return certificate, serialize_key_and_certificates(b"thu", key, certificate, None, locked)


@pytest.fixture
def set_up(settings, tmp_path, agency):
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSWORD = str(tmp_path / "thu.p12"), PASSWORD
    (tmp_path / "thu.p12").write_bytes(agency[1])


@pytest.fixture
def decision():
    return make_decision(make_campaign(), "nhat", "recognised")


@pytest.fixture
def officer(client):
    made = make_user(Role.OFFICER)
    client.force_login(made)
    return made


def sign(client, decision, paper="quyet-dinh"):
    return client.post(reverse("office:paper_sign", args=[decision.pk, paper]))


def judged(found, own):
    """In a thread: a browser of an earlier test may have left its loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        trusted = ValidationContext(trust_roots=[own])
        return thread.submit(validate_pdf_signature, found, trusted).result()


def test_the_issued_bytes_get_a_valid_signature_behind_them(client, officer, decision, set_up, agency):
    issue_papers(decision, by=officer)
    page = client.get(reverse("office:decision_papers", args=[decision.pk])).content.decode()

    answer = sign(client, decision)

    issued = IssuedPaper.objects.get(decision=decision, kind="quyet-dinh")
    plain = client.get(reverse("office:decision_paper", args=[decision.pk, "quyet-dinh", "pdf"])).content
    [found] = PdfFileReader(io.BytesIO(answer.content)).embedded_signatures
    own = Certificate.load(agency[0].public_bytes(Encoding.DER))
    verdict = judged(found, own)
    event = Event.objects.get(verb="sign_paper")
    assert page.count("Ký số và tải về") == IssuedPaper.objects.filter(decision=decision, award=None).count()
    assert (verdict.bottom_line, str(found.sig_object["/SubFilter"])) == (True, "/ETSI.CAdES.detached")
    assert answer.content.startswith(plain) and hashlib.sha256(plain).hexdigest() == issued.pdf_sha256
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(NAME)}"
    assert event.facts["sha256"] == hashlib.sha256(answer.content).hexdigest()


@pytest.mark.django_db(transaction=True)
def test_a_signature_is_recorded_as_on_the_server(client, officer, decision, set_up):
    """Where no transaction of a test stands around the act."""
    issue_papers(decision, by=officer)

    assert sign(client, decision).status_code == 200
    assert Event.objects.filter(verb="sign_paper").count() == 1


def test_papers_of_a_reverted_decision_are_not_signed(client, officer, decision, set_up):
    issue_papers(decision, by=officer)
    facts = {"reverted_at": clock.now(), "reverted_by": officer, "reverted_reason": "Sai tên."}
    Decision.objects.filter(pk=decision.pk).update(**facts)

    assert "đã bị hủy nên không ký" in sign(client, decision).content.decode()
    assert not Event.objects.filter(verb="sign_paper").exists()


def test_a_changed_byte_breaks_the_signature(client, officer, decision, set_up, agency):
    """Else the test above could not fail."""
    issue_papers(decision, by=officer)
    content = bytearray(sign(client, decision).content)
    content[content.index(b"/Producer")] += 1

    [found] = PdfFileReader(io.BytesIO(bytes(content)), strict=False).embedded_signatures
    own = Certificate.load(agency[0].public_bytes(Encoding.DER))
    assert not judged(found, own).intact


def test_without_a_certificate_there_is_no_button_and_a_sentence(client, officer, decision):
    issue_papers(decision, by=officer)
    page = client.get(reverse("office:decision_papers", args=[decision.pk])).content.decode()

    told = sign(client, decision).content.decode()

    assert "Ký số và tải về" not in page
    assert "chưa cài chứng thư số nên không ký được" in told


def test_what_is_not_issued_or_cannot_be_opened_is_not_signed(
    client, officer, decision, set_up, settings, monkeypatch
):
    before = sign(client, decision).content.decode()
    issue_papers(decision, by=officer)
    settings.SIGNING_PASSWORD = "sai"
    locked = sign(client, decision).content.decode()
    settings.SIGNING_CERTIFICATE = "/khong/co.p12"
    missing = sign(client, decision).content.decode()
    monkeypatch.setitem(sys.modules, "campaign.documents.pades", None)
    settings.SIGNING_CERTIFICATE = __file__
    without_library = sign(client, decision).content.decode()
    changed = File("quyet-dinh.pdf", "application/pdf", b"%PDF-1.7 other")
    monkeypatch.setattr(decision_papers, "paper", lambda *_: changed)
    other = sign(client, decision).content.decode()

    assert "chưa phát hành nên chưa ký" in before
    assert ["kiểm tra chứng thư số" in told for told in (locked, missing, without_library)] == [True] * 3
    assert "không còn trùng từng byte" in other
    assert not Event.objects.filter(verb="sign_paper").exists()


def test_only_who_issues_signs(client, decision, set_up):
    client.force_login(make_user(Role.INSPECTOR))
    assert sign(client, decision).status_code == 404
