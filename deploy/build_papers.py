"""Write the Word templates of the papers, templates/documents/*.docx, from the description below.

python deploy/build_papers.py

The layout is that of Nghị định 30/2020/NĐ-CP. `{{ … }}` is a value and `{%p … %}`, `{%tr … %}` repeat a paragraph or
a table row, as docxtpl reads them. Officials may also change the files in Word; then this script is not run again.
"""

import sys
from pathlib import Path
from typing import Any

from certificate_parts import certificate, merit
from decree_parts import decision, notice, proposal, revocation, reward_decision
from docx.shared import Cm, Pt
from paper_parts import (
    ALIGN,
    confidential_page,
    draft_line,
    files,
    item,
    line,
    long_text,
    motto,
    new_document,
    people,
    say,
    signatures,
    size_columns,
)
from report_parts import summary_report
from session_parts import minutes, scores, sheet, vote_count

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "documents"


def application() -> Any:
    document = new_document()
    motto(document)
    draft_line(document)
    document.add_heading("ĐƠN YÊU CẦU CÔNG NHẬN SÁNG KIẾN", 1)
    line(document, "Kính gửi: {{ addressee }}", align=ALIGN.CENTER)
    line(document, "{{ we }} ghi tên dưới đây:")
    people(document, "authors", "Tỷ lệ (%) đóng góp vào việc tạo ra sáng kiến", "share")
    say(line(document, "là {{ author_word }} đề nghị xét công nhận sáng kiến: "), "{{ name }}", bold=True)
    item(
        document,
        "1. Chủ đầu tư tạo ra sáng kiến (trường hợp tác giả không đồng thời là chủ đầu tư)",
        "{{ investor }}",
    )
    item(document, "2. Lĩnh vực áp dụng sáng kiến", "{{ field }}")
    item(
        document,
        "3. Ngày sáng kiến được áp dụng lần đầu hoặc áp dụng thử (ghi ngày nào sớm hơn)",
        "{{ first_used }}",
    )
    long_text(document, "4. Mô tả bản chất của sáng kiến", "nature")
    document.add_heading("5. Những thông tin cần được bảo mật", 2)
    line(document, "{{ confidential_note }}")
    long_text(document, "6. Các điều kiện cần thiết để áp dụng sáng kiến", "conditions")
    benefits = "Đánh giá lợi ích thu được hoặc dự kiến có thể thu được do áp dụng sáng kiến theo ý kiến của"
    long_text(document, f"7. {benefits} tác giả", "benefits_author")
    who = "tổ chức, cá nhân đã tham gia áp dụng sáng kiến lần đầu, kể cả áp dụng thử"
    long_text(document, f"8. {benefits} {who}", "benefits_others")
    document.add_heading("9. Danh sách những người đã tham gia áp dụng thử hoặc áp dụng sáng kiến lần đầu", 2)
    people(document, "participants", "Nội dung công việc hỗ trợ", "work_supported")
    files(document, "10. Tài liệu kèm theo")
    pledge = "mọi thông tin nêu trong đơn là trung thực, đúng sự thật và hoàn toàn chịu trách nhiệm trước pháp luật."
    line(document, f"{{{{ we }}}} xin cam đoan {pledge}", align=ALIGN.JUSTIFY)
    signatures(document, "NGƯỜI NỘP ĐƠN")
    confidential_page(document)
    return document


def report() -> Any:
    document = new_document()
    motto(document)
    draft_line(document)
    document.add_heading("BÁO CÁO MÔ TẢ SÁNG KIẾN", 1)
    line(document, "{{ name }}", bold=True, align=ALIGN.CENTER)
    document.add_heading("I. THÔNG TIN CHUNG", 2)
    item(document, "1. Mã số", "{{ number }}")
    item(document, "2. Tên sáng kiến", "{{ name }}")
    item(document, "3. Lĩnh vực áp dụng", "{{ field }}")
    item(document, "4. Tác giả", "{{ author_lines }}")
    item(document, "5. Đơn vị", "{{ unit }}")
    item(document, "6. Phong trào thi đua, nội dung thi đua", "{{ movement }}")
    item(document, "7. Ngày áp dụng lần đầu hoặc áp dụng thử", "{{ first_used }}")
    told(document)
    line(document, "{{ we }} cam đoan nội dung báo cáo là trung thực, không sao chép của người khác.")
    signatures(document, "NGƯỜI BÁO CÁO")
    line(document, "XÁC NHẬN CỦA ĐƠN VỊ", bold=True, align=ALIGN.CENTER)
    line(document, "(Ký tên, đóng dấu)", italic=True, align=ALIGN.CENTER)
    return document


def told(document: Any) -> None:
    """The four chapters that describe the initiative."""
    document.add_heading("II. MÔ TẢ GIẢI PHÁP", 2)
    long_text(document, "1. Tóm tắt", "summary", level=3)
    long_text(
        document,
        "2. Bản chất của giải pháp: tình trạng trước đó, cách làm mới, điểm mới và khác",
        "nature",
        level=3,
    )
    line(document, "Những thông tin cần được bảo mật: {{ confidential_note }}")
    document.add_heading("III. KHẢ NĂNG ÁP DỤNG", 2)
    long_text(document, "1. Điều kiện cần thiết để áp dụng", "conditions", level=3)
    document.add_heading("2. Nơi, người đã áp dụng thử hoặc áp dụng lần đầu", 3)
    document.add_paragraph("{%p if not participants %}")
    line(document, "Không có.")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for row in participants %}")
    line(document, "– {{ row.line }}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("IV. HIỆU QUẢ", 2)
    long_text(document, "1. Theo ý kiến của tác giả", "benefits_author", level=3)
    long_text(document, "2. Theo ý kiến của tổ chức, cá nhân đã áp dụng", "benefits_others", level=3)
    files(document, "V. TÀI LIỆU KÈM THEO")


def summary() -> Any:
    document = new_document(size=11, top=1.5, left=2.5)
    for name in ("Normal", "Heading 2"):
        space = document.styles[name].paragraph_format
        space.space_before, space.space_after, space.line_spacing = Pt(1), Pt(1), 1.0
    motto(document, indent=5.4)
    draft_line(document)
    document.add_heading("TÓM TẮT SÁNG KIẾN", 1)
    line(document, "{{ name }}", bold=True, align=ALIGN.CENTER)
    item(document, "Số tiếp nhận", "{{ number }}")
    item(document, "Tác giả", "{{ author_names }}")
    item(document, "Đơn vị", "{{ unit }}")
    item(document, "Lĩnh vực áp dụng", "{{ field }}")
    item(document, "Phong trào thi đua, nội dung thi đua", "{{ movement }}")
    item(document, "Ngày áp dụng lần đầu hoặc áp dụng thử", "{{ first_used }}")
    parts = ("1. Giải pháp", "short_summary"), ("2. Lợi ích theo ý kiến của tác giả", "short_benefits")
    for heading, name in (*parts, ("3. Điều kiện để áp dụng", "short_conditions")):
        document.add_heading(heading, 2)
        line(document, f"{{{{ {name} }}}}", align=ALIGN.JUSTIFY)
    line(document, "{{ place_and_date }}", italic=True, align=ALIGN.RIGHT)
    return document


def receipt() -> Any:
    document = new_document()
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    say(left.paragraphs[0], "{{ issuer|upper }}", bold=True).alignment = ALIGN.CENTER
    motto(right, size=12, indent=1.5)
    right._tc.remove(right.paragraphs[0]._p)
    say(table.rows[1].cells[0].paragraphs[0], "Số: {{ number }}").alignment = ALIGN.CENTER
    say(table.rows[1].cells[1].paragraphs[0], "{{ place_and_date }}", italic=True).alignment = ALIGN.CENTER
    table.autofit = False
    size_columns(table, [6.5, 10])
    document.add_heading("GIẤY BIÊN NHẬN ĐƠN", 1)
    line(document, "Yêu cầu công nhận sáng kiến", bold=True, align=ALIGN.CENTER)
    line(document, "{{ office }} đã nhận đơn yêu cầu công nhận sáng kiến với các nội dung sau:")
    for label, name in (
        ("1. Số tiếp nhận", "number"),
        ("2. Thời điểm nhận", "moment"),
        ("3. Tên sáng kiến", "name"),
        ("4. Tác giả (tỷ lệ đóng góp)", "author_lines"),
        ("5. Đơn vị", "unit"),
        ("6. Phong trào thi đua, nội dung thi đua", "movement"),
        ("7. Hồ sơ gồm", "contents"),
        ("8. Thông báo kết quả kiểm tra hồ sơ", "check_by"),
        ("9. Trả lời kết quả xét công nhận", "answer_by"),
    ):
        item(document, label, f"{{{{ {name} }}}}")
    line(
        document,
        "Thời hạn trả lời tính theo Điều 7 Nghị định số 13/2012/NĐ-CP. Khi cần hỏi, xin nêu số tiếp nhận.",
    )
    line(document, "{% if seal %}Mã kiểm chứng nội dung (SHA-256): {{ seal }}{% endif %}", size=10)
    for text, look in (
        ("NGƯỜI NHẬN ĐƠN", {"bold": True}),
        ("Cổng thông tin lập tự động khi hồ sơ được nộp", {"italic": True}),
    ):
        made = line(document, text, align=ALIGN.CENTER, **look)
        made.paragraph_format.left_indent = Cm(7)
    return document


TEMPLATES = (
    application,
    report,
    summary,
    receipt,
    minutes,
    vote_count,
    scores,
    sheet,
    decision,
    revocation,
    reward_decision,
    proposal,
    notice,
    certificate,
    merit,
    summary_report,
)


def main() -> int:
    for make in TEMPLATES:
        make().save(str(FOLDER / f"{make.__name__}.docx"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
