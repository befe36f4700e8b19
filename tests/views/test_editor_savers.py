"""Where two texts meet, the page names whose save stands there and since when."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.submission import save
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime
from tests.browser_form import filled
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    found = make_submission()
    client.force_login(found.owner)
    return found


@pytest.fixture
def hoa(draft):
    person = make_user(Role.AUTHOR, full_name="Lê Thị Hoa")
    draft.authorships.create(order=2, user=person, full_name=person.full_name, access="edit", share_bp=0)
    return person


def address(draft, page="edit"):
    return reverse(f"author:{page}", args=[draft.code])


def by_hoa(draft, hoa, **content):
    return save(draft, by=hoa, content=content, version=Submission.objects.get().version)


def autosaved(client, draft, fields):
    return client.post(address(draft, "autosave"), fields, headers={"Accept": "application/json"}).json()


def words(saved):
    return f"Lê Thị Hoa đã lưu bản này lúc {vn_datetime(saved.saved_at)}."


def test_a_clash_names_who_saved_the_other_text_and_when(client, draft, hoa):
    fields = filled(client.get(address(draft)), nature="Của tôi.")
    saved = by_hoa(draft, hoa, nature="Của Hoa.")

    told = autosaved(client, draft, fields)
    [part] = client.post(address(draft), fields).context["conflicts"]

    assert (told["met"], str(part.comparison.saved)) == ([words(saved)], words(saved))


def test_it_is_the_save_of_that_section_that_is_named(client, draft, hoa):
    fields = filled(client.get(address(draft)), nature="Của tôi.")
    saved = by_hoa(draft, hoa, nature="Của Hoa.")
    save(draft, by=draft.owner, content={"title": "Tên mới"}, version=Submission.objects.get().version)

    assert autosaved(client, draft, fields)["met"] == [words(saved)]


def test_the_own_save_in_another_tab_is_called_so(client, draft):
    fields = filled(client.get(address(draft)), nature="Của thẻ này.")
    save(draft, by=draft.owner, content={"nature": "Của thẻ kia."}, version=1)

    [told] = autosaved(client, draft, fields)["met"]
    assert told.startswith("Bạn đã lưu bản này ở thẻ khác hoặc máy khác lúc ")


def test_where_nothing_meets_nobody_is_asked_for(client, draft, hoa):
    by_hoa(draft, hoa, nature="Của Hoa.")
    fields = filled(client.get(address(draft)), title="Tên mới")
    assert autosaved(client, draft, fields)["met"] == []
