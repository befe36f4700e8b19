"""The official application as people read it."""

import pytest

from campaign.documents.application import application
from tests.factories import make_submission

pytestmark = pytest.mark.django_db


def test_a_blank_field_is_missing_only_where_the_form_asks_for_it():
    draft = make_submission(nature="", investor="", benefits_others="")

    blank = {line.name: line.is_due for line in application(draft).lines if not line.value}

    assert blank == {"nature": True, "investor": False, "benefits_others": False}


def test_a_draft_says_not_written_yet_and_a_voluntary_field_says_none(client):
    draft = make_submission(nature="", investor="")
    client.force_login(draft.owner)

    page = client.get(f"/ho-so/{draft.code}/").content.decode()

    said = {name: page.split(f'id="muc-{name}"')[1].split("</section>")[0] for name in ("nature", "investor")}
    assert [("Chưa ghi" in text, "Không có" in text) for text in said.values()] == [
        (True, False),
        (False, True),
    ]
