"""How much a dossier may hold: the size of one file, how many, and all of them together."""

import errno
from decimal import Decimal

from django.db.models import Sum

from accounts.models.user import User
from campaign.actions.refused import Refused, refuse_if
from campaign.models.attachment import Attachment
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase

MEGABYTE = 1_000_000
MOST_OF_ONE_PERSON = 2_000 * MEGABYTE
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoRoom(Refused):
    """The server's own disk is full: nobody's fault who sends a file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Phrase(
                "Kho lưu trữ của hệ thống đang đầy nên tệp «%(name)s» chưa lưu được. Nội dung đã nhập và các tệp đã có "
                "vẫn còn; hãy gửi lại sau hoặc báo cơ quan thường trực.",
                name=name,
            )
        )


def no_room(error: OSError, name: str) -> Exception:
    """What to raise for an error of the disk: the sentence when it is full, else the error itself."""
    return NoRoom(name) if error.errno in FULL else error


def require_size(submission: Submission, name: str, size: int) -> None:
    limit = submission.campaign.max_file_mb
    if size > limit * MEGABYTE:
        raise Refused(
            Phrase(
                "Tệp «%(name)s» lớn hơn %(limit)s MB nên chưa được nhận. Các nội dung khác vẫn được giữ. Hãy giảm dung "
                "lượng (nén ảnh, lưu PDF cỡ nhỏ) hoặc chia thành nhiều tệp rồi gửi lại.",
                name=name,
                limit=limit,
            )
        )


def require_room(
    submission: Submission, name: str, size: int, *, instead_of: Attachment | None = None, coming: int = 0
) -> None:
    """With the dossier's row held: neither the number nor the sum may pass. `coming`: bytes still on their way."""
    live = submission.attachments.live()
    if instead_of:
        live = live.exclude(pk=instead_of.pk)
    refuse_if(_count_objection(submission, name, live.count()))
    held = live.aggregate(held=Sum("size"))["held"] or 0
    refuse_if(_total_objection(submission, name, size, held + coming))


def require_allowance(person: User, name: str, size: int, *, coming: int = 0) -> None:
    """All that one person keeps here, over all dossiers, removed versions included. `coming`: still on its way."""
    held = Attachment.objects.filter(uploaded_by=person).aggregate(held=Sum("size"))["held"] or 0
    if held + coming + size > MOST_OF_ONE_PERSON:
        raise Refused(
            Phrase(
                "Các tệp bạn đã tải lên chiếm %(held)s MB, mỗi người được giữ nhiều nhất %(limit)s MB nên tệp "
                "«%(name)s» chưa được nhận. Các tệp đã có vẫn được giữ; hãy xóa bớt tệp ở các bản nháp không dùng.",
                held=vn_number(Decimal(held + coming) / MEGABYTE, 1),
                limit=vn_number(Decimal(MOST_OF_ONE_PERSON) / MEGABYTE, 0),
                name=name,
            )
        )


def _count_objection(submission: Submission, name: str, count: int) -> Phrase:
    limit = submission.campaign.max_files
    if count < limit:
        return NO_OBJECTION
    return Phrase(
        "Hồ sơ đã có đủ %(limit)s tệp nên tệp «%(name)s» chưa được nhận. Các tệp đã có vẫn được giữ; hãy xóa bớt một "
        "tệp hoặc gộp tài liệu rồi gửi lại.",
        name=name,
        limit=limit,
    )


def _total_objection(submission: Submission, name: str, size: int, held: int) -> Phrase:
    limit = submission.campaign.max_total_mb
    if held + size <= limit * MEGABYTE:
        return NO_OBJECTION
    return Phrase(
        "Cả hồ sơ chỉ chứa được %(limit)s MB, hiện đã dùng %(held)s MB nên tệp «%(name)s» chưa được nhận. Các tệp đã "
        "có vẫn được giữ; hãy xóa bớt hoặc giảm dung lượng tệp rồi gửi lại.",
        name=name,
        limit=limit,
        held=vn_number(Decimal(held) / MEGABYTE, 1),
    )
