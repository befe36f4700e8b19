"""Printed blank forms: filled by hand, keyed in by the unit desk, confirmed by the author with the form's code."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from accounts.models.unit import Unit
from accounts.roles import Role
from campaign.models.campaign import Campaign, Strand
from campaign.models.submission import Submission
from campaign.rules import paper
from campaign.rules.paper import Stage

if TYPE_CHECKING:
    from accounts.models.user import User

DESK = (Role.UNIT_DESK, Role.UNIT_HEAD)


class PaperFormQuerySet(models.QuerySet["PaperForm"]):
    def of_desk(self, user: "User") -> Self:
        """The forms of the units whose papers this person keeps."""
        return self.filter(unit__in=user.unit_ids(*DESK))


class PaperForm(models.Model):
    """`code` stands on the form, for the desk; only the hash of the stub's secret is kept, so only who holds the
    stub can confirm.
    """

    code = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=64)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="paper_forms")
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="paper_forms")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="paper_forms")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    submission = models.OneToOneField(
        Submission, models.PROTECT, null=True, blank=True, related_name="paper_form"
    )
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    keyed_at = models.DateTimeField(null=True, blank=True)
    disputed_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = PaperFormQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["unit", "-made_at", "-id"], name="paper_forms_of_unit")]

    def __str__(self) -> str:
        return self.code

    @property
    def stage(self) -> Stage:
        return paper.stage(self)

    @property
    def printed_code(self) -> str:
        return paper.grouped(self.code)
