"""Who is an author together with the owner: invited, accepted, let go."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.roles import Role
from campaign.actions import coauthors, invitation_answers
from campaign.actions.coauthors import Invitee
from campaign.actions.refused import Refused
from campaign.documents.history import history
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.coauthors import Invitation
from campaign.models.message import Message
from campaign.models.submission import Submission
from tests.coauthors import (
    confirmed,
    invited,
    joined,
    mails,
    on_paper,
    pair,
    reason,
    save,
    second,
    table,
)
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return pair()


@pytest.fixture
def hoa():
    return make_user(full_name="Lê Thị Hoa", gender="female", job_title="Giáo viên")


def test_an_invitation_tells_the_invited_and_opens_nothing_yet(dossier, hoa):
    invited(dossier, hoa)

    assert mails() == [("coauthor_invited", hoa.email)]
    assert Message.objects.get().subject.startswith("[Cần xử lý] Mời làm đồng tác giả sáng kiến: ")
    assert second(dossier).user is None
    assert list(Submission.objects.visible_to(hoa)) == []


def test_an_invitation_runs_to_the_end_of_its_last_day(dossier, hoa):
    last = invited(dossier, hoa).expires_at.astimezone(clock.VIETNAM)

    assert (last.date(), f"{last:%H:%M:%S}") == (clock.today() + timedelta(days=14), "23:59:59")


def test_the_story_names_the_last_day_of_an_invitation_as_people_write_it(dossier, hoa):
    with clock.at(datetime(2026, 5, 4, 3, 5, tzinfo=UTC)):
        invited(dossier, hoa)

    assert [entry.text for entry in history(dossier, {"invite_author"})] == ["Hạn: 18/05/2026"]


def test_the_same_invitation_pressed_twice_is_one(dossier, hoa):
    first, again = invited(dossier, hoa), invited(dossier, hoa, account=hoa.email.upper())

    assert again == first
    assert (Invitation.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"account": "KHONGCO"}, id="no such account"),
        pytest.param({"account": "CB"}, id="a part of a code"),
        pytest.param({"full_name": "Trần Văn Khác"}, id="a name of somebody else"),
    ],
)
def test_nobody_is_found_by_trying(dossier, hoa, typed):
    told = {reason(invited, dossier, hoa, **typed)}
    hoa.is_active = False
    hoa.save()

    assert told == {reason(invited, dossier, hoa)}
    assert (Invitation.objects.count(), Event.objects.count()) == (0, 0)


def test_a_name_may_be_typed_without_accents(dossier, hoa):
    assert invited(dossier, hoa, full_name="le thi hoa").to == hoa


def test_who_accepts_is_an_author_from_then_on(dossier, hoa):
    joined(dossier, hoa)

    row = second(dossier)
    assert (row.user, row.full_name, row.gender, row.job_title) == (
        hoa,
        "Lê Thị Hoa",
        "female",
        "Chuyên viên",
    )
    assert (row.share_bp, row.access, row.confirmed_at) == (4000, "view", None)
    assert list(Submission.objects.visible_to(hoa)) == [dossier]
    assert ("coauthor_accepted", dossier.owner.email) in mails()


def test_accepting_twice_is_accepting_once(dossier, hoa):
    invitation = invited(dossier, hoa)
    invitation_answers.accept(invitation, by=hoa)
    invitation_answers.accept(invitation, by=hoa)

    assert Event.objects.filter(verb="accept_invitation").count() == 1


def test_an_officer_who_accepts_stands_on_no_other_side_of_the_table(dossier):
    officer = make_user(Role.OFFICER, full_name="Lê Thị Hoa")
    filed = make_submission(state="submitted", campaign=dossier.campaign)
    joined(dossier, officer)
    Submission.objects.filter(pk=dossier.pk).update(state="submitted", submitted_at=clock.now())

    assert list(Submission.objects.for_office(officer)) == [filed]


def test_who_declines_leaves_the_row_to_the_owner(dossier, hoa):
    invitation_answers.decline(invited(dossier, hoa), by=hoa)

    assert (second(dossier).user, Invitation.objects.get().answer) == (None, "declined")
    assert ("coauthor_declined", dossier.owner.email) in mails()
    assert list(Submission.objects.visible_to(hoa)) == []


def test_an_answer_comes_too_late_after_the_last_day(dossier, hoa):
    invitation = invited(dossier, hoa)

    with clock.at(invitation.expires_at):
        told = reason(invitation_answers.accept, invitation, by=hoa)

    assert told.startswith("Lời mời đã hết hạn lúc 23:59 ngày ")
    assert second(dossier).user is None


def test_an_expired_invitation_is_sent_anew(dossier, hoa):
    old = invited(dossier, hoa)

    with clock.at(old.expires_at + timedelta(days=1)):
        new = invited(dossier, hoa)
        invitation_answers.accept(new, by=hoa)

    assert (new.pk == old.pk, second(dossier).user) == (False, hoa)
    assert sorted(Invitation.objects.values_list("answer", flat=True)) == ["accepted", "withdrawn"]


def test_a_withdrawn_invitation_cannot_be_accepted(dossier, hoa):
    invitation = invited(dossier, hoa)
    coauthors.withdraw_invitation(dossier, by=dossier.owner, uid=second(dossier).uid)

    assert reason(invitation_answers.accept, invitation, by=hoa) == (
        "Lời mời này đã được rút hoặc hết hiệu lực nên câu trả lời chưa được ghi. Nếu bạn vẫn là đồng tác giả, hãy nhờ "
        "người lập hồ sơ mời lại."
    )
    assert ("coauthor_withdrawn", hoa.email) in mails()


def test_nobody_answers_for_another(dossier, hoa):
    invitation = invited(dossier, hoa)

    assert reason(invitation_answers.accept, invitation, by=make_user()) == (
        "Chỉ người được mời trả lời được lời mời này. Lời mời được giữ nguyên."
    )


def test_only_the_owner_invites(dossier, hoa):
    other = make_user()
    dossier = joined(dossier, hoa, access="edit")

    with pytest.raises(Refused, match="Chỉ người lập hồ sơ được nộp, rút"):
        coauthors.invite(dossier, by=hoa, whom=Invitee(other.staff_code, other.full_name))


def test_who_may_view_does_not_write_and_who_may_edit_does(dossier, hoa):
    dossier = joined(dossier, hoa)
    with pytest.raises(Refused, match="Bạn được xem hồ sơ này nhưng chưa được sửa"):
        save(dossier, {"title": "Tên của Hoa"}, by=hoa)

    coauthors.set_access(dossier, by=dossier.owner, uid=second(dossier).uid, access="edit")
    save(dossier, {"title": "Tên của Hoa"}, by=hoa)

    assert Submission.objects.get().title == "Tên của Hoa"


def test_rows_stay_the_same_rows_through_a_save(dossier):
    before = dict(dossier.authorships.values_list("uid", "pk"))

    save(dossier, table(dossier, {"workplace": "Nơi khác"}, {"share_bp": 3000}))

    assert dict(dossier.authorships.values_list("uid", "pk")) == before
    assert list(dossier.authorships.values_list("workplace", "share_bp")) == [
        ("Nơi khác", 6000),
        (dossier.unit_name, 3000),
    ]


def test_who_has_an_account_is_called_as_the_account_says(dossier, hoa):
    dossier = joined(dossier, hoa)

    save(dossier, table(dossier, {"full_name": "Tên Khác"}, {"full_name": "Tên Khác", "gender": "male"}))

    assert list(dossier.authorships.values_list("full_name", flat=True)) == ["Nguyễn Văn An", "Lê Thị Hoa"]
    assert second(dossier).gender == "female"


@pytest.mark.parametrize("bind", ["invited", "joined", "confirmed on paper"])
def test_who_is_bound_to_the_dossier_is_not_dropped_by_a_save(dossier, hoa, bind):
    if bind == "confirmed on paper":
        on_paper(dossier)
    else:
        {"invited": invited, "joined": joined}[bind](dossier, hoa)
    rows = table(dossier)["authors"][:1]

    assert reason(save, dossier, {"authors": rows}) == (
        "Lê Thị Hoa đã được mời hoặc đã xác nhận nên không bỏ khỏi bảng tác giả bằng cách lưu biểu mẫu. Bảng tác giả "
        "đang lưu được giữ nguyên; hãy bỏ ở trang đồng tác giả để người đó được báo."
    )
    assert dossier.authorships.count() == 2


def test_who_is_nothing_but_a_line_is_dropped_by_a_save(dossier):
    save(dossier, {"authors": table(dossier)["authors"][:1]})

    assert dossier.authorships.get().user == dossier.owner


def test_who_is_removed_loses_the_dossier_at_once_and_is_told_why(dossier, hoa):
    dossier = joined(dossier, hoa, access="edit")
    confirmed(dossier, hoa)

    coauthors.remove_author(dossier, by=dossier.owner, uid=second(dossier).uid, reason="Không tham gia nữa")

    assert list(Submission.objects.visible_to(hoa)) == []
    with pytest.raises(Refused):
        save(dossier, {"title": "x"}, by=hoa)
    mail = Message.objects.get(event="coauthor_removed")
    assert (mail.to, "Lý do được ghi: Không tham gia nữa" in mail.body) == (hoa.email, True)
    assert Event.objects.filter(verb="void_shares").count() == 1


def test_the_owner_is_always_an_author(dossier):
    own = dossier.authorships.get(order=1).uid

    assert reason(coauthors.remove_author, dossier, by=dossier.owner, uid=own).startswith(
        "Người lập hồ sơ luôn là tác giả"
    )
