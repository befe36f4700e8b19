"""Until publication nobody outside learns anything: their pages do not change while others judge and decide."""

from datetime import timedelta

import pytest

from campaign.models import clock
from tests.access import crawl
from tests.access.world import build, lead

pytestmark = pytest.mark.django_db
OUTSIDE = ("anonymous", "owner", "co_author", "other_author", "unit_desk", "unit_head", "other_head")
SIDES = ("author:", "unit:", "public:campaign", "public:home", "public:results", "dashboard", "attachment")


def pages(world, targets, moment):
    """What everybody outside reads at one and the same moment."""
    visitors = crawl.clients(world)
    with clock.at(moment):
        return {
            (who, target.name): crawl.plain(crawl.answer(visitors[who], target.path).text)
            for who in OUTSIDE
            for target in targets
        }


@pytest.mark.slow
@pytest.mark.crawls("decided")
@pytest.mark.parametrize("state", ["judging", "decided"])
def test_pages_outside_the_office_read_the_same_as_after_acceptance(state):
    world = build("accepted")
    targets = [target for target in crawl.targets(world, everything=True) if target.name.startswith(SIDES)]
    moment = clock.now() + timedelta(hours=1)
    before = pages(world, targets, moment)

    lead(world, state)

    after = pages(world, targets, moment)
    assert [place for place in before if before[place] != after[place]] == []
