"""The papers of a dossier: application, report, one-page summary and receipt, each as PDF and for Word.

One read model feeds both kinds, from the dossier as it stands or from a frozen revision. Papers are Vietnamese
whatever language their reader has chosen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import override

from campaign.documents import render
from campaign.documents.application import Application, Author, Participant, application
from campaign.documents.frozen import frozen_application
from campaign.documents.layout import NONE, UNWRITTEN, clipped, in_rows, paragraphs, place_and_date
from campaign.documents.paper_templates import in_use
from campaign.documents.receipt import receipt
from campaign.models.revision import Revision
from campaign.models.submission import Submission
from campaign.rules.application import BY_NAME
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import Phrase

KINDS = tuple(render.TYPES)
SUMMARY_LIMITS = {"summary": 2000, "benefits_author": 700, "conditions": 400}
FEW_NAMES = 5


@dataclass(frozen=True)
class Source:
    """What a paper is made of. `revision` 0 and a false `is_filed` mean that the text is still being written."""

    submission: Submission
    application: Application
    number: str
    revision: int
    moment: datetime
    seal: str

    @property
    def is_filed(self) -> bool:
        return bool(self.revision) or not self.submission.is_editable

    def text(self, name: str) -> str:
        return next(line.value for line in self.application.lines if line.name == name)

    def blank(self, name: str) -> str:
        return NONE if self.is_filed or not BY_NAME[name].required else UNWRITTEN

    def line(self, name: str) -> str:
        return self.text(name) or self.blank(name)


@dataclass(frozen=True)
class File:
    name: str
    content_type: str
    content: bytes


def live(submission: Submission) -> Source:
    """The dossier as it stands, filed or not."""
    return Source(
        submission=submission,
        application=application(submission),
        number=submission.register_number,
        revision=0,
        moment=submission.saved_at,
        seal="",
    )


def frozen(revision: Revision) -> Source:
    """Wants the revision with its dossier, campaign and strand."""
    content, submission = revision.content, revision.submission
    return Source(
        submission=submission,
        application=frozen_application(submission, content),
        number=content.get("register_number", ""),
        revision=revision.number,
        moment=revision.made_at,
        seal=revision.sha256,
    )


def as_filed(submission: Submission) -> Source:
    """What was last handed in: the unit and the office never read what is being rewritten."""
    last = submission.revisions.order_by("-number").first()
    if last is None:
        return live(submission)
    last.submission = submission
    return frozen(last)


def for_author(submission: Submission) -> Source:
    """What its author works on, or else what was handed in."""
    return live(submission) if submission.is_editable else as_filed(submission)


def offered(submission: Submission, *, of_revision: bool = False) -> dict[str, Phrase]:
    """The papers that exist, by name. A receipt tells of the dossier, not of one revision of it."""
    has_receipt = bool(submission.register_number) and not of_revision
    return {name: label for name, (label, *_making) in PAPERS.items() if name != RECEIPT or has_receipt}


def paper(source: Source, name: str, kind: str, *, confidential: bool) -> File:
    """`confidential`: this reader's copy may carry the part that the author wants kept secret."""
    _label, template, facts_of = PAPERS[name]
    with override("vi"):
        facts = facts_of(source, confidential)
    return File(
        name=f"{'-'.join(filter(None, [name, _file_mark(source)]))}.{kind}",
        content_type=render.TYPES[kind],
        content=render.paper(template, kind, facts, made_at=source.moment, replaced=in_use(template, kind)),
    )


def _file_mark(source: Source) -> str:
    mark = source.number.replace("/", "-") or source.submission.code
    return f"{mark}-lan-{source.revision}" if source.revision else mark


def _common(source: Source, confidential: bool) -> dict[str, Any]:
    """What every paper but the receipt says; long texts as lists of paragraphs."""
    submission, form = source.submission, source.application
    authors = [_plain(row) for row in form.authors]
    names = [row.full_name for row in form.authors]
    secret = form.confidential if confidential else ""
    return {
        "draft": not source.is_filed,
        "foot": _foot(source),
        "number": source.number or "(cấp khi nộp hồ sơ)",
        "name": source.line("title"),
        "addressee": form.addressee or UNWRITTEN,
        "investor": source.line("investor"),
        "field": source.line("field_of_application"),
        "first_used": source.line("first_used_on"),
        "unit": submission.unit_name,
        "movement": f"{submission.campaign.title} – {submission.strand.name}",
        "place_and_date": place_and_date(form.place, source.moment if source.is_filed else None),
        "we": "Chúng tôi" if len(authors) > 1 else "Tôi",
        "author_word": "đồng tác giả" if len(authors) > 1 else "tác giả",
        "authors": authors,
        "author_lines": "; ".join(f"{row.full_name} ({row.share})" for row in form.authors) or UNWRITTEN,
        "signer_rows": in_rows(names),
        "participants": [_helper(row) for row in form.participants],
        "files": [
            {"number": str(file.number), "name": str(file.name), "note": file.note} for file in form.files
        ],
        "confidential": paragraphs(secret) if secret else [],
        "confidential_note": _confidential_note(form.confidential, confidential),
        **{
            name: paragraphs(source.text(name), source.blank(name))
            for name in ("summary", "nature", "conditions", "benefits_author", "benefits_others")
        },
    }


def _application(source: Source, confidential: bool) -> dict[str, Any]:
    title = f"Đơn yêu cầu công nhận sáng kiến: {source.line('title')}"
    return _common(source, confidential) | {"document_title": title}


def _report(source: Source, confidential: bool) -> dict[str, Any]:
    """Goes further than the application, to councils and printers, so it never carries the confidential part."""
    title = f"Báo cáo mô tả sáng kiến: {source.line('title')}"
    return _common(source, False) | {"document_title": title}


def _summary(source: Source, confidential: bool) -> dict[str, Any]:
    short = {
        f"short_{name.removesuffix('_author')}": clipped(source.text(name), limit) or source.blank(name)
        for name, limit in SUMMARY_LIMITS.items()
    }
    names = [row.full_name for row in source.application.authors]
    others = len(names) - FEW_NAMES
    told = ", ".join(names[:FEW_NAMES]) + (f" và {others} người khác" if others > 0 else "")
    title = f"Tóm tắt sáng kiến: {source.line('title')}"
    return _common(source, False) | short | {"author_names": told or UNWRITTEN, "document_title": title}


def _receipt(source: Source, confidential: bool) -> dict[str, Any]:
    said = receipt(source.submission)
    answer = f"chậm nhất ngày {said.answer_by}" if said.answer_by else _answer_term(said.answer_months)
    return {
        "document_title": f"Giấy biên nhận đơn số {said.number}",
        "draft": False,
        "foot": "",
        "issuer": said.office,
        "office": said.office,
        "number": said.number,
        "place_and_date": said.place_and_date,
        "moment": str(said.moment),
        "name": said.title,
        "author_lines": "; ".join(said.authors),
        "unit": said.unit,
        "movement": f"{said.campaign} – {said.strand}",
        "contents": f"đơn (bản nộp lần {said.revision}) và {said.files} tệp kèm theo",
        "check_by": f"chậm nhất ngày {said.check_by}",
        "answer_by": answer,
        "seal": said.seal,
    }


def _answer_term(months: int) -> str:
    return f"trong {months} tháng kể từ ngày hồ sơ được tiếp nhận hợp lệ"


def _foot(source: Source) -> str:
    if not source.is_filed:
        return f"Bản nháp của hồ sơ {source.submission.code}, lưu lúc {vn_datetime(source.moment)}"
    times = f", bản nộp lần {source.revision}" if source.revision else ""
    seal = f", mã kiểm chứng {source.seal[:16]}" if source.seal else ""
    return f"Hồ sơ số {source.number}{times}{seal}"


def _confidential_note(secret: str, shown: bool) -> str:
    if not secret:
        return NONE
    return "Có, ghi tại trang riêng kèm theo." if shown else "Có, không in trong bản này."


def _plain(row: Author) -> dict[str, str]:
    return {**_person(row), "share": row.share.removesuffix(" %")}


def _helper(row: Participant) -> dict[str, str]:
    told = ", ".join(filter(None, [row.full_name, row.job_title, row.workplace]))
    return {
        **_person(row),
        "work_supported": row.work_supported,
        "line": f"{told}: {row.work_supported}" if row.work_supported else told,
    }


def _person(row: Author | Participant) -> dict[str, str]:
    names = ("full_name", "birth_date", "workplace", "job_title", "qualification")
    return {"number": str(row.number), **{name: getattr(row, name) for name in names}}


Facts = Callable[[Source, bool], dict[str, Any]]
RECEIPT = "bien-nhan"
PAPERS: dict[str, tuple[Phrase, str, Facts]] = {
    "don": (Phrase("Đơn yêu cầu công nhận sáng kiến"), "application", _application),
    "bao-cao": (Phrase("Báo cáo mô tả sáng kiến"), "report", _report),
    "tom-tat": (Phrase("Tóm tắt một trang"), "summary", _summary),
    RECEIPT: (Phrase("Giấy biên nhận"), "receipt", _receipt),
}
