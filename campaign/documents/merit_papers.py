"""Giấy khen and the like, one to a page for each reward of a decision: on blank paper or on a pre-printed form."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from campaign.documents import render
from campaign.documents.certificate_papers import Step
from campaign.documents.decision_facts import Facts, facts_of
from campaign.documents.decision_papers import made_at
from campaign.documents.paper_templates import in_use
from campaign.documents.papers import File
from campaign.models.decision import Decision
from campaign.models.issued_paper import PrintForm
from campaign.rules.print_form import HEIGHT, WIDTH, shown

TEMPLATE = KIND = "merit"
BLANK, FORM = "blank", "form"
SAMPLE = {
    "authority": "Chủ tịch Ủy ban nhân dân",
    "lead": "TẶNG",
    "kind": "Giấy khen",
    "holder": "Nguyễn Văn Mẫu",
    "note": "Chuyên viên, Phòng Mẫu",
    "ground": "Đã có thành tích trong phong trào thi đua phát huy sáng kiến (dòng chữ thử).",
    "decision": "00/QĐ-MẪU ngày 01 tháng 01 năm 2026",
    "register": "00",
    "place_and_date": "Địa danh, ngày 01 tháng 01 năm 2026",
    "signer_lines": ["CHỦ TỊCH"],
    "signer_name": "Trần Thị Mẫu",
}


def faces(decision: Decision) -> list[Facts]:
    """In the order of the annex."""
    facts = facts_of(decision)
    return [_face(facts, row) for row in facts["rewards"]]


def _face(facts: Facts, row: Facts) -> Facts:
    is_title = row["sort"] == "title"
    return {
        "authority": facts["authority"],
        "lead": "TẶNG DANH HIỆU" if is_title else "TẶNG",
        "kind": row["kind"],
        "holder": row["holder"],
        "note": row["note"],
        "ground": f"Đã có thành tích: {row['ground']}, {facts['movement']} năm {row['year']}.",
        "decision": f"{facts['number']} {facts['day']}",
        "register": f"{int(row['line']):02}",
        "place_and_date": facts["place_and_date"],
        "signer_lines": facts["signer_lines"],
        "signer_name": facts["signer_name"],
    }


def one_pdf(decision: Decision, note: Step, *, way: str) -> bytes:
    made = faces(decision)
    note(40)
    return _pdf(made, placing(way), made_at(decision), title=f"{len(made)} giấy khen thưởng")


def one_docx(decision: Decision, note: Step) -> bytes:
    """To be changed in Word and printed on blank paper."""
    made = faces(decision)
    note(40)
    values = {"document_title": f"{len(made)} giấy khen thưởng", "faces": made}
    return render.docx(TEMPLATE, values, made_at=made_at(decision), replaced=in_use(TEMPLATE))


def placing(way: str) -> Facts:
    """Where the words stand on the form that the administrator has measured; nowhere on blank paper."""
    if way == BLANK:
        return {"places": [], "width": 297, "height": 210}
    form = PrintForm.objects.filter(kind=KIND).first()
    width, height = (form.width_mm, form.height_mm) if form else (WIDTH, HEIGHT)
    kept: dict[str, Any] = form.fields if form else {}
    return {"places": list(shown(kept)), "width": float(width), "height": float(height)}


def test_sheet(kept: dict[str, Any], width: Decimal, height: Decimal, *, moment: Any) -> File:
    """Sample words on a grid of 10 mm, to be laid over the form against the light."""
    facts = {"places": list(shown(kept)), "width": float(width), "height": float(height), "grid": True}
    content = _pdf([SAMPLE], facts, moment, title="Tờ in thử vị trí trên phôi giấy khen")
    return File("to-in-thu.pdf", render.TYPES["pdf"], content)


def _pdf(made: Sequence[Facts], placing: Facts, moment: Any, *, title: str) -> bytes:
    values = {"document_title": title, "draft": False, "foot": "", "faces": list(made), **placing}
    return render.pdf(TEMPLATE, values, made_at=moment)
