"""Reports as people read them: who may, what they say, and the figures of now or of the day of issue."""

import hashlib
import json
from typing import Any

from django.db.models import QuerySet

from accounts.models.user import User
from campaign.documents.statistics import tables
from campaign.documents.statistics_rows import Scope, whole
from campaign.models.campaign import Campaign
from campaign.models.report import Report
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.rules import workflow
from campaign.rules.figures import Table, frozen, thawed


def partial_in(user: User) -> QuerySet[Submission]:
    """Dossiers still being judged that this person must not meet: a report of their campaign would tell of them."""
    return Submission.objects.partial_to(user).filter(state__in=sorted(workflow.SEALED))


def readable(user: User) -> QuerySet[Report]:
    if not user.has_role(*OFFICE_ROLES):
        return Report.objects.none()
    shut = partial_in(user).order_by().values("campaign")
    return Report.objects.exclude(campaign__in=shut).select_related("campaign")


def open_campaigns(user: User) -> QuerySet[Campaign]:
    """Those of which this person may write a report."""
    shut = partial_in(user).order_by().values("campaign")
    return Campaign.objects.announced().exclude(pk__in=shut)


def texts_of(report: Report) -> dict[str, str]:
    last = report.texts.first()
    return dict(last.parts) if last else {}


def tables_of(report: Report) -> list[Table]:
    """Frozen with the issue; before it, as the dossiers stand now."""
    if report.is_issued:
        return thawed(report.figures["tables"])
    return current_tables(report)


def current_tables(report: Report) -> list[Table]:
    return tables(Scope(report.campaign, since=report.since, until=report.until), whole())


def snapshot(report: Report) -> dict[str, Any]:
    return {"tables": frozen(current_tables(report))}


def seal(figures: dict[str, Any], texts: dict[str, str]) -> str:
    """SHA-256 of everything that the report says."""
    content = json.dumps([figures, texts], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def is_intact(report: Report) -> bool:
    """An issued report still says what its hash was made of."""
    return seal(report.figures, texts_of(report)) == report.sha256
