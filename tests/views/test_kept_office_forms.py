"""The office's shorter forms keep what is typed too: verdicts on likeness, extensions, refusals of erasure."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.following import DataRequest
from campaign.models.library import ImportBatch, PastInitiative
from campaign.models.similarity import SimilarPair
from tests.browser_form import filled
from tests.factories import make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db
WORDS = "Giống hai đoạn đầu; phần “phiếu có mã” là mới,\r\n12,5 % <nhanh hơn>"


def verdict(staff):
    batch = ImportBatch.objects.create(
        source="cu.csv", sha256="0" * 64, imported_by=staff, imported_at=clock.now(), rows=1
    )
    past = PastInitiative.objects.create(batch=batch, row_number=1, title="Phiếu có mã", authors=[])
    dossier = make_submission(state="endorsed")
    pair = SimilarPair.objects.create(submission=dossier, past=past, score=1, found_at=clock.now())
    return reverse("office:similar", args=[dossier.code, pair.pk])


def extension(staff):
    make_campaign()
    return reverse("office:extension_new")


def erasure(staff):
    asked = DataRequest.objects.create(user=make_user(), kind="erasure", asked_at=clock.now())
    return reverse("setup:data_request", args=[asked.pk])


@pytest.mark.parametrize("made", [verdict, extension, erasure])
def test_what_was_typed_stands_in_the_form_again_though_nothing_was_sent(client, made):
    staff = make_user(Role.OFFICER, Role.ADMINISTRATOR)
    client.force_login(staff)
    address = made(staff)
    fields = filled(client.get(address), reason=WORDS)

    told = client.post(reverse("keep"), fields, headers={"Accept": "application/json"}).json()

    assert told["state"] == "kept"
    assert filled(client.get(address))["reason"] == WORDS


def test_a_refusal_of_erasure_that_was_sent_is_forgotten(client):
    staff = make_user(Role.ADMINISTRATOR)
    client.force_login(staff)
    address = erasure(staff)
    fields = filled(client.get(address), reason="Hồ sơ đang được xét.")
    client.post(reverse("keep"), fields)

    asked = DataRequest.objects.get()
    client.post(reverse("setup:data_refuse", args=[asked.pk]), fields)

    asked.refresh_from_db()
    assert (asked.done_at is not None, staff.kept_forms.count()) == (True, 0)


def test_a_refusal_of_erasure_without_a_reason_is_opened_again_at_the_page_that_can_show_it(client):
    staff = make_user(Role.ADMINISTRATOR)
    client.force_login(staff)
    asked = reverse("setup:data_refuse", args=[DataRequest.objects.get(user__pk=_asker(staff)).pk])
    client.post(asked, filled(client.get(asked.replace("tu-choi/", "")), reason="  "))
    assert staff.kept_forms.get().address == asked.replace("tu-choi/", "")


def _asker(staff):
    erasure(staff)
    return DataRequest.objects.get().user_id
