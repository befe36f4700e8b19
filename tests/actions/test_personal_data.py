"""Erasure: the name goes, what was decided stays, and the trail still holds."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import personal_data, trail, voices
from campaign.actions.refused import Refused
from campaign.documents.following import unread
from campaign.documents.trail import events_for, lines
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.audit import Event
from campaign.models.decision import Award
from campaign.models.following import DataRequest, MailPreference, Notice
from campaign.models.judging import CombinedScore, Mark
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from campaign.models.writing import KeptForm
from tests.factories import (
    make_assignment,
    make_campaign,
    make_decision,
    make_judged,
    make_sheet,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
MARKS = {"novelty": "30", "applicability": "20", "benefit": "20"}


def counted():
    return [
        model.objects.count()
        for model in (Submission, Authorship, Mark, CombinedScore, Award, Event, DataRequest, User)
    ]


def kept_form(user):
    return KeptForm.objects.create(
        owner=user, key="edit:1", label="Hồ sơ", address="/", fields={}, saved_at=clock.now()
    )


def test_asking_erases_at_once_what_no_law_keeps():
    person, admin = make_user(), make_user(Role.ADMINISTRATOR)
    make_submission(owner=person)
    filed = make_submission(owner=person, state="published")
    voices.appeal(filed, by=person, grounds="Xem lại.")
    kept_form(person)
    MailPreference.objects.create(user=person, news="daily")

    wish = personal_data.ask_erasure(by=person, text="Tôi nghỉ hưu.")

    assert wish.outcome == {"drafts": 1, "kept_texts": 1, "notices": 1}
    assert list(Submission.objects.filter(owner=person)) == [filed]
    assert (person.notices.count(), MailPreference.objects.count()) == (0, 0)
    assert Notice.objects.get(reader=admin).event == "erasure_asked"
    assert Event.objects.first().verb == "ask_erasure"


def test_the_files_of_an_erased_draft_leave_the_disk(django_capture_on_commit_callbacks):
    person = make_user()
    draft = make_submission(owner=person)
    name = default_storage.save("tests/ban-ve.pdf", ContentFile(b"ban ve"))
    now = clock.now()
    for sha256 in "ab":
        Attachment.objects.create(
            submission=draft,
            public_id=f"00000000-0000-0000-0000-00000000000{sha256}",
            name="ban-ve.pdf",
            size=6,
            sha256=sha256 * 64,
            file=name,
            uploaded_by=person,
            uploaded_at=now,
            replaces=Attachment.objects.last(),
        )

    with django_capture_on_commit_callbacks(execute=True):
        personal_data.ask_erasure(by=person, text="")

    assert (Attachment.objects.count(), default_storage.exists(name)) == (0, False)


def test_a_draft_that_the_trail_speaks_of_is_emptied_and_one_that_others_write_stays():
    person, other = make_user(), make_user()
    spoken_of, shared = make_submission(owner=person), make_submission(owner=person)
    voices.ask(spoken_of, by=person, text="?")
    Authorship.objects.create(submission=shared, order=2, user=other, full_name="B", share_bp=0)

    personal_data.ask_erasure(by=person, text="")

    spoken_of.refresh_from_db()
    shared.refresh_from_db()
    assert (spoken_of.title, spoken_of.nature, bool(shared.title)) == ("", "", True)


def test_a_second_wish_waits_for_the_first():
    person = make_user()
    personal_data.ask_erasure(by=person, text="")

    with pytest.raises(Refused, match="đang chờ xử lý"):
        personal_data.ask_erasure(by=person, text="")


def test_erasure_replaces_the_name_and_changes_no_score_count_share_or_hash():
    campaign, judge, admin = make_campaign(), make_user(Role.JUDGE), make_user(Role.ADMINISTRATOR)
    person = make_user(full_name="Đỗ Thị Hồng Hạnh")
    decision = make_decision(campaign, "nhat", owner=person, shares=(6000, 4000))
    dossier = decision.awards.get().submission
    Submission.objects.filter(pk=dossier.pk).update(state="published", search_text="do thi hong hanh")
    make_sheet(make_assignment(make_judged(campaign, 80), judge), MARKS)
    trail.record("submit", by=person, submission=dossier)
    wish = personal_data.ask_erasure(by=person, text="")
    before, totals = counted(), list(CombinedScore.objects.values_list("total", flat=True))

    personal_data.erase(wish, by=admin)

    person, own = User.objects.get(pk=person.pk), Authorship.objects.get(submission=dossier, user=person)
    alias = f"Người đã xóa dữ liệu #{wish.pk}"
    assert (person.full_name, person.email, person.birth_date) == (alias, None, None)
    assert (person.is_active, person.has_usable_password(), person.posts_today) == (False, False, [])
    assert (own.full_name, own.birth_date, own.share_bp) == (alias, None, 6000)
    before[5] += 1  # the erasure itself stands in the trail
    assert (counted(), list(CombinedScore.objects.values_list("total", flat=True))) == (before, totals)
    assert trail.broken_links(Event.objects.order_by("number")) == []
    assert "Hạnh" not in str(lines(events_for(make_user(Role.INSPECTOR))))
    assert not Submission.objects.matching("hong hanh").exists()
    assert not User.objects.matching("hong hanh").exists()


def test_mail_that_was_sent_forgets_the_reader():
    person, admin = make_user(), make_user(Role.ADMINISTRATOR)
    dossier = make_submission(owner=person, state="published")
    voices.appeal(dossier, by=person, grounds="Xem lại.")

    personal_data.erase(personal_data.ask_erasure(by=person, text=""), by=admin)

    assert set(Message.objects.filter(reader=person).values_list("to", "subject", "body")) == {("", "", "")}


@pytest.mark.parametrize(
    ("role", "state", "words"),
    [
        (Role.UNIT_HEAD, "published", "còn giữ nhiệm vụ"),
        (Role.AUTHOR, "judging", "còn 1 hồ sơ đang được xét"),
    ],
)
def test_erasure_waits_while_the_person_is_needed(role, state, words):
    person, admin = make_user(role), make_user(Role.ADMINISTRATOR)
    make_submission(owner=person, state=state)
    wish = personal_data.ask_erasure(by=person, text="")

    with pytest.raises(Refused, match=words):
        personal_data.erase(wish, by=admin)

    person.refresh_from_db()
    assert person.is_active


def test_a_refusal_needs_a_reason_and_tells_it():
    person, admin = make_user(), make_user(Role.ADMINISTRATOR)
    wish = personal_data.ask_erasure(by=person, text="")

    with pytest.raises(Refused, match="cần ghi lý do"):
        personal_data.refuse(wish, by=admin, reason="\u200b")
    personal_data.refuse(wish, by=admin, reason="Hồ sơ đang được thanh tra.")

    wish.refresh_from_db()
    assert (wish.refused, unread(person)) == (True, 1)
    assert "Hồ sơ đang được thanh tra." in Notice.objects.get(reader=person).body
    with pytest.raises(Refused, match="đã được xử lý"):
        personal_data.erase(wish, by=admin)


def test_only_an_administrator_erases():
    wish = personal_data.ask_erasure(by=make_user(), text="")

    with pytest.raises(Refused):
        personal_data.erase(wish, by=make_user(Role.OFFICER))
