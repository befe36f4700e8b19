"""Rows that no act of the world makes, so that their pages can be opened."""

from campaign.exchange import waiting
from campaign.models import clock
from campaign.models.assignment import KeptApart
from campaign.models.library import PastInitiative
from campaign.models.similarity import SimilarPair
from campaign.models.writing import KeptForm
from tests.access.world import JUDGES, World


def list_on_trial(world: World, name: str) -> str:
    if name.startswith("office:"):
        source = f"assignment:{world.dossier.strand_id}"
        return waiting.keep(
            world.people["officer"], name="phan-cong.csv", source=source, content=b"khong phai bang"
        )
    keeper = world.people["administrator"]
    return waiting.keep(keeper, name="danh-sach.csv", source="Danh sách cũ", content=b"khong phai bang")


def pair_kept_apart(world: World) -> int:
    one, other = sorted(
        (world.people[name] for name in (JUDGES[0], "judge_outside")), key=lambda person: person.pk
    )
    found = {"reason": "Người nhà.", "set_by": world.people["officer"], "set_at": clock.now()}
    rows = KeptApart.objects
    return rows.get_or_create(campaign=world.campaign, one=one, other=other, defaults=found)[0].pk


def similar_pair(world: World) -> int:
    past, found = PastInitiative.objects.first(), {"score": 1, "found_at": clock.now()}
    return SimilarPair.objects.get_or_create(submission=world.dossier, past=past, defaults=found)[0].pk


def kept_text(world: World) -> int:
    found = {"label": "Đơn", "address": "/", "fields": {}, "saved_at": clock.now()}
    return KeptForm.objects.get_or_create(owner=world.people["owner"], key="don", defaults=found)[0].pk
