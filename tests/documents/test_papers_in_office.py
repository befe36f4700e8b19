"""An office program opens every Word paper and prints it like the PDF: same sheet, same words, same place."""

import io
import os
import shutil
import subprocess
import unicodedata
from collections import Counter

import pytest
from django.conf import settings
from pypdf import PdfReader

from campaign.documents import decision_papers, papers, session_papers
from tests.documents.test_decision_papers import decision, issued, many, refused_of
from tests.documents.test_papers import MM, filed, place
from tests.documents.test_session_papers import ended, room  # noqa: F401 (a fixture)

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
    council = ended(room)
    made = issued(decision())
    long = decision("nhat", "not_recognised")
    rows = many(long, 300)
    long.snapshot.facts["rows"] = rows
    own = papers.as_filed(filed())
    makers = {
        "to-trinh": lambda kind: decision_papers.paper(made, "to-trinh", kind),
        "quyet-dinh": lambda kind: decision_papers.paper(made, "quyet-dinh", kind),
        "phu-luc-300": lambda kind: decision_papers.paper(long, "quyet-dinh", kind),
        "thong-bao": lambda kind: decision_papers.paper(made, "thong-bao", kind, refused_of(made)),
        **{
            name: lambda kind, name=name: papers.paper(own, name, kind, confidential=True)
            for name in ("don", "bao-cao")
        },
        **{
            name: lambda kind, name=name: session_papers.paper(council, name, kind, council.chair.user)
            for name in session_papers.PAPERS
        },
    }
    return {name: (make("pdf").content, make("docx").content) for name, make in makers.items()}


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


def edges(reader):
    """Where the words of the first page begin: from the left, from above, in millimetres."""
    found = []
    reader.pages[0].extract_text(visitor_text=lambda *seen: found.append(place(*seen)))
    spots = [(x, y) for x, y, text in found if text.strip()]
    return min(x for x, _y in spots), max(y for _x, y in spots)


def test_word_and_pdf_are_one_paper(pairs, tmp_path):
    opened = printed(tmp_path, {name: word for name, (_pdf, word) in pairs.items()})
    wrong = {}
    for name, (pdf, _word) in pairs.items():
        ours, office = PdfReader(io.BytesIO(pdf)), opened[name]
        far = [abs(a - b) for a, b in zip(edges(ours), edges(office), strict=True)]
        wrong[name] = {
            "sheet": sheets(ours)[0] != sheets(office)[0],
            "pages": abs(len(ours.pages) - len(office.pages)) > 1 + len(ours.pages) // 4,
            "letters": (letters(ours) - letters(office)).total() > letters(ours).total() // 100,
            "place": max(far) > 3,
        }

    assert {name: found for name, found in wrong.items() if any(found.values())} == {}
