"""The office's pages of rewards: composed, priced, confirmed by digest, told; the ledger and the dated data."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from campaign.models.reward import BaseSalary, InitiativeUse, RewardKind, RewardList
from campaign.models.submission import Submission
from tests.decisions import make_series
from tests.factories import make_campaign, make_conflict, make_decision, make_user
from tests.rewards import decide, make_kind, make_reward_list, make_salaries, publish_quietly

pytestmark = pytest.mark.django_db
PAPER = {
    "signed_on": "2026-06-30",
    "signer_power": "TM. ỦY BAN NHÂN DÂN",
    "signer_title": "CHỦ TỊCH",
    "signer_name": "Phạm Văn Ký",
}


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def decision(campaign):
    return make_decision(campaign, "nhat", "nhi", shares=(6000, 4000))


@pytest.fixture
def listed(campaign, decision, officer):
    return make_reward_list(campaign, by=officer)


def text_of(response):
    return response.content.decode()


def test_an_officer_composes_a_list_from_prizes_and_by_name(client, officer, campaign, decision):
    make_salaries()
    kind = make_kind()
    client.post(
        reverse("office:reward_new"), {"campaign": campaign.pk, "name": "Tổng kết", "nature": "thematic"}
    )
    listed = RewardList.objects.get()
    level = campaign.award_levels.get(code="nhat")
    typed = {f"level-{level.pk}": "giay-khen", "year": "2026"}
    client.post(reverse("office:reward_levels", args=[listed.pk]), typed)
    person = {"kind": kind.pk, "name": "Lê Thị Cúc", "year": "2026", "ground": "Tổ chức tốt phong trào"}
    client.post(reverse("office:reward_add", args=[listed.pk]), person)
    text = text_of(client.get(reverse("office:reward_list", args=[listed.pk]), {"ngay": "2026-06-30"}))
    shown = ("Lê Thị Cúc" in text, "2.130.000 đồng" in text, "Hai triệu một trăm ba mươi nghìn đồng" in text)
    assert (listed.rewards.count(), shown) == (3, (True, True, True))
    client.post(reverse("office:reward_remove", args=[listed.rewards.last().pk]))
    assert listed.rewards.count() == 2


def test_a_row_without_name_or_ground_is_told_and_nothing_is_lost(client, officer, listed):
    typed = {"kind": make_kind().pk, "note": "Chuyên viên Phòng Kinh tế", "year": "2026"}
    text = text_of(client.post(reverse("office:reward_add", args=[listed.pk]), typed))
    said = ("Hãy ghi tên, hoặc chọn đơn vị được khen.", "Hãy ghi số tiếp nhận", "Chuyên viên Phòng Kinh tế")
    assert [one in text for one in said] == [True, True, True]


def test_what_was_not_shown_for_the_typed_day_is_shown_first_and_recorded_by_the_second_press(
    client, officer, listed
):
    page = reverse("office:reward_decide", args=[listed.pk])
    make_series()
    typed = PAPER | {"series": make_series().pk, "seen": client.get(page).context["sheet"].digest}
    first = client.post(page, typed)
    assert ("bấm ghi lần nữa" in text_of(first), InitiativeUse.objects.count()) == (True, 0)
    client.post(page, typed | {"seen": first.context["sheet"].digest})
    listed.refresh_from_db()
    sums = listed.decision.rewards.values_list("amount", flat=True)
    assert (list(sums), InitiativeUse.objects.count()) == ([710_000, 710_000], 1)


def test_the_spreadsheet_has_the_figures_of_the_page(client, officer, listed):
    client.get(reverse("office:reward_list", args=[listed.pk]))
    response = client.get(reverse("office:reward_sheet", args=[listed.pk]), {"ngay": "2026-06-30"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert [row[9:11] for row in rows[5:8]] == [(710_000, 710_000), (710_000, 710_000), (None, 1_420_000)]
    assert rows[2][0] == "Bằng chữ: Một triệu bốn trăm hai mươi nghìn đồng"


def test_authors_learn_of_it_on_their_dossier_after_the_release_alone(client, listed, decision):
    signed = decide(listed, signed_on=date(2026, 6, 30))
    publish_quietly(decision)
    author = listed.rewards.get(authorship__user__isnull=False)
    page = reverse("author:detail", args=[author.submission.code])
    client.force_login(author.authorship.user)
    assert "Giấy khen" not in text_of(client.get(page))
    client.force_login(make_user(Role.ADMINISTRATOR))
    client.post(reverse("office:reward_release", args=[listed.pk]))
    client.force_login(author.authorship.user)
    text = text_of(client.get(page))
    assert [word in text for word in ("Giấy khen", str(signed), "Tiền thưởng: 710.000 đồng")] == [True] * 3


def test_an_administrator_reverts_and_revokes_with_a_reason(client, listed, decision):
    signed = decide(listed)
    client.force_login(make_user(Role.ADMINISTRATOR))
    client.post(reverse("office:reward_revert", args=[listed.pk]), {"reason": "Sai ngày ký"})
    listed.refresh_from_db()
    assert listed.decision is None
    assert client.get(reverse("office:decision", args=[signed.pk])).url == reverse("office:decisions")
    decide(listed)
    publish_quietly(decision)
    client.post(reverse("office:reward_release", args=[listed.pk]))
    row = listed.rewards.first()
    client.post(reverse("office:reward_revoke", args=[row.pk]), {"reason": "Khai không đúng"})
    row.refresh_from_db()
    assert row.revoked_reason == "Khai không đúng"


def test_the_ledger_is_searched_by_words_and_by_the_number_of_the_decision(client, officer, listed):
    signed = decide(listed)
    use = InitiativeUse.objects.get()
    number = use.submission.register_number
    Submission.objects.filter(pk=use.submission_id).update(search_text=f"cai tien quy trinh {number.lower()}")
    page, found = reverse("office:reward_uses"), {}
    for words in (f"Quy trình {number}", str(signed), "từ khác hẳn", "99999"):
        found[words] = [row.pk for row in client.get(page, {"q": words}).context["page"]]
    assert list(found.values()) == [[use.pk], [use.pk], [], []]


def test_who_stands_in_a_list_meets_neither_it_nor_its_papers_before_the_release(client, listed):
    signed = decide(listed)
    other = make_user(Role.OFFICER)
    make_conflict(listed.rewards.first().submission, other)
    pages = [
        reverse("office:reward_list", args=[listed.pk]),
        reverse("office:decision_papers", args=[signed.pk]),
    ]
    found = []
    for reader in (other, make_user(Role.OFFICER)):
        client.force_login(reader)
        listed_there = reverse("office:decision", args=[signed.pk]) in text_of(
            client.get(reverse("office:decisions"))
        )
        found.append(([client.get(page).status_code for page in pages], listed_there))
    assert found == [([404, 404], False), ([200, 200], True)]


def test_chair_and_inspector_read_decided_lists_alone(client, listed):
    page, seen = reverse("office:reward_list", args=[listed.pk]), []
    for role in (Role.CHAIR, Role.INSPECTOR):
        client.force_login(make_user(role))
        seen.append(client.get(page).status_code)
    decide(listed)
    seen += [
        client.get(page).status_code,
        client.get(reverse("office:reward_decide", args=[listed.pk])).status_code,
    ]
    assert seen == [404, 404, 200, 404]


def test_pages_of_rewards_stay_within_their_queries(client, officer, listed, django_assert_max_num_queries):
    pages = {name: [listed.pk] for name in ("list", "levels", "add", "sheet")} | {"uses": [], "new": []}
    addresses = [reverse(f"office:reward_{name}", args=args) for name, args in pages.items()]
    for address in [*addresses, reverse("office:rewards")]:
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
    with django_assert_max_num_queries(22):  # the form of a signed paper asks ten of its own
        client.get(reverse("office:reward_decide", args=[listed.pk]))


def test_remuneration_is_parted_by_the_shares_of_a_dossier(client, officer, decision):
    number = decision.awards.first().submission.register_number
    asked = {"way": "benefit", "amount": "100000000", "number": number}
    found = client.get(reverse("office:remuneration"), asked).context["found"]
    assert (found.money, [part.money for part in found.parts]) == (
        "7.000.000 đồng",
        ["4.200.000 đồng", "2.800.000 đồng"],
    )
    text = text_of(client.get(reverse("office:remuneration"), asked | {"number": "T9999/2099"}))
    assert "Không có hồ sơ nào mang số này" in text


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_a_kind_in_use_is_followed_and_not_changed(client, listed, administrator):
    decide(listed)
    kind = make_kind()
    face = {"name": "Giấy khen", "sort": "form", "object": "person", "level": "commune"}
    face |= {"since": "2025-07-01", "coefficient": "0,4", "certainty": "checked", "source": "Văn bản mới"}
    text = text_of(client.post(reverse("setup:reward_kind", args=[kind.pk]), face))
    assert "nên không sửa được" in text
    after = {"since": "2027-01-01", "coefficient": "0,4", "certainty": "secondary", "source": "Văn bản mới"}
    client.post(reverse("setup:reward_kind_follow", args=[kind.pk]), after)
    rows = RewardKind.objects.filter(code="giay-khen", in_force_from__gte=date(2025, 7, 1))
    found = rows.order_by("in_force_from").values_list("coefficient", "in_force_to")
    assert [(str(coefficient), until) for coefficient, until in found] == [
        ("0.300", date(2026, 12, 31)),
        ("0.400", None),
    ]


def test_a_base_salary_that_a_decision_rests_on_is_not_changed(client, listed, administrator):
    decide(listed, signed_on=date(2026, 7, 15))
    typed = {"amount": "2600000", "since": "2026-07-01", "certainty": "checked", "source": "Nghị định"}
    text = text_of(client.post(reverse("setup:reward_salary"), typed))
    client.post(reverse("setup:reward_salary"), typed | {"since": "2027-07-01"})
    amounts = BaseSalary.objects.filter(in_force_from__gte=date(2026, 7, 1)).values_list("amount", flat=True)
    assert ("chỉ đặt mức mới" in text, list(amounts)) == (True, [2_600_000, 2_530_000])


def test_how_sure_a_figure_is_stands_beside_it(client, administrator, django_assert_max_num_queries):
    make_salaries()
    make_kind()
    with django_assert_max_num_queries(12):
        text = text_of(client.get(reverse("setup:reward_money")))
    assert ["Chưa đối chiếu văn bản gốc" in text, "Nghị định 152/2025/NĐ-CP" in text] == [True, True]
