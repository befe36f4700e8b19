import pytest

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
