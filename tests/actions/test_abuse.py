"""Ways in which an author, a desk or a former colleague might misuse the author's side; each of them ends nowhere."""

import json
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.roles import Role
from campaign.actions import (
    coauthors,
    invitation_answers,
    late,
    paper,
    personal_data,
    share_confirmation,
    voices,
)
from campaign.actions import kept as typing
from campaign.actions import submission as dossiers
from campaign.actions.coauthors import Invitee
from campaign.actions.refused import Refused
from campaign.documents.coauthors import asked
from campaign.documents.following import questions_for, voice_lines
from campaign.exchange.own_data import own_copy
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.coauthors import Invitation
from campaign.models.following import Feedback
from campaign.models.message import Message
from campaign.models.revision import LateCopy
from campaign.models.submission import Authorship, Submission
from campaign.models.writing import KeptForm
from campaign.notifications.outbox import address_in, queue
from tests.coauthors import invited, joined, letter, on_paper, pair, reason, save, second, submit, table
from tests.factories import make_assignment, make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db
WORKER = {
    "full_name": "Trần Thị Bình",
    "birth_date": date(1980, 5, 6),
    "gender": "female",
    "employment": "worker",
}


@pytest.fixture
def dossier():
    return pair()


@pytest.fixture
def hoa():
    return make_user(full_name="Lê Thị Hoa")


@pytest.fixture
def desk():
    return make_user(Role.UNIT_DESK, unit=make_unit("Công ty Cấp nước", kind="enterprise"))


@pytest.fixture
def form(desk):
    campaign = make_campaign()
    strand = campaign.strands.get()
    return paper.print_forms(campaign, by=desk, strand=strand, unit=desk.home_unit, count=1)[0].form


# A confirmation belongs to the person who gave it.


def test_a_confirmation_does_not_pass_to_another_name(dossier):
    on_paper(dossier)
    save(dossier, table(dossier, {}, {"full_name": "Phạm Văn Cường"}))

    assert (second(dossier).full_name, second(dossier).confirmed_at) == ("Phạm Văn Cường", None)


def test_an_accent_put_right_takes_no_confirmation_back(dossier):
    dossier.authorships.filter(order=2).update(full_name="Le Thi Hoa")
    on_paper(dossier)
    save(dossier, table(dossier, {}, {"full_name": "Lê Thị Hoa"}))

    assert (second(dossier).full_name, second(dossier).confirmed_way) == ("Lê Thị Hoa", "paper")


def test_who_joins_under_another_name_than_the_table_showed_is_confirmed_by_nobody_yet(dossier, hoa):
    Authorship.objects.create(submission=dossier, order=3, full_name="Ngô Văn Dũng", share_bp=0)
    invitation = invited(dossier, hoa)
    save(dossier, table(dossier, {"share_bp": 5000}, {"full_name": "Phạm Văn Cường"}, {"share_bp": 1000}))
    third = dossier.authorships.get(order=3)
    Authorship.objects.filter(pk=third.pk).update(confirmed_at=clock.now(), confirmed_way="paper")
    invitation_answers.accept(invitation, by=hoa)

    third.refresh_from_db()
    assert (second(dossier).full_name, third.confirmed_at) == ("Lê Thị Hoa", None)


# Nobody reads on after having been let go, or before having come in.


@pytest.mark.parametrize("end", ["declined", "withdrawn", "removed"])
def test_an_invitation_that_is_over_tells_nothing_of_the_dossier_any_more(dossier, hoa, end):
    invitation = invited(dossier, hoa)
    if end == "declined":
        invitation_answers.decline(invitation, by=hoa)
    elif end == "withdrawn":
        coauthors.withdraw_invitation(dossier, by=dossier.owner, uid=second(dossier).uid)
    else:
        invitation_answers.accept(invitation, by=hoa)
        coauthors.remove_author(dossier, by=dossier.owner, uid=second(dossier).uid)
    Submission.objects.filter(pk=dossier.pk).update(title="Tên đặt về sau")

    read = asked(Invitation.objects.get(), clock.now())

    assert (read.title, read.share, read.authors) == ("", "", ())


def test_who_left_the_desk_of_a_unit_no_longer_reads_what_was_keyed_in_there(form, desk):
    draft = paper.begin_for_new(form, by=desk, facts=WORKER)
    desk.posts.update(ends=clock.today() - timedelta(days=1))
    gone = type(desk).objects.get(pk=desk.pk)

    assert (list(Submission.objects.of_author(gone)), list(Submission.objects.visible_to(gone))) == ([], [])
    assert list(Submission.objects.of_author(draft.owner)) == [draft]


def test_a_desk_does_not_get_hold_of_a_draft_that_the_author_began(form, desk):
    worker = make_user(unit=desk.home_unit, employment="worker")
    own = dossiers.start(form.campaign, by=worker, strand=form.strand)

    keyed = paper.begin(form, by=desk, worker=worker)

    assert (keyed.pk == own.pk, list(Submission.objects.of_author(desk))) == (False, [keyed])


def test_a_question_about_a_draft_does_not_tell_its_title(dossier):
    voices.ask(dossier, by=dossier.owner, text="Hạn nộp là bao giờ?")

    (line,) = voice_lines(questions_for(make_user(Role.OFFICER)))

    assert (line.title, line.code, line.text) == ("", "", "Hạn nộp là bao giờ?")


# A copy of the own data holds the own data.


def copied(user):
    with ZipFile(BytesIO(own_copy(user).content)) as archive:
        return json.loads(archive.read("du-lieu.json"))


def test_the_copy_of_a_desk_holds_nothing_that_it_keyed_in_for_others(form, desk):
    draft = paper.begin_for_new(form, by=desk, facts=WORKER)

    assert copied(desk)["ho-so"] == []
    assert [one["code"] for one in copied(draft.owner)["ho-so"]] == [draft.code]


def test_the_copy_of_a_judge_holds_no_letter_about_a_dossier_marked_blind():
    judge, dossier = make_user(Role.OFFICER, Role.JUDGE), make_submission(state="judging")
    queue(
        "endorsed_office",
        judge,
        key="1",
        context={"submission": dossier, "facts": {}, "site": "https://a.vn"},
    )
    assert len(copied(judge)["thu-da-gui"]) == 1
    make_assignment(dossier, judge)

    assert (copied(judge)["thu-da-gui"], copied(judge)["thong-bao"]) == ([], [])


def test_an_emptied_draft_keeps_no_file(django_capture_on_commit_callbacks):
    person = make_user()
    draft = make_submission(owner=person, investor="Công ty A")
    voices.ask(draft, by=person, text="?")
    name = default_storage.save("tests/ban-ve.pdf", ContentFile(b"ban ve"))
    Attachment.objects.create(
        submission=draft,
        public_id="00000000-0000-0000-0000-00000000000c",
        name="ban-ve.pdf",
        size=6,
        sha256="c" * 64,
        file=name,
        uploaded_by=person,
        uploaded_at=clock.now(),
    )

    with django_capture_on_commit_callbacks(execute=True):
        personal_data.ask_erasure(by=person, text="")

    draft.refresh_from_db()
    assert (draft.title, draft.investor, draft.attachments.count()) == ("", "", 0)
    assert default_storage.exists(name) is False


def test_what_an_old_page_sends_for_an_erased_account_is_not_kept():
    person = make_user(is_active=False)

    assert typing.keep(person, "author:edit/1", "Hồ sơ", "/", {"title": ["A"]}) is None
    assert KeptForm.objects.count() == 0


# The portal's letters are no means to pester or deceive.


def test_an_outsider_who_was_never_written_to_gets_no_letter_of_a_strangers_words(dossier):
    dossier.authorships.filter(order=2).update(email="nan-nhan@example.org")
    coauthors.remove_author(
        dossier, by=dossier.owner, uid=second(dossier).uid, reason="Chuyển tiền tại https://lua.example"
    )

    assert list(Message.objects.filter(to="nan-nhan@example.org")) == []


def test_an_outsider_who_was_asked_is_told_of_the_removal_without_free_words(dossier):
    letter(dossier)
    coauthors.remove_author(dossier, by=dossier.owner, uid=second(dossier).uid, reason="https://lua.example")

    told = Message.objects.get(event="coauthor_removed")
    assert (told.to, "lua.example" in told.body) == ("hoa@example.org", False)


def asking(dossier):
    return share_confirmation.ask(Submission.objects.get(pk=dossier.pk), by=dossier.owner)


@pytest.mark.parametrize("with_account", [True, False])
def test_a_table_changed_over_and_over_does_not_write_to_one_person_without_end(dossier, hoa, with_account):
    if with_account:
        joined(dossier, hoa)
    else:
        dossier.authorships.filter(order=2).update(email=hoa.email)
    for part in (1000, 2000, 3000, 4000, 5000):
        save(dossier, table(dossier, {"share_bp": 10_000 - part}, {"share_bp": part}))
        asking(dossier)
    save(dossier, table(dossier, {"share_bp": 4000}, {"share_bp": 6000}))

    assert reason(asking, dossier).startswith("Chưa gửi thư nào")
    assert Message.objects.filter(to=hoa.email, event__startswith="share_").count() == 5


def test_one_person_is_not_invited_and_uninvited_without_end(dossier, hoa):
    for _ in range(5):
        invited(dossier, hoa)
        coauthors.withdraw_invitation(dossier, by=dossier.owner, uid=second(dossier).uid)
    other = make_submission(owner=dossier.owner, campaign=dossier.campaign)
    whom = Invitee(hoa.staff_code, hoa.full_name)

    assert reason(coauthors.invite, other, by=dossier.owner, whom=whom).startswith("Bạn đã mời Lê Thị Hoa")
    assert Invitation.objects.count() == 5


def test_questions_that_wait_for_an_answer_do_not_pile_up_without_end(dossier):
    for number in range(10):
        voices.ask(dossier, by=dossier.owner, text=f"Câu {number}")

    with pytest.raises(Refused) as caught:
        voices.ask(dossier, by=dossier.owner, text="Câu nữa")

    assert str(caught.value).startswith("Hồ sơ này đang có 10 câu hỏi chờ trả lời")
    assert Feedback.objects.count() == 10


def test_texts_sent_too_late_over_and_over_are_not_kept_without_end(monkeypatch):
    monkeypatch.setattr(late, "MOST_COPIES", 2)
    draft = make_submission(campaign=make_campaign(open_windows=["endorse"]))
    for text in ("Một.", "Hai."):
        save(draft, {"nature": text})
        reason(submit, draft)
    save(draft, {"nature": "Ba."})

    assert reason(submit, draft).startswith("Hạn nộp đã hết nên hồ sơ không được nộp. Đã có 2 bản đến muộn")
    save(draft, {"nature": "Hai."})
    assert "«bản đến muộn»" in reason(submit, draft)
    assert (LateCopy.objects.count(), Message.objects.filter(event="late_copy").count()) == (2, 2)


@pytest.mark.parametrize(
    "path", ["//lua.example/x", "/\\lua.example", "/\t/lua.example"], ids=["slashes", "backslash", "tab"]
)
def test_a_notice_never_leads_out_of_the_portal(settings, path):
    settings.SITE_URL = "https://cong.example"

    body = f"https://cong.example/ho-so/a/\nLý do: https://cong.example{path}"

    assert address_in(body) in {"/ho-so/a/", "/"}
