"""Rows of the long queues, written at once: a dozen tags for each of thirty rows take longer than their query."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from campaign.documents.queue import Row
from campaign.templatetags.campaign_tags import badge

register = template.Library()
NOTHING = mark_safe("")
OFFICE_ROW = (
    '<tr><th scope="row"><a href="{}">{}</a> <span class="file-note">{} · {}</span></th>'
    '<td data-label="{}">{}<span class="file-note">{}</span></td><td data-label="{}">{}{}</td>'
    '<td data-label="{}">{}</td><td data-label="{}" class="nowrap">{}</td><td data-label="{}">{}</td></tr>'
)


@register.simple_tag
def office_rows(rows: Iterable[Row]) -> SafeString:
    unit, state, waits = _("Đơn vị"), _("Tình trạng"), _("Đang chờ")
    since, due = _("Từ ngày"), _("Hạn")
    nobody = _muted(_("Không chờ ai"))
    return format_html_join(
        "\n",
        OFFICE_ROW,
        (
            (
                reverse("office:detail", args=[row.code]),
                row.title,
                row.register_number,
                row.strand,
                unit,
                row.unit_name,
                row.owner,
                state,
                badge(row.state, row.label),
                _note(row.late),
                waits,
                row.waits_for or nobody,
                since,
                row.since,
                due,
                due_words(row),
            )
            for row in rows
        ),
    )


@register.simple_tag
def due_words(row: Row) -> SafeString:
    if not row.due:
        return _muted(_("Không có"))
    return (
        format_html("{} {}", badge("bad", _("Quá hạn")), row.due)
        if row.overdue
        else format_html("{}", row.due)
    )


def _note(text: object) -> SafeString:
    return format_html('<span class="file-note">{}</span>', text) if text else NOTHING


def _muted(text: str) -> SafeString:
    return format_html('<span class="muted">{}</span>', text)
