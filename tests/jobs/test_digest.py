"""News as the reader likes it; what is a duty always comes at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import following
from campaign.jobs.handlers import send_digests as digest_task
from campaign.jobs.tick import tick
from campaign.models import clock
from campaign.models.following import MailPreference, Notice, Way
from campaign.models.message import Message
from campaign.notifications.delivery import deliver_due
from campaign.notifications.digest import send_digests
from campaign.notifications.messages import announce
from campaign.notifications.outbox import queue
from campaign.notifications.unsubscribe import reader_of, token_for
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db
NEWS, DUTY = "accepted", "returned"


def tell(reader, event=NEWS, act=1):
    dossier = make_submission(owner=reader, state="submitted")
    announce(event, dossier, act=act, facts={"answer_due": "01/06/2026", "reason": "Thiếu chữ ký."})
    return dossier


@pytest.mark.parametrize(
    ("way", "event", "mails", "due"),
    [
        (None, NEWS, 1, False),
        (Way.AT_ONCE, NEWS, 1, False),
        (Way.DAILY, NEWS, 0, True),
        (Way.SITE_ONLY, NEWS, 0, False),
        (Way.DAILY, DUTY, 1, False),
        (Way.SITE_ONLY, DUTY, 1, False),
    ],
)
def test_news_goes_the_chosen_way_and_a_duty_always_at_once(way, event, mails, due):
    reader = make_user()
    if way:
        MailPreference.objects.create(user=reader, news=way.value)

    tell(reader, event)

    assert Message.objects.count() == mails
    assert list(Notice.objects.values_list("is_duty", "mail_due")) == [(event == DUTY, due)]


def test_the_site_tells_who_has_no_address_and_never_who_is_gone():
    nowhere, gone = make_user(), make_user()
    User.objects.filter(pk=nowhere.pk).update(email=None)
    User.objects.filter(pk=gone.pk).update(is_active=False)

    tell(User.objects.get(pk=nowhere.pk), act=1)
    tell(User.objects.get(pk=gone.pk), act=2)

    assert list(Notice.objects.values_list("reader", flat=True)) == [nowhere.pk]
    assert Message.objects.count() == 0


def test_a_notice_says_what_happened_and_leads_there():
    reader = make_user()

    dossier = tell(reader, DUTY)

    notice = Notice.objects.get()
    assert notice.text == f"Đơn vị trả lại hồ sơ sáng kiến để sửa: {dossier.title}"
    assert notice.address == f"/ho-so/{dossier.code}/"
    assert "Thiếu chữ ký." in notice.body


def test_the_same_act_tells_once():
    reader = make_user()
    dossier = tell(reader)

    announce(NEWS, dossier, act=1, facts={})

    assert (Notice.objects.count(), Message.objects.count()) == (1, 1)


def test_the_days_letter_carries_what_was_not_read_and_comes_once():
    reader = make_user()
    MailPreference.objects.create(user=reader, news="daily")
    for act in range(3):
        tell(reader, act=act)
    following.read_notice(Notice.objects.first(), by=reader)

    sent = [send_digests(), send_digests()]

    letter = Message.objects.get()
    assert (sent, letter.event, letter.body.count("Hồ sơ sáng kiến đã được tiếp nhận")) == (
        [1, 0],
        "digest",
        2,
    )
    assert not Notice.objects.filter(mail_due=True).exists()


def test_who_turns_mail_off_gets_no_letter_about_the_past():
    reader = make_user()
    MailPreference.objects.create(user=reader, news="daily")
    tell(reader)

    following.choose_way(Way.SITE_ONLY, by=reader)

    assert (send_digests(), Message.objects.count()) == (0, 0)


def test_the_letters_are_written_once_a_day_from_seven_in_vietnam():
    asked = []
    for hour in (23, 24, 25, 48):  # 6, 7, 8 and again 7 o'clock in Vietnam
        with clock.at(datetime(2026, 5, 4, tzinfo=UTC) + timedelta(hours=hour)):
            tick()
            rows = DBTaskResult.objects.filter(task_path=digest_task.module_path)
            rows.filter(enqueued_at__gt=datetime(2026, 5, 6, tzinfo=UTC)).update(enqueued_at=clock.now())
            asked.append(rows.count())

    assert asked == [0, 1, 1, 2]


def test_only_news_can_be_stopped_by_the_mail_program():
    reader = make_user()
    tell(reader, NEWS, act=1)
    tell(reader, DUTY, act=2)

    deliver_due()

    news, duty = mail.outbox
    assert news.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in duty.extra_headers
    address = news.extra_headers["List-Unsubscribe"].strip("<>")
    assert reader_of(address.rstrip("/").rpartition("/")[2]) == reader
    assert token_for(reader) not in news.body


@pytest.mark.parametrize("token", ["", "1", "x:y:z"])
def test_a_forged_token_is_nobodys(token):
    assert reader_of(token) is None


def test_each_reader_is_told_in_the_own_language_as_it_was_then():
    reader = make_user(Role.OFFICER)

    queue("asked_office", reader, key="k", context={"facts": {"question": 7}, "site": "http://testserver"})

    notice = Notice.objects.get()
    assert (notice.text, notice.address) == ("Tác giả gửi câu hỏi hoặc góp ý", "/van-phong/hoi-dap/7/")
