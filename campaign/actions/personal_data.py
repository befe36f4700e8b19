"""A copy of the own data, and its erasure: what no law keeps goes at once, the rest by an administrator."""

from typing import Any

from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.db.models.fields.files import FieldFile

from accounts.actions import erase_person
from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import application, gate, trail
from campaign.actions.examples import take_off_the_board
from campaign.actions.refused import Refused, refuse_if
from campaign.models import clock
from campaign.models.following import DataRequest, MailPreference, Notice
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from campaign.models.writing import KeptForm
from campaign.notifications import messages
from campaign.rules import erasure
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

CONTENT = (
    "title",
    "summary",
    "addressee",
    "investor",
    "field_of_application",
    "nature",
    "confidential",
    "conditions",
    "benefits_author",
    "benefits_others",
)


@transaction.atomic
def record_copy(*, by: User, sha256: str, rows: int) -> DataRequest:
    """That somebody took a copy of the own data; what was in it is told by its hash."""
    facts: dict[str, Any] = {"sha256": sha256, "rows": rows}
    now = clock.now()
    taken = DataRequest.objects.create(
        user=by, kind=DataRequest.EXPORT, asked_at=now, done_at=now, done_by=by, outcome=facts
    )
    trail.record("copy_own_data", by=by, facts=facts)
    return taken


@transaction.atomic
def ask_erasure(*, by: User, text: str) -> DataRequest:
    """Once at a time. Drafts that were never handed in, typed text, notices and preferences go at once."""
    User.objects.select_for_update().get(pk=by.pk)
    if by.data_requests.filter(kind=DataRequest.ERASURE, done_at=None).exists():
        raise Refused(
            Phrase(
                "Bạn đã có một yêu cầu xóa dữ liệu đang chờ xử lý nên không ghi thêm. Yêu cầu trước được giữ nguyên; "
                "quản trị sẽ trả lời."
            )
        )
    request = DataRequest.objects.create(
        user=by,
        kind=DataRequest.ERASURE,
        text=clean_text(text),
        asked_at=clock.now(),
        outcome=_erase_at_once(by),
    )
    event = trail.record("ask_erasure", by=by, facts={"request": request.pk, **request.outcome})
    messages.tell_administrators("erasure_asked", act=event.number, facts={"request": request.pk})
    return request


def why_not(request: DataRequest) -> Phrase:
    """Why the person of this request cannot be erased yet."""
    of_author = Submission.objects.of_author(request.user)
    return erasure.why_not(request.user.roles, of_author.values_list("state", flat=True))


@transaction.atomic
def erase(request: DataRequest, *, by: User) -> DataRequest:
    """The name becomes a number everywhere; marks, shares, decisions and the trail stay as they are."""
    gate.require_in_campaign("erase_data", by)
    request = _open_request(request)
    refuse_if(why_not(request))
    person, alias = request.user, erasure.alias(request.pk)
    outcome = {**request.outcome, **_erase_at_once(person), "dossiers": _rename_in_dossiers(person, alias)}
    Message.objects.filter(reader=person).update(to="", subject="", body="")
    take_off_the_board(person, alias)
    erase_person(person, alias=alias, by=by)
    return _done(request, "erase_data", by=by, outcome=outcome)


@transaction.atomic
def refuse(request: DataRequest, *, by: User, reason: str) -> DataRequest:
    gate.require_in_campaign("erase_data", by)
    request, reason = _open_request(request), clean_text(reason)
    if not reason:
        raise Refused(Phrase("Chưa từ chối: cần ghi lý do để người yêu cầu biết. Yêu cầu được giữ nguyên."))
    request.refused = True
    done = _done(request, "refuse_erasure", by=by, outcome={**request.outcome, "reason": reason})
    messages.tell(
        "erasure_refused", request.user, key=f"erasure_refused:{request.pk}", facts={"reason": reason}
    )
    return done


def _open_request(request: DataRequest) -> DataRequest:
    rows = DataRequest.objects.select_for_update(of=("self",)).select_related("user")
    found = rows.get(pk=request.pk)
    if found.done_at is not None:
        raise Refused(
            Phrase("Yêu cầu này đã được xử lý nên không làm thêm lần nữa. Hãy tải lại trang để xem kết quả.")
        )
    return found


def _done(request: DataRequest, verb: str, *, by: User, outcome: dict[str, Any]) -> DataRequest:
    request.outcome, request.done_by, request.done_at = outcome, by, clock.now()
    request.save(update_fields=["outcome", "done_by", "done_at", "refused"])
    trail.record(verb, by=by, facts={"request": request.pk, **outcome})
    return request


def _erase_at_once(person: User) -> dict[str, int]:
    """What no law keeps. The counts say what went."""
    kept, _ = KeptForm.objects.filter(owner=person).delete()
    notices, _ = Notice.objects.filter(reader=person).delete()
    MailPreference.objects.filter(user=person).delete()
    drafts = Submission.objects.filter(owner=person, state=State.DRAFT, register_number="")
    return {"drafts": sum(_erase_draft(draft) for draft in drafts), "kept_texts": kept, "notices": notices}


def _erase_draft(draft: Submission) -> bool:
    """One that others write too stays theirs; one that the trail speaks of stays as an empty row."""
    if draft.authorships.filter(user__isnull=False).exclude(user=draft.owner).exists():
        return False
    files = [file for one in draft.attachments.all() for file in (one.file, one.copy, one.preview) if file]
    for one in draft.attachments.order_by("-pk"):
        one.delete()
    try:
        with transaction.atomic():
            draft.delete()
    except ProtectedError:
        _empty(draft)
    transaction.on_commit(lambda: _delete_stored(files))
    return True


def _delete_stored(files: list[FieldFile]) -> None:
    for file in files:
        file.storage.delete(str(file.name))


def _empty(draft: Submission) -> None:
    for name in CONTENT:
        setattr(draft, name, "")
    draft.trial_participants.all().delete()
    draft.uploads.all().delete()
    draft.authorships.exclude(user=draft.owner).delete()
    draft.search_text = application.search_text(draft)
    draft.version += 1
    draft.save(update_fields=[*CONTENT, "search_text", "version"])


def _rename_in_dossiers(person: User, alias: str) -> int:
    """Shares, order and confirmations stay; what says who it was goes."""
    rows = Authorship.objects.filter(user=person)
    dossiers = list(Submission.objects.filter(authorships__user=person).distinct())
    rows.update(full_name=alias, gender="", birth_date=None, email="", job_title="", qualification="")
    for dossier in dossiers:
        dossier.search_text = application.search_text(dossier)
        dossier.save(update_fields=["search_text"])
    return len(dossiers)
