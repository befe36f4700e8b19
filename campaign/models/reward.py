"""Rewards, apart from recognition: what can be given and at which price, who is proposed, and what was used for it.

Kinds and base salaries are dated data: a row that a decision rests on is never changed, only followed by another one.
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models.unit import Unit
from accounts.models.user import User
from campaign.models.campaign import AwardLevel, Campaign
from campaign.models.constraints import one_of
from campaign.models.decision import Decision
from campaign.models.submission import Authorship, Submission
from campaign.rules.bonus import CERTAINTIES, LEVELS, NATURES, OBJECTS, SORTS


class RewardKindQuerySet(models.QuerySet["RewardKind"]):
    def in_force(self, on: date) -> Self:
        lasting = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
        return self.filter(lasting, in_force_from__lte=on)


class RewardKind(models.Model):
    """A title (danh hiệu thi đua) or a form (hình thức khen thưởng) for one sort of holder; `code` stays through its
    versions. `in_force_to` is the last day. `certainty` and `source` are shown to whoever relies on it.
    """

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    sort = models.CharField(max_length=10)
    object = models.CharField(max_length=12)
    level = models.CharField(max_length=10)
    coefficient = models.DecimalField(max_digits=6, decimal_places=3)
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=10, default="unsure")
    source = models.CharField(max_length=300, blank=True)

    objects = RewardKindQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "object", "-coefficient", "code", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "in_force_from"], name="reward_kind_once_a_day"),
            one_of("sort", SORTS, "reward_sort_known"),
            one_of("object", OBJECTS, "reward_object_known"),
            one_of("level", LEVELS, "reward_level_known"),
            one_of("certainty", CERTAINTIES, "reward_certainty_known"),
            models.CheckConstraint(condition=Q(coefficient__gt=0), name="coefficient_positive"),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="reward_kind_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BaseSalaryQuerySet(models.QuerySet["BaseSalary"]):
    def on(self, day: date) -> "BaseSalary | None":
        return self.filter(in_force_from__lte=day).order_by("-in_force_from").first()


class BaseSalary(models.Model):
    """Mức lương cơ sở in đồng a month; it lasts until the next one begins."""

    amount = models.PositiveIntegerField()
    in_force_from = models.DateField(unique=True)
    certainty = models.CharField(max_length=10, default="unsure")
    source = models.CharField(max_length=300, blank=True)

    objects = BaseSalaryQuerySet.as_manager()

    class Meta:
        ordering = ["-in_force_from"]
        constraints = [
            one_of("certainty", CERTAINTIES, "salary_certainty_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="salary_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.amount}: {self.in_force_from}"


class LevelReward(models.Model):
    """What the authors of initiatives with this prize are usually proposed for; the code of a kind."""

    award_level = models.OneToOneField(AwardLevel, models.PROTECT, related_name="level_reward")
    kind_code = models.SlugField(max_length=40)

    def __str__(self) -> str:
        return f"{self.award_level_id}: {self.kind_code}"


class RewardListQuerySet(models.QuerySet["RewardList"]):
    def for_office(self, user: User) -> Self:
        """Until its decision is known outside, nobody meets a list of which the gap would tell: who stands in it, or
        wrote one of its dossiers, or has a conflict with one."""
        partial = Submission.objects.partial_to(user).order_by().values("pk")
        own = Reward.objects.filter(Q(authorship__user=user) | Q(submission__in=partial))
        known = Q(decision__released_at__isnull=False)
        return self.filter(known | ~Q(pk__in=own.order_by().values("list")))

    def hidden_from(self, user: User) -> Self:
        return self.exclude(pk__in=RewardList.objects.for_office(user).values("pk"))


class RewardList(models.Model):
    """A list of proposed rewards; one signed decision makes all of it true. Open while it has none."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reward_lists")
    name = models.CharField(max_length=200)
    nature = models.CharField(max_length=10, default="thematic")
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="reward_list"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = RewardListQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [one_of("nature", NATURES, "reward_nature_known")]

    def __str__(self) -> str:
        return self.name


class Reward(models.Model):
    """One kind for one holder. `holder_key` tells the same holder in other lists; `ground` says for what, beside or
    instead of the initiative `submission`. The figures are frozen on the day of the decision.
    """

    list = models.ForeignKey(RewardList, models.PROTECT, related_name="rewards")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="rewards")
    kind = models.ForeignKey(RewardKind, models.PROTECT, related_name="rewards")
    authorship = models.ForeignKey(Authorship, models.PROTECT, null=True, blank=True, related_name="rewards")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    holder_key = models.CharField(max_length=400)
    holder_name = models.CharField(max_length=200)
    holder_note = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField()
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="rewards")
    ground = models.CharField(max_length=500, blank=True)
    coefficient = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    base_salary = models.PositiveIntegerField(null=True, blank=True)
    amount = models.PositiveIntegerField(null=True, blank=True)
    paid = models.BooleanField(default=True)
    unpaid_reason = models.TextField(blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "kind", "holder_key", "year", "submission"],
                condition=Q(submission__isnull=False),
                name="reward_once_for_an_initiative",
            ),
            models.UniqueConstraint(
                fields=["list", "kind", "holder_key", "year", "ground"],
                condition=Q(submission__isnull=True),
                name="reward_once_for_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(submission__isnull=False) | ~Q(ground=""), name="reward_has_a_ground"
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True, amount__isnull=True)
                | Q(
                    decision__isnull=False,
                    amount__isnull=False,
                    coefficient__isnull=False,
                    base_salary__isnull=False,
                ),
                name="decided_reward_has_its_figures",
            ),
            models.CheckConstraint(condition=Q(paid=True) | ~Q(unpaid_reason=""), name="unpaid_has_a_reason"),
        ]
        indexes = [models.Index(fields=["holder_key", "year"], name="rewards_of_a_holder")]

    def __str__(self) -> str:
        return f"{self.holder_name}: {self.kind_id}"


class InitiativeUseQuerySet(models.QuerySet["InitiativeUse"]):
    def for_office(self, user: User) -> Self:
        """As the lists: a use that is not known outside is nothing for who is partial to the dossier."""
        partial = Submission.objects.partial_to(user).order_by().values("pk")
        known = Q(decision__released_at__isnull=False)
        return self.filter(known | ~Q(submission__in=partial))

    def live(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class InitiativeUse(models.Model):
    """The ledger: an initiative grounds one kind of reward in one decision, for all its authors, and nothing else
    (Công văn 5007/BNV-TĐKT, 2023) until that reward or the recognition is taken back.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="uses")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="uses")
    kind = models.ForeignKey(RewardKind, models.PROTECT, related_name="+")
    used_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.TextField(blank=True)

    objects = InitiativeUseQuerySet.as_manager()

    class Meta:
        ordering = ["-used_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(revoked_at__isnull=True), name="one_live_use"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""),
                name="released_use_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.decision_id}"
