"""The administrator's pages: set up by form alone, what they cost, that typed words are kept, that others see none."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.campaign import Campaign, Strand, Window
from tests.browser_form import filled
from tests.factories import make_campaign, make_rubric, make_unit, make_user

pytestmark = pytest.mark.django_db
PAGES = (
    "campaign",
    "campaign_edit",
    "clone",
    "timetable",
    "strands",
    "award_levels",
    "checklist",
    "legal_bases",
)


@pytest.fixture
def administrator(client):
    administrator = make_user(Role.ADMINISTRATOR)
    client.force_login(administrator)
    return administrator


@pytest.fixture
def campaign():
    return make_campaign(announced_at=None)


def url(name, campaign):
    return reverse(f"setup:{name}", args=[campaign.slug])


def test_a_campaign_is_cloned_through_the_page(client, administrator, campaign):
    page = client.get(url("clone", campaign))
    answer = client.post(
        url("clone", campaign), filled(page, plan_number="15/KH-UBND", plan_date="2027-01-15")
    )

    made = Campaign.objects.get(cloned_from=campaign)
    assert (answer.status_code, answer.url) == (302, url("campaign", made))
    year, days = page.context["form"].initial["year"], opening_moved_by(page)
    assert (made.year, made.plan_number, made.plan_date) == (year, "15/KH-UBND", date(2027, 1, 15))
    moved = {
        window.opens - old.opens
        for window, old in zip(made.windows.all(), campaign.windows.all(), strict=True)
    }
    assert moved == {timedelta(days=days)}


def opening_moved_by(page):
    form = page.context["form"]
    return (form.initial["first_opening"] - form.opens_on).days


def test_a_refused_clone_keeps_what_was_filled(client, administrator, campaign):
    sent = {
        "title": "Tên đã gõ",
        "year": "2027",
        "plan_number": campaign.plan_number,
        "plan_date": campaign.plan_date.isoformat(),
        "first_opening": "2027-03-01",
    }

    answer = client.post(url("clone", campaign), sent)

    page = answer.content.decode()
    assert (answer.status_code, Campaign.objects.count()) == (200, 1)
    assert ("Tên đã gõ" in page, "Đã có phong trào theo kế hoạch" in page) == (True, True)


def test_the_first_campaign_of_an_empty_portal_is_set_up_by_forms_alone(client, administrator):
    issuer = make_unit("Ủy ban nhân dân thành phố", kind="peoples_committee")
    rubric = make_rubric()
    page = client.get(reverse("setup:campaign_new"))
    facts = filled(
        page,
        title="Phong trào đầu tiên",
        year="2026",
        plan_number="1/KH-UBND",
        plan_date="2026-01-05",
        issuer=issuer.pk,
        issuer_name="Ủy ban nhân dân thành phố",
        place_name="Bạc Liêu",
        unit_kinds=["department"],
        employments=["worker"],
    )
    client.post(reverse("setup:campaign_new"), facts)
    campaign = Campaign.objects.get()
    rows = {
        "strands": {
            "dong-0-name": "Sáng kiến",
            "dong-0-rubric_id": rubric.pk,
            "dong-0-judges_per_dossier": "3",
        },
        "award_levels": {"dong-0-label": "Giải Nhất", "dong-0-minimum_total": "85,5"},
        "checklist": {"dong-0-text": "Đơn đúng mẫu"},
        "legal_bases": {"dong-0-text": "Luật Thi đua, khen thưởng 2022"},
    }
    for name, changes in rows.items():
        client.post(url(name, campaign), filled(client.get(url(name, campaign)), **changes))
    client.post(url("timetable", campaign), filled(client.get(url("timetable", campaign)), **orderly()))

    answer = client.post(url("announce", campaign), follow=True)

    campaign.refresh_from_db()
    assert (str(campaign.strands.get()), str(campaign.award_levels.get().minimum_total)) == (
        "Sáng kiến",
        "85.50",
    )
    said = [str(message) for message in answer.context["messages"]]
    assert said[-1] == "Đã công bố phong trào. Trang phong trào đã mở cho mọi người."
    assert campaign.announced_at is not None


def orderly(start=date(2027, 3, 1)):
    kinds = ["submit", "endorse", "check", "judge", "council", "publish"]
    days = [start + timedelta(days=10 * number) for number in range(len(kinds) + 1)]
    return {
        name: value
        for number, kind in enumerate(kinds)
        for name, value in [
            (f"{kind}-opens", f"{days[number]}T07:00"),
            (f"{kind}-closes", f"{days[number + 1]}T07:00"),
        ]
    }


def test_times_are_typed_and_kept_in_vietnam_time(client, administrator, campaign):
    page = client.get(url("timetable", campaign))

    client.post(
        url("timetable", campaign),
        filled(page, **{"submit-opens": "2027-03-01T07:30", "submit-closes": "2027-04-01T17:00"}),
    )

    window = Window.objects.get(campaign=campaign, kind="submit")
    assert window.opens.astimezone(clock.VIETNAM).isoformat() == "2027-03-01T07:30:00+07:00"
    again = client.get(url("timetable", campaign)).content.decode()
    assert 'value="2027-03-01T07:30"' in again


def test_a_timetable_saved_unchanged_changes_nothing(client, administrator, campaign):
    campaign.windows.update(opens="2027-03-01T00:30:00Z", closes="2027-04-01T10:00:00Z")
    before = list(campaign.windows.values_list("kind", "opens", "closes"))

    client.post(url("timetable", campaign), filled(client.get(url("timetable", campaign))))

    assert list(campaign.windows.values_list("kind", "opens", "closes")) == before


def test_a_strand_gets_a_window_of_its_own(client, administrator, campaign):
    strand = campaign.strands.get()
    own = {
        "rieng-0-strand_id": strand.pk,
        "rieng-0-kind": "submit",
        "rieng-0-opens": "2027-03-01T07:30",
        "rieng-0-closes": "2027-05-01T17:00",
    }

    client.post(url("timetable", campaign), filled(client.get(url("timetable", campaign)), **own))

    assert campaign.windows.get(strand=strand).kind == "submit"
    assert campaign.windows.count() == 8


def test_half_a_window_is_refused_with_the_row_kept(client, administrator, campaign):
    page = client.get(url("timetable", campaign))

    answer = client.post(url("timetable", campaign), filled(page, **{"judge-closes": ""}))

    assert answer.status_code == 200
    assert answer.context["editor"].errors == [
        "Dòng 1 – cả dòng: Hãy ghi cả thời điểm mở và thời điểm đóng, hoặc để trống cả hai."
    ]
    assert campaign.windows.count() == 7


def test_of_two_administrators_the_later_one_gets_both_lists(client, administrator, campaign):
    page = client.get(url("checklist", campaign))
    first = filled(page, **{"dong-0-text": "Bản của người thứ nhất"})
    second = filled(page, **{"dong-0-text": "Bản của người thứ hai"})
    client.post(url("checklist", campaign), first)

    answer = client.post(url("checklist", campaign), second)

    page = answer.content.decode()
    assert (answer.status_code, campaign.checklist.first().text) == (200, "Bản của người thứ nhất")
    assert ("Bản của người thứ nhất" in page, "Bản của người thứ hai" in page) == (True, True)
    client.post(url("checklist", campaign), filled(answer))
    assert campaign.checklist.first().text == "Bản của người thứ hai"


def test_rows_are_moved_and_struck_out_without_a_script(client, administrator, campaign):
    page = client.get(url("award_levels", campaign))
    changes = {"dong-0-position": "9", "dong-1-DELETE": "on"}

    client.post(url("award_levels", campaign), filled(page, **changes))

    assert list(campaign.award_levels.values_list("label", flat=True)) == ["Giải Ba", "Giải Nhất"]


def test_the_page_says_what_is_missing_and_closes_the_button(client, administrator, campaign):
    campaign.checklist.all().delete()

    page = client.get(url("campaign", campaign)).content.decode()

    assert ("Chưa có danh mục kiểm tra hồ sơ." in page, url("announce", campaign) in page) == (True, False)


@pytest.mark.parametrize("name", PAGES)
def test_pages_cost_the_same_for_one_strand_and_for_forty(
    client, administrator, campaign, name, django_assert_max_num_queries
):
    rubric = campaign.strands.get().rubric
    Strand.objects.bulk_create(
        Strand(campaign=campaign, code=f"nd-{order}", order=order, name=f"Nội dung {order}", rubric=rubric)
        for order in range(2, 41)
    )

    with django_assert_max_num_queries(12):
        assert client.get(url(name, campaign)).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_for_everybody_else_the_pages_do_not_exist(client, campaign, role):
    client.force_login(make_user(role))

    answers = [client.get(url(name, campaign)).status_code for name in PAGES]
    answers += [client.post(url(name, campaign)).status_code for name in ("announce", "close")]
    answers += [client.get(reverse(f"setup:{name}")).status_code for name in ("campaigns", "campaign_new")]

    assert set(answers) == {404}


def test_announcing_needs_a_post(client, administrator, campaign):
    assert client.get(url("announce", campaign)).status_code == 405


def test_words_about_fields_are_set_on_one_page_and_a_stale_page_is_told(client, administrator, campaign):
    address = reverse("setup:field_help", args=[campaign.slug])
    first, second = (filled(client.get(address), **{"title-help": words}) for words in ("Một.", "Hai."))
    assert client.post(address, first).url == reverse("setup:campaign", args=[campaign.slug])
    answer = client.post(address, second)
    assert campaign.field_help.get().help == "Một."
    assert answer.context["editor"].forms[1]["help"].value() == "Hai."
    assert answer.context["stale"] is True
