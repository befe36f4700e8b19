"""The numbers of papers: one series for each kind of paper and issuer, starting again every year."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.constraints import one_of
from campaign.models.council import Council

PAPER_KINDS = ("decision", "proposal", "notice", "report")


class RegisterSeriesQuerySet(models.QuerySet["RegisterSeries"]):
    def of(self, kind: str) -> Self:
        return self.filter(kind=kind, is_open=True)


class RegisterSeries(models.Model):
    """`symbol` stands behind the number ("QĐ-UBND"); `issuer_line` is the issuer on the paper, empty for the
    campaign's own. `council`: the series is that council's. Where not `is_ours`, somebody else gives the numbers (the
    province), so its gaps mean nothing and no number is proposed.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)
    symbol = models.CharField(max_length=40)
    issuer_line = models.CharField(max_length=200, blank=True)
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="series")
    is_ours = models.BooleanField(default=True)
    is_open = models.BooleanField(default=True)

    objects = RegisterSeriesQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [one_of("kind", PAPER_KINDS, "register_kind_known")]

    def __str__(self) -> str:
        return f"{self.symbol} · {self.name}"


class RegisterEntry(models.Model):
    """A number once taken. It stays when its paper is taken back: cancelled, with the reason."""

    series = models.ForeignKey(RegisterSeries, models.PROTECT, related_name="entries")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    dated_on = models.DateField()
    subject = models.CharField(max_length=300)
    signer_name = models.CharField(max_length=150)
    search_text = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "series", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="paper_number_once_a_year"),
            models.CheckConstraint(condition=Q(number__gt=0), name="paper_number_positive"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_reason=""),
                name="cancelled_number_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.series.symbol}"
