"""Each author answers for the own share: by the account, by the link of a letter, or on signed paper.

A confirmation is of exactly the table that was shown. The dossier is held while it is compared and written, so that
no other numbers can be confirmed than those that were read.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import Count

from accounts.models.user import User
from campaign.actions import trail
from campaign.actions.author_rows import share_of
from campaign.actions.coauthors import locked_for_owner, row_of
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import locked_submission
from campaign.models import clock
from campaign.models.coauthors import Invitation
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from campaign.notifications import coauthors as letters
from campaign.rules.authorship import ConfirmedWay
from campaign.rules.calendar import vn_date, vn_day
from campaign.rules.coauthors import tag, why_not_confirm
from campaign.rules.phrase import NO_OBJECTION, Phrase

SALT = "share-link"
AGAIN_AFTER, DAY = timedelta(hours=20), timedelta(days=1)
ASKING, MOST_A_DAY = ("share_asked", "share_link"), 5
VERB = "confirm_share"


@transaction.atomic
def confirm_share(submission: Submission, *, by: User, shown: str) -> None:
    """Of the own row alone. `shown` is the tag of the table on the page; pressed twice it is one confirmation."""
    locked = locked_submission(submission)
    row = locked.authorships.filter(user=by).first()
    if row is None or by.pk == locked.owner_id:
        raise Refused(
            Phrase(
                "Chỉ đồng tác giả xác nhận tỷ lệ của chính mình; người lập hồ sơ xác nhận bằng lời cam đoan khi nộp. "
                "Các xác nhận đã có được giữ nguyên."
            )
        )
    _confirm(locked, row, ConfirmedWay.ACCOUNT, shown=shown, by=by)


@transaction.atomic
def attest_on_paper(submission: Submission, *, by: User, uid: str, signed_on: date, shown: str) -> None:
    """The owner answers for it that this author, who has no account, signed the table on paper."""
    locked = locked_for_owner(submission, by=by)
    row = row_of(locked, uid)
    refuse_if(_why_not_for_another(row) or _why_not_that_day(locked, signed_on))
    row.signed_on = signed_on
    _confirm(locked, row, ConfirmedWay.PAPER, shown=shown, by=by)


@transaction.atomic
def confirm_by_link(token: str) -> Authorship:
    """By whoever holds the letter; the link is of one row, one address and one table of shares."""
    row, shown = opened(token)
    locked = locked_submission(row.submission)
    row = row_of(locked, row.uid)
    _confirm(locked, row, ConfirmedWay.LINK, shown=shown, by=None)
    return row


def _confirm(
    submission: Submission, row: Authorship, way: ConfirmedWay, *, shown: str, by: User | None
) -> None:
    if not submission.is_editable:
        raise Refused(
            Phrase(
                "Hồ sơ không còn ở giai đoạn sửa được nên không ghi thêm xác nhận. Hồ sơ và các xác nhận đã có được "
                "giữ nguyên."
            )
        )
    shares = share_of(submission)
    refuse_if(why_not_confirm(shares, shown=shown))
    if row.confirmed_at:
        return
    row.confirmed_at, row.confirmed_way = clock.now(), way.value
    row.save(update_fields=["confirmed_at", "confirmed_way", "signed_on"])
    share = shares[row.uid]
    facts: dict[str, Any] = {"author": row.uid, "name": row.full_name, "share": share, "way": way.value}
    if row.signed_on:
        facts["signed_on"] = row.signed_on.isoformat()
    event = trail.record(VERB, by=by, submission=submission, facts=facts)
    if not _unconfirmed(submission):
        letters.tell("shares_confirmed", submission.owner, submission, act=event.number)


def _unconfirmed(submission: Submission) -> list[Authorship]:
    rows = submission.authorships.filter(confirmed_at=None).select_related("user")
    return [row for row in rows if row.user_id != submission.owner_id]


def _why_not_for_another(row: Authorship) -> Phrase:
    invited = Invitation.objects.open().filter(row=row).exists()
    if row.user_id is None and not invited:
        return NO_OBJECTION
    return Phrase(
        "%(name)s có tài khoản hoặc đang được mời nên phải tự xác nhận; không ai xác nhận thay được. Các xác nhận đã "
        "có được giữ nguyên. Nếu người đó không dùng máy tính, hãy rút lời mời trước rồi ghi nhận bản ký giấy.",
        name=row.full_name,
    )


def _why_not_that_day(submission: Submission, signed_on: date) -> Phrase:
    first, last = vn_day(submission.created_at), clock.today()
    if first <= signed_on <= last:
        return NO_OBJECTION
    return Phrase(
        "Ngày ký phải từ ngày lập hồ sơ %(first)s đến hôm nay %(last)s nên bản ký giấy chưa được ghi nhận. Hãy xem lại "
        "ngày trên giấy.",
        first=vn_date(first),
        last=vn_date(last),
    )


@transaction.atomic
def ask(submission: Submission, *, by: User) -> list[str]:
    """Ask everybody who has yet to confirm, by account or by the link of a letter; the names of those asked.

    Nobody is asked twice within a day about the same table.
    """
    locked = locked_for_owner(submission, by=by)
    shown, now = tag(share_of(locked)), clock.now()
    refuse_if(why_not_confirm(share_of(locked), shown=shown))
    waiting = [row for row in _unconfirmed(locked) if _is_reachable(row, now)]
    often = _asked_often(waiting, now)
    asked = [row for row in waiting if _address(row) not in often]
    if not asked:
        raise Refused(
            Phrase(
                "Chưa gửi thư nào: những người còn lại vừa được hỏi trong ngày, đang được mời, hoặc không có địa chỉ "
                "thư. Hãy chờ trả lời, thêm địa chỉ thư, hoặc ghi nhận bản ký giấy."
            )
        )
    names = [row.full_name for row in asked]
    event = trail.record("ask_shares", by=by, submission=locked, facts={"authors": names})
    for row in asked:
        event_name = "share_asked" if row.user_id else "share_link"
        letters.tell_row(event_name, row, locked, act=event.number, by=by, token=link_of(row, shown))
    Authorship.objects.filter(pk__in=[row.pk for row in asked]).update(asked_at=now)
    return names


def _is_reachable(row: Authorship, now: Any) -> bool:
    if row.asked_at and now - row.asked_at < AGAIN_AFTER:
        return False
    return bool(row.user_id or (row.email and not row.invitations.open().exists()))


def _address(row: Authorship) -> str:
    return (row.user.email or "") if row.user else row.email


def _asked_often(rows: Iterable[Authorship], now: datetime) -> set[str]:
    """A table changed over and over, or one dossier after another, does not write to one person without end."""
    addresses = {_address(row) for row in rows} - {""}
    letters = Message.objects.filter(event__in=ASKING, queued_at__gt=now - DAY, to__in=addresses)
    counted = letters.order_by().values("to").annotate(number=Count("pk"))
    return set(counted.filter(number__gte=MOST_A_DAY).values_list("to", flat=True))


def link_of(row: Authorship, shown: str) -> str:
    """Signed, for as long as an invitation; void as soon as a share, the address or the row is another one."""
    until = clock.now() + timedelta(days=row.submission.campaign.invitation_days)
    content = [row.submission_id, row.uid, row.email, shown, int(until.timestamp())]
    return signing.dumps(content, salt=SALT, compress=True)


def opened(token: str) -> tuple[Authorship, str]:
    """The row of a link, and the tag of the table that it was written for."""
    try:
        dossier, uid, email, shown, until = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise _void() from None
    rows = Authorship.objects.select_related("submission__campaign", "submission__owner")
    row = rows.filter(submission=dossier, uid=uid, user=None, email=email).first()
    if row is None or clock.now().timestamp() >= until or row.invitations.open().exists():
        raise _void()
    refuse_if(NO_OBJECTION if tag(share_of(row.submission)) == shown else _void().reason)
    return row, shown


def _void() -> Refused:
    return Refused(
        Phrase(
            "Liên kết này không đúng, đã hết hạn, hoặc bảng tỷ lệ đã thay đổi từ khi thư được gửi. Chưa có gì được xác "
            "nhận; hãy nhờ người lập hồ sơ gửi thư mới."
        )
    )
