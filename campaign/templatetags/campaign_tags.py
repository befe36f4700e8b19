"""Dates and numbers as Vietnamese readers write them."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from campaign.rules import calendar
from campaign.rules.phrase import Phrase

register = template.Library()


@register.filter
def vn_number(value: Decimal | int | None) -> str:
    return "" if value is None else calendar.vn_number(value)


@register.filter
def vn_points(value: Decimal | None) -> str:
    """Always two decimals, so that a column of totals lines up."""
    return "" if value is None else calendar.vn_number(value, 2)


@register.filter
def vn_date(value: date | datetime | None) -> str:
    return calendar.vn_date(value) if value else ""


@register.filter
def vn_moment(value: datetime | None) -> Phrase | str:
    return calendar.vn_datetime(value) if value else ""
