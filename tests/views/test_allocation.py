"""The pages of allocation: quotas and the rule by form, the explained place, the spreadsheet, drawn lots."""

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.award_rule import RuleWish, save_award_rule
from campaign.actions.ranking import make_ranking
from campaign.models import clock
from campaign.models.quota import AwardQuota, AwardRule, LotDraw
from tests.browser_form import filled
from tests.factories import make_campaign, make_judged, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign()


def signed_in(client, *roles):
    user = make_user(*roles)
    client.force_login(user)
    return user


def ranked(campaign, *totals, title="Cải tiến quy trình"):
    for number, total in enumerate(totals, 1):
        make_judged(campaign, total, register_number=f"{number:04}/2026", title=title)
    return make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))


def page_of(name, ranking, *more):
    return reverse(f"office:{name}", args=[ranking.pk, *more])


def setup_url(name, campaign):
    return reverse(f"setup:{name}", args=[campaign.slug])


def test_a_quota_by_percentage_is_typed_and_its_sum_is_shown(client, campaign):
    signed_in(client, Role.ADMINISTRATOR)
    make_judged(campaign, "90")
    url = setup_url("quotas", campaign)
    typed = filled(
        client.get(url),
        **{
            "dong-0-number": "",
            "dong-0-percent": "12,5",
            "dong-0-base": "submitted",
            "dong-0-rounding": "at_least_one",
            "dong-0-each": "",
        },
    )

    answer = client.post(url, typed, follow=True)

    quota = AwardQuota.objects.get(order=1)
    assert (quota.number, str(quota.percent), quota.base, quota.rounding) == (
        None,
        "12.50",
        "submitted",
        "at_least_one",
    )
    assert "1 hồ sơ đã nộp × 12,5 % = 0,13 → 1 (làm tròn xuống, ít nhất là 1)" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"dong-0-percent": "10"}, "hãy ghi số giải hoặc tỷ lệ phần trăm, chỉ một trong hai"),
        ({"dong-0-number": "", "dong-0-percent": "10"}, "tỷ lệ phần trăm cần số gốc để tính"),
        ({"dong-0-unit_code": "KHONG-CO"}, "Không có đơn vị mang mã «KHONG-CO»"),
    ],
)
def test_a_quota_that_cannot_be_reckoned_is_refused_with_the_row_kept(client, campaign, changes, sentence):
    signed_in(client, Role.ADMINISTRATOR)
    url = setup_url("quotas", campaign)
    answer = client.post(url, filled(client.get(url), **changes))
    assert sentence in answer.content.decode()
    assert AwardQuota.objects.get(order=1).number == 1


def test_a_quota_of_one_unit_names_it_by_its_code(client, campaign):
    officer = signed_in(client, Role.ADMINISTRATOR)
    url, unit = setup_url("quotas", campaign), officer.home_unit
    client.post(url, filled(client.get(url), **{"dong-0-unit_code": unit.code, "dong-0-each": ""}))
    assert AwardQuota.objects.get(order=1).unit == unit
    assert f'value="{unit.code}"' in client.get(url).content.decode()


def test_the_rule_is_chosen_by_form(client, campaign):
    signed_in(client, Role.ADMINISTRATOR)
    url = setup_url("award_rule", campaign)
    client.post(url, filled(client.get(url), cut_policy="chain", link_1="female", link_2="submitted_at"))
    rule = AwardRule.objects.get()
    assert (rule.cut_policy, rule.cut_chain) == ("chain", ["female", "submitted_at"])


def test_a_refused_rule_keeps_what_was_typed(client, campaign):
    signed_in(client, Role.ADMINISTRATOR)
    url = setup_url("award_rule", campaign)
    page = client.post(url, filled(client.get(url), cut_policy="cut", seed="84731")).content.decode()
    assert ("Hãy ghi nguồn của mã bốc thăm" in page, 'value="84731"' in page) == (True, True)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CHAIR, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_a_place_is_explained_with_points_steps_and_the_cap_that_bound(client, campaign, role):
    ranking = ranked(campaign, "95", "90", "86", "80")
    signed_in(client, role)
    page = client.get(page_of("ranking_row", ranking, 4)).content.decode()
    assert "Hạng 4: Cải tiến quy trình" in page
    assert "Dự bị Giải Nhì: hạng 4 với 80,00 điểm, chỉ tiêu «Giải Nhì» (2) đã đủ." in page
    assert "0003/2026, hạng 3" in page
    assert re.search(r"1\. Tổng điểm\s*<span class=\"tag\">quyết định thứ tự</span>", page)


def test_explaining_asks_no_more_of_a_long_ranking_than_of_a_short_one(
    client, campaign, django_assert_max_num_queries
):
    ranking = ranked(campaign, *(str(60 + number) for number in range(30)))
    signed_in(client, Role.OFFICER)
    client.get(page_of("ranking_row", ranking, 1))
    with django_assert_max_num_queries(12):
        client.get(page_of("ranking_row", ranking, 15))


def test_nobody_reads_explanations_or_the_sheet_of_a_list_with_the_own_dossier(client, campaign):
    chair = signed_in(client, Role.CHAIR, Role.AUTHOR)
    make_judged(campaign, "99", owner=chair)
    ranking = ranked(campaign, "90", "90")
    for url in (
        page_of("ranking_row", ranking, 2),
        page_of("ranking_sheet", ranking),
        page_of("lots", ranking, 2),
    ):
        page = client.get(url).content.decode()
        assert ("trong danh sách này có hồ sơ của bạn" in page.lower(), "0001/2026" in page) == (True, False)


def sheet_of(client, ranking):
    return openpyxl.load_workbook(BytesIO(client.get(page_of("ranking_sheet", ranking)).content))


def test_the_spreadsheet_has_the_figures_and_words_of_the_page(client, campaign):
    ranking = ranked(campaign, "95.25", "90", title="Sáng kiến có tên")
    signed_in(client, Role.OFFICER)
    page = unescape(client.get(page_of("ranking", ranking)).content.decode())
    rows, terms = sheet_of(client, ranking)
    first = [cell.value for cell in rows[2]]
    assert (first[:3], first[4]) == ([1, "0001/2026", "Sáng kiến có tên"], 95.25)
    assert (rows["E2"].number_format, "95,25" in page) == ("0.00", True)
    assert all(said in page for said in first[7:9])
    assert terms["B6"].value == ranking.sha256
    assert ranking.sha256 in page


def test_a_title_like_a_formula_stays_text(client, campaign):
    ranking = ranked(campaign, "95", title='=HYPERLINK("http://x")')
    signed_in(client, Role.OFFICER)
    cell = sheet_of(client, ranking).worksheets[0]["C2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


def test_lots_are_typed_in_for_a_group_of_equals(client, campaign):
    save_award_rule(campaign, RuleWish("ballot", []), by=make_user(Role.ADMINISTRATOR))
    ranking = ranked(campaign, "90", "90")
    signed_in(client, Role.OFFICER)
    page = client.get(page_of("ranking", ranking)).content.decode()
    url = page_of("lots", ranking, 2)
    assert ("Có nhóm đồng hạng chờ bốc thăm" in page, url in page) == (True, True)
    typed = {"held_on": clock.today().isoformat(), "place": "Phòng họp", "witnesses": "An, Bình"}
    twice = client.post(url, filled(client.get(url), **typed, place_0="1", place_1="1")).content.decode()
    assert "Mỗi hồ sơ một thứ tự khác nhau" in twice
    answer = client.post(url, filled(client.get(url), **typed, place_0="2", place_1="1"))
    assert (answer.url, LotDraw.objects.get().order) == (
        page_of("ranking", ranking),
        ["0002/2026", "0001/2026"],
    )


def test_a_place_that_nobody_shares_has_no_lots(client, campaign):
    ranking = ranked(campaign, "90", "80")
    signed_in(client, Role.OFFICER)
    page = client.get(page_of("lots", ranking, 1)).content.decode()
    assert "không có gì để bốc thăm" in page


def test_the_page_hints_that_something_was_done_since(client, campaign):
    ranking = ranked(campaign, "90")
    signed_in(client, Role.OFFICER)
    assert "Đã có việc ghi sau khi lập bảng" not in client.get(page_of("ranking", ranking)).content.decode()
    save_award_rule(campaign, RuleWish("extend", []), by=make_user(Role.ADMINISTRATOR))
    assert "Đã có việc ghi sau khi lập bảng" in client.get(page_of("ranking", ranking)).content.decode()


def test_who_was_left_out_is_listed_with_the_reason(client, campaign):
    make_submission(campaign=campaign, state="withdrawn", register_number="0077/2026")
    ranking = ranked(campaign, "90")
    signed_in(client, Role.OFFICER)
    assert "<li>0077/2026: Tác giả đã rút</li>" in client.get(page_of("ranking", ranking)).content.decode()


def test_the_seed_of_a_draw_stands_on_the_public_page(client, campaign):
    wish = RuleWish("chain", ["draw"], "84731", "Giải đặc biệt xổ số ngày 20/11/2026")
    save_award_rule(campaign, wish, by=make_user(Role.ADMINISTRATOR))
    page = client.get(reverse("public:campaign", args=[campaign.slug])).content.decode()
    assert "84731 (Giải đặc biệt xổ số ngày 20/11/2026)" in page
