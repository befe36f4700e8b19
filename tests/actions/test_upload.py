"""A file in parts: it goes on after a cut, never passes a limit, and a half one is never seen."""

import builtins
import errno
import hashlib
from datetime import timedelta

import pytest

from campaign.actions import upload as acts
from campaign.actions.refused import Refused
from campaign.actions.upload import OutOfStep, begin, cancel, finish, place, receive
from campaign.jobs.file_sweep import sweep
from campaign.models import clock
from campaign.models.attachment import Upload
from tests.factories import content_of, make_campaign, make_submission, make_user
from tests.rules import corpus

pytestmark = pytest.mark.django_db
CONTENT = corpus.pdf(pages=60)
WHOLE, HALF = len(CONTENT), len(CONTENT) * 6 // 10


def begun(draft, *, key="khoa-mot-tep", name="Đơn.pdf", size=WHOLE):
    return begin(draft, by=draft.owner, key=key, name=name, size=size)


def reason(call, *args, **facts):
    with pytest.raises(Refused) as caught:
        call(*args, **facts)
    return str(caught.value)


def test_a_file_in_parts_comes_out_byte_equal():
    draft = make_submission()
    upload = begun(draft)
    upload = receive(upload, by=draft.owner, offset=0, part=CONTENT[:HALF])
    upload = receive(upload, by=draft.owner, offset=HALF, part=CONTENT[HALF:])
    kept = finish(upload, by=draft.owner).attachment
    assert (kept.name, kept.sha256) == ("Đơn.pdf", hashlib.sha256(CONTENT).hexdigest())
    assert content_of(kept.file) == CONTENT
    assert (Upload.objects.count(), place(upload).exists()) == (0, False)


def test_after_a_cut_the_same_file_goes_on_where_it_stopped():
    draft = make_submission()
    receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    again = begun(draft)
    assert (again.received, Upload.objects.count(), draft.attachments.count()) == (HALF, 1, 0)


def test_another_file_under_the_same_key_begins_anew():
    draft = make_submission()
    receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    assert (begun(draft, size=99).received, Upload.objects.count()) == (0, 1)


@pytest.mark.parametrize("offset", [0, HALF - 1, HALF + 1, len(CONTENT), -1])
def test_a_part_out_of_step_changes_nothing_and_is_told_where_to_go_on(offset):
    draft = make_submission()
    upload = receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    with pytest.raises(OutOfStep) as caught:
        receive(upload, by=draft.owner, offset=offset, part=b"x" * 10)
    assert (caught.value.received, place(upload).read_bytes()) == (HALF, CONTENT[:HALF])


def test_more_than_was_announced_is_not_taken():
    draft = make_submission()
    upload = begun(draft, size=10)
    with pytest.raises(OutOfStep):
        receive(upload, by=draft.owner, offset=0, part=b"x" * 11)
    assert place(upload).exists() is False


def test_a_part_that_a_killed_server_wrote_by_half_is_written_over():
    draft = make_submission()
    upload = receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    with open(place(upload), "ab") as stored:
        stored.write(b"half of a part that no row knows")
    upload = receive(upload, by=draft.owner, offset=HALF, part=CONTENT[HALF:])
    assert content_of(finish(upload, by=draft.owner).attachment.file) == CONTENT


def test_an_unfinished_upload_cannot_be_finished():
    draft = make_submission()
    upload = receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    with pytest.raises(OutOfStep):
        finish(upload, by=draft.owner)
    assert draft.attachments.count() == 0


def test_a_server_killed_between_last_part_and_dossier_finishes_at_the_next_try():
    draft = make_submission()
    receive(begun(draft), by=draft.owner, offset=0, part=CONTENT)
    again = receive(begun(draft), by=draft.owner, offset=len(CONTENT), part=b"")
    assert finish(again, by=draft.owner).is_new is True


def test_finishing_twice_gives_one_file():
    draft = make_submission()
    upload = receive(begun(draft), by=draft.owner, offset=0, part=CONTENT)
    other = receive(begun(draft, key="khoa-hai-tep"), by=draft.owner, offset=0, part=CONTENT)
    first, second = finish(upload, by=draft.owner), finish(other, by=draft.owner)
    assert (first.attachment, second.is_new) == (second.attachment, False)


def test_a_refused_file_leaves_no_part_behind():
    draft = make_submission()
    upload = receive(begun(draft, size=4), by=draft.owner, offset=0, part=b"MZ\x90\0")
    assert "chương trình, không phải tài liệu" in reason(finish, upload, by=draft.owner)
    assert (Upload.objects.count(), place(upload).exists()) == (0, False)


def test_lost_parts_are_told():
    draft = make_submission()
    upload = receive(begun(draft), by=draft.owner, offset=0, part=CONTENT)
    place(upload).unlink()
    assert reason(finish, upload, by=draft.owner) == (
        "Phần đã tải của tệp «Đơn.pdf» không còn trên máy chủ nên tệp chưa được nhận. Các nội dung khác vẫn được "
        "giữ; hãy chọn lại tệp và gửi lại."
    )
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("limits", "size", "said"),
    [
        ({"max_file_mb": 1}, 1_000_001, "lớn hơn 1 MB"),
        ({"max_total_mb": 1}, 1_000_001, "Cả hồ sơ chỉ chứa được 1 MB"),
        ({"max_files": 0}, 10, "đã có đủ 0 tệp"),
        ({}, 0, "tệp trống"),
    ],
)
def test_every_limit_is_asked_before_the_first_byte(limits, size, said):
    draft = make_submission(campaign=make_campaign(**limits))
    assert said in reason(begun, draft, size=size)
    assert Upload.objects.count() == 0


def test_files_on_their_way_count_towards_the_dossiers_room():
    draft = make_submission(campaign=make_campaign(max_total_mb=1))
    begun(draft, size=600_000)
    assert "Cả hồ sơ chỉ chứa được 1 MB" in reason(begun, draft, key="khoa-hai-tep", size=600_000)


def test_one_person_has_only_so_many_uploads_open():
    draft = make_submission()
    for number in range(acts.MOST_OPEN):
        begun(draft, key=f"khoa-thu-{number}", size=10)
    assert "10 tệp tải lên dở" in reason(begun, draft, key="khoa-thu-muoi-mot", size=10)


def test_a_dossier_filed_meanwhile_takes_no_further_part():
    draft = make_submission()
    upload = begun(draft)
    type(draft).objects.filter(pk=draft.pk).update(
        state="submitted", submitted_at=clock.now(), register_number="0001/2026"
    )
    assert "không sửa được nữa" in reason(receive, upload, by=draft.owner, offset=0, part=b"x")


def test_nobody_but_an_author_begins():
    draft = make_submission()
    assert reason(begin, draft, by=make_user(), key="khoa-mot-tep", name="a.pdf", size=10) != ""


def test_a_full_disk_keeps_the_parts_that_came(monkeypatch):
    draft = make_submission()
    upload = receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    with monkeypatch.context() as patch:
        patch.setattr(builtins, "open", full_disk)
        said = reason(receive, upload, by=draft.owner, offset=HALF, part=CONTENT[HALF:])
    upload.refresh_from_db()
    assert said.startswith("Kho lưu trữ của hệ thống đang đầy nên tệp «Đơn.pdf» chưa lưu được.")
    assert (upload.received, place(upload).read_bytes()) == (HALF, CONTENT[:HALF])


def full_disk(*args, **options):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_cancelled_upload_is_gone():
    draft = make_submission()
    upload = receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    cancel(upload)
    assert (Upload.objects.count(), place(upload).exists()) == (0, False)


def test_an_upload_that_nobody_goes_on_with_is_swept_after_a_day():
    draft = make_submission()
    upload = receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    early = sweep()
    with clock.at(clock.now() + timedelta(hours=25)):
        late = sweep()
    assert (early["stale_uploads"], late["stale_uploads"]) == (0, 1)
    assert (Upload.objects.count(), place(upload).exists()) == (0, False)
