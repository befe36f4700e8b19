"""Papers that left the house: one frozen snapshot for each decision, and what was made of it, by its hash."""

from typing import Self

from django.conf import settings
from django.db import models

from campaign.models.decision import Award, Decision


class DecisionSnapshot(models.Model):
    """What every paper of the decision says, as plain text, frozen when they were issued. Never changed."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="snapshot")
    facts = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.sha256[:16]}"


class IssuedPaper(models.Model):
    """`award`: of which dossier, for a paper of one dossier. `facts_sha256` is that of the values that DOCX and PDF
    are made from, `template_version` that of the built-in template.
    """

    kind = models.CharField(max_length=40)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="issued_papers")
    award = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="issued_papers")
    pdf_sha256 = models.CharField(max_length=64)
    facts_sha256 = models.CharField(max_length=64)
    template_version = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "decision"],
                condition=models.Q(award__isnull=True),
                name="paper_of_a_decision_once",
            ),
            models.UniqueConstraint(fields=["kind", "decision", "award"], name="paper_of_an_award_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.pdf_sha256[:16]}"


class BatchStatus(models.TextChoices):
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class PaperBatchQuerySet(models.QuerySet["PaperBatch"]):
    def waiting(self) -> Self:
        return self.filter(status=BatchStatus.WAITING.value).order_by("pk")


class PaperBatch(models.Model):
    """Many papers in one file, made by the job worker; `form` is one PDF or a zip of files."""

    kind = models.CharField(max_length=40)
    form = models.CharField(max_length=4)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="paper_batches")
    status = models.CharField(max_length=10, default=BatchStatus.WAITING.value)
    total = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = PaperBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.status}"


class PaperTemplate(models.Model):
    """A Word template that an administrator put in the place of the built-in one, until it is set aside."""

    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    file = models.FileField(max_length=200)
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="paper_template_version_once"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(set_aside_at__isnull=True),
                name="one_paper_template_in_use",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.version}"


class PrintForm(models.Model):
    """Where each field stands on a pre-printed form, in millimetres from its upper left corner."""

    kind = models.CharField(max_length=40, unique=True)
    width_mm = models.DecimalField(max_digits=4, decimal_places=1)
    height_mm = models.DecimalField(max_digits=4, decimal_places=1)
    fields = models.JSONField(default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.kind
