"""Files of a dossier: what is kept, under which name, and what stays when it is removed."""

import errno
import hashlib
import io

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from campaign.actions.attachment import attach, remove
from campaign.actions.refused import Refused
from campaign.documents.files import file_lines
from campaign.models.attachment import CopyState
from tests.factories import content_of, make_campaign, make_submission
from tests.rules import corpus

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
    assert content_of(file.file) == png()


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


def test_all_files_together_may_not_pass_the_dossiers_limit():
    draft = make_submission(campaign=make_campaign(max_total_mb=1))
    large = corpus.pdf().replace(b"startxref", b"% " + b"x" * 998_000 + b"\nstartxref")
    attach(draft, by=draft.owner, upload=upload("to.pdf", large))
    assert reason(
        attach, draft, by=draft.owner, upload=upload("b.jpg", corpus.picture("JPEG", (1500, 1500)))
    ) == (
        "Cả hồ sơ chỉ chứa được 1 MB, hiện đã dùng 1,0 MB nên tệp «b.jpg» chưa được nhận. Các tệp đã có vẫn được "
        "giữ; hãy xóa bớt hoặc giảm dung lượng tệp rồi gửi lại."
    )


def test_a_picture_gets_its_copy_and_preview_at_once():
    draft = make_submission()
    file = attach(draft, by=draft.owner, upload=upload("ảnh.jpg", corpus.photo())).attachment
    file.refresh_from_db()
    copy = content_of(file.copy)
    assert (file.copy_state, file.copy_sha256) == (CopyState.READY, hashlib.sha256(copy).hexdigest())
    assert (b"Pham Thi" in content_of(file.file), b"Pham Thi" in copy) == (True, False)
    assert Image.open(file.preview).size == (30, 40)


def test_of_what_cannot_be_cleaned_there_is_no_copy_and_the_line_says_so():
    draft = make_submission()
    content = corpus.docx(word__drawing___vml="<x/>".encode("utf-16-le"))
    file = attach(draft, by=draft.owner, upload=upload("a.docx", content)).attachment
    [line] = file_lines(draft)
    assert (file.copy_state, bool(file.copy)) == (CopyState.FAILED, False)
    assert [str(state) for state in line.states] == [
        "chưa quét mã độc",
        "không tạo được bản ẩn danh nên giám khảo chưa mở được; nên gửi lại bản PDF in mới",
    ]


def test_a_newer_version_of_a_filed_file_names_the_one_before():
    dossier = make_submission(state="returned")
    old = attach(dossier, by=dossier.owner, upload=upload("cũ.png")).attachment
    new = attach(dossier, by=dossier.owner, upload=upload("mới.png", png((5, 5))), instead_of=old).attachment
    old.refresh_from_db()
    [line] = file_lines(dossier)
    assert (new.replaces, old.removed_at is None, list(dossier.attachments.live())) == (old, False, [new])
    assert [version.name for version in line.earlier] == ["cũ.png"]
    assert content_of(old.file) == png()


def test_a_newer_version_in_a_draft_takes_the_place_of_the_one_before(django_capture_on_commit_callbacks):
    draft = make_submission(campaign=make_campaign(max_files=1))
    old = attach(draft, by=draft.owner, upload=upload("cũ.png")).attachment
    with django_capture_on_commit_callbacks(execute=True):
        new = attach(draft, by=draft.owner, upload=upload("mới.png", png((5, 5))), instead_of=old).attachment
    storage = old.file.storage
    assert (new.replaces, list(draft.attachments.all())) == (None, [new])
    assert [storage.exists(one.name) for one in (old.file, old.copy, old.preview)] == [False] * 3


def test_the_same_content_as_its_own_newer_version_changes_nothing():
    dossier = make_submission(state="returned")
    old = attach(dossier, by=dossier.owner, upload=upload()).attachment
    kept = attach(dossier, by=dossier.owner, upload=upload("tên khác.png"), instead_of=old)
    assert (kept.attachment, kept.is_new, dossier.attachments.live().count()) == (old, False, 1)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_leaves_nothing(monkeypatch, number):
    def full(self, name, content):
        raise OSError(number, "full")

    draft = make_submission()
    monkeypatch.setattr(FileSystemStorage, "_save", full)
    assert reason(attach, draft, by=draft.owner, upload=upload()) == (
        "Kho lưu trữ của hệ thống đang đầy nên tệp «ảnh.png» chưa lưu được. Nội dung đã nhập và các tệp đã có vẫn "
        "còn; hãy gửi lại sau hoặc báo cơ quan thường trực."
    )
    assert draft.attachments.count() == 0


def test_a_disk_that_fills_after_the_file_costs_only_the_copy(monkeypatch):
    save = FileSystemStorage._save

    def full_for_copies(self, name, content):
        if name.startswith("copies"):
            raise OSError(errno.ENOSPC, "full")
        return save(self, name, content)

    draft = make_submission()
    monkeypatch.setattr(FileSystemStorage, "_save", full_for_copies)
    kept = attach(draft, by=draft.owner, upload=upload())
    kept.attachment.refresh_from_db()
    assert (kept.is_new, kept.attachment.copy_state) == (True, CopyState.WAITING)
