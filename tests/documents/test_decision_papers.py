"""The papers of a decision: one set of facts on page, PDF, Word and spreadsheet, in the lay-out of NĐ 30/2020."""

import hashlib
import io
import re
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.roles import Role
from campaign.actions.issued_papers import issue_papers
from campaign.actions.refused import Refused
from campaign.documents import decision_papers
from campaign.exchange.decision_annex import annex
from campaign.models.decision import Award, Decision
from campaign.models.issued_paper import IssuedPaper
from campaign.models.submission import Submission
from tests.documents.test_papers import ALL_LETTERS, MM, place
from tests.factories import make_campaign, make_decision, make_user
from tests.paper_text import table_rows, words

pytestmark = pytest.mark.django_db
BASES = ["Căn cứ Luật Tổ chức chính quyền địa phương", "Nghị định số 13/2012/NĐ-CP;"]
KINDS = ("pdf", "docx")


def decision(*outcomes, **more):
    made = make_decision(make_campaign(), *(outcomes or ("nhat", "recognised", "not_recognised")), **more)
    Decision.objects.filter(pk=made.pk).update(
        bases=BASES,
        proposal_number="03/TTr-HĐSK",
        proposal_on=date(2026, 2, 3),
        signer_power="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
        signer_title="Phó Chủ tịch",
    )
    return fresh(made)


def fresh(made):
    rows = Decision.objects.select_related("campaign", "council", "snapshot", "proposal_paper__entry")
    return rows.get(pk=made.pk)


def issued(made):
    issue_papers(made, by=make_user(Role.OFFICER))
    return fresh(made)


def refused_of(made):
    return made.awards.get(outcome="not_recognised").pk


def reader_of(made):
    return PdfReader(io.BytesIO(made.content))


@pytest.mark.parametrize("kind", KINDS)
def test_the_decision_says_who_signs_on_what_ground_and_what_is_decided(kind):
    text = words(decision_papers.paper(issued(decision()), "quyet-dinh", kind))

    for said in (
        "Số: 05/QĐ-UBND",
        "Bạc Liêu, ngày 05 tháng 6 năm 2026",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Căn cứ Nghị định số 13/2012/NĐ-CP;",
        "Theo đề nghị của Hội đồng sáng kiến tại Tờ trình số 03/TTr-HĐSK ngày 03 tháng 02 năm 2026.",
        "Điều 1. Công nhận 2 sáng kiến cấp cơ sở (1 Giải Nhất, 1 Công nhận sáng kiến)",
        "chịu trách nhiệm thi hành Quyết định này./.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nơi nhận:",
        "- Lưu: VT.",
        "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 6 năm 2026 của Ủy ban nhân dân thành phố)",
        "Danh sách gồm 2 sáng kiến./.",
    ):
        assert said in text
    assert "DỰ THẢO" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_proposal_and_the_notice_say_the_same_figures(kind):
    made = issued(decision())
    asked = words(decision_papers.paper(made, "to-trinh", kind))
    told = words(decision_papers.paper(made, "thong-bao", kind, refused_of(made)))

    for said in ("Số: 03/TTr-HĐSK", "Bạc Liêu, ngày 03 tháng 02 năm 2026", "TM. HỘI ĐỒNG", "7, 0, 0"):
        assert said in asked
    assert "xem xét, ban hành Quyết định công nhận 2 sáng kiến" in asked
    assert "không đề nghị công nhận 1 giải pháp" in asked
    for said in (
        "Trùng với sáng kiến năm 2019.",
        "Quyết định số 05/QĐ-UBND ngày 05 tháng 6 năm 2026",
        "kiến nghị",
    ):
        assert said in told
    assert "Trùng với sáng kiến năm 2019." not in asked


def test_page_pdf_word_and_spreadsheet_have_one_list(client):
    officer = make_user(Role.OFFICER)
    made = issued(decision("nhat", "recognised", "nhi", "not_recognised"))
    client.force_login(officer)

    in_word = [row for row in table_rows(decision_papers.paper(made, "quyet-dinh", "docx")) if len(row) == 8]
    sheet = load_workbook(io.BytesIO(annex(made))).active
    in_sheet = [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]
    pdf = words(decision_papers.paper(made, "quyet-dinh", "pdf"))
    page = client.get(f"/van-phong/quyet-dinh/{made.pk}/").content.decode()

    assert in_word == in_sheet
    assert [row[1] for row in in_sheet[1:]] == [row["register"] for row in made.snapshot.facts["rows"]]
    for row in in_sheet[1:]:
        assert re.search(rf"{row[0]} {row[1]} .*?{row[6]} ", pdf)
        assert row[1] in page
    assert len(in_sheet) == 4


def test_the_lay_out_is_that_of_the_decree_in_millimetres():
    made = issued(decision())
    reader = reader_of(decision_papers.paper(made, "quyet-dinh", "pdf"))
    section, wide = Document(io.BytesIO(decision_papers.paper(made, "quyet-dinh", "docx").content)).sections

    assert [(round(page.mediabox.width / MM), round(page.mediabox.height / MM)) for page in reader.pages] == [
        (210, 297),
        (297, 210),
    ]
    assert edges(reader.pages[0]) == (True, True, True)
    assert [round(side.mm) for side in (section.left_margin, section.right_margin, section.top_margin)] == [
        30,
        15,
        20,
    ]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (297, 210)
    assert wide._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def edges(page):
    """Whether all words stand within 30 mm left, 15 mm right, 20 mm above and below."""
    places = []
    page.extract_text(visitor_text=lambda *seen: places.append(place(*seen)))
    lines = [(x, y) for x, y, text in places if text.strip()]
    return (
        min(x for x, _y in lines) >= 29.9,
        max(x for x, _y in lines) <= 195,
        min(y for _x, y in lines) >= 20 and max(y for _x, y in lines) <= 277,
    )


def test_three_hundred_rows_repeat_their_heading_and_number_the_annex_by_itself():
    made = decision("nhat", "not_recognised")
    rows = many(made, 300)
    made.snapshot.facts["rows"] = rows

    reader = reader_of(decision_papers.paper(made, "quyet-dinh", "pdf"))
    pages = [page.extract_text() for page in reader.pages]
    firsts = [page.split("\n")[0].strip() for page in pages]
    listed = [page for page in pages if "Tên sáng kiến" in page]
    word = Document(io.BytesIO(decision_papers.paper(made, "quyet-dinh", "docx").content))
    heading = word.tables[-1].rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader"))

    assert firsts[1] == "PHỤ LỤC"
    assert firsts[2:5] == ["2", "3", "4"]
    assert len(listed) == len(pages) - 1
    assert sorted(re.findall(r"T\d{4}/2026", " ".join(pages))) == [
        f"T{number:04}/2026" for number in range(1, 301)
    ]
    assert heading is not None
    assert len(word.tables[-1].rows) == 301


def many(made, count):
    made.snapshot = issued(made).snapshot
    first = made.snapshot.facts["rows"][0]
    return [first | {"line": str(number), "register": f"T{number:04}/2026"} for number in range(1, count + 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_thirty_authors_with_every_letter_all_stand_in_annex_and_notice(kind):
    made = decision("recognised", "not_recognised", shares=(300,) * 30)
    for dossier in Submission.objects.filter(awards__decision=made):
        for number, row in enumerate(dossier.authorships.all(), 1):
            row.full_name = f"Nguyễn Hoàng {ALL_LETTERS[number * 4 : number * 4 + 8]} Thiện Số{number}."
            row.save()
    made = issued(made)
    parts = [part for n in range(1, 31) for part in (ALL_LETTERS[n * 4 : n * 4 + 8], f"Số{n}.")]

    listed = words(decision_papers.paper(made, "quyet-dinh", kind))
    told = words(decision_papers.paper(made, "thong-bao", kind, refused_of(made)))

    assert [part for part in parts if part not in listed or part not in told] == []


@pytest.mark.parametrize("name", ["to-trinh", "quyet-dinh", "thong-bao"])
def test_every_paper_is_archivable_and_accessible_with_its_fonts_inside(name):
    made = issued(decision())
    award = refused_of(made) if name == "thong-bao" else None
    reader = reader_of(decision_papers.paper(made, name, "pdf", award))

    marks = reader.xmp_metadata.stream.get_data().decode()
    fonts = {
        font.get_object()["/BaseFont"][8:]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert ("pdfaid:part>2<" in marks, "pdfaid:conformance>A<" in marks, "pdfuaid:part>1<" in marks) == (
        True,
    ) * 3
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert {font.partition("-")[0] for font in fonts} == {"Tinos"}


def test_what_was_issued_never_changes_and_its_hash_is_that_of_the_file():
    made = issued(decision())
    first = decision_papers.paper(made, "quyet-dinh", "pdf").content
    Submission.objects.update(title="Tên khác")
    Award.objects.update(reason="Lý do khác")

    again = fresh(made)
    kept = IssuedPaper.objects.get(kind="quyet-dinh")

    assert decision_papers.paper(again, "quyet-dinh", "pdf").content == first
    assert kept.pdf_sha256 == hashlib.sha256(first).hexdigest()
    assert sorted(IssuedPaper.objects.values_list("kind", flat=True)) == [
        "quyet-dinh",
        "thong-bao",
        "to-trinh",
    ]
    with pytest.raises(Refused, match="đã phát hành"):
        issue_papers(again, by=make_user(Role.OFFICER))


def test_before_it_is_issued_it_is_a_draft_and_an_author_cannot_issue_it():
    made = decision()
    author = make_user(Role.OFFICER)
    Submission.objects.filter(awards__decision=made).update(owner=author)

    assert "DỰ THẢO" in words(decision_papers.paper(made, "quyet-dinh", "docx"))
    with pytest.raises(Refused, match="tác giả"):
        issue_papers(made, by=author)
    assert IssuedPaper.objects.count() == 0
