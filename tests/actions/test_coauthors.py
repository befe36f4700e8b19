"""Who is an author together with the owner, and who confirms which share."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import Role
from campaign.actions import application, coauthors, invitation_answers, share_confirmation
from campaign.actions import submission as acts
from campaign.actions.author_rows import share_of
from campaign.actions.coauthors import Invitee
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.coauthors import Invitation
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from campaign.rules.coauthors import tag
from campaign.rules.shares import WHOLE, split_evenly
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    """A draft with the owner (60 %) and one more author (40 %), who is nobody's account yet."""
    found = make_submission(shares=(6000, 4000), owner=make_user(unit=make_unit()))
    found.authorships.filter(order=2).update(full_name="Lê Thị Hoa")
    return found


@pytest.fixture
def hoa():
    return make_user(full_name="Lê Thị Hoa", gender="female", job_title="Giáo viên")


def second(dossier):
    return Authorship.objects.get(submission=dossier, order=2)


def invited(dossier, person, **changes):
    whom = Invitee(**({"account": person.staff_code, "full_name": person.full_name} | changes))
    return coauthors.invite(dossier, by=dossier.owner, whom=whom, uid=second(dossier).uid)


def joined(dossier, person, **changes):
    invitation_answers.accept(invited(dossier, person, **changes), by=person)
    return Submission.objects.get(pk=dossier.pk)


def shown(dossier):
    return tag(share_of(dossier))


def confirmed(dossier, person):
    share_confirmation.confirm_share(dossier, by=person, shown=shown(dossier))


def reason(call, *args, **facts):
    with pytest.raises(Refused) as caught:
        call(*args, **facts)
    return str(caught.value)


def table(dossier, *changes):
    """The table of authors as the form would send it, with changes by place."""
    rows = application.standing(Submission.objects.get(pk=dossier.pk))["authors"]
    return {"authors": [row | change for row, change in zip(rows, [*changes, {}, {}], strict=False)]}


def save(dossier, content, by=None):
    current = Submission.objects.get(pk=dossier.pk)
    return acts.save(current, by=by or dossier.owner, content=content, version=current.version)


def mails():
    return sorted(Message.objects.values_list("event", "to"))


def test_an_invitation_tells_the_invited_and_opens_nothing_yet(dossier, hoa):
    invited(dossier, hoa)

    assert mails() == [("coauthor_invited", hoa.email)]
    assert Message.objects.get().subject.startswith("[Cần xử lý] Mời làm đồng tác giả sáng kiến: ")
    assert second(dossier).user is None
    assert list(Submission.objects.visible_to(hoa)) == []


def test_an_invitation_runs_to_the_end_of_its_last_day(dossier, hoa):
    last = invited(dossier, hoa).expires_at.astimezone(clock.VIETNAM)

    assert (last.date(), f"{last:%H:%M:%S}") == (clock.today() + timedelta(days=14), "23:59:59")


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


def test_each_confirms_the_own_share_and_the_owner_hears_when_all_have(dossier, hoa):
    dossier = joined(dossier, hoa)
    confirmed(dossier, hoa)
    confirmed(dossier, hoa)

    row, event = second(dossier), Event.objects.get(verb="confirm_share")
    assert (row.confirmed_way, event.actor, event.facts["author"], event.facts["share"]) == (
        "account",
        hoa,
        row.uid,
        4000,
    )
    assert ("shares_confirmed", dossier.owner.email) in mails()


def test_nobody_confirms_for_another(dossier, hoa):
    dossier = joined(dossier, hoa)

    assert reason(confirmed, dossier, dossier.owner).startswith(
        "Chỉ đồng tác giả xác nhận tỷ lệ của chính mình"
    )
    paper = {"uid": second(dossier).uid, "signed_on": clock.today(), "shown": shown(dossier)}
    assert reason(share_confirmation.attest_on_paper, dossier, by=dossier.owner, **paper).startswith(
        "Lê Thị Hoa có tài khoản hoặc đang được mời nên phải tự xác nhận; không ai xác nhận thay được."
    )
    assert second(dossier).confirmed_at is None


def test_other_numbers_than_those_shown_are_not_confirmed(dossier, hoa):
    dossier = joined(dossier, hoa)
    seen = shown(dossier)
    save(dossier, table(dossier, {"share_bp": 7000}, {"share_bp": 3000}))

    told = reason(share_confirmation.confirm_share, dossier, by=hoa, shown=seen)

    assert told == (
        "Tỷ lệ đóng góp đã được sửa sau khi bạn mở trang nên xác nhận chưa được ghi. Các tỷ lệ hiện tại được giữ "
        "nguyên; hãy xem lại bảng tỷ lệ mới rồi xác nhận."
    )
    assert second(dossier).confirmed_at is None


def test_a_table_that_is_not_whole_is_not_confirmed(dossier, hoa):
    dossier = joined(dossier, hoa)
    save(dossier, table(dossier, {"share_bp": 5999}))

    assert reason(confirmed, dossier, hoa).startswith(
        "Bảng tỷ lệ chưa hoàn chỉnh nên chưa xác nhận được: Tổng"
    )


@pytest.mark.parametrize(
    "change",
    [
        pytest.param([{"share_bp": 6001}, {"share_bp": 3999}], id="both"),
        pytest.param([{"share_bp": 6001}], id="of another"),
    ],
)
def test_any_change_of_any_share_takes_every_confirmation_back_and_says_so(dossier, hoa, change):
    dossier = joined(dossier, hoa)
    confirmed(dossier, hoa)

    save(dossier, table(dossier, *change))

    assert (second(dossier).confirmed_at, second(dossier).confirmed_way) == (None, "")
    assert Event.objects.get(verb="void_shares").facts == {"authors": {second(dossier).uid: "Lê Thị Hoa"}}
    assert ("shares_voided", hoa.email) in mails()


def test_one_more_author_takes_every_confirmation_back(dossier, hoa):
    dossier = joined(dossier, hoa)
    confirmed(dossier, hoa)

    rows = [*table(dossier)["authors"], {"full_name": "Vũ Văn Bảy"}]
    save(dossier, {"authors": rows})

    assert second(dossier).confirmed_at is None


def test_a_save_that_leaves_the_shares_leaves_the_confirmations(dossier, hoa):
    dossier = joined(dossier, hoa)
    confirmed(dossier, hoa)

    save(dossier, {"title": "Tên khác"} | table(dossier, {"workplace": "Nơi khác"}))

    assert second(dossier).confirmed_way == "account"


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


def on_paper(dossier, day=None):
    share_confirmation.attest_on_paper(
        dossier,
        by=dossier.owner,
        uid=second(dossier).uid,
        signed_on=day or clock.today(),
        shown=shown(dossier),
    )


def test_an_outsider_confirms_on_paper_that_the_owner_attests(dossier):
    on_paper(dossier)

    event = Event.objects.get(verb="confirm_share")
    assert (second(dossier).confirmed_way, second(dossier).signed_on) == ("paper", clock.today())
    assert (event.actor, event.facts["way"], event.facts["signed_on"]) == (
        dossier.owner,
        "paper",
        clock.today().isoformat(),
    )


@pytest.mark.parametrize("days", [1, -1])
def test_a_paper_is_signed_between_the_first_draft_and_today(dossier, days):
    with pytest.raises(Refused, match="Ngày ký phải từ ngày lập hồ sơ"):
        on_paper(dossier, clock.today() + timedelta(days=days))


def letter(dossier):
    dossier.authorships.filter(order=2).update(email="hoa@example.org")
    share_confirmation.ask(dossier, by=dossier.owner)
    body = Message.objects.get(event="share_link", to="hoa@example.org").body
    return next(line for line in body.splitlines() if "/xac-nhan-ty-le/" in line).split("/xac-nhan-ty-le/")[
        1
    ][:-1]


def test_an_outsider_confirms_by_the_link_of_a_letter(dossier):
    share_confirmation.confirm_by_link(letter(dossier))

    assert second(dossier).confirmed_way == "link"
    assert Event.objects.get(verb="confirm_share").actor is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"share_bp": 3999}, id="another share"),
        pytest.param({"email": "khac@example.org"}, id="another address"),
    ],
)
def test_a_link_is_void_when_the_table_or_the_address_is_another(dossier, change):
    token = letter(dossier)
    save(dossier, table(dossier, {}, change))

    told = reason(share_confirmation.confirm_by_link, token)

    assert told.startswith("Liên kết này không đúng, đã hết hạn, hoặc bảng tỷ lệ đã thay đổi")
    assert second(dossier).confirmed_at is None


def test_a_link_is_void_after_its_days_and_when_it_was_altered(dossier):
    token = letter(dossier)

    with clock.at(clock.now() + timedelta(days=14, minutes=1)), pytest.raises(Refused):
        share_confirmation.confirm_by_link(token)
    with pytest.raises(Refused):
        share_confirmation.confirm_by_link(token[:-2] + "xx")
    assert second(dossier).confirmed_at is None


def test_everybody_is_asked_once_a_day(dossier, hoa):
    dossier = joined(dossier, hoa)

    assert share_confirmation.ask(dossier, by=dossier.owner) == ["Lê Thị Hoa"]
    assert reason(share_confirmation.ask, dossier, by=dossier.owner).startswith("Chưa gửi thư nào: ")
    with clock.at(clock.now() + timedelta(days=1)):
        assert share_confirmation.ask(dossier, by=dossier.owner) == ["Lê Thị Hoa"]


def test_about_another_table_everybody_may_be_asked_anew(dossier, hoa):
    dossier = joined(dossier, hoa)
    share_confirmation.ask(dossier, by=dossier.owner)

    save(dossier, table(dossier, {"share_bp": 7000}, {"share_bp": 3000}))

    assert share_confirmation.ask(dossier, by=dossier.owner) == ["Lê Thị Hoa"]


def submit(dossier):
    current = Submission.objects.get(pk=dossier.pk)
    return acts.submit(current, by=dossier.owner, version=current.version, declared=True)


def test_a_dossier_is_filed_when_all_have_confirmed_and_not_before(dossier, hoa):
    dossier = joined(dossier, hoa)
    assert reason(submit, dossier) == (
        "Hồ sơ chưa nộp được; bản nháp vẫn được giữ. Hãy sửa các điểm sau rồi nộp lại:\n"
        "– Lê Thị Hoa chưa xác nhận tỷ lệ đóng góp. Hãy nhắc ở trang đồng tác giả."
    )

    confirmed(dossier, hoa)

    assert submit(dossier).state == "submitted"


def test_an_invitation_that_waits_stops_the_filing(dossier, hoa):
    invited(dossier, hoa)

    assert reason(submit, dossier).splitlines()[1:] == [
        "– Lê Thị Hoa chưa trả lời lời mời làm đồng tác giả. Hãy chờ, nhắc, hoặc rút lời mời."
    ]


def test_where_it_is_not_demanded_nobody_is_waited_for_and_open_invitations_end(hoa):
    unit = make_unit()
    campaign = make_campaign(confirm_shares=False)
    dossier = make_submission(campaign=campaign, shares=(6000, 4000), owner=make_user(unit=unit))
    dossier.authorships.filter(order=2).update(full_name="Lê Thị Hoa")
    invited(dossier, hoa)

    assert submit(dossier).state == "submitted"
    assert Invitation.objects.get().answer == "withdrawn"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shares=st.lists(st.integers(1, 9999), min_size=2, max_size=6), people=st.integers(2, 6))
def test_after_any_save_a_confirmation_is_of_the_shares_that_stand(shares, people):
    """Confirm, then save any other table: what is still confirmed has the share of its own trail entry."""
    dossier = make_submission(shares=tuple(split_evenly(people)))
    for row in dossier.authorships.filter(user=None):
        share_confirmation.attest_on_paper(
            dossier, by=dossier.owner, uid=row.uid, signed_on=clock.today(), shown=shown(dossier)
        )
    rows = application.standing(dossier)["authors"]
    changed = [row | {"share_bp": share} for row, share in zip(rows, [*shares, *[0] * 6], strict=False)]
    save(dossier, {"authors": changed})

    told = {
        event.facts["author"]: event.facts["share"] for event in Event.objects.filter(verb="confirm_share")
    }
    for row in dossier.authorships.filter(confirmed_at__isnull=False):
        assert told[row.uid] == row.share_bp
    same = [row["share_bp"] for row in changed] == split_evenly(people)
    assert dossier.authorships.filter(confirmed_at__isnull=False).count() == (people - 1 if same else 0)
    assert sum(split_evenly(people)) == WHOLE
