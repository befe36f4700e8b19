"""The office's pages of publication: rehearsal, register of certificates, revocation."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.documents.publication_rehearsal import rehearse
from campaign.documents.publishing import in_words
from campaign.models import clock
from campaign.models.publication import Certificate, Publication, PublishedResult
from tests.decisions import typed_paper
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    administrator = make_user(Role.ADMINISTRATOR)
    client.force_login(administrator)
    return administrator


def page_of(decision):
    return reverse("office:publish", args=[decision.pk])


def together(decision):
    return reverse("office:publish_together", args=[decision.campaign.slug])


def seen(*decisions):
    """What the form of the rehearsal carries."""
    return {"qd": [one.pk for one in decisions], "seen": rehearse(*decisions).digest}


def test_looking_at_the_rehearsal_publishes_nothing(client, administrator):
    decision = make_decision(make_campaign(), "nhat", "not_recognised")

    page = client.get(page_of(decision)).content.decode()

    assert "Trùng với sáng kiến năm 2019." in page
    assert Publication.objects.count() == 0


def test_the_button_publishes_and_a_second_press_is_refused(client, administrator):
    decision = make_decision(make_campaign(), "nhat")

    form = seen(decision)
    first, second = client.post(together(decision), form), client.post(together(decision), form)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Kết quả đã được công bố" in client.get(page_of(decision)).content.decode()
    assert Publication.objects.count() == 1


def test_outside_the_window_the_button_is_replaced_by_the_reason(client, administrator):
    decision = make_decision(make_campaign(open_windows=()), "nhat")

    page = client.get(page_of(decision)).content.decode()

    assert "Chưa công bố ngay được" in page
    assert "data-confirm=" not in page


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.UNIT_HEAD, Role.JUDGE])
def test_for_others_the_page_does_not_exist(client, role):
    client.force_login(make_user(role))

    response = client.get(page_of(make_decision(make_campaign(), "nhat")))

    assert response.status_code == 404


@pytest.mark.parametrize("size", [1, 6])
def test_the_pages_ask_at_most_twelve_questions(client, administrator, size):
    decision = make_decision(make_campaign(), *["recognised"] * size)
    addresses, asked = [page_of(decision), reverse("office:certificates")], []

    for stage in ("before", "after"):
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append((stage, address, len(queries)))
        if stage == "before":
            publish(decision, by=administrator)

    assert [row for row in asked if row[2] > 12] == []


def test_the_register_is_searched_by_number_name_and_title(client, administrator):
    decision = make_decision(make_campaign(), "nhat", "nhi", shares=(6000, 4000))
    publish(decision, by=administrator)

    def found(words):
        page = client.get(reverse("office:certificates"), {"q": words}).context["page"]
        return [row.number for row in page]

    assert found("02/2026") == [2]
    assert found("tran thi binh") == [4, 3, 2, 1]
    assert found("không có ai") == []
    assert found(Certificate.objects.get(number=3).code) == [3]


def revocation(reason):
    return typed_paper() | {"reason": reason}


def revocation_of(decision):
    return reverse("office:revoke", args=[decision.awards.get().pk])


def test_revocation_asks_for_the_reason_and_then_is_done(client, administrator):
    decision = make_decision(make_campaign(), "nhat")
    publish(decision, by=administrator)

    without, done = [client.post(revocation_of(decision), revocation(text)) for text in (" ", "Sao chép")]

    assert "Cần ghi lý do thu hồi" in without.content.decode()
    assert (without.status_code, done.status_code) == (200, 302)
    assert Certificate.objects.get().revoked_reason == "Sao chép"
    assert str(decision.awards.get().revoked_in) == "01/QĐ-UBND"


def test_a_second_revocation_keeps_the_typed_reason(client, administrator):
    decision = make_decision(make_campaign(), "nhat")
    publish(decision, by=administrator)
    client.post(revocation_of(decision), revocation("Sao chép"))

    page = client.post(revocation_of(decision), revocation("Lý do thứ hai")).content.decode()

    assert "không thu hồi thêm lần nữa" in page
    assert "Lý do thứ hai" in page


def test_what_is_not_published_cannot_be_revoked(client, administrator):
    decision = make_decision(make_campaign(), "nhat")

    assert client.get(revocation_of(decision)).status_code == 404


def test_the_register_is_filtered_by_standing_and_the_sheet_holds_what_the_filter_shows(
    client, administrator
):
    campaign = make_campaign()
    publish(make_decision(campaign, "nhat", "nhi", title="=1+1"), by=administrator)
    PublishedResult.objects.filter(line=2).update(stayed_at=clock.now())
    page, sheet = reverse("office:certificates"), reverse("office:certificates_sheet")

    def numbers(**asked):
        return [row.number for row in client.get(page, asked).context["page"]]

    filters = [
        {"tinh_trang": "con-gia-tri"},
        {"tinh_trang": "dang-xem-xet"},
        {"tinh_trang": "da-thu-hoi"},
        {"phong_trao": campaign.slug, "nam": "2026"},
        {"nam": "1999"},
    ]
    assert [numbers(**asked) for asked in filters] == [[1], [2], [], [2, 1], [2, 1]]
    content = client.get(sheet, {"tinh_trang": "dang-xem-xet"}).content
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert [(row[0], row[4], row[7]) for row in rows[1:]] == [("02/2026", "=1+1", "Đang được xem xét")]


def test_the_rehearsal_of_several_decisions_says_who_is_told_and_what_is_withheld(client, administrator):
    campaign = make_campaign(open_windows=("publish",))
    person = make_user(full_name="Lê Văn Không Thư")
    type(person).objects.filter(pk=person.pk).update(email="")
    strand = campaign.strands.create(code="b", order=2, name="B", rubric=campaign.strands.first().rubric)
    first = make_decision(campaign, "nhat", owner=person, confidential="Bí quyết pha chế")
    make_decision(campaign, "nhi", number=6, strand=strand)

    page = client.get(together(first)).content.decode()
    alone = client.get(together(first), {"qd": first.pk}).content.decode()

    said = [
        "Không có địa chỉ thư",
        "Phần bí mật của 2 hồ sơ",
        "Thời gian tiếp nhận kiến nghị",
        "quyết định khác",
    ]
    assert [word in page for word in said] == [True, False, True, False]
    assert [word in alone for word in said] == [True, False, True, True]
    assert "Phần bí mật của 1 hồ sơ" in page
    assert "Bí quyết pha chế" not in page


def test_an_hour_is_set_in_the_page_told_in_words_and_taken_back(client, administrator):
    decision = make_decision(make_campaign(), "nhat")
    at = reverse("office:publish_at", args=[decision.campaign.slug])
    desk = reverse("office:publishing", args=[decision.campaign.slug])
    moment = (clock.now() + timedelta(days=1)).astimezone(clock.VIETNAM)

    none = client.post(at, seen(decision) | {"at": ""}).content.decode()
    stale = client.post(at, seen(decision) | {"at": f"{moment:%Y-%m-%dT%H:%M}", "seen": "x"}).content.decode()
    client.post(at, seen(decision) | {"at": f"{moment:%Y-%m-%dT%H:%M}"})
    waiting = client.get(desk).content.decode()
    order = decision.campaign.scheduled_publications.get()
    client.post(reverse("office:publish_cancel", args=[order.pk]))

    assert ["hãy chọn ngày và giờ" in none, "đã thay đổi sau khi" in stale] == [True, True]
    assert f"{moment:%Y-%m-%dT%H:%M}" in stale
    assert str(in_words(order.at)) in waiting
    assert "Đã hủy" in client.get(desk).content.decode()
    assert Publication.objects.count() == 0
