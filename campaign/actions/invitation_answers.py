"""What the invited do: accept, from which moment they are authors, or decline."""

from django.db import transaction

from accounts.models.user import User
from accounts.text import fold
from campaign.actions import author_rows, trail
from campaign.actions.coauthors import end, row_of, touch
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import locked_submission
from campaign.models import clock
from campaign.models.coauthors import Answer, Invitation
from campaign.models.submission import Authorship, Submission
from campaign.notifications import coauthors as letters
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Submission:
    """From now on this person is an author: sees the dossier, and stands on no other side of its table."""
    locked, current = _answerable(invitation, by=by)
    if current.answer == Answer.ACCEPTED:
        return locked
    refuse_if(_answered(current) or _too_late(locked, current))
    row = row_of(locked, current.row.uid if current.row else "")
    if fold(row.full_name) != fold(by.full_name):
        author_rows.void_confirmations(locked, by=by)
    row.user, row.access, row.email = by, current.access, ""
    row.full_name, row.gender, row.direct_worker = by.full_name, by.gender, by.direct_worker
    row.birth_date = row.birth_date or by.birth_date
    row.job_title, row.qualification = row.job_title or by.job_title, row.qualification or by.qualification
    row.workplace = row.workplace or _workplace(by)
    row.confirmed_at, row.confirmed_way, row.signed_on, row.asked_at = None, "", None, None
    row.save()
    end(current, Answer.ACCEPTED)
    touch(locked)
    _tell_owner("accept_invitation", "coauthor_accepted", locked, row, by=by)
    return locked


def _workplace(user: User) -> str:
    return user.home_unit.name_on(clock.today()) if user.home_unit else ""


@transaction.atomic
def decline(invitation: Invitation, *, by: User) -> None:
    """The row stays in the table, with the owner to decide about it."""
    locked, current = _answerable(invitation, by=by)
    if current.answer == Answer.DECLINED:
        return
    refuse_if(_answered(current))
    end(current, Answer.DECLINED)
    if current.row:
        _tell_owner("decline_invitation", "coauthor_declined", locked, current.row, by=by)


def _answerable(invitation: Invitation, *, by: User) -> tuple[Submission, Invitation]:
    """The dossier is held first, so that answer, withdrawal and saves of the table come one after the other."""
    locked = locked_submission(invitation.submission)
    current = Invitation.objects.select_related("row").get(pk=invitation.pk)
    if current.to_id != by.pk:
        raise Refused(Phrase("Chỉ người được mời trả lời được lời mời này. Lời mời được giữ nguyên."))
    return locked, current


def _answered(invitation: Invitation) -> Phrase:
    if invitation.answer == Answer.OPEN:
        return NO_OBJECTION
    if invitation.answer == Answer.WITHDRAWN:
        return Phrase(
            "Lời mời này đã được rút hoặc hết hiệu lực nên câu trả lời chưa được ghi. Nếu bạn vẫn là đồng tác giả, hãy "
            "nhờ người lập hồ sơ mời lại."
        )
    return Phrase(
        "Bạn đã trả lời lời mời này lúc %(when)s nên câu trả lời mới chưa được ghi. Nếu muốn đổi ý, hãy nhờ người lập "
        "hồ sơ mời lại.",
        when=vn_datetime(invitation.answered_at or invitation.expires_at),
    )


def _too_late(submission: Submission, invitation: Invitation) -> Phrase:
    if clock.now() >= invitation.expires_at:
        return Phrase(
            "Lời mời đã hết hạn lúc %(when)s nên chưa nhận được. Dòng tác giả của bạn vẫn được giữ; hãy nhờ người lập "
            "hồ sơ mời lại.",
            when=vn_datetime(invitation.expires_at),
        )
    if not submission.is_editable:
        return Phrase(
            "Hồ sơ không còn ở giai đoạn sửa được nên chưa nhận được lời mời. Hồ sơ được giữ nguyên; hãy hỏi người lập "
            "hồ sơ."
        )
    return NO_OBJECTION


def _tell_owner(verb: str, letter: str, submission: Submission, row: Authorship, *, by: User) -> None:
    facts = {"author": row.uid, "name": row.full_name}
    event = trail.record(verb, by=by, submission=submission, facts=facts)
    letters.tell(letter, submission.owner, submission, act=event.number, row=row, by=by)
