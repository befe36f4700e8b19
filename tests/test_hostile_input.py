"""Whatever is put into an address or a form by somebody who may open it, the portal answers and never breaks."""

from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import reverse

from tests import hostile
from tests.access import crawl, table
from tests.access.world import EVERYBODY, build

pytestmark = pytest.mark.django_db
ACTING = ("owner", "unit_head", "officer", "administrator")
ALL_PAGES = ("judging", "published")  # between them they hold every page of the portal
EVERY_STEP = ("draft", "submitted", "supplement", "judging", "judged", "decided", "published")

# One test each, so that two processors share the work; with the states in which these people have forms of their own.
ELSE = "everybody else"
AUDIENCES = {
    "author": EVERY_STEP,
    "office": EVERY_STEP,
    "setup": ALL_PAGES,
    "judge": ("judging", "judged"),
    ELSE: ("submitted", "judged", "decided", "published"),
}


def on_sqlite():
    return connection.vendor == "sqlite"


def asked_here(whats):
    """PostgreSQL, the stricter of the two, is asked what a database may refuse; SQLite the rest."""
    return [what for what in whats if (what in hostile.REFUSED_BY_DATABASES) != on_sqlite()]


class Attacker:
    """The browsers of everybody, and every answer that was an error of the server."""

    def __init__(self):
        self.broken, self.seen = [], set()

    @contextmanager
    def world_in(self, state):
        """For as long as the block lasts."""
        cache.clear()
        with transaction.atomic():
            self.world = build(state)
            self.clients = crawl.clients(self.world)
            for client in self.clients.values():
                client.raise_request_exception = False
            yield
            transaction.set_rollback(True)

    def pages(self):
        """Each address once, opened by somebody who may."""
        for target in crawl.targets(self.world):
            allowed = self._allowed(target)
            who = next((name for name in (*ACTING, *EVERYBODY) if name in allowed), None)
            if who:
                yield self.clients[who], target

    def is_new(self, *what):
        """A page or a form that was tried in an earlier state is not tried again."""
        is_new = what not in self.seen
        self.seen.add(what)
        return is_new

    def _allowed(self, target):
        if target.name not in table.EVERYTHING:
            return {"administrator"}
        return table.may_open(target.name, self.world.dossier.state, target.holder)

    def send(self, client, method, path, data, what):
        """Undone at once, so that every attempt meets the same dossier."""
        with transaction.atomic():
            response = getattr(client, method)(path, data)
            text = (
                "" if response.streaming else response.content.decode(errors="replace")
            )  # some answers are papers
            transaction.set_rollback(True)
        if response.status_code == 500:
            error = client.exc_info[1] if getattr(client, "exc_info", None) else ""
            self.broken.append(f"{method} {path} with {what}: {error!r:.150}")
            client.exc_info = None
        return text


@pytest.mark.slow
def test_no_question_in_an_address_breaks_a_page():
    attacker = Attacker()
    for state in ALL_PAGES:
        with attacker.world_in(state):
            for client, target in attacker.pages():
                if attacker.is_new(target.name):
                    _ask(attacker, client, target)

    assert attacker.broken == []


def _ask(attacker, client, target):
    if target.name not in table.ACTS:
        for what in asked_here(hostile.ASKED):
            data = dict.fromkeys(hostile.QUERY, hostile.VALUES[what])
            attacker.send(client, "get", target.path, data, what)
    method = "post" if target.name in table.ACTS else "get"
    for path in hostile.nonsense_in_path(target.path):
        attacker.send(client, method, path, {}, "nonsense in the path")


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_words_in_a_form_break_it(audience):
    attacker = Attacker()
    for state in AUDIENCES[audience]:
        with attacker.world_in(state):
            for client, target in attacker.pages():
                if target.name not in table.ACTS and _audience(target) == audience:
                    _fill_forms_of(attacker, client, target)

    assert attacker.broken == []


def _audience(target):
    name = target.name.partition(":")[0]
    return name if name in AUDIENCES else ELSE


def _fill_forms_of(attacker, client, target):
    page = attacker.send(client, "get", target.path, {}, "nothing")
    for form in hostile.forms_of(page, target.path):
        if attacker.is_new(form.action.rsplit("/", 2)[-2], *form.fields):
            _fill(attacker, client, form)
            if not on_sqlite():
                names = [name for name in form.single_fields() if attacker.is_new(target.name, name)]
                _fill_singly(attacker, client, form, names)


def _fill(attacker, client, form):
    for what in asked_here(hostile.VALUES):
        attacker.send(client, "post", form.action, form.all_with(hostile.VALUES[what]), f"{what} everywhere")
    for name in form.files if on_sqlite() else ():
        for upload in hostile.strange_files():
            data = form.one_with(name, upload)
            attacker.send(client, "post", form.action, data, f"the file {upload.name!r}")


def _fill_singly(attacker, client, form, names):
    for name in names:
        for what in form.sharp_for(name):
            data = form.one_with(name, hostile.VALUES[what])
            attacker.send(client, "post", form.action, data, f"{what} in {name}")


def test_a_table_that_claims_a_million_rows_does_not_break_the_editor():
    attacker = Attacker()
    with attacker.world_in("draft"):
        client, path = attacker.clients["owner"], reverse("author:edit", args=[attacker.world.dossier.code])
        form = max(
            hostile.forms_of(attacker.send(client, "get", path, {}, ""), path), key=lambda one: len(one.files)
        )
        counts = [name for name in form.fields if name.endswith("_FORMS")]
        for count in ("1000000", "99999999999999999999", "-1", "", "x"):
            attacker.send(client, "post", path, form.fields | dict.fromkeys(counts, count), f"{count} rows")
    assert len(counts) == 8
    assert attacker.broken == []
