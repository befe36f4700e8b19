"""What the page of a decision's papers shows: each paper with its files and, once issued, its hash."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from campaign.documents import decision_papers, signature
from campaign.documents.papers import KINDS
from campaign.models.decision import Award, Decision
from campaign.models.issued_paper import BatchStatus, IssuedPaper, PaperBatch
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase

FILES: dict[tuple[str, str], Phrase] = {
    ("certificates", "pdf"): Phrase("Giấy chứng nhận, một tệp PDF chung"),
    ("certificates", "zip"): Phrase("Giấy chứng nhận, tệp nén, mỗi giấy một tệp PDF"),
    ("merit-blank", "pdf"): Phrase("Giấy khen thưởng trên giấy trắng, có khung"),
    ("merit-blank", "docx"): Phrase("Giấy khen thưởng trên giấy trắng, tệp Word để sửa"),
    ("merit-form", "pdf"): Phrase("Giấy khen thưởng trên phôi in sẵn"),
}


@dataclass(frozen=True)
class PaperLine:
    label: Phrase | str
    files: list[tuple[str, str]]
    sha256: str
    more: str = ""
    sign_url: str = ""


@dataclass(frozen=True)
class BatchLine:
    """`url` when the file is ready; neither ready nor failed means that it is being made."""

    key: str
    label: Phrase
    total: int
    percent: int
    is_waiting: bool
    has_failed: bool
    url: str
    moment: Phrase
    sha256: str


def papers(decision: Decision) -> list[PaperLine]:
    """Those that are issued can be signed, where the server has a certificate."""
    rows = IssuedPaper.objects.filter(decision=decision, award=None)
    known = dict(rows.values_list("kind", "pdf_sha256"))
    return [
        PaperLine(
            label,
            _files("office:decision_paper", decision.pk, name),
            known.get(name, ""),
            sign_url=reverse("office:paper_sign", args=[decision.pk, name])
            if name in known and signature.is_set_up()
            else "",
        )
        for name, label in decision_papers.offered(decision).items()
    ]


def refused(decision: Decision) -> QuerySet[Award]:
    return decision.awards.filter(outcome="not_recognised", is_live=True).select_related("submission")


def notices(decision: Decision, awards: Iterable[Award]) -> list[PaperLine]:
    shown = list(awards)
    rows = IssuedPaper.objects.filter(decision=decision, award__in=shown)
    known = dict(rows.values_list("award_id", "pdf_sha256"))
    return [
        PaperLine(
            award.submission.title,
            _files("office:notice_paper", decision.pk, award.pk),
            known.get(award.pk, ""),
            award.submission.register_number,
        )
        for award in shown
    ]


def _files(name: str, *args: object) -> list[tuple[str, str]]:
    return [(kind.upper(), reverse(name, args=[*args, kind])) for kind in KINDS]


def askable(decision: Decision) -> list[tuple[str, Phrase]]:
    """The files of many papers that can be made, by the value of the button."""
    wanted = {"recognition": "certificates", "reward": "merit"}.get(decision.kind, "-")
    return [(f"{kind}.{form}", label) for (kind, form), label in FILES.items() if kind.startswith(wanted)]


def batches(decision: Decision) -> list[BatchLine]:
    return [_batch(one) for one in PaperBatch.objects.filter(decision=decision).order_by("kind", "form")]


def _batch(one: PaperBatch) -> BatchLine:
    ready = one.status == BatchStatus.READY.value
    return BatchLine(
        key=f"{one.kind}-{one.form}",
        label=FILES[one.kind, one.form],
        total=one.total,
        percent=one.percent,
        is_waiting=one.status == BatchStatus.WAITING.value,
        has_failed=one.status == BatchStatus.FAILED.value,
        url=reverse("office:papers_batch_file", args=[one.decision_id, one.pk]) if ready else "",
        moment=vn_datetime(one.ready_at) if one.ready_at else NO_OBJECTION,
        sha256=one.sha256,
    )
