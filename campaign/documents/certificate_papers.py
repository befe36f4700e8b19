"""Certificates as paper: one for each author, many in one file or each in its own."""

import io
import math
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time

import segno
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from campaign.documents import render
from campaign.documents.decision_facts import Facts
from campaign.documents.layout import clipped
from campaign.documents.paper_templates import in_use
from campaign.documents.papers import File
from campaign.models.decision import Decision
from campaign.models.publication import Certificate
from campaign.rules.calendar import VIETNAM, date_line
from campaign.rules.signing import signer_lines

TEMPLATE = "certificate"
TOLD = ("holder", "position", "title", "co_authors", "investor", "summary", "benefits", "award", "decision")
SUMMARY, BENEFITS = 380, 260
WIDTH, HEIGHT = 249, 84  # millimetres
LETTER, LINE, GAP = (
    0.16,
    0.42,
    0.07,
)  # of a wide letter, a line, the space between paragraphs: mm to a point of type
Step = Callable[[int], None]


def of_decision(decision: Decision) -> QuerySet[Certificate]:
    """Those that may be printed now, in the order of the register."""
    rows = Certificate.objects.printable().filter(result__award__decision=decision)
    return rows.select_related("result__award__submission").order_by("year", "number")


def face(certificate: Certificate) -> Facts:
    """The values of one certificate; wants it with its result and dossier."""
    words = _words(certificate)
    return words | {"points": points([words[name] for name in TOLD])}


def points(texts: Sequence[str]) -> int:
    """The size of type in which the texts, a paragraph each, stand in WIDTH x HEIGHT; reckoned with room to spare."""
    for size in range(16, 9, -1):
        lines = sum(math.ceil(len(text) * LETTER * size / WIDTH) for text in texts)
        if (lines * LINE + len(texts) * GAP) * size <= HEIGHT:
            return size
    return 10


def _words(certificate: Certificate) -> Facts:
    result = certificate.result
    dossier = result.award.submission
    return {
        "number": f"{certificate.number:02}/{certificate.year}",
        "issuer": certificate.issuer_name,
        "place_and_date": date_line(certificate.place_name, certificate.issued_on),
        "holder": certificate.holder_name,
        "position": ", ".join(filter(None, [certificate.holder_job_title, certificate.holder_workplace])),
        "role": "đồng tác giả" if certificate.co_authors else "tác giả",
        "co_authors": certificate.co_authors,
        "title": result.title,
        "investor": dossier.investor,
        "summary": clipped(result.summary, SUMMARY),
        "benefits": clipped(dossier.benefits_author, BENEFITS),
        "award": result.award_label if result.award_code else "",
        "decision": result.decision_text,
        "register": result.register_number,
        "signer_lines": signer_lines(certificate.signer_power, certificate.signer_title),
        "signer_name": certificate.signer_name,
        "url": address(certificate),
    }


def address(certificate: Certificate) -> str:
    """Where anybody can check it."""
    return settings.SITE_URL.rstrip("/") + reverse("public:certificate", args=[certificate.code])


def paper(certificate: Certificate, kind: str) -> File:
    if kind == "pdf":
        content = _pdf([face(certificate)], certificate)
    else:
        values = face(certificate) | {"document_title": _title(certificate), "qr": address(certificate)}
        moment, replaced = _moment(certificate), in_use(TEMPLATE, kind)
        content = render.docx(TEMPLATE, values, made_at=moment, replaced=replaced)
    return File(f"{_name(certificate)}.{kind}", render.TYPES[kind], content)


def one_pdf(decision: Decision, note: Step) -> bytes:
    """All in one compilation."""
    certificates = list(of_decision(decision))
    faces = [face(one) for one in certificates]
    note(40)
    return _pdf(faces, certificates[0])


def one_zip(decision: Decision, note: Step) -> bytes:
    """A file for each; entries without a date of ours, so the same certificates give the same bytes."""
    certificates = list(of_decision(decision))
    if not certificates:
        raise render.Unprintable(TEMPLATE)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
        for done, (name, content) in enumerate(_each(certificates), 1):
            out.writestr(zipfile.ZipInfo(name, render.ZIP_DAY), content)
            if done % 25 == 0:
                note(done * 95 // len(certificates))
    return packed.getvalue()


def _each(certificates: Sequence[Certificate]) -> Iterator[tuple[str, bytes]]:
    """On all processors, since the library computes outside Python's lock; what is read is read here, in one thread."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        made = threads.map(_pdf, [[face(one)] for one in certificates], certificates)
        for one, content in zip(certificates, made, strict=True):
            yield f"{_name(one)}.pdf", content


def _pdf(faces: list[Facts], first: Certificate) -> bytes:
    title = _title(first) if len(faces) == 1 else f"{len(faces)} giấy chứng nhận sáng kiến"
    values = {
        "document_title": title,
        "draft": False,
        "foot": "",
        "faces": faces,
        "pictures": [_picture(one["url"]) for one in faces],
    }
    return render.pdf(TEMPLATE, values, made_at=_moment(first))


def _title(certificate: Certificate) -> str:
    return f"Giấy chứng nhận sáng kiến số {certificate.number:02}/{certificate.year}"


def _name(certificate: Certificate) -> str:
    return f"giay-chung-nhan-{certificate.year}-{certificate.number:04}"


def _moment(certificate: Certificate) -> datetime:
    return datetime.combine(certificate.issued_on, time(), VIETNAM)


def _picture(url: str) -> str:
    """The pattern over the dots is a fixed one: trying all eight took a third of the time of a thousand papers, and the
    code in the address is random anyway."""
    return segno.make(url, error="m", micro=False, mask=3).svg_inline(border=2, omitsize=True)
