"""The dossier: the official application (TT 18/2013, Annex I), its authors and who may meet it."""

from __future__ import annotations

import secrets
import uuid
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models.unit import Unit
from accounts.prepared import Prepared
from accounts.roles import Role
from accounts.text import fold
from campaign.models.campaign import Campaign, Strand
from campaign.models.constraints import one_of
from campaign.rules import workflow
from campaign.rules.authorship import Access, AuthorKind, ConfirmedWay
from campaign.rules.conflicts import BY_POST
from campaign.rules.workflow import State

if TYPE_CHECKING:
    from accounts.models.user import User

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
OFFICE_ROLES = (Role.OFFICER, Role.ADMINISTRATOR, Role.CHAIR, Role.INSPECTOR)
# Until the marks are combined, who marks a dossier (or gave it up) knows it only by its alias.
BLIND = (State.ACCEPTED, State.ASSIGNED, State.JUDGING)
# A conflict that counts: the own declaration at once, everything else when the office upheld it.
BARRING = Q(conflicts__verdict="upheld") | Q(conflicts__verdict="open", conflicts__source="judge")
LONG_TEXTS = ("nature", "confidential", "conditions", "benefits_author", "benefits_others", "summary")


def row_uid() -> str:
    return uuid.uuid4().hex


def random_code() -> str:
    """Ten characters without look-alikes: about 49 bits, never the reason that somebody may read."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User) -> Self:
        """The dossiers that this person may open by some right; judges read blind copies instead."""
        mine = self._as_author(user) | Q(pk__in=_keyed_in(user))
        return self.filter(mine | self._as_unit(user) | self._as_office(user))

    def of_author(self, user: User) -> Self:
        """Written by this person, or by their hand for somebody who filled in a paper form."""
        if user.unit_ids(Role.UNIT_HEAD, Role.UNIT_DESK):
            return self.filter(pk__in=_owned(user).union(_written(user), _keyed_in(user)))
        return self.filter(pk__in=MINE.inside(user=user.pk))

    def for_unit(self, user: User) -> Self:
        """The unit's side without the own dossiers; a conflict by post (`BY_POST`) takes nothing away here."""
        return self.filter(self._as_unit(user)).exclude(self._as_author(user))

    def for_office(self, user: User) -> Self:
        """The office's side without what this person must not meet there."""
        if not user.has_role(*OFFICE_ROLES):
            return self.none()
        return self.exclude(state=State.DRAFT).exclude(pk__in=BARRED.inside(user=user.pk))

    def barred_to(self, user: User) -> Self:
        """Whatever the role: the own dossiers, those in conflict and those marked blind."""
        return self.filter(pk__in=_barred(user))

    def partial_to(self, user: User) -> Self:
        """The own dossiers and those in conflict."""
        return self.filter(pk__in=_owned(user).union(_written(user), _conflicted(user)))

    def matching(self, words: str) -> Self:
        """Every word of the search, in any order, without accents."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def light(self) -> Self:
        """Without the long texts, for lists."""
        return self.defer(*LONG_TEXTS, "search_text").select_related("strand")

    @staticmethod
    def _as_author(user: User) -> Q:
        return Q(owner=user) | Q(
            Exists(Authorship.objects.filter(submission=OuterRef("pk"), user=user)),
        )

    @staticmethod
    def _as_unit(user: User) -> Q:
        units = user.unit_ids(Role.UNIT_HEAD, Role.UNIT_DESK)
        personal = _conflicted(user, ~Q(conflicts__kind__in=BY_POST))
        handed_in = ~Q(state=State.DRAFT) & Q(endorsing_unit__in=units) & ~Q(pk__in=personal)
        return handed_in & ~SubmissionQuerySet._as_judge(user)

    @staticmethod
    def _as_office(user: User) -> Q:
        if not user.has_role(*OFFICE_ROLES):
            return Q(pk__in=[])
        return ~Q(state=State.DRAFT) & ~SubmissionQuerySet._as_judge(user) & ~Q(pk__in=_conflicted(user))

    @staticmethod
    def _as_judge(user: User) -> Q:
        return Q(state__in=BLIND, assignments__judge=user)


# Parts of a union and not one condition with "or": each finds its few rows through an index of its own.
def _owned(user: User) -> models.QuerySet[Any, Any]:
    return Submission.objects.filter(owner=user).order_by().values("pk")


def _written(user: User) -> models.QuerySet[Any, Any]:
    return Authorship.objects.filter(user=user).order_by().values("submission")


def _keyed_in(user: User) -> models.QuerySet[Any, Any]:
    """Paper forms that this person keys in for others: at the desk of their unit, until they have been handed in."""
    units = user.unit_ids(Role.UNIT_HEAD, Role.UNIT_DESK)
    rows = Submission.objects.filter(entered_by=user, submitted_at__isnull=True, unit__in=units)
    return rows.order_by().values("pk")


def _judged(user: User) -> models.QuerySet[Any, Any]:
    return Submission.objects.filter(state__in=BLIND, assignments__judge=user).order_by().values("pk")


def _conflicted(user: User, *where: Q) -> models.QuerySet[Any, Any]:
    rows = Submission.objects.filter(BARRING, *where, conflicts__person=user)
    return rows.order_by().values("pk")


def _barred(user: User) -> models.QuerySet[Any, Any]:
    return _owned(user).union(_written(user), _judged(user), _conflicted(user))


MINE = Prepared(lambda user: _owned(user).union(_written(user)), user=models.BigIntegerField())
BARRED = Prepared(_barred, user=models.BigIntegerField())


class Submission(models.Model):
    """State changes only in `campaign.actions.transition.perform`; `version` grows with every saved edit.

    `entered_by`: of a paper form. `is_late`: in the silent grace. `section_saves`: whose save stands where, since when.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="submissions")
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions")
    unit_name = models.CharField(max_length=200)
    endorsing_unit = models.ForeignKey(Unit, models.PROTECT, related_name="to_endorse")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="entered"
    )
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    extension = models.ForeignKey(
        "campaign.Extension", models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    is_late = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default=State.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    register_number = models.CharField(max_length=40, blank=True)

    title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    addressee = models.CharField(max_length=200, blank=True)
    investor = models.CharField(max_length=300, blank=True)
    field_of_application = models.CharField(max_length=300, blank=True)
    first_used_on = models.DateField(null=True, blank=True)
    nature = models.TextField(blank=True)
    confidential = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    benefits_author = models.TextField(blank=True)
    benefits_others = models.TextField(blank=True)
    search_text = models.TextField(blank=True)
    section_saves = models.JSONField(default=dict, blank=True)

    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    answer_due = models.DateField(null=True, blank=True)
    judging_round = models.PositiveSmallIntegerField(default=1)
    state_since = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", State, "submission_state_known"),
            models.UniqueConstraint(
                fields=["register_number"], condition=~Q(register_number=""), name="register_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value) | Q(submitted_at__isnull=False),
                name="submitted_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "-state_since", "-id"], name="office_queue"),
            models.Index(fields=["campaign", "-state_since", "-id"], name="office_all"),
            models.Index(fields=["endorsing_unit", "state", "-state_since", "-id"], name="unit_queue"),
            models.Index(fields=["endorsing_unit", "-submitted_at", "-id"], name="unit_all"),
            models.Index(fields=["owner", "-saved_at", "-id"], name="author_list"),
            models.Index(fields=["strand", "state", "state_since", "id"], name="strand_state"),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    @cached_property
    def author_ids(self) -> frozenset[int]:
        """People with an account in the author table; uses the prefetched rows where there are some."""
        return frozenset(row.user_id for row in self.authorships.all() if row.user_id)

    @cached_property
    def editor_ids(self) -> frozenset[int]:
        """Who may write in it beside its owner; who keys it in from paper, until its author has handed it in."""
        keying = {self.entered_by_id} if self.entered_by_id and not self.submitted_at else set()
        rows = self.authorships.all()
        return frozenset(keying | {row.user_id for row in rows if row.user_id and row.access == Access.EDIT})

    @cached_property
    def conflicts_by_person(self) -> dict[int, frozenset[str]]:
        """Kinds of the conflicts that count; of a dossier read `with_conflicts` it asks nothing more."""
        rows = getattr(self, "conflict_rows", None)
        if rows is None:
            rows = [vars(row) for row in self.conflicts.all() if row.is_barring]
        people = {row["person_id"] for row in rows}
        return {pk: frozenset(row["kind"] for row in rows if row["person_id"] == pk) for pk in people}

    @property
    def state_label(self) -> str:
        return str(workflow.label(self.state))

    @property
    def author_state_label(self) -> str:
        return str(workflow.author_label(self.state))

    @property
    def author_tone(self) -> str:
        return workflow.author_tone(self.state)

    @property
    def is_editable(self) -> bool:
        return self.state in workflow.EDITABLE


class Authorship(models.Model):
    """A row of the author table. `share_bp` is in hundredths of a percent; all rows of a dossier make 10000.

    `uid` names the row through every save. A confirmation holds for the shares as they stood: any change of any share
    takes all of them back. `representative` speaks for a collective, `signed_on` is the day of a signed paper.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="authorships")
    order = models.PositiveSmallIntegerField(default=1)
    uid = models.CharField(max_length=36, default=row_uid)
    kind = models.CharField(max_length=10, default=AuthorKind.PERSON.value)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="authorships"
    )
    access = models.CharField(max_length=4, default=Access.VIEW.value)
    email = models.EmailField(blank=True)
    full_name = models.CharField(max_length=150)
    representative = models.CharField(max_length=150, blank=True)
    gender = models.CharField(max_length=10, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    workplace = models.CharField(max_length=200, blank=True)
    job_title = models.CharField(max_length=150, blank=True)
    qualification = models.CharField(max_length=150, blank=True)
    direct_worker = models.BooleanField(default=False)
    share_bp = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_way = models.CharField(max_length=10, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_bp__gte=0, share_bp__lte=10000), name="share_between_0_and_100"
            ),
            models.UniqueConstraint(
                fields=["submission", "user"], condition=Q(user__isnull=False), name="author_once_per_dossier"
            ),
            models.UniqueConstraint(fields=["submission", "uid"], name="author_row_once"),
            one_of("kind", AuthorKind, "author_kind_known"),
            one_of("access", Access, "author_access_known"),
            one_of("confirmed_way", ["", *ConfirmedWay], "confirmed_way_known"),
        ]

    def __str__(self) -> str:
        return self.full_name
