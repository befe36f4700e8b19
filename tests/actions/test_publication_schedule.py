"""Publication at a set time: once, exactly what was seen, or nothing and somebody is told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from accounts.models.post import Post
from accounts.roles import Role
from campaign.actions import certificates, publication
from campaign.actions.publication import publish, publish_together, why_not
from campaign.actions.publication_schedule import cancel, publish_due, schedule
from campaign.actions.refused import Refused
from campaign.documents.publication_rehearsal import rehearse
from campaign.jobs.handlers import publish_scheduled
from campaign.jobs.tick import _results, tick
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.campaign import Window
from campaign.models.decision import Award
from campaign.models.hold import Hold
from campaign.models.message import Message
from campaign.models.publication import Certificate, Publication, PublishedResult, ScheduledPublication
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_conflict, make_decision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def decisions():
    """Two of one campaign, of different strands."""
    campaign = make_campaign()
    second = campaign.strands.create(
        code="b", order=2, name="Nội dung B", rubric=campaign.strands.first().rubric
    )
    first = make_decision(campaign, "nhat", "not_recognised", title="Phân luồng hồ sơ một cửa")
    return [first, make_decision(campaign, "nhi", number=6, strand=second, title="Tưới nhỏ giọt")]


def order_of(decisions, administrator, *, hours=1):
    seen = rehearse(*decisions).digest
    return schedule(decisions, by=administrator, at=clock.now() + timedelta(hours=hours), seen=seen)


def counts():
    return [table.objects.count() for table in (Publication, PublishedResult, Certificate)]


def after(hours=0, **more):
    return clock.at(clock.now() + timedelta(hours=hours, **more))


def test_several_decisions_come_out_together_in_the_order_of_the_register(decisions, administrator):
    done = publish_together(decisions[::-1], by=administrator, seen=rehearse(*decisions).digest)

    lines = [(row.line, row.title) for row in PublishedResult.objects.order_by("line")]
    assert [str(one.decision) for one in done] == ["05/QĐ-UBND", "06/QĐ-UBND"]
    assert lines == [(1, "Phân luồng hồ sơ một cửa"), (2, "Tưới nhỏ giọt")]
    assert [one.version for one in done] == [1, 2]


def rename(decision):
    Submission.objects.filter(awards__decision=decision).update(title="Tên khác")


def take_away(decision):
    Award.objects.filter(decision=decision).update(is_live=False)


def other_signer(decision):
    decision.signer_name = "Người khác"
    decision.save(update_fields=["signer_name"])


def publish_before(decision):
    campaign = decision.campaign
    third = campaign.strands.create(code="c", order=3, name="C", rubric=campaign.strands.first().rubric)
    publish(make_decision(campaign, "ba", number=9, strand=third), by=make_user(Role.ADMINISTRATOR))


@pytest.mark.parametrize("change", [rename, take_away, other_signer, publish_before])
def test_what_changed_since_it_was_seen_is_not_published(decisions, administrator, change):
    seen = rehearse(*decisions).digest
    change(decisions[1])
    before = counts()

    with pytest.raises(Refused, match="đã thay đổi sau khi bản duyệt trước được xem"):
        publish_together(decisions, by=administrator, seen=seen)

    assert counts() == before


def test_at_its_hour_it_is_published_once_with_what_was_seen(decisions, administrator):
    order = order_of(decisions, administrator)

    early = publish_due()
    with after(1):
        due = [publish_due(), publish_due()]

    order.refresh_from_db()
    assert (early, due, order.status) == (0, [1, 0], "done")
    assert counts() == [2, 2, 2]
    assert set(Submission.objects.values_list("state", flat=True)) == {"published"}
    assert Event.objects.filter(verb="publish_decision").first().actor == administrator


def test_the_clock_of_the_jobs_puts_it_into_the_queue_when_it_is_due(decisions, administrator):
    order_of(decisions, administrator)

    tick()
    waiting = _results(publish_scheduled).count()
    with after(1):
        tick()

    assert (waiting, _results(publish_scheduled).count()) == (0, 1)


def close_window(decisions, administrator):
    Window.objects.filter(kind="publish").update(closes=clock.now() + timedelta(minutes=30))


def lose_the_post(decisions, administrator):
    Post.objects.filter(user=administrator).delete()


BROKEN = {
    "thay đổi": lambda decisions, administrator: rename(decisions[0]),
    "đã kết thúc": close_window,
    "không có nhiệm vụ này": lose_the_post,
}


@pytest.mark.parametrize("reason", BROKEN)
def test_when_a_check_fails_nothing_comes_out_and_administrators_are_told(decisions, administrator, reason):
    order = order_of(decisions, administrator)
    make_user(Role.ADMINISTRATOR)
    told = [one.pk for one in Message.objects.all()]
    BROKEN[reason](decisions, administrator)

    with after(1):
        done = publish_due()

    order.refresh_from_db()
    letters = Message.objects.exclude(pk__in=told)
    assert (done, counts(), order.status) == (0, [0, 0, 0], "failed")
    assert reason in order.problem
    assert {one.event for one in letters} == {"publication_failed"}
    assert all(order.problem in one.body for one in letters)


def test_a_worker_that_comes_too_late_publishes_nothing(decisions, administrator):
    order = order_of(decisions, administrator)

    with after(1, minutes=16):
        publish_due()

    order.refresh_from_db()
    assert (counts(), order.status) == ([0, 0, 0], "failed")
    assert order.problem.startswith("Máy chủ không làm việc vào giờ đã hẹn")


STEPS = [
    (publication, "_store"),
    (publication, "_publish_line"),
    (publication, "note_results"),
    (publication, "perform"),
    (publication.trail, "record"),
    (certificates, "next_number"),
]


@pytest.mark.parametrize(("module", "step"), STEPS)
def test_a_crash_in_the_middle_leaves_nothing_and_the_next_tick_publishes(
    decisions, administrator, monkeypatch, module, step
):
    """The second call of the step breaks off, so something is always under way."""
    order = order_of(decisions, administrator)
    whole, calls = getattr(module, step), []

    def breaks(*args, **kwargs):
        calls.append(step)
        if len(calls) == 2:
            raise DatabaseError
        return whole(*args, **kwargs)

    with after(1), monkeypatch.context() as patch:
        patch.setattr(module, step, breaks)
        broken = publish_due()
    order.refresh_from_db()
    left = [broken, counts(), order.status, Message.objects.count()]
    with after(1):
        again = publish_due()

    assert left == [0, [0, 0, 0], "waiting", 0]
    assert (again, counts()) == (1, [2, 2, 2])


def test_while_one_waits_nothing_else_of_the_campaign_is_published_or_set(decisions, administrator):
    order_of(decisions[:1], administrator)

    for act in (
        lambda: publish(decisions[1], by=administrator),
        lambda: order_of(decisions[1:], administrator, hours=2),
    ):
        with pytest.raises(Refused, match="đang có một lần công bố hẹn lúc"):
            act()

    assert ScheduledPublication.objects.count() == 1


def test_a_cancelled_one_is_not_carried_out_and_another_may_be_set(decisions, administrator):
    order = cancel(order_of(decisions, administrator), by=administrator)
    with after(1):
        publish_due()
    nothing = counts()

    with pytest.raises(Refused, match="đã kết thúc"):
        cancel(order, by=administrator)
    later = order_of(decisions, administrator, hours=2)

    assert (nothing, later.status) == ([0, 0, 0], "waiting")


@pytest.mark.parametrize(("hours", "said"), [(0, "đã qua hoặc quá gần"), (24 * 60, "nằm ngoài thời gian")])
def test_only_an_hour_to_come_within_the_window_may_be_set(decisions, administrator, hours, said):
    with pytest.raises(Refused, match=said):
        order_of(decisions, administrator, hours=hours)

    assert ScheduledPublication.objects.count() == 0


def test_an_officer_sets_no_hour(decisions):
    with pytest.raises(Refused, match="không có nhiệm vụ này"):
        order_of(decisions, make_user(Role.OFFICER))


@pytest.mark.parametrize("of", ["submission", "person"])
def test_a_dossier_that_was_set_aside_meanwhile_keeps_the_whole_list_back(decisions, administrator, of):
    order, dossier = order_of(decisions, administrator), decisions[0].awards.first().submission
    held = {"submission": dossier} if of == "submission" else {"person": dossier.owner}
    today = {"since": clock.today(), "placed_by": administrator, "placed_at": clock.now()}
    Hold.objects.create(kind="complaint", reason="Có đơn tố cáo.", **held, **today)

    rehearsed = rehearse(*decisions)
    with after(1):
        publish_due()

    order.refresh_from_db()
    assert (rehearsed.held, counts(), order.status) == (1, [0, 0, 0], "failed")
    assert order.problem.startswith("Chưa công bố được vì danh sách còn việc phải làm rõ.")


def test_an_author_who_publishes_does_not_learn_that_the_own_dossier_is_set_aside(decisions, administrator):
    dossier = decisions[0].awards.first().submission
    held = {"kind": "complaint", "since": clock.today(), "placed_by": administrator}
    Hold.objects.create(submission=dossier, reason="Có đơn.", placed_at=clock.now(), **held)
    partial = make_conflict(dossier, make_user(Role.ADMINISTRATOR)).person

    told = {
        who: [rehearse(*decisions, reader=who).held, str(why_not(rehearse(*decisions, reader=who), who)[0])]
        for who in (administrator, partial)
    }

    assert told[administrator][0] == 1
    assert "1 hồ sơ của quyết định đang tạm dừng xét" in told[administrator][1]
    assert told[partial][0] == 0
    assert "tạm dừng" not in told[partial][1]
    with pytest.raises(Refused, match="danh sách còn việc phải làm rõ"):
        order_of(decisions, partial)
