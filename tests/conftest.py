"""What every test may lean on: which tests run here, a browser, and skips that count as failures in CI."""

import gc
import importlib
import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.http import FileResponse

from campaign import migrations
from tests import migrated

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SEEDED: list[str] = []  # what the migrations brought
# A property holds or not; how long a slow machine takes to try it says nothing.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")
ON_SQLITE_ALONE = (Path(__file__).parent / "views", Path(__file__).parent / "documents")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_user", "django_db_setup"}


def pytest_addoption(parser):
    parser.addoption("--database-tests", action="store_true", help="run only the tests that use the database")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--database-tests"):
        chosen = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
        items[:] = chosen
    items[:] = [item for item in items if not is_asked_elsewhere(item)]
    items.sort(key=lambda item: not begins_early(item))
    for item in items:
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="no chromium on this machine (or in $CHROMIUM)"))
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: set DATABASE_URL or use `make test`"))


def pytest_collection_finish(session):
    """What is loaded now stays to the end: looking through it for garbage took an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def is_crawled_elsewhere(item):
    """`crawls`: of the states that such a test goes through on SQLite, PostgreSQL is asked about the last one."""
    crawls = item.get_closest_marker("crawls")
    return bool(crawls) and item.callspec.params["state"] != crawls.args[0]


def is_asked_elsewhere(item):
    """What PostgreSQL need not be asked: papers and the words of single pages, which are the same on every database
    (the crawls open each page on both), and what a page does by itself in the browser (stories are told on both).
    """
    if connection.vendor != "postgresql" or item.get_closest_marker("postgres"):
        return False
    alone = item.get_closest_marker("browser") and not item.get_closest_marker("story")
    return bool(alone) or item.path.parent in ON_SQLITE_ALONE or is_crawled_elsewhere(item)


def begins_early(item):
    """The slow ones first, so that no processor waits at the end for one that the other has begun late."""
    marker = item.get_closest_marker("django_db")
    return bool(item.get_closest_marker("slow")) and bool(marker) and not marker.kwargs.get("transaction")


def uses_database(item):
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return fail_when_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return fail_when_skipped((yield))


def fail_when_skipped(report):
    """In CI everything must really run: a skipped test has proved nothing."""
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped, which CI counts as failed: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def laid_out(django_db_modify_db_settings, django_db_use_migrations):
    """Whether the test database begins as a copy of one that was migrated before (SQLite)."""
    if connection.vendor != "sqlite" or not django_db_use_migrations:
        return False
    return migrated.lay_out(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb(laid_out):
    return laid_out


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, django_db_use_migrations, laid_out):
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite" and django_db_use_migrations and not laid_out:
            migrated.keep(connection)
        SEEDED.append(migrated.seeds())


@pytest.fixture(scope="session", autouse=True)
def guards_step_aside_for_flush():
    """Transactional tests end with a flush, which deletes what the database's guards hold fast, and what the migrations
    brought: that is put back, since any test may come after it.
    """
    guards = importlib.import_module("campaign.migrations.0002_guards")
    later = importlib.import_module("campaign.migrations._guards")
    late = guards_since("0004")
    flush = type(connection.ops).execute_sql_flush

    def unguarded_flush(operations, statements):
        guards.remove(operations.connection)
        later.remove(operations.connection, late)
        flush(operations, statements)
        migrated.sow(SEEDED[0])
        guards.install(operations.connection)
        later.remove(
            operations.connection, late
        )  # what a later migration put in the place of an earlier guard
        later.install(operations.connection, late)

    type(connection.ops).execute_sql_flush = unguarded_flush
    yield
    type(connection.ops).execute_sql_flush = flush


def guards_since(number):
    """Of the migrations after the first ones; each keeps its own list, and the last one of a name counts."""
    names = sorted(path.stem for path in Path(migrations.__file__).parent.glob("0*.py"))
    modules = [importlib.import_module(f"campaign.migrations.{name}") for name in names if name >= number]
    return list({guard[0]: guard for module in modules for guard in getattr(module, "GUARDS", [])}.values())


@pytest.fixture(scope="session", autouse=True)
def scratch_files():
    yield
    shutil.rmtree(settings.SCRATCH, ignore_errors=True)
    for left in settings.SCRATCH.parent.glob(f"{settings.SCRATCH.name}.sqlite3*"):
        left.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def given_files_are_closed(monkeypatch):
    """A test that asks a download for its status alone would leave the file open."""
    given, make = [], FileResponse.__init__

    def note(response, *args, **options):
        make(response, *args, **options)
        given.append(response)

    monkeypatch.setattr(FileResponse, "__init__", note)
    yield
    for response in given:
        response.close()


@pytest.fixture(scope="session")
def chromium():
    """One headless browser for the whole session; Playwright's loop and Django's ORM share this thread."""
    from playwright.sync_api import sync_playwright  # a browserless run need not have it installed

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium, live_server):
    """Open phones (or other screens), each with cookies of its own; the test fails when a page logged an error."""
    contexts, errors = [], []

    def open_page(**options):
        phone = {
            "viewport": {"width": 390, "height": 844},
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
        }
        contexts.append(chromium.new_context(base_url=live_server.url, **{**phone, **options}))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        note_errors(page, errors)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def note_errors(page, errors):
    """Script errors, policy violations and missing files; not the status of the page itself (a 404 may be meant)."""
    opened = set()
    page.on("request", lambda request: opened.add(request.url) if request.is_navigation_request() else None)
    page.on("pageerror", lambda error: errors.append(str(error)))

    def note(message):
        if message.type == "error" and message.location["url"] not in opened:
            errors.append(f"{message.text} ({message.location['url']})")

    page.on("console", note)


@pytest.fixture
def page(new_page):
    return new_page()
