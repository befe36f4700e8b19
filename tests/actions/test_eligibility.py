"""The formal check: accept, ask for a supplement, refuse, stop after the deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.roles import Role
from campaign.actions.eligibility import Answer, accept, drop, refuse, request_supplement
from campaign.actions.refused import Refused
from campaign.actions.seen import mark
from campaign.models import clock
from campaign.models.campaign import Window
from campaign.models.eligibility import Check, CheckAnswer, SupplementRequest
from campaign.models.message import Message
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def endorsed(**extra):
    return make_submission(state="endorsed", **extra)


def all_passed(dossier):
    return [Answer(item.pk, True) for item in dossier.campaign.checklist.all()]


def test_accepting_answers_every_line_and_sets_the_answer_date(officer):
    campaign = make_campaign()
    new_year = {"opens": datetime(2026, 1, 1, tzinfo=UTC), "closes": datetime(2027, 1, 1, tzinfo=UTC)}
    Window.objects.filter(kind="check").update(**new_year)
    dossier, moment = endorsed(campaign=campaign), datetime(2026, 11, 29, 18, 0, tzinfo=UTC)

    with clock.at(moment):
        done = accept(dossier, by=officer, answers=all_passed(dossier))

    assert (done.state, done.accepted_at, done.answer_due) == ("accepted", moment, date(2027, 2, 28))
    assert Check.objects.get().outcome == "accepted"
    assert list(CheckAnswer.objects.values_list("passed", flat=True)) == [True, True]


@pytest.mark.parametrize("second", [[], [False]])
def test_a_line_failed_or_left_open_stops_the_acceptance(officer, second):
    dossier = endorsed()
    first, other = dossier.campaign.checklist.all()
    answers = [Answer(first.pk, True), *(Answer(other.pk, passed) for passed in second)]

    with pytest.raises(Refused, match=r"«Đạt»: 2\. Nộp trong thời hạn"):
        accept(dossier, by=officer, answers=answers)

    dossier.refresh_from_db()
    assert (dossier.state, Check.objects.count(), Message.objects.count()) == ("endorsed", 0, 0)


def test_a_line_of_another_campaign_proves_nothing(officer):
    dossier = endorsed()

    with pytest.raises(Refused, match="Chưa thể tiếp nhận"):
        accept(dossier, by=officer, answers=all_passed(endorsed()))


def test_a_second_acceptance_is_refused(officer):
    dossier = endorsed()
    accept(dossier, by=officer, answers=all_passed(dossier))

    with pytest.raises(Refused, match="«Đã tiếp nhận»"):
        accept(dossier, by=officer, answers=all_passed(dossier))

    assert (Check.objects.count(), Message.objects.filter(event="accepted").count()) == (1, 1)


def test_a_supplement_runs_to_the_end_of_the_day_in_vietnam(officer):
    dossier = endorsed()
    last_day = clock.today() + timedelta(days=10)

    done = request_supplement(dossier, by=officer, points="1. Số liệu\n2. Ảnh", due_on=last_day)

    asked = SupplementRequest.objects.get()
    local = asked.due_at.astimezone(clock.VIETNAM)
    assert (done.state, asked.points, asked.asked_by) == ("supplement", "1. Số liệu\n2. Ảnh", officer)
    assert (local.date(), local.hour, local.minute) == (last_day, 23, 59)
    assert f"hết ngày {last_day:%d/%m/%Y}" in Message.objects.get().subject


@pytest.mark.parametrize("days", [-1, 61])
def test_a_supplement_date_out_of_bounds_is_refused(officer, days):
    dossier = endorsed()

    with pytest.raises(Refused, match=r"hạn phải từ .* đến .* \(không quá 60 ngày\)"):
        request_supplement(dossier, by=officer, points="Ảnh", due_on=clock.today() + timedelta(days=days))

    assert SupplementRequest.objects.count() == 0


@pytest.mark.parametrize("days", [0, 60])
def test_the_first_and_the_last_day_are_allowed(officer, days):
    dossier = endorsed()

    done = request_supplement(dossier, by=officer, points="Ảnh", due_on=clock.today() + timedelta(days=days))

    assert done.state == "supplement"


def test_an_earlier_request_left_open_by_a_withdrawal_does_not_stop_a_new_one(officer):
    dossier = endorsed()
    old = SupplementRequest.objects.create(
        submission=dossier, asked_by=officer, asked_at=clock.now(), due_at=clock.now(), points="Cũ"
    )

    request_supplement(dossier, by=officer, points="Mới", due_on=clock.today())

    old.refresh_from_db()
    assert old.answered_at is not None
    assert SupplementRequest.objects.get(answered_at=None).points == "Mới"


def test_refusing_needs_a_reason_and_tells_it(officer):
    dossier = endorsed()
    first = dossier.campaign.checklist.first()

    with pytest.raises(Refused, match="Cần ghi rõ lý do từ chối"):
        refuse(dossier, by=officer, reason="  ")
    refuse(dossier, by=officer, reason="Quá hạn một năm.", answers=[Answer(first.pk, False, "Sai mẫu")])

    assert Message.objects.get().event == "refused"
    assert list(CheckAnswer.objects.values_list("passed", "note")) == [(False, "Sai mẫu")]


def test_stopping_waits_for_the_deadline(officer):
    dossier = endorsed()
    dossier = request_supplement(dossier, by=officer, points="Ảnh", due_on=clock.today())
    due_at = SupplementRequest.objects.get().due_at

    with pytest.raises(Refused, match="Tác giả còn thời hạn bổ sung đến 23:59"), clock.at(due_at):
        drop(dossier, by=officer)
    with clock.at(due_at + timedelta(seconds=1)):
        done = drop(dossier, by=officer)

    assert done.state == "dropped"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CHAIR, Role.INSPECTOR, Role.UNIT_HEAD])
def test_other_roles_read_but_do_not_check(role):
    dossier = endorsed()

    with pytest.raises(Refused, match="không có nhiệm vụ này"):
        accept(dossier, by=make_user(role), answers=all_passed(dossier))


def test_an_officer_does_not_check_the_own_dossier(officer):
    dossier = endorsed(owner=officer)

    with pytest.raises(Refused, match="Bạn là tác giả"):
        accept(dossier, by=officer, answers=all_passed(dossier))


def test_a_check_of_an_older_round_is_refused(officer):
    dossier = endorsed()
    shown = mark(dossier)
    Submission.objects.filter(pk=dossier.pk).update(state_since=dossier.state_since + timedelta(hours=1))

    with pytest.raises(Refused, match="Hồ sơ đã có thay đổi"):
        accept(dossier, by=officer, answers=all_passed(dossier), seen=shown)

    assert Check.objects.count() == 0
