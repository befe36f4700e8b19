"""Comments for authors: edited copies without names, released for all at once, after publication, once."""

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from campaign.actions.feedback import edit_comment, release
from campaign.actions.refused import Refused
from campaign.documents.feedback import rehearsal, released
from campaign.models.audit import Event
from campaign.models.feedback import AuthorComment, FeedbackRelease, ReleasedFeedback
from campaign.models.following import Notice
from campaign.models.judging import CombinedScore, Sheet
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from tests.factories import make_campaign, make_decision, make_judged, make_submission, make_user
from tests.marks import make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def first_of(decision):
    return Submission.objects.filter(awards__decision=decision).order_by("pk").first()


def send(decision, officer):
    return release(decision, by=officer, seen=rehearsal(decision, officer).seen)


def told(decision):
    return released(first_of(decision))


def test_an_edited_comment_leaves_the_judges_sheets_as_they_are(officer):
    dossier = first_of(make_published())
    before = list(Sheet.objects.order_by("pk").values())

    edit_comment(dossier, by=officer, text="Nên làm rõ số liệu.", version=0)

    assert list(Sheet.objects.order_by("pk").values()) == before
    assert Event.objects.get(verb="edit_author_comment").facts == {"version": 1}


def test_a_judges_name_in_the_comment_is_refused(officer):
    dossier = first_of(make_published())

    with pytest.raises(Refused, match="Lê Giám Khảo 0"):
        edit_comment(dossier, by=officer, text="Theo bà lê giám khảo 0 thì tốt.", version=0)

    assert not AuthorComment.objects.exists()


def test_two_officers_do_not_write_over_each_other(officer):
    dossier = first_of(make_published())
    edit_comment(dossier, by=officer, text="Bản thứ nhất.", version=0)

    with pytest.raises(Refused, match="người khác lưu"):
        edit_comment(dossier, by=make_user(Role.OFFICER), text="Bản khác.", version=0)
    same = edit_comment(dossier, by=officer, text="Bản thứ nhất.", version=0)

    assert (same.text, same.version) == ("Bản thứ nhất.", 1)


def test_before_judging_ends_there_is_nothing_to_comment(officer):
    judged, waiting = make_judged(make_campaign(), 80), make_submission(state="judging")

    assert edit_comment(judged, by=officer, text="Được.", version=0).version == 1
    with pytest.raises(Refused, match="chưa chấm xong"):
        edit_comment(waiting, by=officer, text="Được.", version=0)


def test_all_authors_are_told_once_with_letter_and_notice(officer):
    decision = make_published()
    authors = Authorship.objects.filter(user__isnull=False).count()

    done = send(decision, officer)

    assert (done.dossiers, done.without_comment) == (3, 3)
    assert Message.objects.filter(event="feedback_released").count() == authors == 3
    assert Notice.objects.filter(event="feedback_released").count() == 3
    with pytest.raises(Refused, match="không gửi thêm lần nữa"):
        send(decision, officer)
    assert (FeedbackRelease.objects.count(), ReleasedFeedback.objects.count()) == (1, 3)


def test_nothing_is_released_before_publication(officer):
    decision = make_decision(make_campaign(), "nhat")

    with pytest.raises(Refused, match="Kết quả chưa công bố"):
        send(decision, officer)


def test_only_what_was_rehearsed_is_released(officer):
    decision = make_published()
    seen = rehearsal(decision, officer).seen
    edit_comment(first_of(decision), by=officer, text="Thêm một ý.", version=0)

    with pytest.raises(Refused, match="đã thay đổi sau khi bạn mở trang"):
        release(decision, by=officer, seen=seen)

    assert not ReleasedFeedback.objects.exists()


def test_only_an_officer_releases():
    decision = make_published()

    with pytest.raises(Refused, match="không có nhiệm vụ này"):
        send(decision, make_user(Role.ADMINISTRATOR))


def test_means_of_criteria_and_the_comment_are_told(officer):
    decision = make_published()
    edit_comment(first_of(decision), by=officer, text="Rất hữu ích.", version=0)

    send(decision, officer)

    said = told(decision)
    assert (said.total, said.sheets, said.comment, said.award) == ("63,00", 3, "Rất hữu ích.", "Giải Nhất")
    assert said.criteria[0] == ("Tính mới", "21,00", "40,00", "")
    assert (said.field_total, said.field_count) == ("", 0)


def test_the_field_is_told_from_five_dossiers_on(officer):
    decision = make_published(["nhat", "nhi", "ba", "recognised", "not_recognised"])

    send(decision, officer)

    said = told(decision)
    assert (said.field_total, said.field_count) == ("69,00", 5)
    assert said.criteria[0] == ("Tính mới", "21,00", "40,00", "23,00")


def test_a_single_sheet_is_no_mean_and_its_words_no_panels(officer):
    decision = make_published(sheets=1)
    edit_comment(first_of(decision), by=officer, text="Rất hữu ích.", version=0)

    send(decision, officer)

    assert (told(decision).criteria, told(decision).comment) == ([], "")


def test_after_the_release_nothing_changes_any_more(officer):
    decision = make_published()
    send(decision, officer)

    with pytest.raises(Refused, match="không sửa được nữa"):
        edit_comment(first_of(decision), by=officer, text="Muộn rồi.", version=0)
    for act in (ReleasedFeedback.objects.all().delete, lambda: ReleasedFeedback.objects.update(facts={})):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_an_own_dossier_is_released_with_the_others_but_not_rehearsed(officer):
    decision = make_published()
    Authorship.objects.filter(submission=first_of(decision)).update(user=officer)

    assert rehearsal(decision, officer).dossiers == 2
    assert send(decision, officer).dossiers == 3


def test_corrections_after_the_release_do_not_reach_the_authors(officer):
    decision = make_published()
    send(decision, officer)
    before = told(decision)

    CombinedScore.objects.filter(submission=first_of(decision)).update(total=1, criterion_means={})

    assert told(decision) == before
