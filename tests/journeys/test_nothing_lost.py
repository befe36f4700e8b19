"""Forty minutes of writing, and then the session, the server, the network or the lid: not one character is lost.

Every test compares all that a browser would send of the form: texts, rows with their shares, choices and hidden
marks of rows; and the files that the page lists.
"""

import pytest

from tests.journeys.server import Server
from tests.journeys.writing import (
    COPIES,
    FIRST,
    SECOND,
    editor,
    held_here,
    pause,
    restored,
    shares_of,
    words,
    write,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.story,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def server():
    process = Server().start()
    yield process
    process.kill()


def test_the_server_is_killed_in_the_middle_and_comes_back(desk, server, writer, dossier):
    page = desk(server.url, writer)
    page.goto(editor(dossier))
    write(page, FIRST)
    pause(page)

    server.kill()
    write(page, SECOND, shares=("55,50", "44,50"))
    held_here(page)
    typed, copies = words(page), page.evaluate(COPIES)
    server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    pause(page)
    page.reload()

    assert (copies, words(page)) == (1, typed)
    assert shares_of(dossier) == [5550, 4450]


def test_the_lid_is_closed_while_the_server_is_down(desk, server, writer, dossier):
    page = desk(server.url, writer)
    page.goto(editor(dossier))
    server.kill()
    write(page, SECOND, shares=("55,50", "44,50"))
    typed, context = words(page), page.context
    page.close()
    server.start()

    again = context.new_page()
    again.goto(editor(dossier))
    restored(again)

    assert words(again) == typed


def test_the_power_fails_while_save_is_pressed(desk, server, writer, dossier):
    page = desk(server.url, writer)
    page.goto(editor(dossier))
    server.kill()
    write(page, SECOND, shares=("55,50", "44,50"))
    typed = words(page)
    page.get_by_role("button", name="Lưu nháp", exact=True).last.click()
    page.wait_for_url("chrome-error://**")
    server.start()

    page.goto(editor(dossier))
    restored(page)

    assert words(page) == typed


def test_the_network_is_away_for_a_while(desk, live_server, writer, dossier):
    page = desk(live_server.url, writer)
    page.goto(editor(dossier))
    page.context.set_offline(True)
    write(page, SECOND, shares=("55,50", "44,50"))
    held_here(page)
    typed = words(page)

    page.context.set_offline(False)
    pause(page)
    page.reload()

    assert words(page) == typed


def test_the_lid_is_closed_in_the_middle_of_a_word(desk, live_server, writer, dossier):
    page = desk(live_server.url, writer)
    page.goto(editor(dossier))
    write(page, SECOND, shares=("55,50", "44,50"))
    typed, context = words(page), page.context
    page.close()

    again = context.new_page()
    again.goto(editor(dossier))
    restored(again)

    assert words(again) == typed
