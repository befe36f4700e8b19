import pytest

from campaign.models.submission import Submission
from tests.factories import make_campaign, make_submission, make_user
from tests.journeys.visitor import DESK, Visitor, signed_in


@pytest.fixture
def visitor(new_page, live_server):
    """`visitor(user)` sits at a desk, `visitor(user, phone=True)` holds a phone; each has cookies of their own."""

    def come(user=None, *, phone=False, **options):
        page = new_page(**({} if phone else DESK), **options)
        if user:
            signed_in(page.context, live_server.url, user)
        return Visitor(page, axe=options.get("java_script_enabled", True))

    return come


@pytest.fixture
def desk(chromium):
    """A browser window at a given server, with cookies of its own; its log may hold what we broke on purpose."""
    contexts = []

    def open_desk(url, user=None, **options):
        contexts.append(chromium.new_context(base_url=url, locale="vi-VN", **DESK, **options))
        if user:
            signed_in(contexts[-1], url, user)
        contexts[-1].set_default_timeout(60_000)
        return contexts[-1].new_page()

    yield open_desk
    for context in contexts:
        context.close()


@pytest.fixture
def writer():
    return make_user(full_name="Nguyễn Thị Lan")


@pytest.fixture
def dossier(writer):
    draft = make_submission(campaign=make_campaign(), owner=writer, shares=(6000, 4000))
    return Submission.objects.get(pk=draft.pk)
