"""Rubrics as dated, versioned data. A version that marks rest on is never edited: a new version is made."""

from decimal import Decimal

from django.db import models

from campaign.models.constraints import one_of

COMBINATIONS = ("mean", "weighted_mean", "trimmed_mean")
SPREAD_UNITS = ("points", "percent")


class Rubric(models.Model):
    """How sheets become one result is data of the version.

    `weights` are of a weighted mean, as text: by role in the panel ("chair") or by staff code ("@CB0012"); whoever is
    not named weighs 1. From `trim_from` sheets a trimmed mean drops `trim_each` at either end. `vote_points` is what
    the most voted dossier of a strand gets on top (0 = no votes). A spread of the sheets above `spread_limit` points,
    or percent of the highest total, calls for one more judge. `asks_verdict`: beside the marks, each judge says whether
    to recognise it and whether papers are missing.
    """

    code = models.SlugField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=200)
    source = models.TextField(blank=True)
    is_preset = models.BooleanField(default=False)
    effective_from = models.DateField()
    combination = models.CharField(max_length=20, default="mean")
    trim_from = models.PositiveSmallIntegerField(default=5)
    trim_each = models.PositiveSmallIntegerField(default=1)
    weights = models.JSONField(default=dict, blank=True)
    vote_points = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    spread_limit = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    spread_unit = models.CharField(max_length=10, default="points")
    pass_total = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(0))
    asks_verdict = models.BooleanField(default=False)
    tie_chain = models.JSONField(default=list)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="rubric_version_once"),
            one_of("combination", COMBINATIONS, "rubric_combination_known"),
            one_of("spread_unit", SPREAD_UNITS, "rubric_spread_unit_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (v{self.version})"


class Criterion(models.Model):
    """`group` is a heading over sub-criteria. `na_rule` says in words when a judge may leave the criterion out as not
    applicable; empty means never. `evidence` is what the dossier must show for it. A `ticked` criterion gives exactly
    the fixed points of one of its bands. Where `zero_is_copied`, a 0 says that the solution is copied.
    """

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="criteria")
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    help = models.TextField(blank=True)
    max_points = models.DecimalField(max_digits=5, decimal_places=2)
    min_points = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(1))
    step = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("0.5"))
    group = models.CharField(max_length=200, blank=True)
    na_rule = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    zero_is_copied = models.BooleanField(default=False)
    ticked = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "code"], name="criterion_once"),
            models.CheckConstraint(
                condition=models.Q(
                    max_points__gt=0, min_points__gte=0, min_points__lte=models.F("max_points")
                ),
                name="criterion_points_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0, step__gt=0), name="criterion_weight_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Band(models.Model):
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="bands")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    low = models.DecimalField(max_digits=5, decimal_places=2)
    high = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(low__gte=0, high__gte=models.F("low")), name="band_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.label


class LevelRule(models.Model):
    """A level is reached by a total AND by a minimum in named criteria (domain of the real score sheets)."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="levels")
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=100)
    total_min = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["rubric", "code"], name="level_once")]

    def __str__(self) -> str:
        return self.label


class LevelMinimum(models.Model):
    level = models.ForeignKey(LevelRule, models.PROTECT, related_name="minimums")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "criterion"], name="level_minimum_once")]

    def __str__(self) -> str:
        return f"{self.criterion_id} ≥ {self.points}"
