"""What somebody typed into a long form and has not saved: kept on the server, for that person alone."""

from django.conf import settings
from django.db import models


class KeptForm(models.Model):
    """The raw fields of one form of one person. `key` names the form; `label` says in words which one it is.

    `fields` holds every name with its list of values, as they were posted; never passwords or tokens.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_forms")
    key = models.CharField(max_length=200)
    label = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="kept_form_once")]
        indexes = [models.Index(fields=["owner", "-saved_at", "-id"], name="kept_forms_of")]

    def __str__(self) -> str:
        return self.key
