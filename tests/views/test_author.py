"""The author's pages: what is typed is kept, what is not one's own does not exist."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.roles import Role
from campaign.actions.application import standing
from campaign.actions.attachment import attach
from campaign.actions.endorsement import return_to_author
from campaign.actions.submission import submit
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.campaign import Counter
from campaign.models.eligibility import SupplementRequest
from campaign.models.message import Message
from campaign.models.submission import Submission
from campaign.rules.sections import tags
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db


def png(size=(4, 3)):
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, "PNG")
    return stream.getvalue()


def upload(name="ảnh.png", content=None):
    return SimpleUploadedFile(name, content or png())


def typed(submission, **changes):
    """What the browser sends of the long form with one author, the owner."""
    fields = {
        **{f"tag-{anchor}": tag for anchor, tag in tags(standing(submission)).items()},
        "strand": submission.strand_id,
        "title": submission.title,
        "summary": submission.summary,
        "addressee": submission.addressee,
        "field_of_application": submission.field_of_application,
        "first_used_on": submission.first_used_on.isoformat(),
        "nature": submission.nature,
        "conditions": submission.conditions,
        "benefits_author": submission.benefits_author,
        "tac_gia-TOTAL_FORMS": 2,
        "tac_gia-INITIAL_FORMS": 1,
        "tac_gia-0-uid": submission.authorships.first().uid,
        "tac_gia-0-full_name": submission.owner.full_name,
        "tac_gia-0-share": "100",
        "ap_dung_thu-TOTAL_FORMS": 0,
        "ap_dung_thu-INITIAL_FORMS": 0,
        "do": "luu",
    }
    return fields | changes


@pytest.fixture
def draft(client):
    submission = make_submission()
    client.force_login(submission.owner)
    return submission


def test_a_save_leads_back_to_the_editor_and_is_kept(client, draft):
    answer = client.post(reverse("author:edit", args=[draft.code]), typed(draft, title="Tên mới"))
    assert answer.url == reverse("author:edit", args=[draft.code])
    assert Submission.objects.get().title == "Tên mới"


def test_even_split_is_done_by_the_server(client, draft):
    fields = {
        "tac_gia-TOTAL_FORMS": 3,
        "tac_gia-1-full_name": "Lý Thị Hai",
        "tac_gia-2-full_name": "Lý Thị Ba",
        "do": "chia-deu",
    }
    answer = client.post(reverse("author:edit", args=[draft.code]), typed(draft, **fields))
    assert answer.url == reverse("author:edit", args=[draft.code]) + "#tac-gia"
    assert list(draft.authorships.values_list("share_bp", flat=True)) == [3333, 3333, 3334]


def test_an_upload_keeps_the_text_too(client, draft):
    fields = typed(draft, title="Tên mới", files=[upload(), upload("trang.pdf", b"<html>")])
    answer = client.post(reverse("author:upload", args=[draft.code]), fields, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Đã nhận tệp «ảnh.png».",
        "Tệp «trang.pdf» chưa được nhận: đây là trang HTML, SVG hoặc XML dù tên tệp nói khác. Các nội dung "
        "khác vẫn được giữ. Hãy chuyển sang PDF, DOCX, XLSX, PNG, JPEG hoặc WebP rồi gửi lại.",
        "Các nội dung khác đã được lưu.",
    ]
    assert (Submission.objects.get().title, Attachment.objects.get().name) == ("Tên mới", "ảnh.png")


def test_removing_a_file_keeps_the_text_too(client, draft):
    file = attach(draft, by=draft.owner, upload=upload()).attachment
    address = reverse("author:remove_file", args=[draft.code, file.public_id])
    client.post(address, typed(draft, title="Tên mới"))
    assert (Submission.objects.get().title, Attachment.objects.count()) == ("Tên mới", 0)


def test_a_file_is_a_download_that_can_do_nothing(client, draft):
    file = attach(draft, by=draft.owner, upload=upload("Đo\u031bn.png")).attachment
    answer = client.get(reverse("attachment", args=[draft.code, file.public_id]))
    assert b"".join(answer.streaming_content) == png()
    assert {
        name: answer[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")
    } == {
        "Content-Type": "image/png",
        "Content-Disposition": "attachment; filename*=utf-8''%C4%90%C6%A1n.png",
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


PAGES = ("detail", "edit", "submit", "receipt", "supplement")


@pytest.mark.parametrize("page", PAGES)
def test_the_dossier_of_another_answers_like_none(client, draft, page):
    other = make_submission(campaign=draft.campaign, state="submitted")
    theirs = client.get(reverse(f"author:{page}", args=[other.code]))
    nothing = client.get(reverse(f"author:{page}", args=["khongcogi2"]))
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    assert without_reference(theirs, other.code) == without_reference(nothing, "khongcogi2")


def without_reference(answer, code):
    """Each error page carries its own number, and the address it was asked under."""
    reference = answer.context["reference"]
    return answer.content.decode().replace(reference, "").replace(code, "").split("<main", 1)[1]


def test_a_file_of_another_answers_like_none(client, draft):
    other = make_submission(campaign=draft.campaign)
    file = attach(other, by=other.owner, upload=upload()).attachment
    assert client.get(reverse("attachment", args=[other.code, file.public_id])).status_code == 404
    assert client.get(reverse("attachment", args=[draft.code, file.public_id])).status_code == 404


def test_a_co_author_sees_and_may_not_edit(client, draft):
    other = make_user()
    draft.authorships.create(order=2, user=other, full_name=other.full_name)
    client.force_login(other)
    assert client.get(reverse("author:detail", args=[draft.code])).status_code == 200
    refused = client.get(reverse("author:edit", args=[draft.code]))
    assert (refused.status_code, refused.context["reason"]) == (
        409,
        "Bạn được xem hồ sơ này nhưng chưa được sửa. Hồ sơ được giữ nguyên; nếu cần cùng viết, hãy nhờ người lập hồ "
        "sơ cho bạn quyền sửa.",
    )


def test_who_mends_a_returned_dossier_reads_the_reason_beside_it(client, draft):
    head = make_user(Role.UNIT_HEAD, unit=draft.unit)
    submit(draft, by=draft.owner, version=draft.version, declared=True)
    return_to_author(draft, by=head, reason="Ghi rõ số liệu trước và sau.")
    page = client.get(reverse("author:edit", args=[draft.code])).content.decode()
    assert page.count("Ghi rõ số liệu trước và sau.") == 1


def test_from_start_to_receipt_by_the_pages(client):
    campaign, author = make_campaign(), make_user()
    client.force_login(author)
    started = client.post(
        reverse("author:start", args=[campaign.slug]), {"strand": campaign.strands.get().pk}
    )
    draft = Submission.objects.get()
    assert started.url == reverse("author:edit", args=[draft.code])
    filled = make_submission(campaign=campaign, owner=author)
    own = {f"tag-{anchor}": tag for anchor, tag in tags(standing(draft)).items()}
    own |= {"tac_gia-0-uid": draft.authorships.get().uid}
    fields = typed(filled, addressee=draft.addressee) | own
    review = client.post(reverse("author:edit", args=[draft.code]), fields | {"do": "ra-soat"})
    assert review.url == reverse("author:submit", args=[draft.code])
    page = client.get(review.url)
    assert [check["status"] for check in page.context["checks"]] == ["warn", "warn"]
    declared = {"version": Submission.objects.get(pk=draft.pk).version, "declared": "on"}
    filed = client.post(review.url, declared)
    assert filed.url == reverse("author:receipt", args=[draft.code])
    assert client.get(filed.url).context["receipt"].number == "0001/2026"


def test_a_complete_dossier_is_told_so_with_one_percent_sign(client, draft):
    attach(draft, by=draft.owner, upload=upload())
    page = client.get(reverse("author:submit", args=[draft.code])).content.decode()
    assert page.count("Các mục bắt buộc đã có, tỷ lệ đóng góp đúng 100 %.") == 1


def test_a_second_press_on_submit_leads_to_the_same_receipt(client, draft):
    address = reverse("author:submit", args=[draft.code])
    answers = [client.post(address, {"version": 1, "declared": "on"}) for _press in range(2)]
    assert [answer.url for answer in answers] == [reverse("author:receipt", args=[draft.code])] * 2
    assert (Message.objects.filter(event="submitted").count(), Counter.objects.get().last) == (1, 1)


def test_an_answer_without_words_is_asked_for_them(client):
    dossier = make_submission(state="supplement")
    SupplementRequest.objects.create(
        submission=dossier,
        asked_by=make_user(Role.OFFICER),
        asked_at=clock.now(),
        due_at=clock.now() + timedelta(days=5),
        points="Bổ sung số liệu",
    )
    client.force_login(dossier.owner)
    answer = client.post(reverse("author:supplement", args=[dossier.code]), {"answer": " "})
    assert answer.context["form"].non_field_errors() == [
        "Bạn chưa viết câu trả lời nên phần bổ sung chưa được gửi. Nội dung đã sửa vẫn được giữ; hãy ghi ngắn "
        "gọn đã bổ sung gì rồi gửi lại."
    ]


@pytest.mark.parametrize("page", ["detail", "edit", "submit"])
def test_a_page_of_one_dossier_asks_at_most_twelve_questions(
    client, draft, django_assert_max_num_queries, page
):
    for number in range(3):
        other = make_user()
        draft.authorships.create(order=number + 2, user=other, full_name=other.full_name)
        draft.trial_participants.create(order=number, full_name=f"Người {number}")
    attach(draft, by=draft.owner, upload=upload())
    with django_assert_max_num_queries(12):
        client.get(reverse(f"author:{page}", args=[draft.code]))


def test_the_list_asks_the_same_however_many_dossiers(client, django_assert_max_num_queries):
    author, campaign = make_user(unit=make_unit()), make_campaign()
    for number in range(15):
        make_submission(owner=author, campaign=campaign, state=["draft", "returned", "submitted"][number % 3])
    client.force_login(author)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("author:list"))
    assert len(answer.context["rows"]) == 15
