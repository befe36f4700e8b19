"""What the portal itself finds in a dossier, for its author and, with the numbers it rests on, for the officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from accounts.models.unit import version_of
from campaign.documents import coauthors
from campaign.documents.telling import known
from campaign.models.attachment import Attachment
from campaign.models.clock import VIETNAM
from campaign.models.coauthors import with_invitations
from campaign.models.submission import Authorship, Submission, SubmissionQuerySet
from campaign.rules import shares
from campaign.rules.application import BY_NAME, REQUIRED
from campaign.rules.calendar import add_months, vn_date, vn_datetime, vn_day
from campaign.rules.coauthors import findings as waited_for
from campaign.rules.eligibility import BLOCK, TIME_BAR_MONTHS, WARN, Author, Facts, Finding, findings
from campaign.rules.naming import mentions
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

MOST_SAID = 6
READ_BY_JUDGES = tuple(field.name for field in BY_NAME.values() if field.long or field.name == "title")


@dataclass(frozen=True)
class Line:
    label: Phrase
    value: str


@dataclass(frozen=True)
class Evidence:
    lines: list[Line]
    findings: list[Finding]


def checkable(rows: SubmissionQuerySet, on: date) -> SubmissionQuerySet:
    """With what the findings rest on, in a fixed number of queries."""
    files = Attachment.objects.live().filter(submission=OuterRef("pk")).order_by().values("submission")
    return rows.annotate(
        unit_kind=Subquery(version_of("unit_id", on).values("kind")[:1]),
        files=Coalesce(Subquery(files.annotate(number=Count("pk")).values("number")), 0),
    ).prefetch_related(Prefetch("authorships", with_invitations()))


def evidence(submission: Submission) -> Evidence:
    """Of a submitted dossier that is `checkable`."""
    return Evidence(_lines(submission), found(submission, vn_day(submission.submitted_at)))


def found(submission: Submission, today: date) -> list[Finding]:
    """The grounds to refuse first, then hints; a dossier filed before is measured by the day of that filing."""
    people = submission.authorships.all()
    filed_before = submission.submitted_at and submission.state != State.DRAFT
    facts = Facts(
        filed_on=vn_day(submission.submitted_at) if filed_before else today,
        first_used_on=submission.first_used_on,
        unit_kind=submission.unit_kind,
        authors=[_author(row) for row in people],
        attachments=submission.files,
        values={name: getattr(submission, name) for name in REQUIRED},
        required=REQUIRED,
        admitted_units=submission.campaign.unit_kinds,
        admitted_people=submission.campaign.employments,
    )
    return [
        *sorted([*findings(facts), *_waited_for(submission, today)], key=lambda one: one.severity != BLOCK),
        *_thin_rows(people),
        *_named_in_text(submission),
    ]


def _waited_for(submission: Submission, today: date) -> list[Finding]:
    """Asked before a filing. An invitation runs until the end of a day, so the day is enough to tell."""
    if not submission.is_editable:
        return []
    rows = [coauthors.facts(submission, row) for row in submission.authorships.all()]
    midnight = datetime.combine(today, time.min, VIETNAM)
    return waited_for(rows, midnight, demanded=submission.campaign.confirm_shares)


def _lines(submission: Submission) -> list[Line]:
    used, rows = submission.first_used_on, submission.authorships.all()
    last_day = vn_date(add_months(used, TIME_BAR_MONTHS)) if used else ""
    total = f"{shares.format_bp(sum(row.share_bp for row in rows))} %"
    return [
        Line(Phrase("Nộp hồ sơ"), str(vn_datetime(submission.submitted_at))),
        Line(Phrase("Áp dụng lần đầu"), vn_date(used) if used else ""),
        Line(Phrase("Hạn nộp theo Điều 5 NĐ 13/2012/NĐ-CP"), last_day),
        Line(Phrase("Tác giả và tổng tỷ lệ đóng góp"), f"{len(rows)} · {total}"),
        Line(Phrase("Tệp kèm theo"), str(submission.files)),
    ]


def _author(row: Authorship) -> Author:
    return Author(row.full_name, row.birth_date, row.share_bp, row.user.employment if row.user else "")


def _thin_rows(people: Iterable[Authorship]) -> list[Finding]:
    thin = [row.full_name for row in people if not (row.birth_date and row.workplace and row.job_title)]
    if not thin:
        return []
    reason = Phrase(
        "Nên ghi đủ ngày sinh, nơi công tác và chức danh của: %(names)s. Giấy chứng nhận sẽ in theo các thông tin này.",
        names=", ".join(thin),
    )
    return [Finding("author_details", WARN, reason)]


def _named_in_text(submission: Submission) -> list[Finding]:
    """Judges read a copy without names; a name inside the text would tell them."""
    whom = known(submission)
    texts = (getattr(submission, name) for name in READ_BY_JUDGES)
    said = dict.fromkeys(one.said for text in texts for one in mentions(text, whom))
    if not said:
        return []
    reason = Phrase(
        "Phần mô tả có chỗ cho biết tác giả hoặc đơn vị: %(said)s. Giám khảo chấm bản không có tên; nên viết «tác "
        "giả», «đơn vị» thay cho tên.",
        said=", ".join(f"«{words}»" for words in list(said)[:MOST_SAID]),
    )
    return [Finding("author_named", WARN, reason)]
