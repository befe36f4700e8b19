"""From a blank form to a filed dossier: the desk writes, the holder of the stub alone hands in."""

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from campaign.actions import paper
from campaign.actions import submission as dossiers
from campaign.actions.late import TooLate
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.following import Notice
from campaign.models.paper import PaperForm
from campaign.models.submission import Submission
from campaign.rules.paper import Stage
from tests.factories import make_campaign, make_unit, make_user

pytestmark = pytest.mark.django_db
NEW = {
    "full_name": "Trần Thị Bình",
    "birth_date": date(1980, 5, 6),
    "gender": "female",
    "employment": "worker",
}


@pytest.fixture
def desk():
    return make_user(Role.UNIT_DESK, unit=make_unit("Công ty Cấp nước", kind="enterprise"))


@pytest.fixture
def printed(desk):
    campaign = make_campaign()
    strand = campaign.strands.get()
    return paper.print_forms(campaign, by=desk, strand=strand, unit=desk.home_unit, count=1)[0]


@pytest.fixture
def draft(printed, desk):
    """Keyed in completely by the desk, for a worker registered on the spot; one co-author without account."""
    draft = paper.begin_for_new(printed.form, by=desk, facts=NEW)
    return typed(draft, desk)


def typed(draft, desk):
    row = draft.authorships.get()
    authors = [
        {"uid": row.uid, "user": row.user, "full_name": row.full_name, "share_bp": 7000},
        {"full_name": "Lê Văn Cường", "birth_date": date(1990, 1, 2), "share_bp": 3000},
    ]
    content = {
        "title": "Cải tiến van khóa nước",
        "summary": "Giảm thất thoát.",
        "addressee": "Công ty Cấp nước",
        "field_of_application": "Cấp nước",
        "first_used_on": clock.today() - timedelta(days=30),
        "nature": "Dùng van mới.",
        "conditions": "Thợ hàn.",
        "benefits_author": "Tiết kiệm nước.",
        "authors": authors,
    }
    return dossiers.save(draft, by=desk, content=content, version=draft.version)


def reread(form):
    return PaperForm.objects.get(pk=form.pk)


def keyed(printed, draft, desk):
    paper.finish(printed.form, by=desk)
    return reread(printed.form)


def refusal(act, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    return str(caught.value)


def test_every_form_has_a_code_of_its_own_and_its_secret_is_not_kept(desk):
    campaign = make_campaign()

    forms = paper.print_forms(campaign, by=desk, strand=campaign.strands.get(), unit=desk.home_unit, count=5)

    assert len({one.form.code for one in forms}) == len({one.secret for one in forms}) == 5
    stored = str(list(PaperForm.objects.values())) + str(list(Event.objects.values()))
    assert [one.secret for one in forms if one.secret in stored] == []


@pytest.mark.parametrize("count", [0, 51])
def test_too_few_or_too_many_forms_are_refused(desk, count):
    campaign = make_campaign()

    said = refusal(
        paper.print_forms, campaign, by=desk, strand=campaign.strands.get(), unit=desk.home_unit, count=count
    )

    assert "từ 1 đến 50 phiếu" in said
    assert PaperForm.objects.count() == 0


def test_the_desk_of_another_unit_prints_and_keys_nothing(printed):
    stranger = make_user(Role.UNIT_DESK)

    assert "Chỉ cán bộ đầu mối" in refusal(paper.begin, printed.form, by=stranger, worker=make_user())
    assert "Chỉ cán bộ đầu mối" in refusal(paper.cancel, printed.form, by=stranger)


def test_a_worker_is_registered_without_mail_or_password_and_owns_the_draft(draft, desk):
    worker = draft.owner

    assert (worker.full_name, worker.email, worker.has_usable_password()) == ("Trần Thị Bình", None, False)
    assert worker.home_unit == desk.home_unit
    assert (draft.entered_by, draft.version) == (desk, 2)


def test_the_desk_writes_the_draft_but_cannot_hand_it_in(draft, desk):
    assert list(Submission.objects.of_author(desk)) == [draft]
    assert "Chỉ người lập hồ sơ" in refusal(
        dossiers.submit, draft, by=desk, version=draft.version, declared=True
    )


def test_the_holder_of_the_stub_hands_in_under_the_own_name(printed, draft, desk):
    form = keyed(printed, draft, desk)

    done = paper.confirm(
        paper.found(printed.form.printed_code, printed.secret.upper()), version=draft.version
    )

    assert (done.state, done.register_number, reread(form).stage) == (
        "submitted",
        f"0001/{done.campaign.year}",
        Stage.CONFIRMED,
    )
    filed, confirmed = Event.objects.get(verb="submit"), Event.objects.get(verb="confirm_paper")
    assert filed.actor == confirmed.actor == draft.owner
    assert confirmed.facts == {"form": form.code, "way": "stub"}
    assert [row.confirmed_way for row in done.authorships.all()] == ["", "paper"]


def test_after_the_confirmation_the_desk_is_the_unit_again(printed, draft, desk):
    keyed(printed, draft, desk)
    paper.confirm(printed.form, version=draft.version)

    assert list(Submission.objects.of_author(desk)) == []
    assert list(Submission.objects.for_unit(desk)) == [draft]


def test_a_code_works_once(printed, draft, desk):
    keyed(printed, draft, desk)
    paper.confirm(printed.form, version=draft.version)

    assert "mỗi mã chỉ dùng một lần" in refusal(paper.confirm, printed.form, version=draft.version)
    assert Event.objects.filter(verb="submit").count() == 1


def test_what_was_changed_after_reading_is_not_confirmed(printed, draft, desk):
    keyed(printed, draft, desk)
    dossiers.save(draft, by=desk, content={"title": "Tên khác"}, version=draft.version)

    said = refusal(paper.confirm, printed.form, version=draft.version)

    assert "đã được sửa ở nơi khác" in said
    assert reread(printed.form).stage == Stage.KEYED


@pytest.mark.parametrize("wrong", ["", "khongdung2345"])
def test_a_wrong_secret_opens_nothing(printed, wrong):
    assert paper.found(printed.form.code, wrong) is None
    assert paper.found("khongco222", printed.secret) is None


def test_a_form_that_is_still_being_keyed_in_cannot_be_confirmed(printed, draft):
    assert "chưa nhập xong" in refusal(paper.confirm, printed.form, version=draft.version)


def test_a_form_with_gaps_is_not_handed_to_its_author(printed, desk):
    paper.begin_for_new(printed.form, by=desk, facts=NEW)

    assert "Chưa điền mục «Tên sáng kiến»" in refusal(paper.finish, printed.form, by=desk)
    assert reread(printed.form).stage == Stage.KEYING


def test_an_objection_goes_back_to_the_desk_with_its_words(printed, draft, desk):
    keyed(printed, draft, desk)

    paper.dispute(printed.form, remark="Tỷ lệ của tôi là 60, không phải 70.")

    form = reread(printed.form)
    assert (form.stage, form.remark) == (Stage.DISPUTED, "Tỷ lệ của tôi là 60, không phải 70.")
    assert Submission.objects.get().state == "draft"
    notice = Notice.objects.get(reader=desk)
    assert notice.is_duty
    assert "Tỷ lệ của tôi là 60" in notice.body


def test_an_objection_without_words_is_refused(printed, draft, desk):
    keyed(printed, draft, desk)

    assert "chưa ghi chỗ nào chưa đúng" in refusal(paper.dispute, printed.form, remark=" ")


def test_a_cancelled_form_is_worth_nothing_and_its_draft_is_the_authors_alone(printed, draft, desk):
    keyed(printed, draft, desk)
    paper.cancel(printed.form, by=desk)

    assert "đã bị hủy" in refusal(paper.confirm, printed.form, version=draft.version)
    assert list(Submission.objects.of_author(desk)) == []
    assert list(Submission.objects.of_author(draft.owner)) == [draft]


def test_a_form_ends_with_its_campaign(printed, draft, desk):
    keyed(printed, draft, desk)
    form = reread(printed.form)
    form.campaign.closed_at = clock.now()
    form.campaign.save()

    assert "Phong trào đã kết thúc" in refusal(paper.confirm, form, version=draft.version)


def test_a_confirmation_that_comes_too_late_keeps_a_copy_and_files_nothing(printed, draft, desk):
    keyed(printed, draft, desk)

    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(TooLate):
        paper.confirm(printed.form, version=draft.version)

    assert (draft.late_copies.count(), reread(printed.form).stage) == (1, Stage.KEYED)
    assert Submission.objects.get().state == "draft"


def test_a_worker_of_another_unit_is_refused(printed, desk):
    assert "không làm việc ở đơn vị" in refusal(
        paper.begin, printed.form, by=desk, worker=make_user(full_name="Người Nơi Khác")
    )


def test_nobody_keys_in_a_form_for_themselves(printed, desk):
    assert "không nhập phiếu giấy cho chính mình" in refusal(paper.begin, printed.form, by=desk, worker=desk)


def test_a_form_is_begun_once(printed, draft, desk):
    worker = make_user(unit=desk.home_unit)

    assert "đã được nhập rồi" in refusal(paper.begin, printed.form, by=desk, worker=worker)
