"""Lists of rewards and their decisions: money of the day of signing, one use of an initiative, revert, release."""

import importlib
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction

from accounts.roles import Role
from campaign import migrations
from campaign.actions import reward_decision as acts
from campaign.actions.refused import Refused
from campaign.actions.reward_list import Ground, Holder, drop_list, propose, propose_by_level, remove
from campaign.documents.rewards import sheet_of
from campaign.invariants import rewards as invariants
from campaign.migrations import _guards
from campaign.models import clock
from campaign.models.hold import Hold
from campaign.models.message import Message
from campaign.models.reward import InitiativeUse, Reward, RewardList
from campaign.models.submission import Authorship
from tests.decisions import make_paper
from tests.factories import make_campaign, make_conflict, make_decision, make_unit, make_user
from tests.rewards import BREAKS, decide, make_kind, make_reward_list, make_salaries, publish_quietly

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def decision(campaign):
    """One initiative of two authors with a first prize, one recognised without a prize, one refused."""
    return make_decision(campaign, "nhat", "recognised", "not_recognised", shares=(6000, 4000))


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def listed(campaign, decision, officer):
    return make_reward_list(campaign, by=officer)


def broken():
    return {name: list(check()) for name, (_text, check) in invariants.CHECKS.items() if list(check())}


def test_all_authors_of_the_chosen_prizes_are_proposed(listed, decision):
    first = decision.awards.get(outcome="award").submission
    found = listed.rewards.values_list("submission", "holder_name", "kind__code")
    names = first.authorships.values_list("full_name", flat=True)
    assert sorted(found) == sorted((first.pk, name, "giay-khen") for name in names)


def test_the_prizes_remember_their_kind_and_a_second_press_adds_nothing(listed, campaign, officer):
    level = campaign.award_levels.get(code="nhat")
    added = propose_by_level(listed, by=officer, kinds={level.pk: "giay-khen"}, year=2026)
    assert (level.level_reward.kind_code, vars(added)) == ("giay-khen", {"rows": 0, "passed": 0, "used": 1})


def test_a_collective_among_the_authors_gets_the_form_for_collectives(listed, campaign, decision, officer):
    make_kind("giay-khen-tap-the")
    Authorship.objects.filter(submission=decision.awards.get(outcome="recognised").submission).update(
        kind="collective"
    )
    propose_by_level(listed, by=officer, kinds={None: "giay-khen"}, year=2026)
    found = listed.rewards.filter(kind__object="collective").values_list("kind__code", flat=True)
    assert list(found) == ["giay-khen-tap-the", "giay-khen-tap-the"]


def test_the_money_goes_by_the_base_salary_of_the_day_of_signing(listed):
    sums = [sheet_of(listed, day).total for day in (date(2026, 6, 30), date(2026, 7, 1))]
    words = sheet_of(listed, date(2026, 6, 30)).total_words
    assert (sums, words) == ([1_420_000, 1_520_000], "Một triệu bốn trăm hai mươi nghìn đồng")


def test_a_day_without_a_base_salary_or_with_an_older_kind_is_told(listed):
    sheet = sheet_of(listed, date(2010, 1, 1))
    said = "«Giấy khen» không có hiệu lực ngày 01/01/2010."
    assert ("01/01/2010" in str(sheet.problem), said in sheet.lines[0].problems[0]) == (True, True)


def test_a_decision_freezes_every_figure_and_uses_each_initiative_once(listed, decision):
    signed = decide(listed, signed_on=date(2026, 6, 30))
    rows = set(listed.rewards.values_list("decision", "amount", "base_salary", "paid"))
    use = InitiativeUse.objects.get()
    assert rows == {(signed.pk, 710_000, 2_340_000, True)}
    assert (use.submission, use.decision, signed.kind) == (
        decision.awards.get(outcome="award").submission, signed, "reward",
    )  # fmt: skip
    assert broken() == {}


def test_what_is_confirmed_is_what_was_shown(listed, officer):
    shown = sheet_of(listed, date(2026, 6, 30)).digest
    with pytest.raises(Refused, match="đã khác với khi bạn xem"):
        acts.record_rewards(listed, by=officer, paper=make_paper(signed_on=date(2026, 7, 1)), seen=shown)
    assert RewardList.objects.get().decision is None


def test_a_used_initiative_is_refused_by_the_name_of_the_decision(listed, campaign, officer):
    signed = decide(listed)
    second = make_reward_list(campaign, by=officer, levels=(), name="Danh hiệu năm 2026")
    used = listed.rewards.first()
    title = make_kind("chien-si-thi-dua-co-so")
    ground = Ground(used.submission.register_number)
    with pytest.raises(Refused, match=f"đã là căn cứ của «Giấy khen» trong Quyết định {signed}"):
        propose(second, by=officer, kind=title, holder=Holder(used.holder_name), year=2026, ground=ground)


def test_a_title_and_a_form_do_not_rest_on_one_initiative(listed, officer):
    used = listed.rewards.first()
    ground, title = Ground(used.submission.register_number), make_kind("chien-si-thi-dua-co-so")
    with pytest.raises(Refused, match="không dùng cho cả danh hiệu và hình thức"):
        propose(listed, by=officer, kind=title, holder=Holder(used.holder_name), year=2026, ground=ground)


def test_an_initiative_in_two_open_lists_stops_the_second_decision(listed, campaign, officer):
    second = make_reward_list(campaign, by=officer, name="Danh sách hai")
    assert "cũng có trong danh sách" in sheet_of(second, clock.today()).lines[0].notes[0]
    decide(listed)
    with pytest.raises(Refused, match="mỗi sáng kiến chỉ được dùng một lần"):
        decide(second)


def test_results_of_a_thematic_campaign_ask_no_higher_level_for_a_merit_reward(campaign, decision, officer):
    merit = make_reward_list(campaign, by=officer, nature="merit", code="bang-khen-tinh")
    thematic = make_reward_list(campaign, by=officer, code="bang-khen-tinh")
    found = [len(sheet_of(one, clock.today()).troubled) for one in (merit, thematic)]
    assert found == [2, 0]
    with pytest.raises(Refused, match="Điều 4 khoản 3"):
        decide(merit)


def test_of_titles_of_one_year_only_the_highest_is_paid_also_across_decisions(campaign, officer):
    listed = make_reward_list(campaign, by=officer, levels=())
    unit, words = make_unit(), Ground(words="Hoàn thành xuất sắc nhiệm vụ")
    for code in ("chien-si-thi-dua-co-so", "lao-dong-tien-tien"):
        person = Holder("Trần Văn Bách", "Chuyên viên", unit)
        propose(listed, by=officer, kind=make_kind(code), holder=person, year=2026, ground=words)
    first = decide(listed, signed_on=date(2026, 6, 30))
    later = make_reward_list(campaign, by=officer, levels=(), name="Danh sách sau")
    lower = make_kind("lao-dong-tien-tien")
    propose(later, by=officer, kind=lower, holder=Holder("Trần Văn Bách", "", unit), year=2026, ground=words)
    rows = listed.rewards.values_list("kind__code", "paid")
    assert dict(rows) == {"chien-si-thi-dua-co-so": True, "lao-dong-tien-tien": False}
    assert sheet_of(later, date(2026, 6, 30)).lines[0].unpaid == (
        f"Nhiều danh hiệu của năm 2026: chỉ chi mức cao nhất, là «Chiến sĩ thi đua cơ sở ({first})»."
    )


def test_who_is_on_hold_stays_behind_in_a_list_of_their_own(listed, decision, officer):
    held = decision.awards.get(outcome="award").submission
    person = Holder("Tập thể Phòng Một cửa", "", None)
    make_kind("giay-khen-tap-the")
    kept = propose(
        listed, by=officer, kind=make_kind("giay-khen-tap-the"), holder=person, year=2026,
        ground=Ground(words="Tổ chức tốt phong trào"),
    )  # fmt: skip
    Hold.objects.create(
        submission=held, kind="complaint", reason="Đang xác minh đơn.", since=date(2026, 1, 1),
        placed_by=officer, placed_at=clock.now(),
    )  # fmt: skip
    signed = decide(listed)
    waiting = RewardList.objects.get(decision=None)
    assert (list(signed.rewards.all()), waiting.rewards.count(), InitiativeUse.objects.count()) == (
        [kept],
        2,
        0,
    )


def test_a_revert_before_the_release_opens_the_list_and_frees_the_initiatives(listed, campaign):
    administrator = make_user(Role.ADMINISTRATOR)
    signed = decide(listed)
    acts.revert_rewards(signed, by=administrator, reason="Sai ngày ký.")
    signed.refresh_from_db()
    assert (signed.reverted_reason, InitiativeUse.objects.live().count()) == ("Sai ngày ký.", 0)
    assert (set(listed.rewards.values_list("decision", "amount")), Message.objects.count()) == (
        {(None, None)},
        0,
    )
    decide(listed)
    assert (InitiativeUse.objects.count(), broken()) == (2, {})


def test_holders_are_told_at_the_release_and_never_before_the_recognition_is_public(listed, decision):
    administrator = make_user(Role.ADMINISTRATOR)
    signed = decide(listed, signed_on=date(2026, 6, 30))
    with pytest.raises(Refused, match="chưa công bố"):
        acts.release_rewards(signed, by=administrator)
    assert Message.objects.count() == 0
    publish_quietly(decision)
    acts.release_rewards(signed, by=administrator)
    letter = Message.objects.get()
    assert letter.reader == listed.rewards.get(authorship__user__isnull=False).authorship.user
    assert "Tiền thưởng: 710.000 đồng (Bảy trăm mười nghìn đồng)." in letter.body
    with pytest.raises(Refused, match="không hủy được"):
        acts.revert_rewards(signed, by=administrator, reason="Muộn rồi.")


def test_a_revoked_reward_frees_its_initiative_when_nobody_holds_it_any_more(listed, decision):
    administrator = make_user(Role.ADMINISTRATOR)
    signed = decide(listed)
    publish_quietly(decision)
    acts.release_rewards(signed, by=administrator)
    live = []
    for reward in listed.rewards.all():
        acts.revoke_reward(reward, by=administrator, reason="Khai không đúng.")
        live.append(InitiativeUse.objects.live().count())
    assert (live, broken()) == ([1, 0], {})


def test_nobody_meets_a_list_in_which_they_stand_or_have_a_conflict(listed, decision, officer):
    row = listed.rewards.get(authorship__user__isnull=False)
    other = make_user(Role.OFFICER)
    make_conflict(row.submission, other)
    seen = [RewardList.objects.for_office(who).count() for who in (row.authorship.user, other, officer)]
    assert seen == [0, 0, 1]
    with pytest.raises(Refused, match="xung đột lợi ích"):
        decide(listed, by=other)
    assert list(RewardList.objects.hidden_from(other)) == [listed]


def test_rows_leave_an_open_list_and_none_a_decided_one(listed, officer):
    first, second = listed.rewards.all()
    remove(first, by=officer)
    assert list(listed.rewards.all()) == [second]
    signed = decide(listed)
    for act in (lambda: remove(second, by=officer), lambda: drop_list(listed, by=officer)):
        with pytest.raises(Refused, match=f"đã có Quyết định {signed}"):
            act()
    assert Reward.objects.count() == 1


def test_the_same_reward_is_not_proposed_twice_and_a_whole_unit_needs_no_name(campaign, officer):
    listed = make_reward_list(campaign, by=officer, levels=())
    whole = {"kind": make_kind("giay-khen-tap-the"), "holder": Holder("", "", make_unit("Phòng Y tế"))}
    whole |= {"year": 2026, "ground": Ground(words="Dẫn đầu phong trào")}
    assert propose(listed, by=officer, **whole).holder_name == "Phòng Y tế"
    with pytest.raises(Refused, match="Không thêm lần nữa"):
        propose(listed, by=officer, **whole)


def test_an_initiative_that_is_not_recognised_grounds_nothing(listed, decision, officer):
    refused = decision.awards.get(outcome="not_recognised").submission
    with pytest.raises(Refused, match="không có sáng kiến số"):
        propose(
            listed, by=officer, kind=make_kind(), holder=Holder("Lê Thị Cúc"), year=2026,
            ground=Ground(refused.register_number),
        )  # fmt: skip


def test_each_invariant_of_rewards_notices_what_breaks_it(listed):
    decide(listed)
    guards = next(Path(migrations.__file__).parent.glob("0*_rewards.py")).stem
    _guards.remove(connection, importlib.import_module(f"campaign.migrations.{guards}").GUARDS)
    found = {}
    for name, act in BREAKS.items():
        with transaction.atomic():
            act()
            found[name] = list(broken())
            transaction.set_rollback(True)
    assert found == {name: [name] for name in invariants.CHECKS}


def test_judges_and_authors_propose_nothing(campaign):
    make_salaries()
    for role in (Role.JUDGE, Role.AUTHOR, Role.CHAIR):
        with pytest.raises(Refused, match="không có nhiệm vụ này"):
            make_reward_list(campaign, by=make_user(role))
