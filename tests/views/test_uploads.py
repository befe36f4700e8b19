"""Uploads in parts as the script meets them, newer versions, previews, and what reaches whom."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.attachment import attach
from campaign.models.attachment import ScanState, Upload
from tests.factories import make_submission, make_user
from tests.rules import corpus

pytestmark = pytest.mark.django_db
CONTENT = corpus.pdf(pages=60)
KEY = "khoa-cua-tep"


@pytest.fixture
def draft(client):
    draft = make_submission()
    client.force_login(draft.owner)
    return draft


def start(client, draft, **changes):
    said = {"key": KEY, "name": "Đơn.pdf", "size": len(CONTENT)} | changes
    return client.post(reverse("author:upload_start", args=[draft.code]), said)


def part(client, draft, offset, content, **more):
    address = reverse("author:upload_part", args=[draft.code, KEY]) + f"?offset={offset}"
    return client.post(address, content, content_type="application/octet-stream", **more)


def kept(draft, name="Ảnh.jpg", content=None):
    return attach(
        draft, by=draft.owner, upload=SimpleUploadedFile(name, content or corpus.photo())
    ).attachment


def test_a_file_comes_in_two_parts_and_the_list_comes_back(client, draft):
    begun = start(client, draft)
    half = part(client, draft, 0, CONTENT[:300])
    whole = part(client, draft, 300, CONTENT[300:])

    assert (begun.status_code, begun.json()) == (
        201,
        {
            "url": reverse("author:upload_part", args=[draft.code, KEY]),
            "cancel": reverse("author:upload_cancel", args=[draft.code, KEY]),
            "received": 0,
            "size": len(CONTENT),
        },
    )
    assert (half.status_code, half.json()["received"], "list" in half.json()) == (200, 300, False)
    assert whole.json()["said"] == "Đã nhận tệp «Đơn.pdf»."
    assert "Đơn.pdf" in whole.json()["list"]


def test_after_a_cut_the_server_says_how_far_it_came(client, draft):
    start(client, draft)
    part(client, draft, 0, CONTENT[:300])

    asked = client.get(reverse("author:upload_part", args=[draft.code, KEY]))
    again = start(client, draft)
    wrong = part(client, draft, 0, CONTENT)

    assert (asked.json()["received"], again.json()["received"]) == (300, 300)
    assert (wrong.status_code, wrong.json()["received"]) == (409, 300)


@pytest.mark.parametrize("offset", ["", "x", "-1", "²", "9" * 30])
def test_an_offset_that_is_no_number_joins_nothing(client, draft, offset):
    start(client, draft)

    assert part(client, draft, offset, b"x").status_code == 409


@pytest.mark.parametrize(
    "changes",
    [{"key": "../../x"}, {"key": "a"}, {"size": "-1"}, {"size": "viel"}, {"name": ""}, {"size": "9" * 20}],
)
def test_a_start_that_makes_no_sense_is_refused_in_words(client, draft, changes):
    response = start(client, draft, **changes)

    assert (response.status_code, response.json()) == (
        400,
        {
            "refused": "Yêu cầu tải tệp không đúng cách nên tệp chưa được nhận. Các nội dung khác vẫn được giữ; hãy "
            "tải lại trang rồi chọn tệp lần nữa."
        },
    )


def test_an_ordinary_form_in_the_place_of_a_part_is_refused_in_words():
    draft, client = make_submission(), Client(enforce_csrf_checks=True)
    client.force_login(draft.owner)
    client.get(reverse("author:edit", args=[draft.code]))
    secret = client.cookies["csrftoken"].value
    said = {"key": KEY, "name": "Đơn.pdf", "size": len(CONTENT), "csrfmiddlewaretoken": secret}
    client.post(reverse("author:upload_start", args=[draft.code]), said)

    response = client.post(reverse("author:upload_part", args=[draft.code, KEY]) + "?offset=0", said)

    assert (response.status_code, Upload.objects.get().received) == (422, 0)


def test_a_refused_file_is_told_by_its_reason(client, draft):
    start(client, draft, size=4)

    response = part(client, draft, 0, b"MZ\x90\0")

    assert response.status_code == 422
    assert response.json()["refused"] == (
        "Tệp «Đơn.pdf» chưa được nhận: đây là chương trình, không phải tài liệu. Các nội dung khác vẫn được giữ. Hãy "
        "chuyển sang PDF, DOCX, XLSX, PNG, JPEG hoặc WebP rồi gửi lại."
    )


def test_a_part_larger_than_agreed_is_refused_by_its_length(client, draft):
    start(client, draft, size=2_000_000)

    response = part(client, draft, 0, b"x" * 1_000_001)

    assert (response.status_code, Upload.objects.get().received) == (422, 0)


def test_nobody_else_sees_or_touches_an_upload(client, draft):
    start(client, draft)
    stranger = Client()
    stranger.force_login(make_user())

    answers = [
        stranger.get(reverse("author:upload_part", args=[draft.code, KEY])).status_code,
        part(stranger, draft, 0, b"x").status_code,
        stranger.post(reverse("author:upload_cancel", args=[draft.code, KEY])).status_code,
        start(stranger, draft).status_code,
    ]

    assert (answers, Upload.objects.get().received) == ([404] * 4, 0)


def test_a_co_author_cannot_add_to_the_upload_of_another(client, draft):
    start(client, draft)
    other = make_user()
    draft.authorships.update(user=other)
    second = Client()
    second.force_login(other)

    assert part(second, draft, 0, b"x").status_code == 404


def test_parts_want_the_forms_token(draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(draft.owner)

    assert (start(strict, draft).status_code, Upload.objects.count()) == (403, 0)


def test_a_cancelled_upload_is_gone(client, draft):
    start(client, draft)

    response = client.post(reverse("author:upload_cancel", args=[draft.code, KEY]))

    assert (response.json(), Upload.objects.count()) == ({"said": "Đã hủy tải lên."}, 0)


def test_the_editor_lists_each_file_with_its_state_and_preview(client, draft):
    picture = kept(draft)
    page = client.get(reverse("author:edit", args=[draft.code])).content.decode()

    assert 'alt="Ảnh xem trước của Ảnh.jpg"' in page
    assert reverse("attachment_preview", args=[draft.code, picture.public_id]) in page
    assert "JPEG, 1 KB, chưa quét mã độc" in page


def test_a_preview_is_a_picture_that_can_do_nothing(client, draft):
    picture = kept(draft)

    response = client.get(reverse("attachment_preview", args=[draft.code, picture.public_id]))

    assert {name: response.headers[name] for name in ("Content-Type", "Content-Disposition")} == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "inline",
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"


def test_what_is_no_picture_has_no_preview(client, draft):
    paper = kept(draft, "Đơn.pdf", CONTENT)

    assert (
        client.get(reverse("attachment_preview", args=[draft.code, paper.public_id])).status_code,
        client.get(reverse("attachment", args=[draft.code, paper.public_id])).status_code,
    ) == (404, 200)


def test_the_unit_gets_the_original_and_never_before_it_is_scanned_where_that_is_required(client, settings):
    dossier = make_submission(state="returned")
    paper = kept(dossier, "Đơn.pdf", CONTENT)
    head = make_user(Role.UNIT_HEAD, unit=dossier.endorsing_unit)
    settings.CLAMAV_REQUIRED = True
    address = reverse("attachment", args=[dossier.code, paper.public_id])

    client.force_login(head)
    before = client.get(address).status_code
    client.force_login(dossier.owner)
    own = client.get(address).status_code
    type(paper).objects.update(scan_state=ScanState.CLEAN)
    client.force_login(head)
    after = b"".join(client.get(address).streaming_content)

    assert (before, own, after) == (409, 200, CONTENT)


def test_an_infected_file_is_closed_to_its_own_author_too(client, draft):
    paper = kept(draft)
    type(paper).objects.update(scan_state=ScanState.INFECTED)

    assert client.get(reverse("attachment", args=[draft.code, paper.public_id])).status_code == 409
    assert client.get(reverse("attachment_preview", args=[draft.code, paper.public_id])).status_code == 404


def test_a_newer_version_takes_the_place_and_the_earlier_one_can_still_be_read(client):
    dossier = make_submission(state="returned")
    client.force_login(dossier.owner)
    old = kept(dossier)
    address = reverse("author:replace_file", args=[dossier.code, old.public_id])

    shown = client.get(address).content.decode()
    sent = client.post(address, {"file": SimpleUploadedFile("Ảnh mới.pdf", CONTENT)}, follow=True)

    assert "Bản cũ được giữ lại vì đã có trong bản nộp trước" in shown
    assert [str(message) for message in sent.context["messages"]] == ["Đã nhận tệp «Ảnh mới.pdf»."]
    assert "Bản trước:" in sent.content.decode()
    assert client.get(reverse("attachment", args=[dossier.code, old.public_id])).status_code == 200
    assert client.get(address).status_code == 404


def test_a_newer_version_that_is_refused_changes_nothing(client, draft):
    old = kept(draft)
    address = reverse("author:replace_file", args=[draft.code, old.public_id])

    response = client.post(address, {"file": SimpleUploadedFile("a.pdf", b"MZ\x90\0")})

    assert response.context["form"].errors["file"] == [
        "Tệp «a.pdf» chưa được nhận: đây là chương trình, không phải tài liệu. Các nội dung khác vẫn được giữ. Hãy "
        "chuyển sang PDF, DOCX, XLSX, PNG, JPEG hoặc WebP rồi gửi lại."
    ]
    assert list(draft.attachments.live()) == [old]
