"""Every URL x everybody x state of the dossier, read from the site map; the table says who may open what."""

import re

import pytest
from django.db import transaction

from tests.access import crawl, secrets, table, writing
from tests.access.world import STATES, build

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/[^"?#]*)')
ACTED_ON = ("draft", "judging", "published")
# What an empty form may be told: acts of scripts answer with a status of their own (a part without a place, a mark
# of a form that is missing), a letter's link that it is over.
ANSWERS = {200, 302, 400, 401, 405, 409, 410, 422}
SIGNING_IN = {name for name in table.EVERYTHING if name.startswith("account_")}


def test_every_url_has_a_line_in_the_table_and_every_line_a_url():
    assert crawl.names() == set(table.EVERYTHING)


@pytest.mark.slow
@pytest.mark.crawls("published")
@pytest.mark.parametrize("state", STATES)
def test_everybody_finds_what_the_table_says_and_reading_changes_nothing(state):
    found = crawl.crawl(state)

    wrong = {
        "opened or shut": wrongly_opened(found),
        "told apart from what does not exist": told_apart(found),
        "done by opening an address": acts_done(found),
        "changed by reading": found.changed,
        "linked to nothing": dead_links(found),
        "leaked": secrets.leaks(found),
        "a sealed state told": secrets.sealed_words(found),
        "typed text that nobody keeps": writing.forms_that_forget(found),
        "planted but read by nobody": secrets.unseen(found) if state == STATES[-1] else [],
    }

    assert {what: lines for what, lines in wrong.items() if lines} == {}


def wrongly_opened(found):
    state = found.world.dossier.state
    return [
        f"{who} at {target.name} {target.holder}: {answer.found} ({answer.status})"
        for (who, target), answer in found.answers.items()
        if target.name in table.OPEN_TO and answer.found != expected(who, target, state)
    ]


def expected(who, target, state):
    if who in table.may_open(target.name, state, target.holder):
        return "in"
    return "sign in" if who == "anonymous" and not target.name.startswith("public:") else "nothing"


def told_apart(found):
    """What is not yours must answer exactly like what does not exist."""
    return [
        f"{who} at {target.name}"
        for (who, target), missing in found.missing.items()
        if spoken(found.answers[who, target], target) != spoken(missing, target)
    ]


def spoken(answer, target):
    """The page without its own address, which differs by the very code that was asked for."""
    text = crawl.plain(answer.text)
    parts = {*filter(None, target.path.split("/")), *crawl.ELSEWHERE.values()}
    for part in sorted(parts, key=len, reverse=True):  # a number of the address may stand inside a code
        text = text.replace(part, "")
    return answer.status, text


def test_a_number_in_the_address_does_not_stand_in_for_a_page_that_tells():
    target, [code] = (
        crawl.Target("office:similar", "/ho-so/2h4359ks8m/giong/2/"),
        set(crawl.ELSEWHERE.values()),
    )
    answers = [crawl.Answer(404, "", f"Không có {one}.") for one in ("2h4359ks8m", code)]
    assert spoken(answers[0], target) == spoken(answers[1], target)


def dead_links(found):
    """A page leads its reader only to what they may open; the guides speak of everybody's pages."""
    targets = {target.path: target for _who, target in found.answers}
    return sorted(
        {
            f"{who} from {target.name} to {targets[path].name}"
            for (who, target), answer in found.answers.items()
            if answer.status == 200 and not target.name.startswith("public:")
            for path in set(LINK.findall(answer.text)) & targets.keys()
            if found.answers.get((who, targets[path]), answer).found == "nothing"
        }
    )


def acts_done(found):
    return [
        f"{who} at {target.name}: {answer.status}"
        for (who, target), answer in found.answers.items()
        if target.name in table.ACTS and answer.found == "in" and answer.status != 405
    ]


def test_a_long_field_without_the_mark_in_its_own_form_is_noticed():
    kept = '<form><input name="typed_for" value="x"><textarea rows="3" name="reason"></textarea></form>'
    lost = '<form class="form">\n<textarea rows="3" name="answer"></textarea></form>'
    assert writing.long_fields_without_mark(kept + lost) == ["answer"]


@pytest.mark.slow
@pytest.mark.crawls("judging")
@pytest.mark.parametrize("state", ACTED_ON)
def test_an_empty_form_finds_nothing_without_the_right_and_words_with_it(state):
    world, wrong = build(state), []
    targets = [target for target in crawl.targets(world) if target.name not in SIGNING_IN]
    for who, client in crawl.clients(world).items():
        before = crawl.digest()
        for target in targets:
            if crawl.concerns(who, target):
                is_allowed = who in table.may_open(target.name, state, target.holder)
                act = allowed_post if is_allowed else refused_post
                wrong += [f"{who} at {target.name}: {problem}" for problem in act(client, target)]
        wrong += [] if crawl.digest() == before else [f"{who} changed something"]
    assert wrong == []


def allowed_post(client, target):
    """Undone at once, so that every form meets the same dossier."""
    with transaction.atomic():
        answer = crawl.answer(client, target.path, "post")
        transaction.set_rollback(True)
    return [] if answer.status in ANSWERS else [answer.status]


def refused_post(client, target):
    answer = crawl.answer(client, target.path, "post")
    return [] if answer.found != "in" or answer.status == 405 else [answer.status]
