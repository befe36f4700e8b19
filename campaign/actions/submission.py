"""What authors do with a dossier: start, write, submit, take back, answer. Every act is all or nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models.post import Post
from accounts.models.unit import Unit
from accounts.models.user import User
from accounts.roles import Role
from accounts.text import clean_text
from campaign.actions import application, author_rows, gate, late
from campaign.actions.findings import findings
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.registers import next_number
from campaign.actions.similarity import note_dossier
from campaign.actions.transition import locked_submission, perform
from campaign.documents.deadlines import grants_for_new
from campaign.models import clock
from campaign.models.campaign import Campaign, Strand
from campaign.models.eligibility import SupplementRequest
from campaign.models.revision import LateCopy
from campaign.models.submission import Submission
from campaign.rules import eligibility, permissions, phases, workflow
from campaign.rules.authorship import Access
from campaign.rules.calendar import vn_datetime
from campaign.rules.deadlines import extended
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State


class Stale(Refused):
    """Somebody, perhaps the same person in another tab, saved in between; `current` is what stands now."""

    def __init__(self, current: Submission) -> None:
        super().__init__(
            Phrase(
                "Hồ sơ đã được lưu ở nơi khác (thẻ hoặc máy khác) lúc %(when)s nên lần lưu này chưa được ghi. Bản đang "
                "lưu và bản bạn vừa nhập đều hiện bên dưới; hãy so lại rồi lưu lần nữa.",
                when=vn_datetime(current.saved_at),
            )
        )
        self.current = current


@transaction.atomic
def start(
    campaign: Campaign, *, by: User, strand: Strand, unit: Unit | None = None, anew: bool = False
) -> Submission:
    """A draft of one's own; pressing twice gives the same untouched draft, never one that a desk keys in.

    `anew`: another one in any case, such as for a paper form.
    """
    User.objects.select_for_update().get(pk=by.pk)
    unit = unit or by.home_unit
    if unit is None:
        raise Refused(no_unit())
    refuse_if(why_not_start(campaign, by=by, strand=strand, unit=unit))
    untouched = Submission.objects.filter(
        owner=by, strand=strand, unit=unit, state=State.DRAFT, version=1, title="", entered_by=None
    )
    return (None if anew else untouched.first()) or _new_draft(campaign, by=by, strand=strand, unit=unit)


def why_not_start(campaign: Campaign, *, by: User, strand: Strand, unit: Unit) -> Phrase:
    """Why this person may not write a dossier of this strand; empty means they may."""
    if not campaign.announced_at or campaign.closed_at or strand.campaign_id != campaign.pk:
        return Phrase("Phong trào này không nhận hồ sơ. Chưa lập hồ sơ nào; hãy chọn phong trào đang mở.")
    if unit.pk not in by.unit_ids(*Role):
        return no_unit()
    base = phases.window_for(campaign.spans(), phases.Kind.SUBMIT, strand.code)
    window = extended(base, grants_for_new(by, unit, strand)) if base else None
    if window and clock.now() >= window.closes:
        return Phrase(
            "Thời gian nộp hồ sơ đã kết thúc lúc %(when)s nên không lập hồ sơ mới được. Các hồ sơ đã có vẫn được giữ; "
            "nếu có lý do chính đáng, hãy liên hệ cơ quan thường trực.",
            when=vn_datetime(window.closes),
        )
    kind = Unit.objects.named(clock.today()).values_list("kind", flat=True).get(pk=unit.pk)
    author = eligibility.Author(by.full_name, by.birth_date, 0, by.employment)
    return eligibility.unit_problem(kind, campaign.unit_kinds) or eligibility.person_problem(
        author, campaign.employments
    )


def no_unit() -> Phrase:
    return Phrase(
        "Tài khoản của bạn chưa được gắn với đơn vị này nên chưa lập hồ sơ được. Hãy nhờ cán bộ đầu mối của đơn vị "
        "hoặc cơ quan thường trực cập nhật nơi công tác."
    )


def _new_draft(campaign: Campaign, *, by: User, strand: Strand, unit: Unit) -> Submission:
    now, name = clock.now(), unit.name_on(clock.today())
    draft = Submission.objects.create(
        campaign=campaign,
        strand=strand,
        unit=unit,
        unit_name=name,
        endorsing_unit=unit,
        owner=by,
        addressee=name,
        created_at=now,
        saved_at=now,
        state_since=now,
    )
    row = application.cleaned({"authors": [application.own_row(by, name)]})["authors"][0]
    draft.authorships.create(order=1, user=by, access=Access.EDIT.value, **row)
    return draft


@transaction.atomic
def save(submission: Submission, *, by: User, content: Mapping[str, Any], version: int) -> Submission:
    """Keep what was typed, complete or not. Keys: the form's fields, `strand`, `authors`, `participants`.

    Content that already stands is a success whatever the version: a second press of the same button.
    """
    locked = locked_submission(submission)
    require_editable(locked, by=by)
    clean = application.cleaned(content)
    refuse_foreign_strand(locked, clean)
    before = application.standing(locked)
    if all(before[name] == value for name, value in clean.items()):
        return locked
    if locked.version != version:
        raise Stale(locked)
    application.write(locked, clean, by=by)
    return locked


def require_editable(submission: Submission, *, by: User) -> None:
    refuse_if(permissions.edit(by, submission))
    if submission.state not in workflow.EDITABLE:
        raise Refused(
            Phrase(
                "Hồ sơ đang ở trạng thái «%(state)s» nên không sửa được nữa. Hồ sơ được giữ nguyên như đã nộp; nếu cần "
                "sửa, hãy nhờ đơn vị trả lại hoặc rút hồ sơ.",
                state=workflow.author_label(submission.state),
            )
        )


def refuse_foreign_strand(submission: Submission, clean: Mapping[str, Any]) -> None:
    """A dossier that has a number stays in the strand that it was filed for."""
    strand = clean.get("strand_id", submission.strand_id)
    if strand == submission.strand_id:
        return
    filed = bool(submission.register_number)
    if filed or not submission.campaign.strands.filter(pk=strand).exists():
        raise Refused(
            Phrase(
                "Nội dung thi đua của hồ sơ đã nộp không đổi được. Hồ sơ được giữ nguyên; các mục khác vẫn sửa được."
            )
        )


def submit(submission: Submission, *, by: User, version: int, declared: bool) -> Submission:
    """File the dossier: number, frozen revision, mail. A number once given stays with the dossier.

    The same press again (a double click, a reload, a retry after a time-out) is a success that changes nothing.
    The moment is the database's when the act begins, before it waits for any lock. What comes too late is not filed;
    its copy is kept all the same, so the refusal is raised when that has been written.
    """
    done = hand_in(submission, by=by, version=version, declared=declared, now=clock.now())
    if isinstance(done, LateCopy):
        raise late.TooLate(done)
    return done


@transaction.atomic
def hand_in(
    submission: Submission, *, by: User, version: int, declared: bool, now: datetime
) -> Submission | LateCopy:
    locked = locked_submission(submission)
    if _is_filed_by_this_press(locked, by, version):
        return locked
    refuse_if(gate.why_not_hand_in(by, locked, now))
    refuse_if(NO_OBJECTION if locked.version == version else _changed_since())
    refuse_if(NO_OBJECTION if declared else _undeclared())
    taken = late.admitted(locked, now)
    if taken is None:
        return late.keep_copy(locked, by=by, now=now)
    refuse_findings(locked)
    return _filed(locked, by=by, marks=late.use(taken, locked), now=now)


def _is_filed_by_this_press(locked: Submission, by: User, version: int) -> bool:
    return locked.state == State.SUBMITTED and locked.owner_id == by.pk and locked.version == version


def _filed(locked: Submission, *, by: User, marks: dict[str, Any], now: datetime) -> Submission:
    filed_again = locked.state == State.RETURNED
    number = locked.register_number or _register_number(locked.campaign.year)
    told = {name: value for name, value in marks.items() if value}
    done = perform(
        workflow.SUBMIT,
        locked,
        by=by,
        facts={"number": number, "revision": locked.revisions.count() + 1, **told},
        changes={
            "register_number": number,
            "submitted_at": locked.submitted_at if filed_again else now,
            "endorsing_unit": endorsing_unit(locked),
        },
        now=now,
    )
    return freeze_as_filed(done, by)


def _register_number(year: int) -> str:
    return f"{next_number(f'tiep-nhan/{year}'):04}/{year}"


def freeze_as_filed(submission: Submission, by: User) -> Submission:
    submission.search_text = application.search_text(submission)
    submission.save(update_fields=["search_text"])
    author_rows.end_invitations(submission)
    application.freeze(submission, by=by)
    note_dossier(submission)
    return submission


def _changed_since() -> Phrase:
    return Phrase(
        "Hồ sơ đã được sửa ở nơi khác sau khi bạn mở trang này nên chưa được nộp. Bản vừa sửa được giữ nguyên; hãy đọc "
        "lại bản hiện tại rồi nộp."
    )


def _undeclared() -> Phrase:
    return Phrase(
        "Bạn chưa đánh dấu cam kết về tính trung thực của hồ sơ nên hồ sơ chưa được nộp. Bản nháp vẫn được giữ; hãy "
        "đọc lời cam kết, đánh dấu rồi nộp lại."
    )


def refuse_findings(submission: Submission) -> None:
    blocking = [str(found.reason) for found in findings(submission) if found.severity == eligibility.BLOCK]
    if blocking:
        raise Refused(
            Phrase(
                "Hồ sơ chưa nộp được; bản nháp vẫn được giữ. Hãy sửa các điểm sau rồi nộp lại:\n%(points)s",
                points="\n".join(f"– {point}" for point in blocking),
            )
        )


def endorsing_unit(submission: Submission) -> Unit:
    """The own unit; where an author heads it, the one above, since nobody confirms the own work."""
    authors = submission.author_ids | {submission.owner_id}
    unit, seen = submission.unit, set()
    while _headed_by(unit, authors) and unit.pk not in seen:
        seen.add(unit.pk)
        parent = Unit.objects.named(clock.today()).values_list("parent_unit_id", flat=True).get(pk=unit.pk)
        unit = Unit.objects.get(pk=parent) if parent else submission.campaign.issuer
    return unit


def _headed_by(unit: Unit, people: frozenset[int]) -> bool:
    heads = Post.objects.valid_on(clock.today()).filter(unit=unit, role=Role.UNIT_HEAD)
    return heads.filter(user__in=people).exists()


@transaction.atomic
def withdraw(submission: Submission, *, by: User, reason: str = "") -> Submission:
    """Take the dossier back; its number stays with it. An open request of the office has nothing left to ask."""
    done = perform(workflow.WITHDRAW, submission, by=by, facts={"reason": clean_text(reason)[:1000]})
    SupplementRequest.objects.filter(submission=done, answered_at__isnull=True).update(
        answered_at=clock.now()
    )
    return done


def revive(submission: Submission, *, by: User) -> Submission:
    return perform(workflow.REVIVE, submission, by=by)
