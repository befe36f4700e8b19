"""Rewards for tests: kinds at their prices, a list, a decision as the office records it."""

from datetime import date
from decimal import Decimal

from django.db.models import F

from accounts.roles import Role
from campaign.actions.reward_decision import record_rewards
from campaign.actions.reward_list import make_list, propose_by_level
from campaign.documents.rewards import sheet_of
from campaign.models import clock
from campaign.models.decision import Award, Decision
from campaign.models.reward import BaseSalary, InitiativeUse, Reward, RewardKind, RewardList
from tests.decisions import make_paper
from tests.factories import make_user

KINDS = {
    "giay-khen": ("Giấy khen", "form", "person", "commune", "0.3"),
    "giay-khen-tap-the": ("Giấy khen (tập thể)", "form", "collective", "commune", "0.6"),
    "bang-khen-tinh": ("Bằng khen cấp tỉnh", "form", "person", "province", "1.5"),
    "lao-dong-tien-tien": ("Lao động tiên tiến", "title", "person", "base", "0.3"),
    "chien-si-thi-dua-co-so": ("Chiến sĩ thi đua cơ sở", "title", "person", "base", "1.0"),
}

# By invariant: how it is broken once, on two rewards of one decided list.
BREAKS = {
    "rewards_follow_their_list": lambda: Reward.objects.filter(pk=first()).update(list=_another_list()),
    "reward_amount_is_the_rule": lambda: Reward.objects.filter(pk=first()).update(
        amount=F("amount") + 10_000
    ),
    "initiative_used_once": lambda: InitiativeUse.objects.all().delete(),
    "reward_decision_stands": lambda: Decision.objects.filter(kind="reward").update(kind="revocation"),
}


def first():
    return Reward.objects.values_list("pk", flat=True).first()


def _another_list() -> RewardList:
    listed = RewardList.objects.get()
    listed.pk, listed.decision = None, None
    listed.save(force_insert=True)
    return listed


def make_kind(code="giay-khen", **face) -> RewardKind:
    """The version in force; the migration's own where it ran."""
    known = RewardKind.objects.filter(code=code, in_force_to=None).first()
    if known and not face:
        return known
    name, sort, holder, level, coefficient = KINDS[code]
    facts = {
        "name": name,
        "sort": sort,
        "object": holder,
        "level": level,
        "coefficient": Decimal(coefficient),
    }
    facts |= {"certainty": "checked", "source": "Nghị định 152/2025/NĐ-CP", "in_force_from": date(2025, 7, 1)}
    return RewardKind.objects.create(code=code, **(facts | face))


def make_salaries() -> None:
    """Of two eras; the migration brings them too."""
    rows = ((2_340_000, date(2024, 7, 1), "checked"), (2_530_000, date(2026, 7, 1), "secondary"))
    for amount, since, certainty in rows:
        BaseSalary.objects.get_or_create(
            in_force_from=since, defaults={"amount": amount, "certainty": certainty}
        )


def make_reward_list(campaign, *, by=None, levels=("nhat",), code="giay-khen", **face) -> RewardList:
    """With the authors of the initiatives that have these prizes."""
    by = by or make_user(Role.OFFICER)
    make_salaries()
    make_kind(code)
    face = {"name": "Khen thưởng tổng kết phong trào", "nature": "thematic"} | face
    listed = make_list(campaign, by=by, **face)
    if levels:
        kinds = {level.pk: code for level in campaign.award_levels.filter(code__in=levels)}
        propose_by_level(listed, by=by, kinds=kinds, year=2026)
    return listed


def decide(listed, *, by=None, **paper):
    by = by or make_user(Role.OFFICER)
    paper = make_paper(**({"number": None} | paper))
    return record_rewards(listed, by=by, paper=paper, seen=sheet_of(listed, paper.signed_on).digest)


def publish_quietly(decision) -> None:
    """As if its recognition had been published."""
    dossiers = [award.submission for award in Award.objects.filter(decision=decision)]
    for dossier in dossiers:
        type(dossier).objects.filter(pk=dossier.pk).update(state="published", state_since=clock.now())
