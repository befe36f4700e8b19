"""What one person may keep and send: two thousand megabytes over all dossiers, sixty files an hour."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaign.actions import file_limits, upload
from campaign.actions.attachment import attach
from campaign.actions.refused import Refused
from campaign.models.attachment import Attachment, Upload
from campaign.views import upload_rate
from tests.browser_form import filled
from tests.factories import make_submission, make_user
from tests.rules import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_hour():
    cache.clear()


@pytest.fixture
def draft(client):
    found = make_submission()
    client.force_login(found.owner)
    return found


def picture(side, name="a.png"):
    return SimpleUploadedFile(name, corpus.picture("PNG", (side, side)))


def refusal(act, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    return str(caught.value)


def test_the_files_of_all_own_dossiers_count_together(draft, monkeypatch):
    other = make_submission(owner=draft.owner, campaign=draft.campaign)
    first = attach(other, by=draft.owner, upload=picture(5)).attachment
    monkeypatch.setattr(file_limits, "MOST_OF_ONE_PERSON", first.size + 10)

    told = refusal(attach, draft, by=draft.owner, upload=picture(6, "b.png"))

    assert "nên tệp «b.png» chưa được nhận. Các tệp đã có vẫn được giữ" in told
    assert list(Attachment.objects.all()) == [first]


def test_what_others_sent_costs_nobody_anything(draft, monkeypatch):
    monkeypatch.setattr(file_limits, "MOST_OF_ONE_PERSON", 200)
    other = make_submission(owner=make_user())
    attach(other, by=other.owner, upload=picture(5))
    assert attach(draft, by=draft.owner, upload=picture(6)).is_new is True


def test_files_on_their_way_count_before_anything_is_sent(draft, monkeypatch):
    monkeypatch.setattr(file_limits, "MOST_OF_ONE_PERSON", 1000)
    upload.begin(draft, by=draft.owner, key="khoa-mot-tep", name="a.pdf", size=600)
    told = refusal(upload.begin, draft, by=draft.owner, key="khoa-hai-tep", name="b.pdf", size=600)
    assert ("«b.pdf» chưa được nhận" in told, Upload.objects.count()) == (True, 1)


def test_the_hour_is_full_after_sixty_files_and_the_text_is_saved_all_the_same(client, draft, monkeypatch):
    monkeypatch.setattr(upload_rate, "ALLOWED_AN_HOUR", 1)
    address = reverse("author:edit", args=[draft.code])
    fields = filled(client.get(address), title="Hai")
    client.post(address, fields | {"files": picture(5)}, follow=True)
    answer = client.post(address, fields | {"files": picture(6, "b.png")}, follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told[0].startswith("Bạn đã gửi 1 tệp trong giờ này nên tệp «b.png» chưa được nhận.")
    assert (draft.attachments.count(), type(draft).objects.get().title) == (1, "Hai")


def test_going_on_with_a_file_that_was_cut_off_counts_once(client, draft, monkeypatch):
    monkeypatch.setattr(upload_rate, "ALLOWED_AN_HOUR", 1)
    address = reverse("author:upload_start", args=[draft.code])
    facts = {"key": "khoa-cua-tep", "name": "a.pdf", "size": 600}
    answers = [
        client.post(address, facts | {"key": key}).status_code
        for key in (facts["key"],) * 2 + ("khoa-khac-tep",)
    ]
    assert answers == [201, 201, 422]
