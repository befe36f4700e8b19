"""Questions that people ask again and again, with the answer of the organiser, for all campaigns."""

from django.db import models


class HelpQuestion(models.Model):
    order = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=100)
    question = models.CharField(max_length=300)
    answer = models.TextField()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.question
