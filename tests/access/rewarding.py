"""Rewards in the world of the access tests: an open list in which the authors stand."""

from datetime import date
from decimal import Decimal

from campaign.models import clock
from campaign.models.reward import BaseSalary, Reward, RewardKind, RewardList
from tests.access.tokens import token

OFFICERS = frozenset({"officer", "officer_author"})
PANEL = OFFICERS | {"administrator"}
ADMINISTRATOR = frozenset({"administrator"})
OF_LIST = [f"office:reward_{page}" for page in ("list", "sheet", "levels", "add", "decide")]

PAGES = {
    **dict.fromkeys(
        ("office:rewards", "office:reward_new", "office:reward_uses", "office:remuneration"), PANEL
    ),
    **dict.fromkeys(OF_LIST, PANEL - {"officer_author"}),
    # The list is open, so nothing is there to take back.
    **dict.fromkeys(("office:reward_revert", "office:reward_revoke"), frozenset()),
    **dict.fromkeys(
        [f"setup:reward_{page}" for page in ("money", "salary", "kind_new", "kind", "kind_follow")],
        ADMINISTRATOR,
    ),
}
ACTS = {
    **dict.fromkeys(("office:reward_drop", "office:reward_remove"), PANEL - {"officer_author"}),
    "office:reward_release": frozenset(),
}


def listed(world) -> int:
    face = {"campaign": world.campaign, "name": f"Khen thưởng {token('reward')}"}
    made = {"made_by": world.people["officer"], "made_at": clock.now()}
    found, is_new = RewardList.objects.get_or_create(**face, defaults=made)
    if is_new:
        BaseSalary.objects.get_or_create(in_force_from=date(2019, 7, 1), defaults={"amount": 1_490_000})
        _row(world, found)
    return found.pk


def _row(world, found):
    author = world.dossier.authorships.get(user=world.people["owner"])
    Reward.objects.create(
        list=found,
        kind_id=kind(world),
        authorship=author,
        submission=world.dossier,
        holder_key=f"user:{author.user_id}",
        holder_name=author.full_name,
        year=2026,
    )


def kind(_world) -> int:
    face = {"name": "Giấy khen", "sort": "form", "object": "person", "level": "commune"}
    face |= {"coefficient": Decimal("0.3"), "in_force_from": date(2017, 10, 1)}
    return (
        RewardKind.objects.filter(code="giay-khen").first()
        or RewardKind.objects.create(code="giay-khen", **face)
    ).pk


def row(world) -> int:
    return Reward.objects.get(list=listed(world)).pk


OBJECTS = {
    **dict.fromkeys(
        (*OF_LIST, "office:reward_drop", "office:reward_revert", "office:reward_release"), listed
    ),
    **dict.fromkeys(("office:reward_remove", "office:reward_revoke"), row),
    **dict.fromkeys(("setup:reward_kind", "setup:reward_kind_follow"), kind),
}
