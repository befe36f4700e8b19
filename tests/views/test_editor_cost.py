"""What an autosave costs: it comes every few seconds from everybody who writes, most of all in the last hour."""

import pytest
from django.urls import reverse

from tests.browser_form import filled
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(params=[0, 6])
def draft(client, request):
    submission = make_submission()
    for number in range(request.param):
        other = make_user()
        submission.authorships.create(order=number + 2, user=other, full_name=other.full_name)
        submission.trial_participants.create(order=number, full_name=f"Người {number}")
    client.force_login(submission.owner)
    return submission


def test_an_autosave_of_a_text_asks_the_same_however_long_the_tables(
    client, draft, django_assert_max_num_queries
):
    page = client.get(reverse("author:edit", args=[draft.code]))

    with django_assert_max_num_queries(19):
        answer = client.post(
            reverse("author:autosave", args=[draft.code]), filled(page, nature="Viết thêm."), **JSON
        )

    draft.refresh_from_db()
    assert (answer.json()["state"], draft.nature) == ("saved", "Viết thêm.")
