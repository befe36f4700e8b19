"""A campaign: what the plan says, who may enter, when each window is open, and what can be won."""

from datetime import timedelta
from typing import Self

from django.db import models

from accounts.models.unit import Unit
from campaign.models.constraints import one_of
from campaign.models.rulebook import Rubric
from campaign.rules.phases import KINDS
from campaign.rules.phases import Window as WindowSpan


def reminder_hours() -> list[int]:
    """How long before the end those with an unsubmitted draft are reminded."""
    return [48, 24, 3]


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def announced(self) -> Self:
        return self.filter(announced_at__isnull=False)

    def running(self) -> Self:
        return self.announced().filter(closed_at__isnull=True)


class Campaign(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    theme = models.TextField(blank=True)
    plan_number = models.CharField(max_length=60)
    plan_date = models.DateField()
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    issuer_name = models.CharField(max_length=200)
    place_name = models.CharField(max_length=100)
    about = models.TextField(blank=True)
    who_may_enter = models.TextField(blank=True)
    priority_note = models.TextField(blank=True)
    conduct_note = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    unit_kinds = models.JSONField(default=list)
    employments = models.JSONField(default=list)
    check_months = models.PositiveSmallIntegerField(default=1)
    answer_months = models.PositiveSmallIntegerField(default=3)
    supplement_days = models.PositiveSmallIntegerField(default=30)
    first_use_months = models.PositiveSmallIntegerField(default=12)
    max_files = models.PositiveSmallIntegerField(default=10)
    max_file_mb = models.PositiveSmallIntegerField(default=10)
    max_total_mb = models.PositiveSmallIntegerField(default=50)
    confirm_shares = models.BooleanField(default=True)
    invitation_days = models.PositiveSmallIntegerField(default=14)
    reminder_hours = models.JSONField(default=reminder_hours)
    cloned_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="clones")
    announced_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.title

    def spans(self) -> list[WindowSpan]:
        """The timetable as the rules read it; prefetch `windows` and `windows__strand` for lists."""
        return [
            WindowSpan(
                window.kind,
                window.opens,
                window.closes,
                window.strand.code if window.strand else None,
                timedelta(minutes=window.grace_minutes),
            )
            for window in self.windows.all()
        ]


class LegalBasis(models.Model):
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="legal_bases")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text


class Strand(models.Model):
    """A sub-movement or field of the plan; every dossier belongs to one, judged by that strand's rubric."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="strands")
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="strands")
    judges_per_dossier = models.PositiveSmallIntegerField(default=3)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="strand_once")]

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """When a kind of work may be done: [opens, closes). Without a strand it holds for all of them.

    `grace_minutes` after the end are never shown as the deadline: what comes then is taken and marked late.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="windows")
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="windows")
    kind = models.CharField(max_length=20)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    grace_minutes = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["opens", "pk"]
        constraints = [
            one_of("kind", KINDS, "window_kind_known"),
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="window_in_order"),
            models.UniqueConstraint(
                fields=["campaign", "kind"],
                condition=models.Q(strand__isnull=True),
                name="window_once_for_all",
            ),
            models.UniqueConstraint(fields=["campaign", "kind", "strand"], name="window_once_per_strand"),
        ]

    def __str__(self) -> str:
        return self.kind


class AwardLevel(models.Model):
    """A prize and what it asks for; how many there may be is said by the rows of `models/quota.py`."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="award_levels")
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=100)
    minimum_total = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    bonus_coefficient = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="award_level_once")]

    def __str__(self) -> str:
        return self.label


class ChecklistItem(models.Model):
    """One line of the officer's formal check, with the rule that it rests on."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="checklist")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text


class FieldHelp(models.Model):
    """The campaign's own words about a field of the application: what to write, and an example."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="field_help")
    field = models.CharField(max_length=40)
    help = models.TextField(blank=True)
    example = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "field"], name="field_help_once")]

    def __str__(self) -> str:
        return self.field


class Counter(models.Model):
    """The last number given in a register; its row is locked while the next one is taken."""

    register = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.register}: {self.last}"
