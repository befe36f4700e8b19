"""Write for authors what the judges said, and release it to all authors of a published decision in one act."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import locked_submission
from campaign.documents.feedback import EXPLAINED, comment_of, dossiers_of, judge_names, rehearsal, release_of
from campaign.documents.feedback_facts import facts_of
from campaign.models import clock
from campaign.models.decision import Decision
from campaign.models.feedback import AuthorComment, FeedbackRelease, ReleasedFeedback
from campaign.models.publication import Publication
from campaign.models.submission import Submission
from campaign.notifications.messages import announce
from campaign.rules import permissions
from campaign.rules.calendar import vn_datetime
from campaign.rules.feedback import comment_problem
from campaign.rules.phrase import NO_OBJECTION, Phrase


@transaction.atomic
def edit_comment(submission: Submission, *, by: User, text: str, version: int) -> AuthorComment:
    """`version` is what the form showed (0: none yet). The judges' sheets stay as they are; "" takes it back."""
    locked = locked_submission(submission)
    gate.require("check", by, locked)
    refuse_if(_closed(locked))
    refuse_if(comment_problem(text, judge_names(locked)))
    stored = comment_of(locked)
    if stored and stored.text == text:
        return stored
    if (stored.version if stored else 0) != version:
        raise Refused(
            Phrase(
                "Ý kiến này đã được người khác lưu sau khi bạn mở trang. Bản đang lưu được giữ nguyên và bản bạn vừa "
                "nhập vẫn còn trên trang này; hãy so lại rồi lưu."
            )
        )
    facts = {"text": text, "version": version + 1, "edited_by": by, "edited_at": clock.now()}
    comment, _ = AuthorComment.objects.update_or_create(submission=locked, defaults=facts)
    trail.record("edit_author_comment", by=by, submission=locked, facts={"version": comment.version})
    return comment


@transaction.atomic
def release(decision: Decision, *, by: User, seen: str) -> FeedbackRelease:
    """All dossiers of the decision, those too that this officer may not meet; a second press changes nothing.

    `seen`: what the rehearsal showed; if a comment or a dossier changed since, nobody is told anything yet.
    """
    gate.require_in_campaign("release_feedback", by)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=decision.pk)
    refuse_if(why_not_release(decision, by))
    dossiers = list(dossiers_of(decision).select_for_update(of=("self",)).order_by("pk"))
    if rehearsal(decision, by).seen != seen:
        raise Refused(
            Phrase(
                "Ý kiến hoặc danh sách hồ sơ đã thay đổi sau khi bạn mở trang nên chưa gửi cho ai. Hãy xem lại bản "
                "diễn tập mới rồi xác nhận."
            )
        )
    with override(settings.LANGUAGE_CODE):  # kept as a record, so in the language of the office
        facts = facts_of(dossiers, decision)
    done = FeedbackRelease.objects.create(
        publication=Publication.objects.get(decision=decision),
        released_at=clock.now(),
        released_by=by,
        dossiers=len(dossiers),
        without_comment=sum(not one["comment"] for one in facts.values()),
    )
    ReleasedFeedback.objects.bulk_create(
        ReleasedFeedback(release=done, submission=one, facts=facts[one.pk]) for one in dossiers
    )
    counts = {"rows": done.dossiers, "without_comment": done.without_comment, "decision": str(decision)}
    event = trail.record("release_feedback", by=by, campaign=decision.campaign, facts=counts)
    for one in dossiers:
        announce("feedback_released", one, act=event.number, facts={})
    return done


def why_not_release(decision: Decision, user: User) -> Phrase:
    objection = permissions.of_campaign("release_feedback", user)
    if objection:
        return objection
    if not Publication.objects.filter(decision=decision).exists():
        return Phrase(
            "Kết quả chưa công bố nên chưa gửi được gì cho tác giả. Ý kiến đã biên tập được giữ nguyên; hãy gửi sau "
            "khi công bố."
        )
    earlier = release_of(decision)
    if earlier is None:
        return NO_OBJECTION
    return Phrase(
        "Kết quả chấm và ý kiến đã gửi cho mọi tác giả lúc %(when)s; không gửi thêm lần nữa.",
        when=vn_datetime(earlier.released_at),
    )


def _closed(submission: Submission) -> Phrase:
    if ReleasedFeedback.objects.filter(submission=submission).exists():
        return Phrase(
            "Kết quả chấm và ý kiến đã gửi cho tác giả nên không sửa được nữa. Bản đã gửi được giữ nguyên."
        )
    if submission.state not in EXPLAINED:
        return Phrase("Hồ sơ chưa chấm xong nên chưa có ý kiến nào để biên tập. Không có gì thay đổi.")
    return NO_OBJECTION
