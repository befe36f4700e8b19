"""An office program opens every Word paper and prints it like the PDF: same sheet, same words, same place."""

import io
import os
import shutil
import subprocess
import unicodedata
from collections import Counter
from functools import partial

import pytest
from django.conf import settings
from pypdf import PdfReader

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.actions.report import begin_report, save_report
from campaign.documents import (
    certificate_papers,
    decision_papers,
    merit_papers,
    papers,
    session_papers,
    sheet_paper,
)
from campaign.documents.papers import File
from campaign.documents.report_paper import report_paper
from tests.actions.test_report import TEXTS
from tests.decisions import take_back
from tests.documents.test_decision_papers import decision, fresh, issued, many, refused_of
from tests.documents.test_papers import MM, filed, place
from tests.documents.test_session_papers import ended, room  # noqa: F401 (a fixture)
from tests.factories import (
    make_assignment,
    make_campaign,
    make_decision,
    make_sheet,
    make_submission,
    make_user,
)
from tests.rewards import decide, make_reward_list

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not OFFICE, reason="no LibreOffice on this machine (soffice)"),
]
# A machine without Times New Roman prints with the one that has its measures, as the PDF does.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias>
<cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture
def pairs(room):  # noqa: F811
    """Of every paper its PDF and its Word file, by name."""
    makers = {**of_dossier(), **of_session(ended(room)), **of_decisions(), **of_reports()}
    return {name: (make("pdf").content, make("docx").content) for name, make in makers.items()}


def of_dossier():
    own, dossier = papers.as_filed(filed()), make_submission(state="judging")
    assignment = make_assignment(dossier, make_user(Role.JUDGE, full_name="Lê Thị Chấm"))
    make_sheet(assignment, {"novelty": 30, "applicability": 20, "benefit": 20}, comment="Nên nhân rộng.")
    found = {name: partial(papers.paper, own, name, confidential=True) for name in papers.PAPERS}
    return {**found, "phieu-cham": partial(sheet_paper.paper, assignment)}


def of_session(council):
    """The minutes and what goes with them."""
    reader = council.chair.user
    return {
        name: lambda kind, name=name: session_papers.paper(council, name, kind, reader)
        for name in session_papers.PAPERS
    }


def of_decisions():
    made = issued(decision())
    long = decision("nhat", "not_recognised")
    rows = many(long, 300)
    long.snapshot.facts["rows"] = rows
    public = decision("nhat", "recognised", shares=(6000, 4000))
    publish(public, by=make_user(Role.ADMINISTRATOR))
    certificate = certificate_papers.of_decision(public).first()
    revoked = take_back(public.awards.first(), by=make_user(Role.ADMINISTRATOR), reason="Sao chép.")
    rewarded = decide(make_reward_list(made.campaign))
    return {
        "to-trinh": partial(decision_papers.paper, made, "to-trinh"),
        "quyet-dinh": partial(decision_papers.paper, made, "quyet-dinh"),
        "phu-luc-300": partial(decision_papers.paper, long, "quyet-dinh"),
        "thong-bao": partial(decision_papers.paper, made, "thong-bao", award=refused_of(made)),
        "quyet-dinh-thu-hoi": partial(decision_papers.paper, fresh(revoked), "quyet-dinh-thu-hoi"),
        "quyet-dinh-khen-thuong": partial(decision_papers.paper, fresh(rewarded), "quyet-dinh-khen-thuong"),
        "giay-chung-nhan": partial(certificate_papers.paper, certificate),
        "giay-khen": partial(merit, fresh(rewarded)),
    }


def merit(decision, kind):
    make = merit_papers.one_docx if kind == "docx" else partial(merit_papers.one_pdf, way=merit_papers.BLANK)
    return File(f"giay-khen.{kind}", "", make(decision, lambda _percent: None))


def of_reports():
    officer, campaign = make_user(Role.OFFICER), make_campaign()
    make_decision(campaign, "nhat", "recognised", "not_recognised")
    found = {}
    for kind in ("interim", "final"):
        report = begin_report(campaign, kind=kind, since=None, until=None, by=officer)
        report = save_report(report, texts=TEXTS, version=report.version, by=officer)
        found[f"bao-cao-{kind}"] = partial(report_paper, report)
    return found


DRAWN = 0.15  # of the letters of a report: Word shows its charts as pictures


def printed(folder, files):
    """All in one start of the program, with settings of its own."""
    fonts = folder / "fonts.conf"
    fonts.write_text(
        FONTS.format(fonts=settings.BASE_DIR / "templates/documents/fonts", cache=folder / "cache")
    )
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = [OFFICE, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/own"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *(f"{folder}/{name}.docx" for name in files)]
    own = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=own)
    return {name: PdfReader(folder / f"{name}.pdf") for name in files}


def sheets(reader):
    return [(round(page.mediabox.width / MM), round(page.mediabox.height / MM)) for page in reader.pages]


def letters(reader):
    """How often each letter is printed: where lines break and cells end, no word is sure."""
    text = "".join(page.extract_text() for page in reader.pages)
    return Counter(unicodedata.normalize("NFC", "".join(text.replace("\u200b", "").split())))


def lost(name):
    """What share of the letters Word may show otherwise."""
    return DRAWN if name.startswith("bao-cao-") and name != "bao-cao" else 0.01


def edges(reader):
    """Where the words of the first page begin: from the left, from above, in millimetres."""
    found = []
    reader.pages[0].extract_text(visitor_text=lambda *seen: found.append(place(*seen)))
    spots = [(x, y) for x, y, text in found if text.strip()]
    return min(x for x, _y in spots), max(y for _x, y in spots)


def test_margins_are_those_of_the_decree(pairs):
    """Left 30 mm; above 20 mm to the letters, of which the first line stands on 274 (Nghị định 30/2020, Phụ lục I)."""
    others = {
        "giay-khen",
        "giay-chung-nhan",
        "tom-tat",
        "bang-diem",
    }  # a frame, one page by another circular, a centred letterhead
    found = {
        name: edges(PdfReader(io.BytesIO(pdf))) for name, (pdf, _word) in pairs.items() if name not in others
    }

    wrong = {
        name: spot for name, spot in found.items() if abs(spot[0] - 30) > 0.1 or abs(spot[1] - 274) > 0.5
    }
    assert (wrong, len(found)) == ({}, len(pairs) - len(others))


def test_word_and_pdf_are_one_paper(pairs, tmp_path):
    opened = printed(tmp_path, {name: word for name, (_pdf, word) in pairs.items()})
    wrong = {}
    for name, (pdf, _word) in pairs.items():
        ours, office = PdfReader(io.BytesIO(pdf)), opened[name]
        far = [abs(a - b) for a, b in zip(edges(ours), edges(office), strict=True)]
        wrong[name] = {
            "sheet": sheets(ours)[0] != sheets(office)[0],
            "pages": abs(len(ours.pages) - len(office.pages)) > 1 + len(ours.pages) // 4,
            "letters": (letters(ours) - letters(office)).total() > letters(ours).total() * lost(name),
            "place": max(far) > 3,
        }

    assert {name: found for name, found in wrong.items() if any(found.values())} == {}
