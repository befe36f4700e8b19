"""Letters about accounts: queued, sent by a job, tried again while the link lives."""

import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.letters import WAITS, deliver
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_wait_in_the_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def dead_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def test_a_reset_page_sends_nothing_itself(client):
    client.post(reverse("account_reset_password"), {"email": make_user().email})
    assert (len(mail.outbox), DBTaskResult.objects.ready().count()) == (0, 1)


def test_a_failed_letter_is_queued_again(dead_mail_server):
    assert deliver.call("Chào", "Nội dung", "ai@example.vn") is False
    waiting = DBTaskResult.objects.get()
    assert waiting.args_kwargs["kwargs"] == {"attempt": 1}
    assert waiting.run_after > waiting.enqueued_at


def test_the_last_attempt_gives_up_loudly(dead_mail_server):
    with pytest.raises(OSError):
        deliver.call("Chào", "Nội dung", "ai@example.vn", attempt=len(WAITS))
    assert DBTaskResult.objects.count() == 0
