"""Handing in around the end: in time, in the silent grace, by an extension, too late."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from campaign.actions import submission as acts
from campaign.actions.late import TooLate
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.deadline import Extension
from campaign.models.message import Message
from campaign.models.revision import LateCopy, Revision
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def end_of(dossier):
    return dossier.campaign.windows.get(kind="submit").closes


def handed_in(dossier, moment, **facts):
    with clock.at(moment):
        return acts.submit(
            dossier, by=dossier.owner, **({"version": dossier.version, "declared": True} | facts)
        )


def refused(dossier, moment, **facts):
    with pytest.raises(Refused) as caught:
        handed_in(dossier, moment, **facts)
    return str(caught.value)


def graced(minutes=30):
    dossier = make_submission()
    dossier.campaign.windows.filter(kind="submit").update(grace_minutes=minutes)
    return dossier


def more_time(dossier, *, until=DAY, uses=None, **whose):
    return Extension.objects.create(
        campaign=dossier.campaign,
        closes=end_of(dossier) + until,
        reason="Mưa lũ",
        granted_by=make_user(Role.OFFICER),
        granted_at=clock.now(),
        most_uses=uses,
        **(whose or {"person": dossier.owner}),
    )


def test_the_last_moment_is_in_time_and_the_end_itself_is_late():
    dossier = make_submission()
    done = handed_in(dossier, end_of(dossier) - SECOND)
    assert (done.state, done.is_late, done.extension) == ("submitted", False, None)
    other = make_submission()
    assert "«bản đến muộn»" in refused(other, end_of(other))


def test_the_moment_counts_at_which_the_act_began_even_if_it_had_to_wait(monkeypatch):
    dossier = make_submission()
    read, end = acts.locked_submission, end_of(dossier)
    token = []

    def wait(submission):
        token.append(clock._moved.set(end + HOUR))
        return read(submission)

    monkeypatch.setattr(acts, "locked_submission", wait)
    done = handed_in(dossier, end - SECOND)
    clock._moved.set(None)
    assert (done.state, done.submitted_at) == ("submitted", end - SECOND)


def test_in_the_grace_it_is_taken_and_marked_late_in_row_and_trail():
    dossier = graced()
    done = handed_in(dossier, end_of(dossier) + timedelta(minutes=29))
    assert (done.state, done.is_late) == ("submitted", True)
    assert Event.objects.get(verb="submit").facts["late"] is True


def test_the_grace_opens_nothing_but_handing_in():
    dossier = graced()
    moment = end_of(dossier) + timedelta(minutes=5)
    handed_in(dossier, end_of(dossier) - SECOND)
    acts.withdraw(dossier, by=dossier.owner)
    with clock.at(moment), pytest.raises(Refused):
        acts.revive(dossier, by=dossier.owner)


def test_too_late_files_nothing_keeps_the_text_and_says_exactly_that():
    dossier = make_submission()
    end = end_of(dossier)
    moment = end + HOUR
    told = refused(dossier, moment)
    closed, received = (one.astimezone(clock.VIETNAM) for one in (end, moment))
    assert told == (
        f"Hạn nộp đã hết lúc {closed:%H:%M:%S} ngày {closed:%d/%m/%Y} (giờ Việt Nam). Hồ sơ không được nộp và chưa có "
        "số tiếp nhận. Nguyên văn hồ sơ được giữ thành «bản đến muộn» lúc "
        f"{received:%H:%M:%S} ngày {received:%d/%m/%Y} (giờ Việt Nam); bạn và cơ quan thường trực của phong trào đọc "
        "được bản này. Nếu có lý do chính đáng, hãy đề nghị cơ quan thường trực gia hạn; khi được gia hạn, bạn phải "
        "nộp lại."
    )
    dossier.refresh_from_db()
    copy = LateCopy.objects.get()
    assert (dossier.state, dossier.register_number, Revision.objects.count()) == ("draft", "", 0)
    assert (copy.content["nature"], copy.closed_at, copy.received_at) == (dossier.nature, end, moment)
    assert list(Event.objects.values_list("verb", flat=True)) == ["keep_late_copy"]
    assert list(Message.objects.values_list("event", flat=True)) == ["late_copy"]


def test_the_same_text_sent_twice_too_late_is_one_copy_and_one_mail():
    dossier = make_submission()
    first = refused(dossier, end_of(dossier) + HOUR)
    assert refused(dossier, end_of(dossier) + DAY) == first
    assert (LateCopy.objects.count(), Message.objects.count()) == (1, 1)


def test_another_text_sent_too_late_is_another_copy():
    dossier = make_submission()
    refused(dossier, end_of(dossier) + HOUR)
    Submission.objects.update(title="Bản khác")
    refused(dossier, end_of(dossier) + DAY)
    assert LateCopy.objects.count() == 2


def test_who_may_not_file_leaves_no_late_copy():
    dossier = make_submission()
    with clock.at(end_of(dossier) + HOUR), pytest.raises(Refused) as caught:
        acts.submit(dossier, by=make_user(), version=1, declared=True)
    assert not isinstance(caught.value, TooLate)
    assert LateCopy.objects.count() == 0


def test_without_the_declaration_or_against_an_older_text_nothing_is_kept():
    dossier = make_submission()
    refused(dossier, end_of(dossier) + HOUR, declared=False)
    refused(dossier, end_of(dossier) + HOUR, version=7)
    assert LateCopy.objects.count() == 0


def test_before_the_opening_nothing_is_late():
    dossier = make_submission()
    assert "chưa bắt đầu" in refused(dossier, end_of(dossier) - timedelta(days=61))
    assert LateCopy.objects.count() == 0


def test_a_draft_can_be_saved_after_the_end():
    dossier = make_submission()
    with clock.at(end_of(dossier) + DAY):
        acts.save(dossier, by=dossier.owner, content={"title": "Viết tiếp"}, version=1)
    dossier.refresh_from_db()
    assert dossier.title == "Viết tiếp"


@pytest.mark.parametrize("whose", ["person", "unit"])
def test_who_has_more_time_files_in_time_and_its_use_is_counted(whose):
    dossier = make_submission()
    given = more_time(dossier, **{whose: dossier.owner if whose == "person" else dossier.unit})
    done = handed_in(dossier, end_of(dossier) + HOUR)
    given.refresh_from_db()
    assert (done.state, done.is_late, done.extension, given.uses) == ("submitted", False, given, 1)


def test_what_is_filed_before_the_end_uses_no_extension():
    dossier = make_submission()
    given = more_time(dossier, uses=1)
    assert handed_in(dossier, end_of(dossier) - SECOND).extension is None
    given.refresh_from_db()
    assert given.uses == 0


def test_more_time_of_others_is_no_help():
    dossier = make_submission()
    more_time(dossier, unit=make_unit())
    more_time(dossier, person=make_user())
    more_time(make_submission(), person=dossier.owner)
    refused(dossier, end_of(dossier) + HOUR)
    assert LateCopy.objects.count() == 1


def test_an_extension_that_was_taken_back_gives_nothing():
    dossier = make_submission()
    Extension.objects.filter(pk=more_time(dossier).pk).update(revoked_at=clock.now())
    assert "không được nộp" in refused(dossier, end_of(dossier) + HOUR)


def test_the_last_use_goes_to_the_first_and_the_second_is_kept_as_late():
    campaign, unit = make_campaign(), make_unit()
    first, second = (make_submission(campaign=campaign, unit=unit) for _ in range(2))
    more_time(first, unit=unit, uses=1)
    handed_in(first, end_of(first) + HOUR)
    assert "«bản đến muộn»" in refused(second, end_of(second) + HOUR)


def test_a_dossier_opened_again_does_not_use_its_extension_twice():
    dossier = make_submission()
    given = more_time(dossier, uses=1)
    handed_in(dossier, end_of(dossier) + HOUR)
    with clock.at(end_of(dossier) + 2 * HOUR):
        acts.withdraw(dossier, by=dossier.owner)
        dossier = acts.revive(dossier, by=dossier.owner)
    handed_in(dossier, end_of(dossier) + 3 * HOUR)
    given.refresh_from_db()
    assert given.uses == 1


def test_the_author_with_more_time_may_begin_after_the_end_of_the_others():
    campaign, author = make_campaign(open_windows=["endorse"]), make_user()
    strand = campaign.strands.get()
    with pytest.raises(Refused):
        acts.start(campaign, by=author, strand=strand)
    Extension.objects.create(
        campaign=campaign, person=author, closes=clock.now() + DAY, reason="Ốm",
        granted_by=make_user(Role.OFFICER), granted_at=clock.now(),
    )  # fmt: skip
    assert acts.start(campaign, by=author, strand=strand).state == "draft"


def test_a_dossier_given_back_comes_again_until_the_unit_can_no_longer_endorse():
    returned, late = (make_submission(state="returned") for _ in range(2))
    for dossier in (returned, late):
        dossier.campaign.windows.filter(kind="endorse").update(closes=end_of(dossier) + DAY)
    done = handed_in(returned, end_of(returned) + HOUR)
    assert (done.state, done.is_late) == ("submitted", False)
    assert "Hồ sơ không được nộp lại; số tiếp nhận đã cấp từ trước được giữ." in refused(
        late, end_of(late) + DAY
    )
    assert LateCopy.objects.get().closed_at == end_of(late) + DAY
