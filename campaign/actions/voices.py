"""Questions of authors and objections to what was published; each is kept, told and answered once."""

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import gate, trail
from campaign.actions.appeals import stay
from campaign.actions.refused import refuse_if
from campaign.actions.transition import locked_submission
from campaign.documents.appeals import answer_by, filing_until, terms_of
from campaign.models import clock
from campaign.models.following import Appeal, Feedback
from campaign.models.submission import Submission
from campaign.notifications import messages
from campaign.rules import permissions, phases, voices
from campaign.rules.appeals import why_too_late
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import NO_OBJECTION, Phrase

MOST_WAITING = 10


def why_no_appeal(user: User, submission: Submission) -> Phrase:
    """The person, then the dossier, then the timetable. Empty means yes."""
    return (
        permissions.OF_DOSSIER["appeal"](user, submission)
        or voices.why_no_appeal(submission.state, is_open=_has_open_appeal(submission))
        or _too_late(submission)
    )


@transaction.atomic
def appeal(submission: Submission, *, by: User, grounds: str, ground: str = "") -> Appeal:
    """`ground` is one of the campaign's list. Until it is answered no certificate of the result is printed."""
    submission, grounds = locked_submission(submission), clean_text(grounds)
    refuse_if(why_no_appeal(by, submission))
    refuse_if(voices.why_no_text(grounds))
    terms = terms_of(submission.campaign)
    due = answer_by(terms)
    filed = Appeal.objects.create(
        submission=submission,
        by=by,
        ground=ground if ground in terms.grounds else "",
        grounds=grounds,
        filed_at=clock.now(),
        due_on=due,
    )
    stay(submission)
    said = {"appeal": filed.pk, "ground": filed.ground, "due": vn_date(due)}
    event = trail.record("file_appeal", by=by, submission=submission, facts=said)
    messages.announce("appeal_filed", submission, act=event.number, facts=said)
    return filed


@transaction.atomic
def ask(submission: Submission, *, by: User, text: str) -> Feedback:
    """The same words sent twice in a row are one question."""
    submission, text = locked_submission(submission), clean_text(text)
    gate.require("ask", by, submission)
    refuse_if(voices.why_no_text(text))
    refuse_if(_asked_before(submission, by, text) or _too_many_wait(submission))
    question = Feedback.objects.create(
        campaign=submission.campaign, submission=submission, by=by, text=text, sent_at=clock.now()
    )
    event = trail.record("ask", by=by, submission=submission, facts={"question": question.pk})
    messages.announce("asked", submission, act=event.number, facts={"question": question.pk})
    return question


@transaction.atomic
def answer_question(question: Feedback, *, by: User, answer: str) -> Feedback:
    question = Feedback.objects.select_for_update(of=("self",)).get(pk=question.pk)
    _answered(question, by=by, answer=answer)
    event = trail.record(
        "answer_question", by=by, submission=question.submission, facts={"question": question.pk}
    )
    if question.submission:
        messages.answer(question.submission, question.by, act=event.number, facts={"answer": question.answer})
    return question


def _answered(voice: Feedback, *, by: User, answer: str) -> None:
    gate.require_in_campaign("answer_authors", by)
    answer = clean_text(answer)
    if voice.submission:
        refuse_if(permissions.why_partial(by, voice.submission))
    refuse_if(voices.why_no_answer(voice.answered_at is not None))
    refuse_if(voices.why_no_text(answer))
    voice.answer, voice.answered_by, voice.answered_at = answer, by, clock.now()
    voice.save(update_fields=["answer", "answered_by", "answered_at"])


def _too_late(submission: Submission) -> Phrase:
    """By days from the publication where the campaign counts them, else by the window of the timetable."""
    until = filing_until(submission, terms_of(submission.campaign))
    if until is not None:
        return why_too_late(until, clock.today())
    spans, strand = submission.campaign.spans(), submission.strand.code
    return phases.closed_reason(spans, phases.Kind.APPEAL, clock.now(), strand)


def _has_open_appeal(submission: Submission) -> bool:
    return submission.appeals.filter(answered_at__isnull=True).exists()


def _asked_before(submission: Submission, by: User, text: str) -> Phrase:
    latest = submission.feedback.filter(by=by).first()
    if latest is None or latest.text != text or latest.answered_at:
        return NO_OBJECTION
    return Phrase(
        "Câu này đã được gửi và đang chờ trả lời nên không ghi thêm lần nữa. Câu đã gửi được giữ nguyên; bạn sẽ "
        "nhận được thư khi có trả lời."
    )


def _too_many_wait(submission: Submission) -> Phrase:
    if submission.feedback.filter(answered_at=None).count() < MOST_WAITING:
        return NO_OBJECTION
    return Phrase(
        "Hồ sơ này đang có %(number)s câu hỏi chờ trả lời nên chưa gửi thêm được. Các câu đã gửi được giữ nguyên; hãy "
        "chờ trả lời rồi hỏi tiếp.",
        number=MOST_WAITING,
    )
