"""The papers of a decision: tờ trình, the decision with its annex, and for each dossier the notice why not.

All are made from the one set of facts (`decision_facts`), so they agree with each other and with the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from campaign.documents import render
from campaign.documents.decision_facts import Facts, facts_of
from campaign.documents.decree import annex, articles, head, numbered, printed, request
from campaign.documents.layout import paragraphs
from campaign.documents.paper_templates import in_use
from campaign.documents.papers import File
from campaign.documents.reward_papers import REWARD_COLUMNS, reward_facts
from campaign.models.decision import Decision
from campaign.rules.calendar import VIETNAM
from campaign.rules.phrase import Phrase

SCOPES = {"base": "cấp cơ sở", "province": "cấp tỉnh", "nation": "toàn quốc"}
NOTICE = "thong-bao"


def offered(decision: Decision) -> dict[str, Phrase]:
    """The papers that exist for a decision of this kind, by name; notices are papers of one dossier each."""
    return {name: label for name, (label, *_made, kind) in PAPERS.items() if kind == decision.kind}


def paper(decision: Decision, name: str, kind: str, award: int | None = None) -> File:
    """Wants the decision with campaign, council, snapshot and proposal paper; `award`: whose notice it is."""
    template, facts = content(decision, name, award)
    made = render.paper(template, kind, facts, made_at=made_at(decision), replaced=in_use(template, kind))
    mark = facts["register"].replace("/", "-") if award else f"{decision.number:02}-{decision.symbol}"
    return File(f"{name}-{mark}-{decision.year}.{kind}", render.TYPES[kind], made)


def content(decision: Decision, name: str, award: int | None = None) -> tuple[str, Facts]:
    """The template and the values of one paper."""
    facts = facts_of(decision)
    if award is None:
        _label, template, facts_for, _kind = PAPERS[name]
        return template, values(decision, facts_for(facts))
    row = next(one for one in facts["refused"] if one["award"] == award)
    return "notice", values(decision, notice_facts(facts, row))


def values(decision: Decision, facts: Facts) -> Facts:
    """What a template reads: the paper's own words and whether it is still a draft."""
    draft = not hasattr(decision, "snapshot")
    return {"draft": draft, "draft_mark": "DỰ THẢO", "foot": ""} | facts


def made_at(decision: Decision) -> datetime:
    """A paper carries the day of its signing, whenever it is made."""
    return datetime.combine(decision.signed_on, time(), VIETNAM)


def recognition_facts(facts: Facts) -> Facts:
    """Recognition: who is recognised, what follows from it, who carries it out."""
    rows, reach = facts["rows"], SCOPES.get(facts["scope"], "")
    about = f"Về việc công nhận sáng kiến {reach} {facts['movement']}"
    levels = ", ".join(f"{row['number']} {row['label']}" for row in facts["counts"])
    counted = f" ({levels})" if len(facts["counts"]) > 1 else ""
    return (
        head(facts)
        | {"document_title": f"Quyết định số {facts['number']}: {about}", "about": about}
        | {"bases": numbered(facts, request(facts))}
        | articles(
            f"Công nhận {len(rows)} sáng kiến {reach}{counted} có tên tại Phụ lục kèm theo Quyết định này.",
            "Tác giả, đồng tác giả của sáng kiến được cấp Giấy chứng nhận sáng kiến và được hưởng quyền lợi theo quy "
            "định "
            "của pháp luật về sáng kiến và về thi đua, khen thưởng.",
            "Quyết định này có hiệu lực kể từ ngày ký.",
            f"{facts['proposal']['council']}, thủ trưởng các đơn vị có liên quan và các tác giả, đồng tác giả có tên "
            "tại "
            "Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
        )
        | {"recipients": ["- Như Điều 4;", f"- {facts['proposal']['council']};", "- Lưu: VT."]}
        | annex(facts, "DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN", rows)
    )


def revocation_facts(facts: Facts) -> Facts:
    rows = facts["revoked"]
    about = f"Về việc thu hồi, hủy bỏ công nhận sáng kiến {facts['movement']}"
    reason = f" Lý do: {facts['reason'].rstrip('.')}." if facts["reason"] else ""
    return (
        head(facts)
        | {"document_title": f"Quyết định số {facts['number']}: {about}", "about": about}
        | {"bases": numbered(facts)}
        | articles(
            f"Thu hồi, hủy bỏ việc công nhận {len(rows)} sáng kiến có tên tại Phụ lục kèm theo Quyết định này.{reason}",
            "Giấy chứng nhận sáng kiến đã cấp cho các tác giả, đồng tác giả của sáng kiến nêu tại Điều 1 không còn "
            "giá trị; "
            "hiện vật và tiền thưởng đã nhận được thu hồi theo quy định.",
            "Quyết định này có hiệu lực kể từ ngày ký.",
            "Thủ trưởng các đơn vị có liên quan và các tác giả, đồng tác giả có tên tại Phụ lục chịu trách nhiệm thi "
            "hành "
            "Quyết định này./.",
        )
        | {"recipients": ["- Như Điều 4;", "- Lưu: VT."]}
        | annex(facts, "DANH SÁCH SÁNG KIẾN BỊ THU HỒI CÔNG NHẬN", rows)
    )


def proposal_facts(facts: Facts) -> Facts:
    """The council asks whoever signs to decide."""
    asked = facts["proposal"]
    about = f"Về việc đề nghị công nhận sáng kiến {facts['movement']}"
    held = [
        f"{one['day'].capitalize()}, {asked['council']} đã họp xét nội dung “{one['strand']}” với {one['present']}/"
        f"{one['members']} thành viên dự họp (Biên bản số {one['minutes']})."
        for one in facts["sittings"]
    ]
    refused = len(facts["refused"])
    rest = f" Hội đồng không đề nghị công nhận {refused} giải pháp và sẽ thông báo lý do tới từng tác giả."
    return {
        "document_title": f"Tờ trình số {asked['number']}: {about}",
        "about": about,
        "parent": facts["issuer"],
        "issuer": asked["council"],
        "number": asked["number"],
        "place_and_date": asked["place_and_date"],
        "addressee": facts["issuer"],
        "bases": numbered(facts),
        "opening": [*held, f"Kết quả, Hội đồng đề nghị công nhận {len(facts['rows'])} sáng kiến như sau:"],
        "counts": facts["counts"],
        "asking": [
            f"{asked['council']} kính trình {facts['issuer']} xem xét, ban hành Quyết định công nhận "
            f"{len(facts['rows'])} sáng kiến có tên tại Phụ lục kèm theo.{rest if refused else ''}"
        ],
        "enclosed": [
            "- Biên bản họp, biên bản kiểm phiếu và bảng tổng hợp điểm của Hội đồng;",
            "- Dự thảo Quyết định công nhận sáng kiến và Phụ lục.",
        ],
        "closing": f"Kính trình {facts['issuer']} xem xét, quyết định./.",
        "recipients": ["- Như trên;", "- Thành viên Hội đồng;", "- Lưu: VT, HĐSK."],
        "signer_lines": asked["signer_lines"],
        "signer_name": asked["signer_name"],
        "annex_reference": f"(Kèm theo Tờ trình số {asked['number']} {asked['day']} của {asked['council']})",
        "rows": [printed(row) for row in facts["rows"]],
        "count": str(len(facts["rows"])),
    }


def notice_facts(facts: Facts, row: Facts) -> Facts:
    asked = facts["proposal"]
    about = "Về việc không công nhận sáng kiến"
    appeal = (
        f"Tác giả không đồng ý với kết quả có quyền gửi kiến nghị trên Cổng thông tin hoặc bằng văn bản đến hết "
        f"{row['appeal']}. Kiến nghị được trả lời bằng văn bản."
        if row["appeal"]
        else "Tác giả không đồng ý với kết quả có quyền kiến nghị, khiếu nại theo quy định của pháp luật."
    )
    return {
        "document_title": f"Thông báo số {row['number']}: {about}, hồ sơ {row['register']}",
        "about": about,
        "parent": facts["issuer"],
        "issuer": asked["council"],
        "number": row["number"],
        "place_and_date": row["place_and_date"],
        "addressee": f"Ông (Bà) {row['author_names']}",
        "opening": [
            f"{asked['council']} đã xét hồ sơ của Ông (Bà) trong {facts['movement']}. Căn cứ kết quả xét và Quyết "
            "định số "
            f"{facts['number']} {facts['day']} của {facts['issuer']}, giải pháp sau đây không được công nhận là sáng "
            "kiến:"
        ],
        "title": row["title"],
        "register": row["register"],
        "authors": row["authors"],
        "unit": row["unit"],
        "reasons": paragraphs(row["reason"]),
        "closing": [appeal, f"{asked['council']} thông báo để Ông (Bà) và đơn vị biết./."],
        "recipients": ["- Như trên;", f"- {row['unit']};", "- Lưu: VT, HĐSK."],
        "signer_lines": asked["signer_lines"],
        "signer_name": row["signer_name"],
    }


@dataclass(frozen=True)
class AnnexTable:
    """The annex as rows of words, for a spreadsheet; `columns` with their widths in letters."""

    title: str
    reference: str
    columns: list[tuple[str, int]]
    rows: list[list[str]]
    made_at: datetime


def annex_table(decision: Decision) -> AnnexTable:
    name = next(name for name in offered(decision) if name in ANNEXES)
    _template, facts = content(decision, name)
    columns = ANNEXES[name]
    return AnnexTable(
        title=facts["annex_title"],
        reference=facts["annex_reference"],
        columns=[(heading, width) for _key, heading, width in columns],
        rows=[[row[key] for key, _heading, _width in columns] for row in facts["rows"]],
        made_at=made_at(decision),
    )


DOSSIER = (("line", "STT", 6), ("register", "Số hồ sơ", 14), ("title", "Tên sáng kiến", 50))
PEOPLE = (("authors", "Tác giả, đồng tác giả", 50), ("unit", "Đơn vị", 30))
ANNEXES: dict[str, tuple[tuple[str, str, int], ...]] = {
    "quyet-dinh": (
        *DOSSIER,
        *PEOPLE,
        ("strand", "Nội dung thi đua", 25),
        ("total", "Điểm", 8),
        ("result", "Kết quả", 20),
    ),
    "quyet-dinh-thu-hoi": (
        *DOSSIER,
        *PEOPLE,
        ("earlier", "Quyết định đã công nhận", 30),
        ("reason", "Lý do thu hồi", 40),
    ),
    "quyet-dinh-khen-thuong": REWARD_COLUMNS,
}
Making = Callable[[Facts], Facts]
PAPERS: dict[str, tuple[Phrase, str, Making, str]] = {
    "to-trinh": (Phrase("Tờ trình đề nghị công nhận"), "proposal", proposal_facts, "recognition"),
    "quyet-dinh": (
        Phrase("Quyết định công nhận và phụ lục"),
        "decision",
        recognition_facts,
        "recognition",
    ),
    "quyet-dinh-thu-hoi": (
        Phrase("Quyết định thu hồi và phụ lục"),
        "revocation",
        revocation_facts,
        "revocation",
    ),
    "quyet-dinh-khen-thuong": (
        Phrase("Quyết định khen thưởng và phụ lục"),
        "reward_decision",
        reward_facts,
        "reward",
    ),
}
