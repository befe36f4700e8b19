"""Money and coefficients as the pages of rewards write them; the badge comes with them, for the same tables."""

from decimal import Decimal

from django import template

from campaign.rules import money
from campaign.rules.calendar import vn_number
from campaign.templatetags.campaign_tags import badge

register = template.Library()
register.simple_tag(badge)


@register.filter
def dong(amount: int | None) -> str:
    return money.dong(amount or 0)


@register.filter
def coefficient(value: Decimal) -> str:
    """0,3 and not 0,300."""
    return vn_number(value.normalize())
