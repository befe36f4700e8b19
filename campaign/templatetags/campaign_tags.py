"""Dates and numbers as Vietnamese readers write them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from campaign.rules import calendar
from campaign.rules.phrase import Phrase
from campaign.rules.rich_text import clean_body

register = template.Library()


@register.simple_tag
def badge(state: str, label: Any) -> SafeString:
    """What `components/_badge.html` shows, for lists: a template for each row takes longer than the row."""
    return format_html('<span class="badge badge-{}">{}</span>', state, label)


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


@register.filter
def news_line(value: datetime | None) -> Phrase | str:
    return calendar.news_line(value) if value else ""


@register.filter
def cleaned(html: str) -> SafeString:
    """The body of an article: cleaned when it was saved, and cleaned again it stays the same."""
    return mark_safe(clean_body(html))  # noqa: S308
