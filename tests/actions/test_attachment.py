"""Files of a dossier: what is kept, under which name, and what stays when it is removed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from campaign.actions.attachment import attach, remove
from campaign.actions.refused import Refused
from tests.factories import make_campaign, make_submission

pytestmark = pytest.mark.django_db


def png(size=(4, 3)):
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, "PNG")
    return stream.getvalue()


def upload(name="ảnh.png", content=None):
    return SimpleUploadedFile(name, content or png())


def reason(call, *args, **facts):
    with pytest.raises(Refused) as caught:
        call(*args, **facts)
    return str(caught.value)


def test_a_kept_file_is_known_by_its_hash_and_stored_under_a_random_name():
    draft = make_submission()
    kept = attach(draft, by=draft.owner, upload=upload("A\u0309nh.png"))
    file = kept.attachment
    assert (file.name, file.content_type, kept.is_new) == ("Ảnh.png", "image/png", True)
    assert file.file.name == f"dossiers/{file.public_id.hex[:2]}/{file.public_id.hex}"
    assert file.file.read() == png()


def test_the_same_file_twice_is_kept_once():
    draft = make_submission()
    first = attach(draft, by=draft.owner, upload=upload("một.png"))
    second = attach(draft, by=draft.owner, upload=upload("hai.png"))
    assert (second.attachment, second.is_new, draft.attachments.count()) == (first.attachment, False, 1)


def test_one_file_too_many_is_refused():
    draft = make_submission(campaign=make_campaign(max_files=1))
    attach(draft, by=draft.owner, upload=upload())
    assert reason(attach, draft, by=draft.owner, upload=upload("b.png", png((5, 5)))) == (
        "Hồ sơ đã có đủ 1 tệp nên tệp «b.png» chưa được nhận. Các tệp đã có vẫn được giữ; hãy xóa bớt một tệp "
        "hoặc gộp tài liệu rồi gửi lại."
    )


def test_a_file_that_is_too_large_is_refused_unread():
    draft = make_submission(campaign=make_campaign(max_file_mb=1))
    assert reason(attach, draft, by=draft.owner, upload=upload("to.png", b"0" * 1_000_001)) == (
        "Tệp «to.png» lớn hơn 1 MB nên chưa được nhận. Các nội dung khác vẫn được giữ. Hãy giảm dung lượng "
        "(nén ảnh, lưu PDF cỡ nhỏ) hoặc chia thành nhiều tệp rồi gửi lại."
    )


def test_a_draft_file_goes_with_its_content(django_capture_on_commit_callbacks):
    draft = make_submission()
    file = attach(draft, by=draft.owner, upload=upload()).attachment
    with django_capture_on_commit_callbacks(execute=True):
        remove(file, by=draft.owner)
    assert (draft.attachments.count(), file.file.storage.exists(file.file.name)) == (0, False)


def test_a_file_that_was_filed_stays_behind_the_page():
    dossier = make_submission(state="returned")
    file = attach(dossier, by=dossier.owner, upload=upload()).attachment
    remove(file, by=dossier.owner)
    assert (dossier.attachments.count(), dossier.attachments.live().count()) == (1, 0)
    assert file.file.storage.exists(file.file.name)


def test_a_filed_dossier_takes_no_file():
    dossier = make_submission(state="submitted")
    assert reason(attach, dossier, by=dossier.owner, upload=upload()) == (
        "Hồ sơ đang ở trạng thái «Đã nộp, chờ đơn vị» nên không sửa được nữa. Hồ sơ được giữ nguyên như đã "
        "nộp; nếu cần sửa, hãy nhờ đơn vị trả lại hoặc rút hồ sơ."
    )
