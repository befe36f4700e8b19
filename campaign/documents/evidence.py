"""What the portal itself finds in a submitted dossier, with the numbers it rests on, for the officer who checks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from accounts.models.unit import version_of
from campaign.models.submission import Attachment, Authorship, Submission, SubmissionQuerySet
from campaign.rules import shares
from campaign.rules.application import REQUIRED
from campaign.rules.calendar import add_months, vn_date, vn_datetime, vn_day
from campaign.rules.eligibility import TIME_BAR_MONTHS, Author, Facts, Finding, findings
from campaign.rules.phrase import Phrase


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
    ).prefetch_related(Prefetch("authorships", Authorship.objects.select_related("user")))


def evidence(submission: Submission) -> Evidence:
    """Wants a dossier that is `checkable`."""
    return Evidence(_lines(submission), findings(_facts(submission)))


def _facts(submission: Submission) -> Facts:
    return Facts(
        filed_on=vn_day(submission.submitted_at),
        first_used_on=submission.first_used_on,
        unit_kind=submission.unit_kind,
        authors=[
            Author(row.full_name, row.birth_date, row.share_bp, row.user.employment if row.user else "")
            for row in submission.authorships.all()
        ],
        attachments=submission.files,
        values={name: getattr(submission, name) for name in REQUIRED},
        required=REQUIRED,
        admitted_units=submission.campaign.unit_kinds,
        admitted_people=submission.campaign.employments,
    )


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
