"""The interim or final report on paper (NĐ 30/2020): what the officer wrote and the same tables as on the page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from campaign.documents import render
from campaign.documents.layout import NO_DATE, NONE, paragraphs
from campaign.documents.papers import File
from campaign.documents.report_chart import bars_png
from campaign.documents.reports import tables_of, texts_of
from campaign.models import clock
from campaign.models.report import Report
from campaign.rules.calendar import date_line, document_number, official_date, vn_date, vn_stamp
from campaign.rules.figures import Table
from campaign.rules.reports import PARTS

SUBJECTS = {"interim": "Sơ kết", "final": "Tổng kết"}
CHARTS = ("strands", "results", "awards", "gender", "workers", "first_timers")
MOST_BARS = 12


def report_paper(report: Report, kind: str) -> File:
    """Wants the report with its campaign. Issued, the same bytes every time."""
    with override("vi"):
        facts = _facts(report, tables_of(report))
        if kind == "docx":
            facts["charts"] = {chart["key"]: _drawn(chart) for chart in facts["drawn"]}
    mark = f"{report.number:02}-{report.year}" if report.number else "du-thao"
    moment = report.issued_at or clock.now()
    content = render.paper("summary_report", kind, facts, made_at=moment)
    return File(f"bao-cao-{report.kind}-{mark}.{kind}", render.TYPES[kind], content)


def _facts(report: Report, tables: list[Table]) -> dict[str, Any]:
    campaign, texts = report.campaign, texts_of(report)
    number = (
        document_number(report.number, report.symbol) if report.number else f"……/{report.symbol or 'BC-UBND'}"
    )
    subject = f"{SUBJECTS[report.kind]} {campaign.title}"
    shown = [_table(one) for one in tables if one.rows]
    return {
        "document_title": f"Báo cáo {subject}",
        "draft": not report.is_issued,
        "draft_mark": "DỰ THẢO",
        "foot": _foot(report),
        "parent": "",
        "issuer": campaign.issuer_name,
        "number": number,
        "place_and_date": date_line(campaign.place_name, report.signed_on)
        if report.signed_on
        else f"{campaign.place_name}, {NO_DATE}",
        "subject": subject,
        "bases": _bases(report),
        "period": _period(report),
        "parts": {part.name: paragraphs(texts.get(part.name, ""), NONE) for part in PARTS},
        "headings": {part.name: part.heading for part in PARTS},
        "overview": next((one for one in shown if one["name"] == "overview"), None),
        "tables": [one for one in shown if one["name"] != "overview"],
        "drawn": [one["chart"] for one in shown if one["chart"]],
        "signer_power": report.signer_power.splitlines(),
        "signer_title": report.signer_title,
        "signer_name": report.signer_name,
    }


def _bases(report: Report) -> list[str]:
    campaign = report.campaign
    plan = f"Thực hiện Kế hoạch số {campaign.plan_number} {official_date(campaign.plan_date)}"
    return [f"{basis.text.rstrip('.;')};" for basis in campaign.legal_bases.all()] + [
        f"{plan} của {campaign.issuer_name}."
    ]


def _period(report: Report) -> str:
    since = f"từ ngày {vn_date(report.since)} " if report.since else ""
    until = report.until or report.signed_on
    to = f"đến hết ngày {vn_date(until)}" if until else "đến ngày lập báo cáo"
    return f"Số liệu về hồ sơ nộp {since}{to}."


def _foot(report: Report) -> str:
    if not report.is_issued or report.issued_at is None:
        return "Dự thảo: số liệu tính lúc xem"
    return f"Số liệu chốt lúc {vn_stamp(report.issued_at)}, mã kiểm chứng {report.sha256[:16]}"


def _table(one: Table) -> dict[str, Any]:
    """Everything said already, so that no paper formats a figure."""
    return {
        "name": one.name,
        "heading": f"1. {one.heading}" if one.name == "overview" else one.heading,
        "columns": one.column_names,
        "lines": [_line(row.said or "Cộng", [cell.said for cell in row.cells]) for row in one.lines],
        "has_total": one.total is not None,
        "chart": _chart(one) if one.name in CHARTS else None,
    }


def _line(said: str, cells: Iterable[str]) -> dict[str, Any]:
    return {"said": said, "cells": list(cells)}


def _chart(one: Table) -> dict[str, Any] | None:
    """Bars of the first column; the words say the same as the picture."""
    lines = one.lines_with_bars[: min(len(one.rows), MOST_BARS)]
    bars = [{"said": row.said, "value": row.cells[0].said, "length": length} for row, length in lines]
    if not any(bar["length"] for bar in bars):
        return None
    words = "; ".join(f"{bar['said']} {bar['value']}" for bar in bars)
    caption = f"Biểu đồ: {one.heading.lower()} ({one.column_names[0].lower()})"
    return {"key": f"bieu-do-{one.name}", "caption": caption, "alt": f"{caption}: {words}.", "bars": bars}


def _drawn(chart: dict[str, Any]) -> tuple[bytes, str]:
    return bars_png([(bar["said"], bar["value"], bar["length"]) for bar in chart["bars"]]), chart["alt"]
