"""The Word templates of a council session's papers: minutes, vote count and table of scores."""

from typing import Any

from docx.shared import Cm
from paper_parts import ALIGN, element, fill, item, line, motto, new_document, say, size_columns

CENTRED = {
    "number",
    "line",
    "register",
    "position",
    "total",
    "votes",
    "votes_for",
    "votes_against",
    "votes_blank",
}


def letterhead(document: Any, title: str, about: str) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    say(left.paragraphs[0], "{{ parent|upper }}", size=12).alignment = ALIGN.CENTER
    line(left, "{{ issuer|upper }}", bold=True, align=ALIGN.CENTER)
    motto(right, size=12, indent=1.5)
    right._tc.remove(right.paragraphs[0]._p)
    say(table.rows[1].cells[0].paragraphs[0], "Số: {{ number }}").alignment = ALIGN.CENTER
    say(table.rows[1].cells[1].paragraphs[0], "{{ place_and_date }}", italic=True).alignment = ALIGN.CENTER
    table.autofit = False
    size_columns(table, [6.5, 10])
    document.add_paragraph("{%p if draft %}")
    line(document, "DỰ THẢO – phiên họp chưa kết thúc", bold=True, align=ALIGN.CENTER)
    document.add_paragraph("{%p endif %}")
    document.add_heading(title, 1)
    line(document, about, bold=True, align=ALIGN.CENTER)
    line(document, "{{ movement }}", italic=True, align=ALIGN.CENTER)
    document.add_paragraph("{%p if extract %}")
    line(document, "{{ extract }}", italic=True)
    document.add_paragraph("{%p endif %}")


def rows(document: Any, name: str, columns: list[tuple[str, str, float]]) -> None:
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    fill(table.rows[1].cells[0], f"{{%tr for row in {name} %}}")
    fill(table.rows[3].cells[0], "{%tr endfor %}")
    size_columns(table, [width for _heading, _value, width in columns])
    for index, (heading, value, _width) in enumerate(columns):
        fill(table.rows[0].cells[index], heading, bold=True, align=ALIGN.CENTER)
        table.rows[0].cells[index].paragraphs[0].paragraph_format.keep_with_next = True
        fill(table.rows[2].cells[index], value, align=ALIGN.CENTER if value[7:-3] in CENTRED else None)
    table.rows[2]._tr.get_or_add_trPr().append(element("w:cantSplit"))


def column(heading: str, name: str, width: float) -> tuple[str, str, float]:
    return heading, f"{{{{ row.{name} }}}}", width


def each(document: Any, loop: str, text: str) -> None:
    document.add_paragraph(f"{{%p for {loop} %}}")
    line(document, text, align=ALIGN.JUSTIFY)
    document.add_paragraph("{%p endfor %}")


def signed(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, role, name in zip(
        table.rows[0].cells, ("THƯ KÝ", "CHỦ TRÌ"), ("secretary", "chair"), strict=True
    ):
        say(cell.paragraphs[0], role, bold=True)
        line(cell, "(Ký và ghi rõ họ tên)", italic=True)
        for _ in range(3):
            cell.add_paragraph()
        line(cell, f"{{{{ {name} }}}}", bold=True)
        for paragraph in cell.paragraphs:
            paragraph.alignment = ALIGN.CENTER


def minutes() -> Any:
    document = new_document()
    letterhead(document, "BIÊN BẢN", "Họp {{ issuer }}")
    for label, name in (
        ("Thời gian bắt đầu", "began"),
        ("Địa điểm", "place"),
        ("Chủ trì", "chair"),
        ("Thư ký", "secretary"),
        ("Hội đồng thành lập theo", "founded"),
        ("Có mặt", "present_line"),
        ("Điều kiện họp", "quorum_line"),
    ):
        item(document, label, f"{{{{ {name} }}}}")
    document.add_heading("I. THÀNH PHẦN", 2)
    names = [column("Họ và tên", "name", 5), column("Chức danh trong hội đồng", "role", 4)]
    rows(document, "present", [column("STT", "number", 1.2), *names, column("Dự họp", "status", 6.3)])
    item(document, "Vắng mặt", "{{ absent|join('; ') }}")
    line(document, "Thành viên không tham gia xét từng hồ sơ:", bold=True)
    each(document, "text in recusals", "{{ text }}")
    document.add_heading("II. DIỄN BIẾN", 2)
    line(document, "Hội đồng xét theo bảng xếp hạng số {{ ranking }}. {{ basis }}")
    document.add_paragraph("{%p for one in items %}")
    document.add_heading("{{ one.heading }}", 3)
    each(document, "text in one.notes", "{{ text }}")
    each(document, "text in one.votes", "{{ text }}")
    each(document, "text in one.conclusion", "Kết luận: {{ text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("III. KẾT QUẢ VÀ ĐỀ NGHỊ CỦA HỘI ĐỒNG", 2)
    sums = [("Đồng ý", "votes_for"), ("Không đồng ý", "votes_against"), ("Trắng", "votes_blank")]
    rows(
        document,
        "results",
        [
            column("STT", "number", 1.1),
            column("Hồ sơ", "register", 2.6),
            column("Sáng kiến", "name", 4.2),
            column("Điểm", "total", 1.5),
            *(column(label, name, 1.4) for label, name in sums),
            column("Đề nghị", "said", 2.9),
        ],
    )
    line(document, "Phiên họp kết thúc lúc {{ ended }}. Biên bản được thông qua tại phiên họp./.")
    signed(document)
    return document


def vote_count() -> Any:
    document = new_document()
    letterhead(document, "BIÊN BẢN KIỂM PHIẾU", "{{ issuer }}")
    item(document, "Phiên họp", "{{ held }}")
    document.add_paragraph("{%p for one in rounds %}")
    before = len(document.paragraphs)
    document.add_heading("{{ one.heading }}", 2)
    item(document, "Cách bỏ phiếu", "{{ one.way }}")
    document.add_paragraph("{%p if one.void %}")
    line(document, "{{ one.void }}")
    document.add_paragraph("{%p else %}")
    item(document, "Thành phần", "{{ one.room }}")
    item(document, "Kiểm phiếu", "{{ one.committee }}")
    papers = "phát ra {{ one.issued }}, thu về {{ one.collected }}, hợp lệ {{ one.valid }}"
    item(document, "Số phiếu", f"{papers}, không hợp lệ {{{{ one.invalid }}}}")
    item(document, "Thông qua khi có ít nhất", "{{ one.needed }} thành viên đồng ý")
    line(document, "{{ one.early }}")
    for paragraph in document.paragraphs[before:]:  # what is said of a round stays with its table
        paragraph.paragraph_format.keep_with_next = True
    name = ("Sáng kiến", "{{ row.name }}{% if row.more %} ({{ row.more }}){% endif %}", 7.5)
    sums = [("Đồng ý", "votes_for"), ("Không đồng ý", "votes_against"), ("Trắng", "votes_blank")]
    counted = [column(label, key, 2) for label, key in sums]
    rows(document, "one.rows", [name, *counted, column("Kết quả", "verdict", 3)])
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    line(document, "Biên bản được thông qua tại phiên họp./.")
    signed(document)
    return document


def scores() -> Any:
    document = new_document()
    letterhead(document, "BẢNG TỔNG HỢP ĐIỂM", "Kèm theo biên bản họp {{ issuer }}")
    name = ("Sáng kiến", "{{ row.name }}{% if row.unit %} ({{ row.unit }}){% endif %}", 4.2)
    last = [column("Tổng điểm", "total", 1.6), column("Mức", "level", 1.8), column("Đề nghị", "award", 2)]
    first = [column("Hạng", "position", 1.3), column("Hồ sơ", "register", 2.6)]
    rows(document, "rows", [*first, name, column("Điểm tiêu chí", "criteria", 3), *last])
    line(document, "Bảng gồm {{ rows|length }} hồ sơ./.")
    signed(document)
    return document


def sheet_head(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    say(left.paragraphs[0], "{{ issuer|upper }}", bold=True).alignment = ALIGN.CENTER
    motto(right, size=12, indent=1.5)
    right._tc.remove(right.paragraphs[0]._p)
    say(table.rows[1].cells[0].paragraphs[0], "Mã hồ sơ: {{ alias }}").alignment = ALIGN.CENTER
    say(table.rows[1].cells[1].paragraphs[0], "{{ place_and_date }}", italic=True).alignment = ALIGN.CENTER
    table.autofit = False
    size_columns(table, [6.5, 10])


def sheet() -> Any:
    """A judge's score sheet."""
    document = new_document()
    sheet_head(document)
    document.add_paragraph("{%p if draft %}")
    line(document, "BẢN NHÁP – phiếu chưa khóa", bold=True, align=ALIGN.CENTER)
    document.add_paragraph("{%p endif %}")
    document.add_heading("PHIẾU CHẤM ĐIỂM", 1)
    line(document, "{{ movement }}", italic=True, align=ALIGN.CENTER)
    item(document, "Tên giải pháp", "{{ title }}")
    item(document, "Giám khảo", "{{ judge }}")
    points = [
        column("Điểm tối đa", "most", 2),
        column("Điểm chấm", "points", 2),
        column("Nhận xét", "remark", 6),
    ]
    rows(document, "rows", [column("STT", "line", 1.2), column("Tiêu chí", "label", 5.3), *points])
    item(document, "Tổng điểm", "{% if total %}{{ total }}{% else %}…………{% endif %} / {{ top }}")
    document.add_paragraph("{%p if comment %}")
    line(document, "Ý kiến chung:", bold=True)
    document.add_paragraph("{%p endif %}")
    each(document, "text in comment", "{{ text }}")
    each(document, "text in said", "{{ text }}")
    made = line(document, "GIÁM KHẢO", bold=True, align=ALIGN.CENTER)
    made.paragraph_format.left_indent = Cm(8)
    for text in ("(Ký và ghi rõ họ tên)", "", "", "{{ judge }}"):
        made.paragraph_format.keep_with_next = True
        made = line(document, text, bold="judge" in text, italic="Ký" in text, align=ALIGN.CENTER)
        made.paragraph_format.left_indent = Cm(8)
    return document
