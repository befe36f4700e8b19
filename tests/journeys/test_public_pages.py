"""Every page for everybody, as a stranger's phone meets it the first time: light, whole, without a barrier."""

import gzip
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.access import table
from tests.access.crawl import targets
from tests.access.world import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_BYTES = 150_000
WRITTEN = ("text/", "application/javascript", "application/json", "image/svg")


def test_the_first_load_is_light_and_asks_nobody_else(visitor, live_server):
    world, stranger = build("published"), visitor(phone=True)
    devtools = stranger.page.context.new_cdp_session(stranger.page)
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    loads, wide = {}, []
    for target in pages(world):
        loads[target.name] = loaded(stranger.page, target.path)
        stranger.look()
        if stranger.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(target.name)

    heavy = {name: size for name, sizes in loads.items() if (size := sum(sizes.values())) > MOST_BYTES}
    hosts = {urlsplit(address).netloc for sizes in loads.values() for address in sizes}
    assert (heavy, wide, hosts) == ({}, [], {urlsplit(live_server.url).netloc})
    assert len(loads) > 15


def pages(world):
    """What everybody may open and a browser shows as a page."""
    for target in targets(world, everything=True):
        if table.EVERYTHING[target.name] == table.PUBLIC and target.name in table.OPEN_TO:
            answer = Client().get(target.path)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                yield target


def loaded(page, path):
    """By address, the bytes of all that came for a page: what is written goes compressed, as our server sends it."""
    came = []

    def note(answer):
        came.append(answer)

    page.on("response", note)
    page.goto(path)
    page.remove_listener("response", note)
    return {answer.url: sent(answer) for answer in came}


def sent(answer):
    is_written = answer.ok and answer.headers["content-type"].startswith(WRITTEN)
    return len(gzip.compress(answer.body())) if is_written else int(answer.headers.get("content-length", 0))
