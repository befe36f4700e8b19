"""Who is an author together with the owner: invited, let in, let go. The invited answer in `invitation_answers`."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.models.user import User
from accounts.text import clean_line, fold
from campaign.actions import application, author_rows, gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.submission import require_editable
from campaign.actions.transition import locked_submission
from campaign.models import clock
from campaign.models.clock import VIETNAM
from campaign.models.coauthors import Answer, Invitation
from campaign.models.submission import Authorship, Submission
from campaign.notifications import coauthors as letters
from campaign.rules.application import LONGEST_AUTHOR_TABLE
from campaign.rules.authorship import Access, AuthorKind
from campaign.rules.calendar import vn_date, vn_day
from campaign.rules.phrase import NO_OBJECTION, Phrase

LAST_MINUTE = time(23, 59, 59)
MOST_A_DAY = 5


@dataclass(frozen=True)
class Invitee:
    """As the inviter knows them: the name belongs to the account, so that a slip of the code invites no stranger."""

    account: str
    full_name: str
    access: str = Access.VIEW.value


class Unknown(Refused):
    """One sentence, whether there is no such account, it is closed, or it belongs to somebody of another name."""

    def __init__(self) -> None:
        super().__init__(
            Phrase(
                "Không có tài khoản đang hoạt động nào khớp cả họ tên lẫn mã nhân sự hoặc địa chỉ thư này. Chưa gửi "
                "lời mời nào; hãy hỏi lại đồng tác giả rồi nhập đúng như họ đăng ký, hoặc ghi họ vào bảng tác giả như "
                "người không có tài khoản."
            )
        )


def locked_for_owner(submission: Submission, *, by: User) -> Submission:
    locked = locked_submission(submission)
    gate.require("invite", by, locked)
    require_editable(locked, by=by)
    return locked


def row_of(submission: Submission, uid: str) -> Authorship:
    row = submission.authorships.filter(uid=uid).select_related("user").first()
    if row is None:
        raise Refused(
            Phrase(
                "Dòng tác giả này vừa được bỏ khỏi bảng. Bảng tác giả được giữ nguyên; hãy mở lại trang đồng tác giả."
            )
        )
    return row


@transaction.atomic
def invite(submission: Submission, *, by: User, whom: Invitee, uid: str = "") -> Invitation:
    """To a row that stands in the table, or as a new one. The same invitation pressed twice is one."""
    locked = locked_for_owner(submission, by=by)
    person = _known(whom)
    refuse_if(_already_author(locked, person))
    row = row_of(locked, uid) if uid else None
    standing = Invitation.objects.open().filter(submission=locked)
    same = standing.filter(to=person).first()
    now = clock.now()
    if same and now < same.expires_at and (row is None or same.row_id == row.pk):
        return same
    refuse_if(_invited_often(person, by, now))
    refuse_if(_why_not_this_row(row, standing.exclude(pk=same.pk if same else 0), now))
    if same:
        end(same, Answer.WITHDRAWN)
    row = row or (same.row if same else None) or _new_row(locked, whom, by=by)
    return _invite(locked, row, person, whom.access, by=by)


def _known(whom: Invitee) -> User:
    """By the whole code or address alone, never by a part of it."""
    account = clean_line(whom.account)
    asked = Q(staff_code__iexact=account) | Q(email__iexact=account)
    person = User.objects.filter(asked, is_active=True).first()
    if person is None or fold(person.full_name) != fold(whom.full_name):
        raise Unknown
    return person


def _already_author(submission: Submission, person: User) -> Phrase:
    if person.pk != submission.owner_id and not submission.authorships.filter(user=person).exists():
        return NO_OBJECTION
    return Phrase("%(name)s đã là tác giả của hồ sơ này. Chưa gửi lời mời nào.", name=person.full_name)


def _invited_often(person: User, by: User, now: datetime) -> Phrase:
    """Each invitation is a letter that asks for an action."""
    lately = Invitation.objects.filter(invited_by=by, to=person, invited_at__gt=now - timedelta(days=1))
    if lately.count() < MOST_A_DAY:
        return NO_OBJECTION
    return Phrase(
        "Bạn đã mời %(name)s %(number)s lần trong một ngày nên chưa gửi thêm lời mời. Bảng tác giả được giữ nguyên; "
        "hãy trao đổi trực tiếp hoặc mời lại vào ngày mai.",
        name=person.full_name,
        number=MOST_A_DAY,
    )


def _why_not_this_row(row: Authorship | None, others, now: datetime) -> Phrase:
    if row is None:
        return NO_OBJECTION
    if row.user_id or row.kind == AuthorKind.COLLECTIVE:
        return Phrase(
            "Dòng «%(name)s» đã gắn với một tài khoản hoặc là tập thể nên không mời được. Chưa gửi lời mời nào.",
            name=row.full_name,
        )
    if others.filter(row=row, expires_at__gt=now).exists():
        return Phrase(
            "Dòng «%(name)s» đang có lời mời chờ trả lời. Chưa gửi thêm lời mời; hãy rút lời mời cũ trước.",
            name=row.full_name,
        )
    others.filter(row=row).update(answer=Answer.WITHDRAWN.value, answered_at=now)
    return NO_OBJECTION


def _new_row(submission: Submission, whom: Invitee, *, by: User) -> Authorship:
    """Without a share yet; who was confirmed before is asked again, since the table is another one."""
    rows = submission.authorships.count()
    if rows >= LONGEST_AUTHOR_TABLE:
        raise Refused(
            Phrase(
                "Bảng tác giả đã đủ %(number)s dòng nên chưa mời thêm được. Bảng được giữ nguyên; hãy bỏ dòng không "
                "dùng rồi mời lại.",
                number=rows,
            )
        )
    author_rows.void_confirmations(submission, by=by)
    row = submission.authorships.create(order=rows + 1, full_name=clean_line(whom.full_name)[:150])
    touch(submission)
    return row


def touch(submission: Submission) -> None:
    submission.version += 1
    submission.saved_at = clock.now()
    submission.search_text = application.search_text(submission)
    submission.save(update_fields=["version", "saved_at", "search_text"])


def _invite(submission: Submission, row: Authorship, person: User, access: str, *, by: User) -> Invitation:
    now = clock.now()
    last_day = vn_day(now) + timedelta(days=submission.campaign.invitation_days)
    invitation = Invitation.objects.create(
        submission=submission,
        row=row,
        to=person,
        access=Access(access).value,
        invited_by=by,
        invited_at=now,
        expires_at=datetime.combine(last_day, LAST_MINUTE, VIETNAM),
    )
    event = trail.record(
        "invite_author",
        by=by,
        submission=submission,
        facts={
            "author": row.uid,
            "name": row.full_name,
            "access": invitation.access,
            "due": vn_date(last_day),
        },
    )
    letters.tell("coauthor_invited", person, submission, act=event.number, invitation=invitation, row=row)
    return invitation


def end(invitation: Invitation, answer: Answer) -> None:
    invitation.answer, invitation.answered_at = answer.value, clock.now()
    invitation.save(update_fields=["answer", "answered_at"])


@transaction.atomic
def withdraw_invitation(submission: Submission, *, by: User, uid: str) -> None:
    """The row stays, without an account. Withdrawn twice is withdrawn once."""
    locked = locked_for_owner(submission, by=by)
    row = row_of(locked, uid)
    _withdraw(locked, row, by=by)


def _withdraw(submission: Submission, row: Authorship, *, by: User) -> None:
    for invitation in Invitation.objects.open().filter(submission=submission, row=row).select_related("to"):
        end(invitation, Answer.WITHDRAWN)
        facts = {"author": row.uid, "name": row.full_name}
        event = trail.record("withdraw_invitation", by=by, submission=submission, facts=facts)
        letters.tell("coauthor_withdrawn", invitation.to, submission, act=event.number, by=by)


@transaction.atomic
def set_access(submission: Submission, *, by: User, uid: str, access: str) -> None:
    """View or edit, from the next request on."""
    locked = locked_for_owner(submission, by=by)
    row = row_of(locked, uid)
    if row.access == access or row.user_id in (None, locked.owner_id):
        return
    row.access = Access(access).value
    row.save(update_fields=["access"])
    facts = {"author": row.uid, "name": row.full_name, "access": row.access}
    trail.record("set_author_access", by=by, submission=locked, facts=facts)


@transaction.atomic
def remove_author(submission: Submission, *, by: User, uid: str, reason: str = "") -> None:
    """Out of the table and of the dossier at once; whoever it was is told, and every confirmation is taken back."""
    locked = locked_for_owner(submission, by=by)
    row = row_of(locked, uid)
    if row.user_id == locked.owner_id:
        raise Refused(
            Phrase(
                "Người lập hồ sơ luôn là tác giả nên không bỏ được dòng này. Bảng tác giả được giữ nguyên."
            )
        )
    author_rows.void_confirmations(locked, by=by)
    _withdraw(locked, row, by=by)
    event = trail.record(
        "remove_author",
        by=by,
        submission=locked,
        facts={"author": row.uid, "name": row.full_name, "reason": clean_line(reason)[:300]},
    )
    letters.tell_row(
        "coauthor_removed", row, locked, act=event.number, by=by, reason=clean_line(reason)[:300]
    )
    row.delete()
    touch(locked)


@transaction.atomic
def leave(submission: Submission, *, by: User, reason: str = "") -> None:
    """An author goes by themselves. The share is the owner's to divide anew; everybody who has an account is told."""
    locked = locked_submission(submission)
    row = _own_row(locked, by)
    author_rows.void_confirmations(locked, by=by)
    said = clean_line(reason)[:300]
    facts = {"author": row.uid, "name": row.full_name, "share": row.share_bp, "reason": said}
    event = trail.record("leave_authors", by=by, submission=locked, facts=facts)
    for reader in User.objects.filter(authorships__submission=locked).exclude(pk=by.pk).order_by("pk"):
        letters.tell("coauthor_left", reader, locked, act=event.number, row=row, reason=said)
    row.delete()
    touch(locked)


def _own_row(submission: Submission, by: User) -> Authorship:
    refuse_if(_why_not_leave(submission, by))
    row = submission.authorships.filter(user=by).first()
    if row is None:
        raise Refused(Phrase("Bạn không có tên trong bảng tác giả của hồ sơ này nên không có gì thay đổi."))
    return row


def _why_not_leave(submission: Submission, by: User) -> Phrase:
    if by.pk == submission.owner_id:
        return Phrase(
            "Người lập hồ sơ luôn là tác giả nên không tự rút tên được. Bảng tác giả được giữ nguyên; nếu không làm "
            "tiếp, hãy rút cả hồ sơ."
        )
    if submission.is_editable:
        return NO_OBJECTION
    return Phrase(
        "Hồ sơ đã nộp nên bảng tác giả không đổi được nữa. Tên và tỷ lệ của bạn được giữ nguyên; hãy trao đổi với "
        "người lập hồ sơ hoặc cơ quan thường trực."
    )
