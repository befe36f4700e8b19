"""Pages for everybody: nothing before its time, no cookie, few questions, certificates that can be checked."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.models.campaign import LegalBasis
from campaign.models.publication import Certificate
from campaign.models.rulebook import Band, Criterion
from campaign.views.guesses import ALLOWED_A_MINUTE
from tests.decisions import take_back
from tests.factories import make_campaign, make_decision, make_rubric, make_user

pytestmark = pytest.mark.django_db
UNKNOWN = "khong-co-that-00000000"
PLAIN = ("home", "certificate_check", "help", "accessibility", "privacy")
OF_CAMPAIGN = ("campaign", "calendar", "results")


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def campaign():
    return make_campaign(contact="Phòng Nội vụ thành phố", theme="Đoàn kết, sáng tạo")


def addresses(campaign):
    plain = [reverse(f"public:{name}") for name in PLAIN]
    of_campaign = [reverse(f"public:{name}", args=[campaign.slug]) for name in OF_CAMPAIGN]
    return [*plain, *of_campaign, reverse("public:certificate", args=[UNKNOWN])]


def seen(client, campaign):
    """Everything that a stranger's browser gets, without the running clock."""
    pages = {}
    for address in addresses(campaign):
        response = client.get(address)
        body = re.sub(r'data-server-now="[^"]*"|countdown-left">[^<]*', "", response.content.decode())
        pages[address] = (response.status_code, body, response.headers.get("Vary"), dict(response.cookies))
    return pages


def test_before_publication_no_public_page_knows_that_a_decision_exists(client, campaign):
    before = seen(client, campaign)
    make_decision(campaign, "nhat", "not_recognised", title="Sáng kiến còn kín")

    after = seen(client, campaign)

    assert after == before


def test_after_publication_only_what_was_recognised_is_public(client, campaign, administrator):
    good = make_decision(campaign, "nhat", title="Máy bóc vỏ tôm")
    strand = campaign.strands.create(code="b", order=2, name="B", rubric=campaign.strands.first().rubric)
    poor = make_decision(campaign, "not_recognised", number=6, strand=strand, title="Sáng kiến bị loại")
    for decision in (good, poor):
        publish(decision, by=administrator)

    pages = seen(client, campaign)

    shown = {address for address, (_status, body, *_rest) in pages.items() if "Máy bóc vỏ tôm" in body}
    leaked = [address for address, (_status, body, *_rest) in pages.items() if "Sáng kiến bị loại" in body]
    assert shown == {reverse("public:home"), reverse("public:results", args=[campaign.slug])}
    assert leaked == []


def test_before_publication_the_results_page_says_when(client, campaign):
    page = client.get(reverse("public:results", args=[campaign.slug])).content.decode()

    assert "Kết quả chưa được công bố" in page
    assert "giờ Việt Nam (UTC+7)" in page


def test_a_campaign_that_was_not_announced_does_not_exist(client):
    hidden = make_campaign(announced_at=None)

    statuses = {client.get(reverse(f"public:{name}", args=[hidden.slug])).status_code for name in OF_CAMPAIGN}

    assert statuses == {404}
    assert hidden.title not in client.get("/").content.decode()


def test_reading_sets_no_cookie_and_is_checked_again_each_time(client, campaign):
    responses = [client.get(address) for address in addresses(campaign)]

    assert [dict(response.cookies) for response in responses] == [{}] * len(responses)
    assert {response.headers["Cache-Control"] for response in responses} == {"no-cache"}


def test_signed_in_readers_keep_nothing_in_their_browser(client, campaign, administrator):
    client.force_login(administrator)

    response = client.get(reverse("public:campaign", args=[campaign.slug]))

    assert response.headers["Cache-Control"] == "no-store"


def test_a_reader_who_has_the_page_gets_304_until_it_changes(client, campaign, administrator):
    address = reverse("public:results", args=[campaign.slug])
    mark = client.get(address).headers["ETag"]

    again = client.get(address, headers={"if-none-match": mark})
    publish(make_decision(campaign, "nhat"), by=administrator)
    changed = client.get(address, headers={"if-none-match": mark})

    assert (again.status_code, changed.status_code) == (304, 200)


def grown(campaign, administrator, size):
    """A campaign with so many of everything."""
    for order in range(2, size + 2):
        rubric = make_rubric()
        extra = Criterion.objects.create(rubric=rubric, code="x", order=9, label="Khác", max_points=5)
        Band.objects.create(criterion=extra, order=1, label="Tốt", low=3, high=5)
        campaign.strands.create(code=f"nd-{order}", order=order, name=f"Nội dung {order}", rubric=rubric)
        LegalBasis.objects.create(campaign=campaign, order=order, text="Luật")
        make_campaign()
    publish(make_decision(campaign, *["recognised"] * size, shares=(6000, 4000)), by=administrator)


@pytest.mark.parametrize("size", [1, 6])
def test_a_public_page_asks_at_most_four_questions_whatever_there_is(client, campaign, administrator, size):
    grown(campaign, administrator, size)
    known = reverse("public:certificate", args=[Certificate.objects.first().code])
    later = reverse("public:results", args=[make_campaign().slug])
    asked = {}

    for address in [*addresses(campaign)[:-1], known, later]:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[address] = len(queries)

    assert [(address, count) for address, count in asked.items() if count > 4] == []


def test_results_are_found_without_accents_and_by_prize_strand_and_unit(client, campaign, administrator):
    decision = make_decision(campaign, "nhat", "nhi", "recognised")
    for award, title in zip(decision.awards.all(), ["Tủ thuốc", "Máy bóc vỏ tôm", "Phiếu hẹn"], strict=True):
        award.submission.title = title
        award.submission.save()
    unit = decision.awards.first().submission.unit_name
    publish(decision, by=administrator)
    address = reverse("public:results", args=[campaign.slug])

    def found(**query):
        groups = client.get(address, query).context["groups"]
        return [row.title for group in groups for row in group.rows]

    assert found(q="boc vo TOM") == ["Máy bóc vỏ tôm"]
    assert found(giai="nhat") == ["Tủ thuốc"]
    assert found(giai="cong-nhan") == ["Phiếu hẹn"]
    assert found(don_vi=unit) == ["Tủ thuốc"]
    assert found(noi_dung="cai-tien") == ["Tủ thuốc", "Máy bóc vỏ tôm", "Phiếu hẹn"]
    assert found(giai="khong-co", q="tu thuoc") == ["Tủ thuốc"]


def test_each_prize_is_one_tap_away_and_a_filter_that_is_set_stands_open(client, campaign, administrator):
    publish(make_decision(campaign, "nhat"), by=administrator)
    address = reverse("public:results", args=[campaign.slug])

    plain, narrow = (
        client.get(address, query).content.decode() for query in ({}, {"giai": "nhat", "q": "a"})
    )

    links = re.findall(r'class="tag" href="([^"]*)"', narrow)
    assert links == ["?q=a", *(f"?giai={code}&amp;q=a" for code in ("nhat", "nhi", "ba", "cong-nhan"))]
    assert ["data-fold open>" in text for text in (plain, narrow)] == [False, True]


def test_results_are_paged_by_line(client, campaign, administrator):
    publish(make_decision(campaign, *["recognised"] * 31), by=administrator)
    address = reverse("public:results", args=[campaign.slug])

    first = client.get(address).context["page"]
    second = client.get(address, {"sau": first.next}).context["page"]

    assert ([row.line for row in first][-1], [row.line for row in second]) == (30, [31])


def test_the_campaign_page_shows_plan_marks_levels_and_prizes(client, campaign):
    LegalBasis.objects.create(campaign=campaign, order=1, text="Luật Thi đua, khen thưởng", note="Từ 2024")

    page = client.get(reverse("public:campaign", args=[campaign.slug])).content.decode()

    missing = [
        part
        for part in [
            campaign.plan_number,
            "ngày 05/01/2026",
            "Luật Thi đua, khen thưởng",
            "Từ 2024",
            'Hoàn toàn mới: <span class="nowrap">30 – 40</span>',
            'Có cải tiến: <span class="nowrap">10 – 29,5</span>',
            "từ 85 điểm; Tính mới từ 30 điểm",
            "Nhiều nhất 2 giải mỗi nội dung thi đua, từ 75 điểm",
            "Phòng Nội vụ thành phố",
            "Giờ Việt Nam (UTC+7)",
        ]
        if part not in page
    ]
    assert missing == []


def test_the_calendar_is_a_download(client, campaign):
    response = client.get(reverse("public:calendar", args=[campaign.slug]))

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.decode().count("BEGIN:VEVENT") == 7


@pytest.fixture
def certificate(campaign, administrator):
    publish(make_decision(campaign, "nhat"), by=administrator)
    return Certificate.objects.get()


def page_of(client, code):
    return client.get(reverse("public:certificate", args=[code]))


def test_a_certificate_shows_its_face_and_is_valid(client, certificate):
    page = page_of(client, certificate.code).content.decode()

    assert "Giấy chứng nhận hợp lệ" in page
    assert "Nguyễn Văn An" in page
    assert "05/QĐ-UBND ngày 05 tháng 6 năm 2026" in page
    assert "data:image/svg+xml" in page


def test_a_revoked_certificate_says_so_but_not_why(client, certificate, administrator):
    take_back(certificate.result.award, by=administrator, reason="Lý do riêng của hội đồng")

    page = page_of(client, certificate.code).content.decode()
    results = client.get(reverse("public:results", args=[certificate.result.campaign.slug])).content.decode()

    assert "Giấy chứng nhận đã thu hồi" in page
    assert "hợp lệ" not in page
    assert "Đã thu hồi công nhận" in results
    assert "Lý do riêng của hội đồng" not in page + results


def test_an_unknown_code_says_how_to_read_it_again(client, certificate):
    response = page_of(client, UNKNOWN)

    assert response.status_code == 404
    assert "Chữ hoa và chữ thường là hai ký tự khác nhau" in response.content.decode()


@pytest.mark.parametrize("typed", ["{code}", "  {code} ", "http://testserver/giay-chung-nhan/{code}/"])
def test_a_typed_code_or_a_pasted_address_leads_to_the_certificate(client, certificate, typed):
    response = client.get(reverse("public:certificate_check"), {"ma": typed.format(code=certificate.code)})

    assert response.url == reverse("public:certificate", args=[certificate.code])


def test_a_code_that_cannot_be_one_stays_in_the_form_with_the_reason(client, certificate):
    page = client.get(reverse("public:certificate_check"), {"ma": "abc"}).content.decode()

    assert "mã vừa nhập có 3 ký tự" in page
    assert 'value="abc"' in page


def test_guessing_codes_is_stopped_after_a_while(client, certificate):
    statuses = [page_of(client, UNKNOWN).status_code for _ in range(ALLOWED_A_MINUTE + 1)]

    assert statuses == [404] * ALLOWED_A_MINUTE + [429]


def test_looking_at_real_certificates_is_never_stopped(client, certificate):
    statuses = {page_of(client, certificate.code).status_code for _ in range(ALLOWED_A_MINUTE + 5)}

    assert statuses == {200}


def test_a_language_can_be_chosen_without_a_token_cookie(campaign):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(reverse("language"), {"language": "en", "next": "/huong-dan/"})

    assert (response.status_code, response.url) == (302, "/huong-dan/")
