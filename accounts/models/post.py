from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.clock import today
from accounts.models.unit import Unit, version_of
from accounts.roles import ROLE_LABELS, Role

ROLES = [(role.value, _(label)) for role, label in ROLE_LABELS.items()]


class PostQuerySet(models.QuerySet):
    def valid_on(self, on: date) -> PostQuerySet:
        return self.filter(starts__lte=on).filter(Q(ends__isnull=True) | Q(ends__gt=on))

    def with_unit_names(self, on: date | None = None) -> PostQuerySet:
        """Add unit_name, so that a list of posts needs no query per row."""
        version = version_of("unit_id", on or today())
        return self.annotate(unit_name=Subquery(version.values("name")[:1]))


class Post(models.Model):
    """A person in a unit with a role, from `starts` until the day before `ends`.

    Half-open, so that ending a post today takes the rights away at the next request.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name=_("người giữ")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("đơn vị"))
    role = models.CharField(_("vai trò"), max_length=24, choices=ROLES)
    title = models.CharField(_("chức vụ"), max_length=150, blank=True)
    starts = models.DateField(_("từ ngày"))
    ends = models.DateField(_("thôi giữ từ ngày"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("vị trí công tác")
        verbose_name_plural = _("vị trí công tác")
        ordering = ["-starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="post_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="post_role_known"
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(ends__isnull=True),
                name="post_one_open_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.unit})"
