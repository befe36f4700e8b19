"""The register of papers as a page: entries, numbers left out, and the next number of each series."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models.user import User
from campaign.documents.decision import readable_decisions
from campaign.models.campaign import Counter
from campaign.models.decision import Award, Decision
from campaign.models.register import RegisterEntry, RegisterSeries
from campaign.models.submission import Submission
from campaign.rules import numbering
from campaign.rules.calendar import document_number


@dataclass(frozen=True)
class Gaps:
    """`missing` in words, such as "03, 07-09"."""

    series: RegisterSeries
    year: int
    missing: str


def readable_entries(user: User) -> QuerySet[RegisterEntry]:
    """Who is partial to a dossier of a decision that is not released reads no notice at all: numbers tell.

    A decision that this person must not meet is missing like a number that was left out.
    """
    hidden = Decision.objects.exclude(pk__in=readable_decisions(user).values("pk"))
    rows = RegisterEntry.objects.exclude(pk__in=hidden.filter(entry__isnull=False).values("entry"))
    rows = rows.select_related("series", "recorded_by")
    own = Submission.objects.partial_to(user)
    pending = Award.objects.filter(decision__in=Decision.objects.pending(), submission__in=own.values("pk"))
    return rows.exclude(series__kind="notice") if pending.exists() else rows


def gaps(entries: QuerySet[RegisterEntry]) -> list[Gaps]:
    """Of our own series, in the years that the entries are of; a number of others says nothing."""
    found: dict[tuple[int, int], list[int]] = {}
    rows = entries.filter(series__is_ours=True).order_by("series", "year", "number")
    for series, year, number in rows.values_list("series", "year", "number"):
        found.setdefault((series, year), []).append(number)
    known = {one.pk: one for one in RegisterSeries.objects.filter(pk__in={key[0] for key in found})}
    missing = {key: numbering.missing(numbers) for key, numbers in found.items()}
    return [Gaps(known[pk], year, text) for (pk, year), text in missing.items() if text]


def next_numbers(rows: Iterable[RegisterSeries], year: int) -> dict[int, str]:
    """By series; only a proposal, since the number is taken when the paper is recorded."""
    ours = [one for one in rows if one.is_ours]
    names = {numbering.register_name(one.code, year): one for one in ours}
    last = dict(Counter.objects.filter(register__in=names).values_list("register", "last"))
    return {one.pk: document_number(last.get(name, 0) + 1, one.symbol) for name, one in names.items()}
