"""Pages of panels, councils, judging, scores and ranking on a phone: no barrier, nothing wider than the screen.

The people and the things are those of the access tests, so a new page of these areas is opened here by itself.
"""

import pytest

from tests.access.crawl import targets
from tests.access.table import OPEN_TO, may_open
from tests.access.world import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WHILE_JUDGING = (
    "judge:", "office:redact", "office:assign", "office:loads", "office:judge_work", "office:panel_close",
    "office:dossier_conflicts", "office:third_judge",
)  # fmt: skip
AFTERWARDS = (
    "dashboard", "author:objections", "council:", "office:apart", "office:author_comment", "office:conflict",
    "office:council", "office:fairness", "office:feedback", "office:panel", "office:ranking",
    "office:rounds", "office:score", "office:sheet", "office:spreads", "office:violation", "office:votes",
    "setup:award_rule", "setup:quotas", "setup:rubric", "office:article", "office:news", "office:picture", "news:",
)  # fmt: skip
FILES = {
    "council:session_paper", "judge:attachment", "judge:document", "judge:offline_file", "judge:picture",
    "judge:sheet_paper",
    "office:ranking_sheet", "office:score_table_xlsx", "news:atom", "news:file", "news:picture",
    "news:picture_small", "news:rss",
}  # fmt: skip


@pytest.mark.parametrize(("state", "areas"), [("judging", WHILE_JUDGING), ("decided", AFTERWARDS)])
def test_a_page_fits_a_phone_and_has_no_barrier(visitor, state, areas):
    world, phones, opened, wide = build(state), {}, 0, []
    for target in targets(world, everything=True):
        who = reader(target, state) if target.name.startswith(areas) else None
        if who is None:
            continue
        phone = phones.get(who) or phones.setdefault(who, visitor(world.people[who], phone=True))
        assert (phone.page.goto(target.path).status, target.name) == (200, target.name)
        opened += 1
        phone.look()
        if phone.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(target.name)
    assert (wide, opened > 15) == ([], True)


def reader(target, state):
    """One of those who may open the page, the office first; nobody for a file."""
    if target.name not in OPEN_TO or target.name in FILES:
        return None
    allowed = may_open(target.name, state, target.holder)
    return next((who for who in ("officer", "chair", *sorted(allowed)) if who in allowed), None)
