"""After filing: an author reads one and the same page from acceptance to publication."""

import re

import pytest
from django.urls import reverse

from campaign.models import clock
from campaign.models.campaign import AwardLevel
from campaign.models.submission import Submission
from campaign.rules.workflow import SEALED, State
from tests.factories import make_submission

pytestmark = pytest.mark.django_db


def test_the_way_back_after_filing_leads_to_the_dossier_not_to_an_error(client):
    filed = make_submission(state="submitted")
    client.force_login(filed.owner)
    page = client.get(reverse("author:edit", args=[filed.code]), follow=True)
    assert page.redirect_chain == [(reverse("author:detail", args=[filed.code]), 302)]
    assert "Hồ sơ hiện không sửa được" in page.content.decode()


def test_the_page_offers_the_same_in_every_sealed_state(client):
    """A button that only one of them had would tell how far the judging is."""
    filed = make_submission(state="accepted", accepted_at=clock.now())
    client.force_login(filed.owner)
    seen = set()
    for state in [one for one in State if one in SEALED]:
        Submission.objects.filter(pk=filed.pk).update(state=state, state_since=clock.now())
        text = client.get(reverse("author:detail", args=[filed.code])).content.decode()
        refused = client.post(reverse("author:withdraw", args=[filed.code]))
        seen.add((re.sub(r'(value|content)="\w{64}"', "", text), refused.context["reason"]))
    assert len(seen) == 1


@pytest.mark.parametrize(
    "state", ["accepted", "assigned", "judging", "judged", "ranked", "proposed", "decided"]
)
def test_a_sealed_dossier_looks_the_same_in_every_sealed_state(client, state):
    dossier = make_submission(state=state, code="abcdefgh23", register_number="0009/2026")
    AwardLevel.objects.filter(campaign=dossier.campaign).update(label="Giải bí mật")
    client.force_login(dossier.owner)
    page = client.get(reverse("author:detail", args=[dossier.code])).context
    assert [(str(step.label), step.status) for step in page["steps"]] == [
        ("Viết hồ sơ", "done"),
        ("Đơn vị xác nhận", "done"),
        ("Kiểm tra hồ sơ", "done"),
        ("Chấm điểm và xét", "current"),
        ("Công bố kết quả", "todo"),
    ]
    assert (page["submission"].author_state_label, page["history"]) == ("Đã tiếp nhận, đang được xét", [])
