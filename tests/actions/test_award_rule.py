"""Equals at the end of a quota: the rule, a seed announced before the marks, lots drawn before witnesses."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from campaign.actions.award_rule import Drawn, RuleWish, record_lots, save_award_rule
from campaign.actions.ranking import is_stale, make_ranking
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.quota import AwardRule, LotDraw
from campaign.rules.ranking import draw_number
from tests.factories import (
    make_assignment,
    make_campaign,
    make_judged,
    make_sheet,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
SEED = RuleWish("chain", ["draw"], "84731", "Giải đặc biệt xổ số ngày 20/11/2026")
MARKS = {"novelty": "30", "applicability": "25", "benefit": "25"}


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def equals(campaign, *numbers):
    for number in numbers:
        make_judged(campaign, "90", register_number=number)


def ranked(campaign, officer):
    return make_ranking(campaign.strands.get(), by=officer)


def awards(ranking):
    rows = ranking.rows.order_by("line")
    return [tuple(row) for row in rows.values_list("submission__register_number", "award_level__code")]


def drawn(*order, **changes):
    facts = {
        "way": "lots",
        "held_on": clock.today(),
        "place": "Phòng họp số 1",
        "witnesses": "Lê Văn An, Phạm Thị Bốn",
    }
    return Drawn(order=list(order), **(facts | changes))


def test_the_rule_is_saved_and_recorded(campaign, administrator):
    rule = save_award_rule(campaign, RuleWish("extend", []), by=administrator)
    assert (rule.cut_policy, Event.objects.get(verb="set_award_rule").facts) == (
        "extend",
        {"cut_policy": "extend"},
    )


def test_saving_the_same_rule_again_leaves_no_second_event(campaign, administrator):
    for _turn in range(2):
        save_award_rule(campaign, RuleWish("extend", []), by=administrator)
    assert Event.objects.filter(verb="set_award_rule").count() == 1


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (RuleWish("chain", []), "Hãy chọn ít nhất một căn cứ"),
        (RuleWish("chain", ["female", "female"]), "Mỗi căn cứ chỉ chọn một lần"),
        (RuleWish("chain", ["draw", "female"], "1", "Xổ số"), "Mỗi căn cứ chỉ chọn một lần"),
        (RuleWish("chain", ["draw"]), "Bốc thăm bằng mã cần có mã"),
        (RuleWish("cut", [], "84731"), "Hãy ghi nguồn của mã bốc thăm"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(campaign, administrator, wish, sentence):
    with pytest.raises(Refused, match=sentence):
        save_award_rule(campaign, wish, by=administrator)
    assert AwardRule.objects.count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_sets_the_rule(campaign, role):
    with pytest.raises(Refused):
        save_award_rule(campaign, RuleWish("extend", []), by=make_user(role))


def test_the_seed_is_announced_before_any_sheet_is_locked_and_never_changed_after(campaign, administrator):
    rule = save_award_rule(campaign, SEED, by=administrator)
    assert rule.seed_announced_at <= clock.now()
    make_sheet(
        make_assignment(make_submission(campaign=campaign, state="judging"), make_user(Role.JUDGE)), MARKS
    )
    with pytest.raises(Refused, match="Đã có phiếu chấm khóa"):
        save_award_rule(campaign, RuleWish("chain", ["draw"], "11111", SEED.seed_source), by=administrator)
    assert AwardRule.objects.get().seed == "84731"


def test_equals_at_the_end_are_drawn_by_the_seed_and_still_share_their_rank(campaign, administrator, officer):
    save_award_rule(campaign, SEED, by=administrator)
    equals(campaign, "0001/2026", "0002/2026")
    ranking = ranked(campaign, officer)
    first = min(["0001/2026", "0002/2026"], key=lambda number: draw_number("84731", number))
    assert {row.position for row in ranking.rows.all()} == {1}
    assert dict(awards(ranking))[first] == "nhat"


def test_lots_decide_in_the_next_ranking(campaign, administrator, officer):
    save_award_rule(campaign, RuleWish("ballot", []), by=administrator)
    equals(campaign, "0001/2026", "0002/2026", "0003/2026")
    waiting = ranked(campaign, officer)
    assert awards(waiting) == [("0001/2026", None), ("0002/2026", None), ("0003/2026", None)]
    assert {row.award_code for row in waiting.rows.all()} == {"awaits_ballot"}

    record_lots(waiting, drawn("0003/2026", "0001/2026", "0002/2026"), by=officer)

    assert is_stale(waiting)
    assert awards(ranked(campaign, officer)) == [
        ("0001/2026", "nhi"),
        ("0002/2026", "nhi"),
        ("0003/2026", "nhat"),
    ]
    assert Event.objects.get(verb="draw_lots").facts["witnesses"] == "Lê Văn An, Phạm Thị Bốn"


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: drawn("0001/2026"), "đủ và đúng các hồ sơ đồng hạng"),
        (lambda: drawn("0001/2026", "0001/2026"), "đủ và đúng các hồ sơ đồng hạng"),
        (lambda: drawn("0001/2026", "0009/2026"), "đủ và đúng các hồ sơ đồng hạng"),
        (lambda: drawn("0001/2026", "0002/2026", witnesses=" "), "người chứng kiến"),
        (
            lambda: drawn("0001/2026", "0002/2026", held_on=clock.today() + timedelta(days=1)),
            "ngày đã bốc thăm",
        ),
    ],
)
def test_lots_that_are_not_of_exactly_the_equals_are_refused(campaign, officer, made, sentence):
    equals(campaign, "0001/2026", "0002/2026")
    ranking = ranked(campaign, officer)
    with pytest.raises(Refused, match=sentence):
        record_lots(ranking, made(), by=officer)
    assert LotDraw.objects.count() == 0


def test_whose_own_dossier_is_among_the_equals_records_no_lots(campaign, officer):
    chair = make_user(Role.CHAIR, Role.AUTHOR)
    make_judged(campaign, "90", register_number="0001/2026", owner=chair)
    equals(campaign, "0002/2026")
    ranking = ranked(campaign, officer)
    with pytest.raises(Refused, match="có hồ sơ của bạn"):
        record_lots(ranking, drawn("0001/2026", "0002/2026"), by=chair)


def test_lots_of_an_older_ranking_are_refused(campaign, officer):
    equals(campaign, "0001/2026", "0002/2026")
    older = ranked(campaign, officer)
    ranked(campaign, officer)
    with pytest.raises(Refused, match="Đã có bảng xếp hạng mới hơn"):
        record_lots(older, drawn("0001/2026", "0002/2026"), by=officer)
