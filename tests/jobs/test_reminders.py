"""Those with a dossier that is not handed in are told how near its end is, once for each of the campaign's hours."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from campaign.jobs import reminders
from campaign.models import clock
from campaign.models.deadline import Extension
from campaign.models.message import Message
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_submission()


def end_of(dossier):
    return dossier.campaign.windows.get(kind="submit").closes


def reminded(dossier, *, hours, end=None):
    """How many dossiers, when the job runs so long before the end."""
    with clock.at((end or end_of(dossier)) - timedelta(hours=hours)):
        return reminders.remind_due()


def told():
    return sorted(Message.objects.filter(event="draft_reminder").values_list("reader", flat=True))


def test_each_of_the_hours_is_told_once_however_often_the_job_runs(draft):
    sent = [reminded(draft, hours=hours) for hours in (49, 48, 47, 30, 24, 23, 3, 3, 1, 0, -1)]
    assert sent == [0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0]
    assert told() == [draft.owner_id] * 3


def test_a_worker_that_stood_still_tells_only_the_nearest(draft):
    assert reminded(draft, hours=2) == 1
    mail = Message.objects.get()
    assert mail.subject.startswith("[Cần xử lý] Còn 2 giờ 0 phút để nộp hồ sơ sáng kiến")
    end = end_of(draft).astimezone(clock.VIETNAM)
    assert f"Hạn nộp: {end:%H:%M} ngày {end:%d/%m/%Y} (giờ Việt Nam)" in mail.body


def test_only_what_can_still_be_handed_in_is_reminded(draft):
    for state in ("submitted", "withdrawn", "accepted"):
        make_submission(campaign=draft.campaign, state=state)
    assert reminded(draft, hours=2) == 1
    assert told() == [draft.owner_id]


def test_who_has_just_opened_an_empty_form_is_left_alone(draft):
    with clock.at(end_of(draft) - timedelta(hours=2)):
        blank = {"title": "", "version": 1}
        Submission.objects.update(**blank, created_at=clock.now() - timedelta(minutes=59))
        assert reminders.remind_due() == 0
        Submission.objects.update(**blank, created_at=clock.now() - timedelta(minutes=61))
        assert reminders.remind_due() == 1


def test_a_co_author_who_may_edit_is_told_too_and_one_who_reads_is_not():
    draft = make_submission(shares=(5000, 3000, 2000))
    editor, reader = make_user(), make_user()
    draft.authorships.filter(order=2).update(user=editor, access="edit")
    draft.authorships.filter(order=3).update(user=reader, access="view")
    reminded(draft, hours=2)
    assert told() == sorted([draft.owner_id, editor.pk])


def test_who_has_more_time_is_reminded_of_the_own_end(draft):
    later = end_of(draft) + timedelta(days=5)
    Extension.objects.create(
        campaign=draft.campaign, person=draft.owner, closes=later, reason="Ốm",
        granted_by=make_user(Role.OFFICER), granted_at=clock.now(),
    )  # fmt: skip
    assert reminded(draft, hours=2) == 0
    assert reminded(draft, hours=2, end=later) == 1


def test_a_returned_dossier_is_reminded_of_the_end_of_endorsing():
    returned = make_submission(state="returned")
    endorse = returned.campaign.windows.get(kind="endorse")
    endorse.closes += timedelta(days=3)
    endorse.save()
    assert reminded(returned, hours=2) == 0
    assert reminded(returned, hours=2, end=endorse.closes) == 1


def test_a_campaign_that_wants_no_reminders_sends_none():
    draft = make_submission(campaign=make_campaign(reminder_hours=[]))
    assert reminded(draft, hours=2) == 0


def test_the_tick_asks_for_the_job_only_when_an_end_is_near(draft):
    end = end_of(draft)
    assert reminders.is_due(end - timedelta(hours=49)) is False
    assert reminders.is_due(end - timedelta(hours=47)) is True
    assert reminders.is_due(end) is False


def test_many_drafts_cost_no_questions_when_all_have_been_told(draft, django_assert_num_queries):
    for _ in range(5):
        make_submission(campaign=draft.campaign)
    moment = end_of(draft) - timedelta(hours=2)
    with clock.at(moment):
        assert reminders.remind_due() == 6
        with django_assert_num_queries(5):  # campaigns, windows, extensions, what was sent, the drafts
            assert reminders.remind_due() == 0
