"""People of the trial use, as the application names them."""

from django.db import models

from campaign.models.submission import Submission


class TrialParticipant(models.Model):
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="trial_participants")
    order = models.PositiveSmallIntegerField(default=1)
    full_name = models.CharField(max_length=150)
    birth_date = models.DateField(null=True, blank=True)
    workplace = models.CharField(max_length=200, blank=True)
    job_title = models.CharField(max_length=150, blank=True)
    qualification = models.CharField(max_length=150, blank=True)
    work_supported = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.full_name
