"""Invitations to be an author of somebody's dossier."""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery

from campaign.models.constraints import one_of
from campaign.models.submission import Authorship, Submission
from campaign.rules.authorship import Access


class Answer(StrEnum):
    """`WITHDRAWN`: taken back by the inviter. An invitation that nobody answered in time stays open and expired."""

    OPEN = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(answer=Answer.OPEN.value)


class Invitation(models.Model):
    """To a person with an account (by staff code or e-mail). The row of the author table stands before the answer;
    its `user` is filled by acceptance alone.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="invitations")
    row = models.ForeignKey(Authorship, models.SET_NULL, null=True, blank=True, related_name="invitations")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    access = models.CharField(max_length=4, default=Access.VIEW.value)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True, default=Answer.OPEN.value)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            one_of("answer", Answer, "invitation_answer_known"),
            one_of("access", Access, "invitation_access_known"),
            models.UniqueConstraint(
                fields=["submission", "to"], condition=Q(answer=""), name="one_open_invitation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} → {self.to_id}"


def with_invitations() -> QuerySet[Authorship]:
    """Rows of the author table, each with its account and what became of its last invitation."""
    last = Invitation.objects.filter(row=OuterRef("pk")).order_by("-invited_at", "-pk")
    return Authorship.objects.select_related("user").annotate(
        invitation_answer=Subquery(last.values("answer")[:1]),
        invited_until=Subquery(last.values("expires_at")[:1]),
    )
