"""What authors are told about the judging. They read only `ReleasedFeedback`, which the one act of release fills."""

from django.conf import settings
from django.db import models

from campaign.models.publication import Publication
from campaign.models.submission import Submission


class AuthorComment(models.Model):
    """The judges' comments in the office's words, for the authors; what the judges wrote stays as it is."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="author_comment")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.submission_id}: v{self.version}"


class FeedbackRelease(models.Model):
    """One for each published decision: all its authors are told at the same moment."""

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="feedback_release")
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dossiers = models.PositiveIntegerField()
    without_comment = models.PositiveIntegerField()

    class Meta:
        ordering = ["-released_at"]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.dossiers}"


class ReleasedFeedback(models.Model):
    """Facts as they were copied at the release (`documents.feedback.facts`); nothing edited later changes them."""

    release = models.ForeignKey(FeedbackRelease, models.PROTECT, related_name="rows")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="released_feedback")
    facts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.release_id}: {self.submission_id}"
