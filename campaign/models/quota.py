"""How awards are given out: quotas as rows, the rule at the cut, and the lots that were drawn."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.unit import Unit
from campaign.models.campaign import AwardLevel, Campaign, Strand
from campaign.models.constraints import one_of
from campaign.rules.awards import CUT_POLICIES
from campaign.rules.quotas import BASES, EACH, ROUNDINGS

LOT_WAYS = ("lots", "ballot")


class AwardQuota(models.Model):
    """At most so many awards: of one level or all, in a strand, kind of unit or unit; empty means any of them.

    `each`: so many in every strand or unit, not together. `number`, or `percent` of `base` rounded by `rounding`.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="quotas")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    level = models.ForeignKey(AwardLevel, models.PROTECT, null=True, blank=True, related_name="quotas")
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="quotas")
    unit_kind = models.CharField(max_length=24, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    each = models.CharField(max_length=10, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    base = models.CharField(max_length=12, blank=True)
    rounding = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            one_of("each", EACH, "quota_each_known"),
            models.CheckConstraint(
                condition=Q(number__isnull=False, percent__isnull=True, base="", rounding="")
                | Q(number__isnull=True, percent__isnull=False, base__in=[*BASES], rounding__in=[*ROUNDINGS]),
                name="quota_number_or_percent",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lte=100),
                name="quota_percent_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class AwardRule(models.Model):
    """What happens to equals at the end of a quota. The seed of a draw is announced before any sheet is locked."""

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="award_rule")
    cut_policy = models.CharField(max_length=10, default="cut")
    cut_chain = models.JSONField(default=list)
    seed = models.CharField(max_length=100, blank=True)
    seed_source = models.CharField(max_length=300, blank=True)
    seed_announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [one_of("cut_policy", CUT_POLICIES, "cut_policy_known")]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.cut_policy}"


class LotDraw(models.Model):
    """Lots drawn (or a ballot held) among equals before witnesses: the order that came out, the first one best."""

    strand = models.ForeignKey(Strand, models.PROTECT, related_name="lot_draws")
    way = models.CharField(max_length=10, default="lots")
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    witnesses = models.TextField()
    order = models.JSONField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [one_of("way", LOT_WAYS, "lot_way_known")]

    def __str__(self) -> str:
        return f"{self.strand_id}: {self.held_on}"
