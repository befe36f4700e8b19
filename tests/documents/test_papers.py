"""The papers are opened again: what they say, how they are laid out, and that the same dossier gives the same bytes."""

import io
import unicodedata
import zipfile
from datetime import date

import pytest
from docx import Document
from pypdf import PdfReader

from campaign.actions.application import freeze
from campaign.documents import papers, render
from campaign.models.submission import Submission
from tests.factories import make_submission

pytestmark = pytest.mark.django_db
MM = 72 / 25.4
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
ALL_LETTERS = LETTERS + "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES
)
SECRET = "Công thức pha chế chỉ giữ nội bộ."


@pytest.fixture
def draft():
    return make_submission(confidential=SECRET)


def filed(**extra):
    dossier = make_submission(
        state="submitted", register_number="0001/2026", confidential=SECRET, shares=(6000, 4000), **extra
    )
    freeze(dossier, by=dossier.owner)
    return dossier


def made(source, name, kind, *, confidential=True):
    return papers.paper(source, name, kind, confidential=confidential).content


def pdf_of(source, name, **options):
    return PdfReader(io.BytesIO(made(source, name, "pdf", **options)))


def words(reader):
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def docx_words(content):
    document = Document(io.BytesIO(content))
    return "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )


@pytest.mark.parametrize("name", papers.PAPERS)
def test_every_paper_is_an_archivable_accessible_a4_pdf_with_its_fonts_inside(name):
    reader = pdf_of(papers.as_filed(filed()), name)

    catalogue = reader.root_object
    marks = reader.xmp_metadata.stream.get_data().decode()
    fonts = {
        descriptor
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
        for descendant in font.get_object()["/DescendantFonts"]
        for descriptor in descendant.get_object()["/FontDescriptor"].get_object()
        if descriptor.startswith("/FontFile")
    }
    sizes = {(round(page.mediabox.width / MM), round(page.mediabox.height / MM)) for page in reader.pages}
    assert sizes == {(210, 297)}
    assert catalogue["/Lang"] == "vi-VN"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert ("pdfaid:part>2<" in marks, "pdfuaid:part>1<" in marks) == (True, True)
    assert fonts == {"/FontFile2"}


@pytest.mark.parametrize("kind", papers.KINDS)
@pytest.mark.parametrize("name", papers.PAPERS)
def test_the_same_dossier_gives_the_same_bytes(name, kind):
    source = papers.as_filed(filed())

    assert made(source, name, kind) == made(source, name, kind)


def test_the_margins_are_those_of_the_decree():
    reader = pdf_of(papers.as_filed(filed(nature="Cách làm mới rất gọn. " * 400)), "bao-cao")

    places = []
    reader.pages[1].extract_text(visitor_text=lambda *seen: places.append(place(*seen)))

    lines = [(x, y) for x, y, text in places if text.strip()]
    foot, number = min(y for _x, y in lines), max(y for _x, y in lines)
    body = [y for _x, y in lines if y not in (foot, number)]
    assert 30 <= round(min(x for x, _y in lines)) <= 35
    assert (min(body) >= 20, max(body) <= 297 - 20) == (True, True)


def place(text, outer, inner, _font, _size):
    """Where a piece of text begins, in millimetres from the lower left corner of the page."""
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    return x / MM, y / MM, text


def test_pages_are_numbered_from_the_second_on():
    reader = pdf_of(papers.as_filed(filed(nature="Cách làm mới rất gọn. " * 400)), "bao-cao")

    firsts = [page.extract_text().split("\n")[0].strip() for page in reader.pages]
    assert firsts[:3] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "2", "3"]


@pytest.mark.parametrize("kind", papers.KINDS)
def test_every_vietnamese_letter_is_printed(kind):
    letters = " ".join(ALL_LETTERS[index : index + 10] for index in range(0, len(ALL_LETTERS), 10))
    source = papers.as_filed(filed(nature=letters))

    content = made(source, "don", kind)
    text = words(PdfReader(io.BytesIO(content))) if kind == "pdf" else docx_words(content)
    assert [part for part in letters.split() if part not in unicodedata.normalize("NFC", text)] == []


@pytest.mark.parametrize("kind", papers.KINDS)
@pytest.mark.parametrize("name", ["don", "bao-cao", "tom-tat"])
def test_what_was_typed_is_never_taken_for_markup(name, kind):
    typed = '#read("/etc/passwd") $x$ *đậm* @preview {{ 7*7 }} {% for %} <w:p> & "q" \\ ]] -- 😀'
    source = papers.as_filed(filed(title=typed, summary=typed))

    content = made(source, name, kind)
    text = words(PdfReader(io.BytesIO(content))) if kind == "pdf" else docx_words(content)
    shown = typed.replace("😀", "□") if kind == "pdf" else typed
    assert shown in text


def test_a_word_without_end_stays_on_the_paper():
    reader = pdf_of(papers.as_filed(filed(nature="ж" * 3000)), "don")

    lines = [line for page in reader.pages for line in page.extract_text().split("\n") if "ж" in line]
    assert sum(line.count("ж") for line in lines) == 3000
    assert max(len(line) for line in lines) <= 90


@pytest.mark.parametrize("kind", papers.KINDS)
def test_twenty_authors_with_long_names_all_stand_in_the_table_and_sign(kind):
    dossier = make_submission(shares=(500,) * 20)
    for number, row in enumerate(dossier.authorships.all(), 1):
        row.full_name = f"Nguyễn Hoàng Phúc Thiện Ngọc Bảo Khánh Số{number}."
        row.workplace = "Trung tâm Phục vụ hành chính công và Chuyển đổi số thành phố " * 3
        row.save()

    content = made(papers.live(Submission.objects.get(pk=dossier.pk)), "don", kind)

    text = words(PdfReader(io.BytesIO(content))) if kind == "pdf" else docx_words(content)
    assert [text.count(f"Số{number}.") for number in range(1, 21)] == [2] * 20


def test_the_summary_is_one_page_however_long_the_words():
    source = papers.as_filed(
        filed(
            title="Cải tiến " * 33,
            summary="Rút ngắn\n" * 220,
            benefits_author="WM " * 3000,
            conditions="Máy tính. " * 900,
            unit_name="Trung tâm Phục vụ hành chính công " * 5,
        )
    )

    reader = pdf_of(source, "tom-tat")

    assert len(reader.pages) == 1
    assert "3. Điều kiện để áp dụng" in words(reader)


def test_a_draft_says_so_on_every_page_and_a_filed_paper_does_not(draft):
    marked = [page.extract_text() for page in pdf_of(papers.for_author(draft), "don").pages]
    plain = words(pdf_of(papers.for_author(filed()), "don"))

    assert [("BẢN" in text and "NHÁP" in text) for text in marked] == [True] * len(marked)
    assert "NHÁP" not in plain
    assert "BẢN NHÁP" in docx_words(made(papers.for_author(draft), "don", "docx"))


@pytest.mark.parametrize("kind", papers.KINDS)
@pytest.mark.parametrize(
    ("name", "confidential", "expected"),
    [("don", True, True), ("don", False, False), ("bao-cao", True, False), ("tom-tat", True, False)],
)
def test_the_confidential_part_stands_only_in_the_copies_of_those_who_may_see_it(
    name, confidential, expected, kind
):
    content = made(papers.as_filed(filed()), name, kind, confidential=confidential)

    text = words(PdfReader(io.BytesIO(content))) if kind == "pdf" else docx_words(content)
    assert (SECRET in text) == expected


def test_the_confidential_part_is_a_page_of_its_own():
    last = pdf_of(papers.as_filed(filed()), "don").pages[-1].extract_text()

    assert last.split("\n")[1].strip() == "THÔNG TIN CẦN ĐƯỢC BẢO MẬT"


def test_an_older_revision_says_what_stood_then():
    dossier = filed(title="Tên lần đầu", first_used_on=date(2026, 3, 2))
    Submission.objects.filter(pk=dossier.pk).update(title="Tên sau khi sửa")
    dossier = Submission.objects.get(pk=dossier.pk)
    freeze(dossier, by=dossier.owner)

    told = [words(pdf_of(papers.frozen(revision), "don")) for revision in dossier.revisions.all()]

    assert [("Tên lần đầu" in text, "Tên sau khi sửa" in text) for text in told] == [
        (True, False),
        (False, True),
    ]
    assert "bản nộp lần 1" in told[0]
    assert "02/03/2026" in told[0]


def test_the_unit_reads_what_was_handed_in_while_the_author_rewrites_it():
    dossier = filed(title="Tên đã nộp")
    Submission.objects.filter(pk=dossier.pk).update(title="Tên đang sửa", state="returned")
    dossier = Submission.objects.get(pk=dossier.pk)

    assert papers.as_filed(dossier).line("title") == "Tên đã nộp"
    assert papers.for_author(dossier).line("title") == "Tên đang sửa"


@pytest.mark.parametrize("kind", papers.KINDS)
def test_a_collective_is_named_with_its_representative(kind):
    dossier = filed()
    dossier.authorships.filter(order=2).update(full_name="Tổ Cấp nước số 3", representative="Lê Văn Cường")
    freeze(dossier, by=dossier.owner)

    content = made(papers.as_filed(Submission.objects.get(pk=dossier.pk)), "bao-cao", kind)

    text = words(PdfReader(io.BytesIO(content))) if kind == "pdf" else docx_words(content)
    assert "Tổ Cấp nước số 3 (đại diện: Lê Văn Cường) (40,00 %)" in text


def test_the_receipt_says_by_when_an_answer_comes():
    dossier = filed()
    before = words(pdf_of(papers.as_filed(dossier), "bien-nhan"))
    Submission.objects.filter(pk=dossier.pk).update(answer_due=date(2026, 2, 27))
    after = words(pdf_of(papers.as_filed(Submission.objects.get(pk=dossier.pk)), "bien-nhan"))

    assert "trong 3 tháng kể từ ngày hồ sơ được tiếp nhận hợp lệ" in before
    assert "chậm nhất ngày 27/02/2026" in after


def test_a_word_file_names_no_person_and_no_machine():
    with zipfile.ZipFile(io.BytesIO(made(papers.as_filed(filed()), "tom-tat", "docx"))) as archive:
        facts = archive.read("docProps/core.xml").decode()
        moments = {entry.date_time for entry in archive.infolist()}

    assert "<dc:creator></dc:creator>" in facts or "<dc:creator/>" in facts
    assert moments == {render.ZIP_DAY}


def test_the_word_templates_are_those_that_the_script_describes():
    import build_papers

    for make in build_papers.TEMPLATES:
        written = io.BytesIO()
        make().save(written)
        stored = zipfile.ZipFile(render.FOLDER / f"{make.__name__}.docx")
        assert stored.read("word/document.xml") == zipfile.ZipFile(written).read("word/document.xml")
