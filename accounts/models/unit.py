from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.clock import today
from accounts.roles import (
    SUCCESSION_LABELS,
    UNIT_KIND_LABELS,
    UNIT_LEVEL_LABELS,
    SuccessionKind,
    UnitKind,
    UnitLevel,
)
from accounts.text import clean_line, fold

KINDS = [(kind.value, _(label)) for kind, label in UNIT_KIND_LABELS.items()]
LEVELS = [(level.value, _(label)) for level, label in UNIT_LEVEL_LABELS.items()]
SUCCESSIONS = [(kind.value, _(label)) for kind, label in SUCCESSION_LABELS.items()]


def version_of(unit_reference: str, on: date) -> models.QuerySet:
    """The version of the outer row's unit on that day, else its last version."""
    in_force = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return (
        UnitVersion.objects.filter(unit=OuterRef(unit_reference))
        .annotate(distance=Case(When(in_force, then=Value(0)), default=Value(1)))
        .order_by("distance", "-valid_from")
    )


class UnitQuerySet(models.QuerySet):
    def named(self, on: date | None = None) -> UnitQuerySet:
        """Add name, short_name, kind, level and parent_unit_id as of that day (default: today)."""
        version = version_of("pk", on or today())
        return self.annotate(
            name=Subquery(version.values("name")[:1]),
            short_name=Subquery(version.values("short_name")[:1]),
            kind=Subquery(version.values("kind")[:1]),
            level=Subquery(version.values("level")[:1]),
            parent_unit_id=Subquery(version.values("parent_id")[:1]),
        )

    def called(self, on: date | None = None) -> UnitQuerySet:
        """Add the name alone: for long lists to choose from."""
        return self.annotate(name=Subquery(version_of("pk", on or today()).values("name")[:1]))

    def in_force(self, on: date | None = None) -> UnitQuerySet:
        return self.filter(pk__in=UnitVersion.objects.in_force(on).values("unit_id"))


class Unit(models.Model):
    """A unit keeps its identity and code; its name, kind and parent are versions over time."""

    code = models.CharField(_("mã đơn vị"), max_length=32, unique=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")

    def __str__(self) -> str:
        return getattr(self, "name", "") or self.code

    @property
    def kind_label(self) -> str:
        """In words; only on units that `named()` has fetched."""
        return str(dict(KINDS).get(self.kind, ""))

    @property
    def level_label(self) -> str:
        return str(dict(LEVELS).get(self.level, ""))

    def name_on(self, on: date) -> str:
        names = Unit.objects.filter(pk=self.pk).named(on).values_list("name", flat=True)
        return names.first() or self.code


class UnitVersionQuerySet(models.QuerySet["UnitVersion"]):
    def create(self, **fields) -> UnitVersion:
        """Store the name clean and searchable."""
        fields["name"] = clean_line(fields["name"])
        fields["short_name"] = clean_line(fields.get("short_name", ""))
        fields["search_text"] = fold(f"{fields['name']} {fields['short_name']}")[:310]
        return super().create(**fields)

    def in_force(self, on: date | None = None) -> UnitVersionQuerySet:
        on = on or today()
        return self.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))


class UnitVersion(models.Model):
    """What a unit was called and where it belonged, from valid_from until the day before valid_to."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên đơn vị"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=100, blank=True)
    search_text = models.CharField(max_length=310, blank=True, editable=False)
    kind = models.CharField(_("loại đơn vị"), max_length=24, choices=KINDS)
    level = models.CharField(_("cấp"), max_length=24, choices=LEVELS)
    parent = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="child_versions",
        verbose_name=_("đơn vị cấp trên"),
    )
    valid_from = models.DateField(_("có hiệu lực từ ngày"))
    valid_to = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên bản đơn vị")
        verbose_name_plural = _("phiên bản đơn vị")
        ordering = ["unit_id", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unitversion_one_per_start"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to__isnull=True), name="unitversion_one_open"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unitversion_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in UnitKind]), name="unitversion_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in UnitLevel]), name="unitversion_level_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")), name="unitversion_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitSuccession(models.Model):
    """Which unit took over from which, and when. A dissolved unit names who keeps its papers."""

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="successions", verbose_name=_("đơn vị cũ")
    )
    successor = models.ForeignKey(
        Unit, models.PROTECT, related_name="predecessions", verbose_name=_("đơn vị kế thừa")
    )
    kind = models.CharField(_("hình thức"), max_length=16, choices=SUCCESSIONS)
    on = models.DateField(_("từ ngày"))

    class Meta:
        verbose_name = _("kế thừa đơn vị")
        verbose_name_plural = _("kế thừa đơn vị")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="unitsuccession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="unitsuccession_not_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in SuccessionKind]),
                name="unitsuccession_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
