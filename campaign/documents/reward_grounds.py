"""What else is known of the rows of a list: earlier uses and payments, other lists, recognitions, holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.models.unit import version_of
from campaign.models.decision import Award
from campaign.models.hold import Hold
from campaign.models.reward import InitiativeUse, Reward, RewardList
from campaign.models.submission import Authorship
from campaign.rules import reward_checks as checks
from campaign.rules.bonus import Claim
from campaign.rules.phrase import Phrase

HELD = Phrase(
    "Tạm dừng vì đang xem xét kỷ luật, thanh tra hoặc khiếu nại (Nghị định 152/2025/NĐ-CP, Điều 4 khoản 4)."
)


@dataclass(frozen=True)
class Grounds:
    """`used` and `elsewhere` by dossier; `paid` are the claims that decisions have paid already."""

    used: dict[int, Phrase]
    elsewhere: dict[int, Phrase]
    paid: list[Claim]


def grounds_of(listed: RewardList, rows: Sequence[Reward]) -> Grounds:
    """`rows` come from `rows_of`, which looks at recognitions and holds in the same question."""
    return Grounds(
        used=_unrecognised(rows) | _used_here(rows) | _used_before(listed),
        elsewhere=_elsewhere(listed),
        paid=list(_paid(listed)),
    )


def rows_of(listed: RewardList, day: date) -> QuerySet[Reward]:
    """With `is_recognised`, `is_held` and the `issuer_level` of the campaign on that day."""
    recognised = Award.objects.filter(submission=OuterRef("submission"), is_live=True)
    holds = Hold.objects.in_force(day).order_by()
    people = holds.filter(person__isnull=False).values("person")
    wrote = Authorship.objects.filter(user__in=people).order_by().values("submission")
    held = (
        Q(submission__in=holds.filter(submission__isnull=False).values("submission"))
        | Q(submission__in=wrote)
        | Q(authorship__user__in=people)
    )
    return listed.rewards.select_related("kind", "submission", "authorship").annotate(
        is_recognised=Exists(recognised.exclude(outcome="not_recognised")),
        is_held=Case(When(held, then=Value(True)), default=Value(False)),
        issuer_level=Subquery(version_of("list__campaign__issuer_id", day).values("level")[:1]),
    )


def _dossiers(listed: RewardList):
    return listed.rewards.filter(submission__isnull=False).order_by().values("submission")


def _used_before(listed: RewardList) -> dict[int, Phrase]:
    uses = InitiativeUse.objects.live().filter(submission__in=_dossiers(listed))
    return {use.submission_id: said_of(use) for use in uses.select_related("submission", "decision", "kind")}


def said_of(use: InitiativeUse) -> Phrase:
    return checks.used_before(
        use.submission.register_number, use.kind.name, str(use.decision), use.decision.signed_on
    )


def _used_here(rows: Iterable[Reward]) -> dict[int, Phrase]:
    first: dict[int, Reward] = {}
    found: dict[int, Phrase] = {}
    for row in rows:
        if row.submission_id is None or row.submission is None:
            continue
        earlier = first.setdefault(row.submission_id, row)
        if earlier.kind.code != row.kind.code and not same_reward(earlier, row):
            found[row.submission_id] = checks.used_here(row.submission.register_number, earlier.kind.name)
    return found


def same_reward(one: Reward, other: Reward) -> bool:
    """Persons and a collective among the authors of one initiative get the same form, at their own price."""
    alike = one.kind.sort == other.kind.sort == "form" and one.kind.level == other.kind.level
    return alike and one.kind.object != other.kind.object


def _unrecognised(rows: Iterable[Reward]) -> dict[int, Phrase]:
    return {
        row.submission.pk: checks.not_recognised(row.submission.register_number)
        for row in rows
        if row.submission is not None and not row.is_recognised
    }


def _elsewhere(listed: RewardList) -> dict[int, Phrase]:
    others = Reward.objects.filter(list__decision__isnull=True, submission__in=_dossiers(listed))
    return {
        row.submission_id: Phrase("Sáng kiến này cũng có trong danh sách «%(name)s».", name=row.list.name)
        for row in others.exclude(list=listed).select_related("list")
        if row.submission_id
    }


def _paid(listed: RewardList) -> Iterable[Claim]:
    keys = listed.rewards.order_by().values("holder_key")
    earlier = Reward.objects.filter(
        decision__isnull=False, revoked_at__isnull=True, paid=True, holder_key__in=keys
    ).exclude(list=listed)
    for row in earlier.select_related("kind", "decision"):
        achievement = checks.achievement_key(row.submission_id, row.ground)
        yield Claim(
            row.pk, row.holder_key, row.kind.sort, row.kind.name, row.year, achievement, row.amount or 0,
            decided_in=str(row.decision),
        )  # fmt: skip
