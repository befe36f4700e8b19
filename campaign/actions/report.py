"""Write and issue the interim and final reports. The officer writes words, the figures are counted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import gate, trail
from campaign.actions.paper_numbers import take_number
from campaign.actions.refused import Refused, refuse_if
from campaign.documents.reports import partial_in, seal, snapshot, texts_of
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.register import RegisterSeries
from campaign.models.report import Report, ReportText
from campaign.models.submission import Submission
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.reports import BY_NAME, KIND_LABELS, missing


@transaction.atomic
def begin_report(
    campaign: Campaign, *, kind: str, since: date | None, until: date | None, by: User
) -> Report:
    """The one in work, if there is one; a new one starts with the words of the last one."""
    gate.require_in_campaign("write_report", by)
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    refuse_if(_partial(campaign, by))
    earlier = Report.objects.filter(campaign=campaign, kind=kind).order_by("-edition").first()
    if earlier and not earlier.is_issued:
        return earlier
    report = Report.objects.create(
        campaign=campaign,
        kind=kind,
        edition=earlier.edition + 1 if earlier else 1,
        since=since,
        until=until,
        begun_by=by,
        begun_at=clock.now(),
    )
    _keep(report, texts_of(earlier) if earlier else {}, by)
    trail.record("begin_report", by=by, campaign=campaign, facts=_named(report))
    return report


@transaction.atomic
def save_report(report: Report, *, texts: Mapping[str, str], version: int, by: User) -> Report:
    """A new version of the words; the earlier ones stay. Words that another window saved are not written over."""
    report = _locked(report, by)
    if report.version != version:
        raise Refused(
            Phrase(
                "Báo cáo đã được lưu ở nơi khác sau khi bạn mở trang này. Chưa ghi đè; chữ bạn gõ vẫn còn bên dưới. "
                "Hãy mở báo cáo ở cửa sổ khác để so, rồi lưu lại."
            )
        )
    clean = {name: clean_text(texts.get(name, "")) for name in BY_NAME}
    if clean == texts_of(report):
        return report
    report.version += 1
    report.save(update_fields=["version"])
    _keep(report, clean, by)
    trail.record("save_report", by=by, campaign=report.campaign, facts=_named(report))
    return report


@transaction.atomic
def issue_report(
    report: Report,
    *,
    series: RegisterSeries,
    number: int | None,
    signed_on: date,
    signer: Mapping[str, str],
    by: User,
) -> Report:
    """Count the figures, freeze them with the words under one hash, take a number. Once."""
    report = _locked(report, by)
    texts = texts_of(report)
    refuse_if(missing(texts))
    figures = snapshot(report)
    about = f"{KIND_LABELS[report.kind]} {report.campaign.title}"
    entry = take_number(series, number, on=signed_on, about=about, signer=signer["name"], by=by)
    facts: dict[str, Any] = {
        "number": entry.number,
        "symbol": series.symbol,
        "year": signed_on.year,
        "signed_on": signed_on,
        "signer_power": signer["power"],
        "signer_title": signer["title"],
        "signer_name": signer["name"],
        "figures": figures,
        "sha256": seal(figures, texts),
        "issued_at": clock.now(),
        "issued_by": by,
    }
    for name, value in facts.items():
        setattr(report, name, value)
    report.save(update_fields=list(facts))
    trail.record(
        "issue_report", by=by, campaign=report.campaign, facts={**_named(report), "sha256": report.sha256}
    )
    return report


def _locked(report: Report, by: User) -> Report:
    gate.require_in_campaign("write_report", by)
    report = Report.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=report.pk)
    refuse_if(_partial(report.campaign, by))
    if report.is_issued:
        raise Refused(
            Phrase(
                "Báo cáo số %(number)s đã ban hành nên không sửa, không ban hành lần nữa. Nội dung được giữ nguyên; "
                "cần thay thì lập báo cáo mới.",
                number=str(report),
            )
        )
    return report


def _partial(campaign: Campaign, by: User) -> Phrase:
    rows: Any = partial_in(by).filter(campaign=campaign)
    if not Submission.objects.filter(pk__in=rows.values("pk")).exists():
        return NO_OBJECTION
    return Phrase(
        "Phong trào này còn hồ sơ của bạn, hoặc hồ sơ bạn có xung đột lợi ích, chưa công bố kết quả nên bạn không "
        "lập báo cáo được. Chưa ghi gì; việc này thuộc người khác cùng nhiệm vụ."
    )


def _keep(report: Report, texts: Mapping[str, str], by: User) -> None:
    ReportText.objects.create(
        report=report, number=report.version, parts=dict(texts), saved_by=by, saved_at=clock.now()
    )


def _named(report: Report) -> dict[str, Any]:
    return {"report": f"{KIND_LABELS[report.kind]} ({report.edition})", "version": report.version}
