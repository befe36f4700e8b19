"""Numbers of papers: the next of the series, or one that the paper register gave; never one twice in a year."""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models.user import User
from accounts.text import fold
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.registers import hold_counter, next_number
from campaign.models import clock
from campaign.models.register import RegisterEntry, RegisterSeries
from campaign.rules.calendar import document_number, vn_date
from campaign.rules.numbering import register_name
from campaign.rules.phrase import NO_OBJECTION, Phrase

FIRM = ("kind", "symbol", "council", "is_ours")
LOOSE = ("name", "issuer_line", "is_open")


def take_number(
    series: RegisterSeries, number: int | None, *, on: date, about: str, signer: str, by: User
) -> RegisterEntry:
    """Inside the act that records the paper. Without a number, the next one; the counter's lock keeps it single."""
    refuse_if(_series_problem(series, number))
    counter = hold_counter(register_name(series.code, on.year))
    number = number or counter.last + 1
    refuse_if(_taken(series, number, on.year))
    if number > counter.last:
        counter.last = number
        counter.save(update_fields=["last"])
    return RegisterEntry.objects.create(
        series=series,
        year=on.year,
        number=number,
        dated_on=on,
        subject=about[:300],
        signer_name=signer,
        search_text=fold(f"{document_number(number, series.symbol)} {about} {signer}"),
        recorded_by=by,
        recorded_at=clock.now(),
    )


def cancel_number(entry: RegisterEntry, *, reason: str) -> None:
    """It stays taken: what was once written on a paper is not given to another."""
    entry.cancelled_at, entry.cancelled_reason = clock.now(), reason
    entry.save(update_fields=["cancelled_at", "cancelled_reason"])


@transaction.atomic
def open_series(*, by: User, **face: Any) -> RegisterSeries:
    """`face` has the fields of FIRM and LOOSE."""
    gate.require_in_campaign("keep_registers", by)
    series = RegisterSeries.objects.create(code=f"day-so-{next_number('day-so')}", **face)
    trail.record("open_series", by=by, facts={"series": str(series)})
    return series


@transaction.atomic
def amend_series(series: RegisterSeries, *, by: User, **face: Any) -> RegisterSeries:
    """What its numbers were printed with does not change any more."""
    gate.require_in_campaign("keep_registers", by)
    series = RegisterSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    if series.entries.exists() and any(getattr(series, name) != face[name] for name in FIRM):
        raise Refused(
            Phrase(
                "Dãy số %(series)s đã cấp số nên loại văn bản, ký hiệu, hội đồng và nơi cấp số không đổi được. Chưa có "
                "gì thay đổi; hãy đóng dãy số này và mở dãy số mới.",
                series=str(series),
            )
        )
    for name, value in face.items():
        setattr(series, name, value)
    series.save(update_fields=list(face))
    trail.record("amend_series", by=by, facts={"series": str(series), "open": series.is_open})
    return series


def _series_problem(series: RegisterSeries, number: int | None) -> Phrase:
    if not series.is_open:
        return Phrase("Dãy số %(series)s đã đóng. Chưa ghi gì; hãy chọn dãy số khác.", series=str(series))
    if not series.is_ours and number is None:
        return Phrase("Số của dãy này do nơi khác cấp. Chưa ghi gì; hãy nhập số ghi trên văn bản.")
    return NO_OBJECTION


def _taken(series: RegisterSeries, number: int, year: int) -> Phrase:
    earlier = series.entries.filter(year=year, number=number).first()
    if earlier is None:
        return NO_OBJECTION
    return Phrase(
        "Số %(number)s của năm %(year)s đã dùng cho văn bản khác («%(subject)s», ngày %(day)s). Chưa ghi gì; hãy kiểm "
        "tra lại số trong sổ, hoặc để trống để lấy số kế tiếp.",
        number=document_number(number, series.symbol),
        year=year,
        subject=earlier.subject,
        day=vn_date(earlier.dated_on),
    )
