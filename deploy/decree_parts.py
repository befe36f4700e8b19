"""The Word templates of what an agency issues (Nghị định 30/2020/NĐ-CP): decision, revocation, proposal, notice."""

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from paper_parts import ALIGN, element, item, line, motto, new_document, say, size_columns
from session_parts import column, rows

LETTERHEAD = (6.5, 10.0)
DRAFT = "DỰ THẢO – chưa ban hành"


def issued_head(document: Any, title: str) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    say(left.paragraphs[0], "{{ parent|upper }}", size=12).alignment = ALIGN.CENTER
    issuer = line(left, "{{ issuer|upper }}", bold=True, align=ALIGN.CENTER)
    rule(issuer, indent=1.9)
    motto(right, size=12, indent=1.7)
    right._tc.remove(right.paragraphs[0]._p)
    say(table.rows[1].cells[0].paragraphs[0], "Số: {{ number }}").alignment = ALIGN.CENTER
    say(table.rows[1].cells[1].paragraphs[0], "{{ place_and_date }}", italic=True).alignment = ALIGN.CENTER
    table.autofit = False
    size_columns(table, list(LETTERHEAD))
    document.add_paragraph("{%p if draft %}")
    line(document, DRAFT, bold=True, align=ALIGN.CENTER)
    document.add_paragraph("{%p endif %}")
    document.add_heading(title, 1)
    about = line(document, "{{ about }}", bold=True, size=14, align=ALIGN.CENTER)
    rule(about, indent=5.2)


def rule(paragraph: Any, *, indent: float) -> None:
    """A line under the words, a third to a half as long; drawn as the border of an empty paragraph below them."""
    below = Paragraph(element("w:p"), paragraph._parent)
    paragraph._p.addnext(below._p)
    below.paragraph_format.space_before = below.paragraph_format.space_after = Pt(0)
    below.paragraph_format.line_spacing = Pt(4)
    below.paragraph_format.left_indent = below.paragraph_format.right_indent = Cm(indent)
    border = element("w:pBdr")
    border.append(element("w:top", val="single", sz="6", space="1", color="000000"))
    below._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")


def indented(document: Any, text: str, **look: Any) -> Any:
    paragraph = line(document, text, align=ALIGN.JUSTIFY, **look)
    paragraph.paragraph_format.first_line_indent = Cm(1)
    return paragraph


def every(document: Any, loop: str, text: str, **look: Any) -> None:
    document.add_paragraph(f"{{%p for {loop} %}}")
    indented(document, text, **look)
    document.add_paragraph("{%p endfor %}")


def articles(document: Any) -> None:
    """The last one stays with the signer."""
    document.add_paragraph("{%p for row in articles %}")
    article(document, "row")
    document.add_paragraph("{%p endfor %}")
    article(document, "last_article").paragraph_format.keep_with_next = True


def article(document: Any, name: str) -> Any:
    paragraph = say(indented(document, f"{{{{ {name}.heading }}}}", bold=True), f" {{{{ {name}.text }}}}")
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    return paragraph


def paper_end(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:cantSplit"))
    left, right = table.rows[0].cells
    say(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    left.add_paragraph("{%p for text in recipients %}")
    line(left, "{{ text }}", size=11)
    left.add_paragraph("{%p endfor %}")
    right.paragraphs[0].text = "{%p for text in signer_lines %}"
    line(right, "{{ text }}", bold=True, size=14)
    right.add_paragraph("{%p endfor %}")
    for _ in range(4):
        right.add_paragraph()
    line(right, "{{ signer_name }}", bold=True, size=14)
    for paragraph in right.paragraphs:
        paragraph.alignment = ALIGN.CENTER
    for paragraph in (*left.paragraphs, *right.paragraphs):
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    table.autofit = False
    size_columns(table, [7.5, 9])


SUM = "Danh sách gồm {{ count }} sáng kiến./."


def annex(document: Any, title: str, columns: list[tuple[str, str, float]], last: str = SUM) -> None:
    """A wide section with page numbers of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.top_margin, section.bottom_margin = Cm(3), Cm(1.5)
    section.left_margin = section.right_margin = Cm(2)
    section.different_first_page_header_footer = True
    section._sectPr.append(element("w:pgNumType", start="1"))
    document.add_heading("PHỤ LỤC", 1)
    line(document, title, bold=True, align=ALIGN.CENTER)
    line(document, "{{ annex_reference }}", italic=True, align=ALIGN.CENTER)
    rows(document, "rows", columns)
    line(document, last)


def signed_decision() -> Any:
    """Up to its annex."""
    document = new_document()
    issued_head(document, "QUYẾT ĐỊNH")
    line(document, "{{ authority }}", bold=True, align=ALIGN.CENTER)
    every(document, "text in bases", "{{ text }}", italic=True)
    line(document, "QUYẾT ĐỊNH:", bold=True, align=ALIGN.CENTER)
    articles(document)
    paper_end(document)
    return document


FIRST = [
    column("STT", "line", 1.3),
    column("Số hồ sơ", "register", 2.5),
    column("Tên sáng kiến", "title", 5.8),
    column("Tác giả, đồng tác giả", "authors", 5.6),
    column("Đơn vị", "unit", 3.7),
]


def decision() -> Any:
    document = signed_decision()
    last = [
        column("Nội dung thi đua", "strand", 3.0),
        column("Điểm", "total", 1.5),
        column("Kết quả", "result", 2.3),
    ]
    annex(document, "{{ annex_title }}", [*FIRST, *last])
    return document


def revocation() -> Any:
    document = signed_decision()
    last = [column("Quyết định đã công nhận", "earlier", 3.4), column("Lý do thu hồi", "reason", 3.4)]
    annex(document, "{{ annex_title }}", [*FIRST, *last])
    return document


def reward_decision() -> Any:
    document = signed_decision()
    money = "{{ total }} đồng (bằng chữ: {{ total_words }})"
    last = f"Danh sách gồm {{{{ count }}}} trường hợp. Tổng số tiền thưởng: {money}./."
    columns = [
        column("STT", "line", 1.3),
        column("Họ và tên, tên tập thể", "holder", 4.4),
        column("Chức vụ, đơn vị", "note", 5.2),
        column("Danh hiệu, hình thức khen thưởng", "kind", 4.2),
        column("Thành tích", "ground", 6.2),
        column("Hệ số", "coefficient", 1.4),
        column("Tiền thưởng (đồng)", "money", 3.2),
    ]
    annex(document, "{{ annex_title }}", columns, last)
    return document


def proposal() -> Any:
    document = new_document()
    issued_head(document, "TỜ TRÌNH")
    line(document, "Kính gửi: {{ addressee }}.", align=ALIGN.CENTER)
    every(document, "text in bases", "{{ text }}", italic=True)
    every(document, "text in opening", "{{ text }}")
    counts = [column("Kết quả đề nghị", "label", 11.1), column("Số sáng kiến", "number", 4)]
    rows(document, "counts", [column("STT", "line", 1.4), *counts])
    every(document, "text in asking", "{{ text }}")
    indented(document, "Hồ sơ kèm theo gồm:")
    every(document, "text in enclosed", "{{ text }}")
    indented(document, "{{ closing }}").paragraph_format.keep_with_next = True
    paper_end(document)
    annex(
        document,
        "DANH SÁCH SÁNG KIẾN ĐỀ NGHỊ CÔNG NHẬN",
        [
            column("STT", "line", 1.3),
            column("Số hồ sơ", "register", 2.5),
            column("Tên sáng kiến", "title", 5.8),
            column("Tác giả, đồng tác giả", "authors", 5.6),
            column("Đơn vị", "unit", 3.6),
            column("Điểm", "total", 1.5),
            column("Phiếu đồng ý, không đồng ý, trắng", "votes", 2.6),
            column("Đề nghị", "result", 2.8),
        ],
    )
    return document


def notice() -> Any:
    document = new_document()
    issued_head(document, "THÔNG BÁO")
    line(document, "Kính gửi: {{ addressee }}.", align=ALIGN.CENTER)
    every(document, "text in opening", "{{ text }}")
    item(document, "Tên giải pháp", "{{ title }}")
    item(document, "Số hồ sơ", "{{ register }}")
    item(document, "Tác giả, đồng tác giả", "{{ authors }}")
    item(document, "Đơn vị", "{{ unit }}")
    line(document, "Lý do không công nhận:", bold=True)
    every(document, "text in reasons", "{{ text }}")
    every(document, "text in closing", "{{ text }}")
    paper_end(document)
    return document
