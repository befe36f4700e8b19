"""Who confirms which share, and what takes a confirmation back."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.actions import application, share_confirmation
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.coauthors import Invitation
from campaign.rules.shares import WHOLE, split_evenly
from tests.coauthors import (
    confirmed,
    invited,
    joined,
    letter,
    mails,
    on_paper,
    pair,
    reason,
    save,
    second,
    shown,
    submit,
    table,
)
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return pair()


@pytest.fixture
def hoa():
    return make_user(full_name="Lê Thị Hoa", gender="female", job_title="Giáo viên")


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
