import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.middleware import RefusedMiddleware
from campaign.rules.phrase import Phrase
from tests.factories import make_user

pytestmark = pytest.mark.django_db
REASON = Phrase("Chưa ghi được. Bản cũ được giữ nguyên; hãy thử lại.")


def refuse(rf, data=None, **headers):
    request = rf.post("/van-phong/", data or {}, headers=headers)
    request.user = make_user(Role.OFFICER)
    return RefusedMiddleware(lambda request: None).process_exception(request, Refused(REASON))


def test_a_refusal_is_a_page_with_the_sentence_and_a_reference(rf):
    page = refuse(rf)

    assert page.status_code == 409
    assert str(REASON) in page.content.decode()
    assert "Mã tra cứu" in page.content.decode()


def test_typed_words_are_given_back_and_secrets_are_not(rf):
    page = refuse(
        rf, {"reason": "Thiếu bản vẽ <b>", "password": "bí mật lắm", "version": "3-17"}
    ).content.decode()

    assert ("Thiếu bản vẽ &lt;b&gt;" in page, "bí mật lắm" in page, "3-17" in page) == (True, False, False)


@pytest.mark.parametrize(
    ("referer", "way_back"),
    [
        ("http://testserver/van-phong/?nhom=tat-ca", ['href="/van-phong/?nhom=tat-ca">Quay lại']),
        ("https://xau.example/van-phong/", []),
    ],
)
def test_the_way_back_leads_only_to_our_own_pages(rf, referer, way_back):
    page = refuse(rf, Referer=referer).content.decode()

    assert re.findall(r'href="[^"]*">Quay lại', page) == way_back


def test_other_errors_are_left_alone(rf):
    request = rf.get("/")

    assert RefusedMiddleware(lambda request: None).process_exception(request, ValueError("x")) is None


def test_a_body_announced_as_too_large_is_not_read(client):
    response = client.post(reverse("public:certificate_check"), {"code": "x"}, CONTENT_LENGTH="64000001")
    assert (response.status_code, response.wsgi_request._read_started) == (413, False)
    assert "gửi lại từng tệp một" in response.content.decode()


def test_what_the_proxy_stops_as_too_large_gets_a_page_of_ours(client):
    response = client.get(reverse("too_large"))
    assert response.status_code == 413
    assert "gửi lại từng tệp một" in response.content.decode()
