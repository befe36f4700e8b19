"""Many papers in one file: asked for by the office, made by the job worker, told by its progress."""

import hashlib
import uuid
from collections.abc import Callable
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.documents import certificate_papers, merit_papers
from campaign.documents.render import Unprintable
from campaign.models import clock
from campaign.models.decision import Decision
from campaign.models.issued_paper import BatchStatus, PaperBatch
from campaign.rules.phrase import Phrase

Making = Callable[[Decision, certificate_papers.Step], bytes]
NOTHING = {
    "certificates": Phrase(
        "Quyết định này chưa có giấy chứng nhận nào in được. Giấy chứng nhận được cấp khi công bố kết quả; giấy "
        "đang có kiến nghị thì chưa in. Không có gì thay đổi."
    ),
    "merit": Phrase("Quyết định này không tặng danh hiệu, hình thức khen thưởng nào nên không có gì để in."),
}
OF_KIND = {"recognition": ("certificates",), "reward": ("merit",), "revocation": ()}
MAKERS: dict[tuple[str, str], Making] = {
    ("certificates", "pdf"): certificate_papers.one_pdf,
    ("certificates", "zip"): certificate_papers.one_zip,
    ("merit-blank", "pdf"): partial(merit_papers.one_pdf, way=merit_papers.BLANK),
    ("merit-blank", "docx"): merit_papers.one_docx,
    ("merit-form", "pdf"): partial(merit_papers.one_pdf, way=merit_papers.FORM),
}


@transaction.atomic
def ask(decision: Decision, kind: str, form: str, *, by: User) -> PaperBatch:
    """The same file is asked for once; a new one takes the place of the one made before."""
    gate.require_in_campaign("issue_papers", by)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    count = total(decision)
    if not count or kind.partition("-")[0] not in OF_KIND[decision.kind]:
        raise Refused(NOTHING[kind.partition("-")[0]])
    earlier = PaperBatch.objects.filter(decision=decision, kind=kind, form=form)
    waiting = earlier.waiting().first()
    if waiting:
        return waiting
    for one in earlier:
        transaction.on_commit(_dropping(one))
        one.delete()
    made = PaperBatch.objects.create(
        decision=decision, kind=kind, form=form, total=count, asked_by=by, asked_at=clock.now()
    )
    trail.record(
        "ask_paper_batch",
        by=by,
        campaign=decision.campaign,
        facts={"decision": str(decision), "paper": kind, "form": form, "papers": count},
    )
    return made


def total(decision: Decision) -> int:
    """How many certificates, or papers of rewards, a file of this decision would hold."""
    if decision.kind == "recognition":
        return certificate_papers.of_decision(decision).count()
    return decision.rewards.count()


def _dropping(batch: PaperBatch):
    storage, name = batch.file.storage, batch.file.name
    return lambda: storage.delete(name) if name else None


def make_waiting() -> int:
    """How many files were made."""
    made = 0
    while (
        batch := PaperBatch.objects.waiting()
        .select_related("decision__campaign", "decision__snapshot")
        .first()
    ):
        make(batch)
        made += 1
    return made


def make(batch: PaperBatch) -> None:
    """One that cannot be made says so on its page; whoever asks again gets a new one."""
    count = total(batch.decision)
    try:
        content = MAKERS[batch.kind, batch.form](batch.decision, lambda percent: _note(batch, percent))
    except (Unprintable, IndexError):  # nothing is left to print
        PaperBatch.objects.filter(pk=batch.pk).update(status=BatchStatus.FAILED.value)
        return
    batch.file.save(f"batches/{uuid.uuid4().hex}.{batch.form}", ContentFile(content), save=False)
    batch.status, batch.percent, batch.ready_at = BatchStatus.READY.value, 100, clock.now()
    batch.total, batch.sha256 = count, hashlib.sha256(content).hexdigest()
    batch.save(update_fields=["file", "status", "percent", "ready_at", "total", "sha256"])


def _note(batch: PaperBatch, percent: int) -> None:
    PaperBatch.objects.filter(pk=batch.pk).update(percent=percent)
