"""The outbox is emptied with patience: nothing is lost, nothing is sent twice."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import mail as mails
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.message import Message
from campaign.notifications.delivery import TRIES, WAITS, deliver_due
from tests.factories import make_user

pytestmark = pytest.mark.django_db


class SilentServer(EmailBackend):
    """A mail server that does not answer."""

    def open(self):
        raise ConnectionRefusedError("no answer")


class PickyServer(EmailBackend):
    """A mail server that knows nobody at xau.example."""

    def send_messages(self, letters):
        if "xau.example" in letters[0].to[0]:
            raise smtplib.SMTPRecipientsRefused({letters[0].to[0]: (550, b"unknown")})
        return super().send_messages(letters)


def queue_mail(number=1, to="an@example.vn", **extra):
    now = clock.now()
    return Message.objects.create(
        key=f"act:{number}",
        event="submitted",
        to=to,
        subject="Đã nộp",
        body="Chào.\n",
        queued_at=now,
        **{"not_before": now} | extra,
    )


@pytest.fixture
def use(settings):
    def use(server):
        settings.EMAIL_BACKEND = f"{__name__}.{server.__name__}"

    return use


def test_due_mail_is_sent_once_to_one_reader_each():
    first, second = queue_mail(1), queue_mail(2, to="binh@example.vn")

    sent = [deliver_due(), deliver_due()]

    assert sent == [2, 0]
    assert [letter.to for letter in mail.outbox] == [[first.to], [second.to]]
    assert not Message.objects.waiting().exists()


def test_mail_that_is_not_due_stays():
    queue_mail(not_before=clock.now() + timedelta(minutes=1))

    assert deliver_due() == 0


def test_a_dead_server_costs_one_try_and_one_minute(use):
    use(SilentServer)
    now = clock.now()
    with clock.at(now):
        tried, untouched = queue_mail(1), queue_mail(2)
        sent = deliver_due()

    tried.refresh_from_db()
    untouched.refresh_from_db()
    assert (sent, tried.attempts, tried.not_before - now) == (0, 1, WAITS[0])
    assert tried.last_error == "ConnectionRefusedError: no answer"
    assert untouched.attempts == 0


def test_after_eight_tries_a_mail_is_given_up_with_its_error(use):
    use(SilentServer)
    letter, now = queue_mail(), clock.now()

    for days in range(1, TRIES + 2):
        with clock.at(now + timedelta(days=days)):
            deliver_due()

    letter.refresh_from_db()
    assert (letter.attempts, bool(letter.given_up_at), bool(letter.last_error)) == (8, True, True)


def test_one_refused_address_does_not_hold_up_the_others(use):
    use(PickyServer)
    refused, good = queue_mail(1, to="an@xau.example"), queue_mail(2)

    sent = deliver_due()

    refused.refresh_from_db()
    assert (sent, [letter.to for letter in mail.outbox]) == (1, [[good.to]])
    assert "550" in refused.last_error


def test_a_claimed_mail_comes_again_after_the_lease_with_the_same_message_id(monkeypatch):
    """The worker dies between sending and noting it."""
    queue_mail()
    now = clock.now()
    with monkeypatch.context() as patch, clock.at(now):
        patch.setattr("campaign.notifications.delivery._note", kill)
        with pytest.raises(KeyboardInterrupt):
            deliver_due()
    with clock.at(now + timedelta(minutes=4)):
        early = deliver_due()
    with clock.at(now + timedelta(minutes=6)):
        late = deliver_due()

    assert (early, late) == (0, 1)
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 1


def kill(message, error):
    raise KeyboardInterrupt


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same_mail():
    keys = {queue_mail(number).key for number in range(40)}
    together = Barrier(2)

    def work():
        together.wait()
        try:
            return deliver_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sent = sum(future.result() for future in [pool.submit(work), pool.submit(work)])

    ids = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert (sent, len(ids), len(set(ids))) == (len(keys), len(keys), len(keys))


def test_staff_let_a_given_up_mail_set_out_again(client):
    letter = queue_mail(attempts=8, given_up_at=clock.now(), last_error="550")
    client.force_login(make_user(Role.OFFICER))

    page = client.post(reverse("office:mail_retry", args=[letter.pk]), follow=True)

    letter.refresh_from_db()
    assert (letter.given_up_at, letter.attempts) == (None, 0)
    assert "đưa lại vào hàng chờ" in page.content.decode()
    assert Event.objects.get().verb == "retry_mail"


def test_a_mail_that_is_on_its_way_is_not_sent_again():
    letter = queue_mail(sent_at=clock.now())

    with pytest.raises(Refused, match="đã gửi xong"):
        mails.retry(letter, by=make_user(Role.OFFICER))


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.JUDGE, Role.CHAIR, Role.INSPECTOR, Role.UNIT_HEAD])
def test_the_outbox_does_not_exist_for_others(client, role):
    letter = queue_mail()
    client.force_login(make_user(role))

    asked = [reverse("office:outbox"), reverse("office:mail", args=[letter.pk])]

    assert [client.get(url).status_code for url in asked] == [404, 404]
    assert client.post(reverse("office:mail_retry", args=[letter.pk])).status_code == 404


def test_the_outbox_is_searched_by_name_without_accents(client):
    wanted = queue_mail(1, reader=make_user(full_name="Đỗ Thị Hòa"))
    queue_mail(2, reader=make_user(full_name="Lê Văn Tám"))
    client.force_login(make_user(Role.ADMINISTRATOR))

    page = client.get(reverse("office:outbox"), {"q": "do hoa"})

    assert [line.pk for line in page.context["lines"]] == [wanted.pk]


def test_a_full_outbox_costs_as_many_queries_as_an_empty_one(client, django_assert_max_num_queries):
    for number in range(40):
        queue_mail(number, reader=make_user())
    client.force_login(make_user(Role.OFFICER))

    with django_assert_max_num_queries(6):
        page = client.get(reverse("office:outbox"), {"nhom": "cho-gui"})

    assert len(page.context["lines"]) == 30
