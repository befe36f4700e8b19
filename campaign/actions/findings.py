"""What is missing in a dossier, in plain words: asked by the editor, the rehearsal and the act of filing."""

from accounts.models.unit import Unit
from accounts.text import fold
from campaign.models import clock
from campaign.models.submission import Authorship, Submission
from campaign.rules import eligibility
from campaign.rules.application import BY_NAME, REQUIRED
from campaign.rules.calendar import vn_day
from campaign.rules.eligibility import WARN, Author, Facts, Finding
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

READ_BY_JUDGES = tuple(field.name for field in BY_NAME.values() if field.long or field.name == "title")


def findings(submission: Submission) -> list[Finding]:
    """The grounds to refuse first, then hints. The timetable is asked separately, by the gate."""
    people = list(submission.authorships.select_related("user"))
    filed_again = submission.submitted_at and submission.state != State.DRAFT
    facts = Facts(
        filed_on=vn_day(submission.submitted_at) if filed_again else clock.today(),
        first_used_on=submission.first_used_on,
        unit_kind=Unit.objects.named(clock.today()).values_list("kind", flat=True).get(pk=submission.unit_id),
        authors=[_author(row) for row in people],
        attachments=submission.attachments.live().count(),
        values={name: getattr(submission, name) for name in REQUIRED},
        required=REQUIRED,
        admitted_units=submission.campaign.unit_kinds,
        admitted_people=submission.campaign.employments,
    )
    return [*eligibility.findings(facts), *_thin_rows(people), *_named_in_text(submission, people)]


def _author(row: Authorship) -> Author:
    return Author(row.full_name, row.birth_date, row.share_bp, row.user.employment if row.user else "")


def _thin_rows(people: list[Authorship]) -> list[Finding]:
    thin = [row.full_name for row in people if not (row.birth_date and row.workplace and row.job_title)]
    if not thin:
        return []
    reason = Phrase(
        "Nên ghi đủ ngày sinh, nơi công tác và chức danh của: %(names)s. Giấy chứng nhận sẽ in theo các thông tin này.",
        names=", ".join(thin),
    )
    return [Finding("author_details", WARN, reason)]


def _named_in_text(submission: Submission, people: list[Authorship]) -> list[Finding]:
    """Judges read a copy without names; a name inside the text would tell them."""
    text = f" {fold(' '.join(getattr(submission, name) for name in READ_BY_JUDGES))} "
    named = [row.full_name for row in people if f" {fold(row.full_name)} " in text]
    if not named:
        return []
    reason = Phrase(
        "Phần mô tả có ghi tên %(names)s. Giám khảo chấm bản không có tên tác giả; nên viết «tác giả» thay cho tên.",
        names=", ".join(named),
    )
    return [Finding("author_named", WARN, reason)]
