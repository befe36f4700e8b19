"""The bridge from paper: print blank forms, key one in for its author, and let the author confirm with the stub.

Nobody files for somebody else: the desk writes the draft, but only who holds the stub's secret hands it in.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.actions import register_worker
from accounts.models.unit import Unit
from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import author_rows, trail
from campaign.actions import submission as dossiers
from campaign.actions.findings import findings
from campaign.actions.late import TooLate
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.share_confirmation import attest_on_paper
from campaign.models import clock
from campaign.models.campaign import Campaign, Strand
from campaign.models.paper import DESK, PaperForm
from campaign.models.revision import LateCopy
from campaign.models.submission import ALPHABET, Submission, random_code
from campaign.notifications.outbox import queue
from campaign.rules import coauthors, paper
from campaign.rules.calendar import vn_day
from campaign.rules.eligibility import BLOCK
from campaign.rules.phrase import NO_OBJECTION, Phrase

WAY = "stub"


@dataclass(frozen=True)
class Printed:
    """A form with the secret of its stub, which is known only now: the database keeps its hash."""

    form: PaperForm
    secret: str


@transaction.atomic
def print_forms(campaign: Campaign, *, by: User, strand: Strand, unit: Unit, count: int) -> list[Printed]:
    """Blank forms of one strand for the workers of a unit, each with a code and a secret of its own."""
    _require_desk(by, unit)
    refuse_if(_why_not_print(campaign, strand, count))
    printed = [_new_form(campaign, by=by, strand=strand, unit=unit) for _ in range(count)]
    facts = {"unit": unit.pk, "strand": strand.code, "forms": [one.form.code for one in printed]}
    trail.record("print_papers", by=by, campaign=campaign, facts=facts)
    return printed


def _new_form(campaign: Campaign, *, by: User, strand: Strand, unit: Unit) -> Printed:
    code, secret = random_code(), "".join(secrets.choice(ALPHABET) for _ in range(paper.SECRET_LENGTH))
    form = PaperForm.objects.create(
        code=code,
        secret_hash=_digest(code, secret),
        campaign=campaign,
        strand=strand,
        unit=unit,
        made_by=by,
        made_at=clock.now(),
    )
    return Printed(form, secret)


def _digest(code: str, secret: str) -> str:
    return hashlib.sha256(f"{code}:{secret}".encode()).hexdigest()


def _require_desk(by: User, unit: Unit) -> None:
    if unit.pk not in by.unit_ids(*DESK):
        raise Refused(
            Phrase(
                "Chỉ cán bộ đầu mối hoặc thủ trưởng của đơn vị được in và nhập phiếu giấy của đơn vị. Chưa có gì "
                "thay đổi."
            )
        )


def _why_not_print(campaign: Campaign, strand: Strand, count: int) -> Phrase:
    if not campaign.announced_at or campaign.closed_at or strand.campaign_id != campaign.pk:
        return Phrase("Phong trào này không nhận hồ sơ nên chưa in phiếu nào. Hãy chọn phong trào đang mở.")
    if not 1 <= count <= paper.MOST_AT_ONCE:
        return Phrase(
            "Mỗi lần in được từ 1 đến %(most)s phiếu. Chưa in phiếu nào; hãy sửa lại số phiếu.",
            most=paper.MOST_AT_ONCE,
        )
    return NO_OBJECTION


@transaction.atomic
def begin(form: PaperForm, *, by: User, worker: User) -> Submission:
    """A draft in the worker's name that the desk writes; the worker alone can hand it in."""
    locked = _held(form, by)
    refuse_if(paper.why_not_key(locked) or _why_not_for(worker, locked, by))
    refuse_if(_begun_already(worker, locked.strand))
    draft = dossiers.start(locked.campaign, by=worker, strand=locked.strand, unit=locked.unit, anew=True)
    Submission.objects.filter(pk=draft.pk).update(entered_by=by)
    locked.submission, locked.keyed_by = draft, by
    locked.save(update_fields=["submission", "keyed_by"])
    trail.record(
        "key_paper", by=by, submission=draft, facts={"form": locked.code, "author": worker.full_name}
    )
    return draft


def _begun_already(worker: User, strand: Strand) -> Phrase:
    """What the worker began alone stays the worker's: no desk writes in it."""
    blank = {"submission__owner": worker, "submission__version": 1, "submission__title": ""}
    if not PaperForm.objects.filter(strand=strand, cancelled_at=None, **blank).exists():
        return NO_OBJECTION
    return Phrase(
        "%(name)s có một phiếu khác mới bắt đầu nhập và còn trống. Chưa lập bản nháp mới; hãy nhập xong hoặc hủy phiếu "
        "đó trước.",
        name=worker.full_name,
    )


@transaction.atomic
def begin_for_new(form: PaperForm, *, by: User, facts: Mapping[str, Any]) -> Submission:
    """For a worker without an account: one is registered first, without mail or password."""
    locked = _held(form, by)
    refuse_if(paper.why_not_key(locked))
    return begin(locked, by=by, worker=register_worker(dict(facts), unit=locked.unit, by=by))


def _why_not_for(worker: User, form: PaperForm, by: User) -> Phrase:
    if worker.pk == by.pk:
        return Phrase(
            "Bạn có tài khoản nên không nhập phiếu giấy cho chính mình. Phiếu được giữ nguyên; hãy viết hồ sơ ở trang "
            "«Hồ sơ của tôi»."
        )
    if form.unit_id not in worker.unit_ids(*worker.roles):
        return Phrase(
            "%(name)s không làm việc ở đơn vị của phiếu này. Phiếu được giữ nguyên; hãy kiểm tra lại mã nhân sự.",
            name=worker.full_name,
        )
    return NO_OBJECTION


@transaction.atomic
def finish(form: PaperForm, *, by: User) -> None:
    """The desk has keyed everything in; from now on the author can read it and answer."""
    locked = _held(form, by)
    refuse_if(paper.why_not_change(locked))
    if locked.submission is None:
        raise Refused(
            Phrase(
                "Phiếu này chưa được nhập nên chưa chuyển cho tác giả. Hãy chọn tác giả và nhập nội dung trước."
            )
        )
    _refuse_gaps(locked.submission)
    locked.keyed_by, locked.keyed_at = by, clock.now()
    locked.save(update_fields=["keyed_by", "keyed_at"])
    trail.record("finish_paper", by=by, submission=locked.submission, facts={"form": locked.code})


def _refuse_gaps(draft: Submission) -> None:
    """All that would stop the filing but the confirmations of the shares: those are on the signed sheet."""
    gaps = [one for one in findings(draft) if one.severity == BLOCK and one.code not in coauthors.FINDINGS]
    if gaps:
        raise Refused(
            Phrase(
                "Bản nhập chưa đủ để nộp nên chưa chuyển cho tác giả; nội dung đã nhập được giữ. Hãy sửa các điểm "
                "sau:\n%(points)s",
                points="\n".join(f"– {one.reason}" for one in gaps),
            )
        )


@transaction.atomic
def cancel(form: PaperForm, *, by: User) -> None:
    """The code is worth nothing from now on; a draft that was begun is its author's alone."""
    locked = _held(form, by)
    refuse_if(paper.why_not_change(locked))
    locked.cancelled_at = clock.now()
    locked.save(update_fields=["cancelled_at"])
    Submission.objects.filter(paper_form=locked).update(entered_by=None)
    trail.record("cancel_paper", by=by, campaign=locked.campaign, facts={"form": locked.code})


def _held(form: PaperForm, by: User) -> PaperForm:
    locked = _locked(form)
    _require_desk(by, locked.unit)
    return locked


def _locked(form: PaperForm) -> PaperForm:
    rows = PaperForm.objects.select_for_update(of=("self",))
    return rows.select_related("campaign", "strand", "unit", "submission__owner", "keyed_by").get(pk=form.pk)


def found(code: str, secret: str) -> PaperForm | None:
    """The form of a stub; None tells nothing about which of the two was wrong."""
    code = paper.plain(code)[:12]
    form = PaperForm.objects.select_related("campaign", "submission").filter(code=code).first()
    expected = form.secret_hash if form else ""
    right = hmac.compare_digest(expected, _digest(code, paper.plain(secret)))
    return form if right else None


def confirm(form: PaperForm, *, version: int) -> Submission:
    """Hand the dossier in, in its author's name. Late, nothing is filed and the copy is kept, as for everybody."""
    done = _confirmed(form, version)
    if isinstance(done, LateCopy):
        raise TooLate(done)
    return done


@transaction.atomic
def _confirmed(form: PaperForm, version: int) -> Submission | LateCopy:
    now = clock.now()
    locked, draft = _answered(form)
    _attest(draft)
    done = dossiers.hand_in(draft, by=draft.owner, version=version, declared=True, now=now)
    if isinstance(done, Submission):
        locked.confirmed_at = now
        locked.save(update_fields=["confirmed_at"])
        trail.record(
            "confirm_paper", by=draft.owner, submission=done, facts={"form": locked.code, "way": WAY}
        )
    return done


def _answered(form: PaperForm) -> tuple[PaperForm, Submission]:
    """The form, held, and what was keyed in from it, once its author may answer."""
    locked = _locked(form)
    refuse_if(why_not_answer(locked))
    if locked.submission is None:
        raise Refused(paper.NOT_YET)
    return locked, locked.submission


def why_not_answer(form: PaperForm) -> Phrase:
    if form.campaign.closed_at:
        return Phrase(
            "Phong trào đã kết thúc nên mã phiếu hết giá trị. Nội dung đã nhập vẫn được giữ; nếu cần, hãy hỏi đầu mối "
            "đơn vị."
        )
    return paper.why_not_answer(form)


def _attest(draft: Submission) -> None:
    """Co-authors without an account signed the same sheet: its author answers for that, from the day of the draft."""
    shown = coauthors.tag(author_rows.share_of(draft))
    for row in draft.authorships.filter(user=None, confirmed_at=None):
        attest_on_paper(draft, by=draft.owner, uid=row.uid, signed_on=vn_day(draft.created_at), shown=shown)


@transaction.atomic
def dispute(form: PaperForm, *, remark: str) -> None:
    """What was keyed in is not what was written: back to the desk, with the author's words."""
    locked, draft = _answered(form)
    remark = clean_text(remark)[:2000]
    if not remark:
        raise Refused(
            Phrase(
                "Bạn chưa ghi chỗ nào chưa đúng nên chưa gửi lại cho đơn vị. Hãy ghi ngắn gọn rồi gửi lại."
            )
        )
    locked.keyed_at, locked.disputed_at, locked.remark = None, clock.now(), remark
    locked.save(update_fields=["keyed_at", "disputed_at", "remark"])
    event = trail.record("dispute_paper", by=draft.owner, submission=draft, facts={"form": locked.code})
    if locked.keyed_by:
        context = {"form": locked, "submission": draft, "site": settings.SITE_URL}
        queue("paper_disputed", locked.keyed_by, key=f"{event.number}:paper_disputed", context=context)
