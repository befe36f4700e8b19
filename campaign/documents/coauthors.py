"""The authors of a dossier as its people read them: who has joined, who has confirmed, who is waited for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models.user import User
from campaign.models.audit import Event
from campaign.models.coauthors import Invitation, with_invitations
from campaign.models.submission import Authorship, Submission
from campaign.rules import coauthors, shares
from campaign.rules.authorship import Access, AuthorKind, ConfirmedWay
from campaign.rules.calendar import vn_date, vn_datetime, vn_day
from campaign.rules.coauthors import LABELS, READY, TONES, Facts, RowState
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import EDITABLE

WAYS = {
    ConfirmedWay.ACCOUNT: Phrase("Tự xác nhận lúc %(when)s"),
    ConfirmedWay.LINK: Phrase("Xác nhận qua thư lúc %(when)s"),
    ConfirmedWay.PAPER: Phrase("Bản giấy ký ngày %(day)s, người lập hồ sơ ghi nhận lúc %(when)s"),
}
ACCESS = {Access.VIEW.value: Phrase("Được xem"), Access.EDIT.value: Phrase("Được xem và sửa")}


@dataclass(frozen=True)
class Row:
    """One author; the `may_…` say what the owner may do with the row as it stands."""

    uid: str
    name: str
    share: str
    share_bp: int
    state: RowState
    label: Phrase
    tone: str
    note: Phrase
    access: Phrase
    access_value: str
    is_reader: bool
    has_account: bool
    is_collective: bool
    email: str

    @property
    def is_ready(self) -> bool:
        return self.state in READY

    @property
    def is_owner(self) -> bool:
        return self.state == RowState.OWNER

    @property
    def may_be_invited(self) -> bool:
        return not self.has_account and not self.is_collective and self.state != RowState.INVITED

    @property
    def may_sign_paper(self) -> bool:
        return self.state in {RowState.OUTSIDE, RowState.DECLINED}

    @property
    def is_invited(self) -> bool:
        return self.state in {RowState.INVITED, RowState.EXPIRED}

    @property
    def may_leave(self) -> bool:
        return self.is_reader and not self.is_owner

    @property
    def is_joined(self) -> bool:
        """An author with an account beside the owner, whose access can be changed."""
        return self.has_account and not self.is_owner


@dataclass(frozen=True)
class Table:
    """`tag` names the shares as they stand; `problem` is why they cannot be confirmed yet."""

    rows: tuple[Row, ...]
    total: str
    problem: Phrase
    tag: str
    is_demanded: bool

    @property
    def is_shared(self) -> bool:
        return len(self.rows) > 1

    @property
    def own(self) -> Row | None:
        return next((row for row in self.rows if row.is_reader), None)

    @property
    def ready(self) -> int:
        return sum(row.is_ready for row in self.rows)

    @property
    def confirmed(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.rows if row.state == RowState.CONFIRMED)

    @property
    def is_ready(self) -> bool:
        return all(row.is_ready for row in self.rows)

    @property
    def awaits_reader(self) -> bool:
        own = self.own
        return bool(self.is_demanded and own and not own.is_ready)


def table(submission: Submission, reader: User | None, now: datetime) -> Table:
    """Asks for the rows anew unless they come with their invitations, as `evidence.checkable` prefetches them."""
    rows = list(submission.authorships.all())
    if rows and not hasattr(rows[0], "invitation_answer"):
        rows = list(with_invitations().filter(submission=submission))
    points = [row.share_bp for row in rows]
    return Table(
        rows=tuple(_row(submission, row, reader, now) for row in rows),
        total=f"{shares.format_bp(sum(points))} %",
        problem=shares.problem(points),
        tag=coauthors.tag({row.uid: row.share_bp for row in rows}),
        is_demanded=submission.campaign.confirm_shares and len(rows) > 1 and submission.is_editable,
    )


def facts(submission: Submission, row: Authorship) -> Facts:
    return Facts(
        name=row.full_name,
        is_owner=row.user_id == submission.owner_id,
        is_confirmed=row.confirmed_at is not None,
        has_account=row.user_id is not None,
        answer=row.invitation_answer,
        expires_at=row.invited_until,
    )


def _row(submission: Submission, row: Authorship, reader: User | None, now: datetime) -> Row:
    state = coauthors.state(facts(submission, row), now)
    return Row(
        uid=row.uid,
        name=row.full_name,
        share=f"{shares.format_bp(row.share_bp)} %",
        share_bp=row.share_bp,
        state=state,
        label=LABELS[state],
        tone=TONES.get(state, "warn"),
        note=_note(row, state),
        access=ACCESS[row.access] if row.user_id else NO_OBJECTION,
        access_value=row.access,
        is_reader=bool(reader and row.user_id == reader.pk),
        has_account=row.user_id is not None,
        is_collective=row.kind == AuthorKind.COLLECTIVE,
        email=row.email,
    )


def _note(row: Authorship, state: RowState) -> Phrase:
    if state == RowState.CONFIRMED and row.confirmed_way:
        words = WAYS[ConfirmedWay(row.confirmed_way)]
        day = vn_date(row.signed_on) if row.signed_on else ""
        return Phrase(words.template, when=vn_datetime(row.confirmed_at), day=day)
    if state == RowState.INVITED:
        return Phrase("Trả lời đến hết ngày %(day)s", day=vn_date(vn_day(row.invited_until)))
    if row.asked_at and state in {RowState.JOINED, RowState.OUTSIDE}:
        return Phrase("Đã nhắc lúc %(when)s", when=vn_datetime(row.asked_at))
    return NO_OBJECTION


def last_void(submission: Submission) -> Phrase | None:
    """When and by whom the confirmations were taken back the last time."""
    event = Event.objects.filter(submission=submission, verb="void_shares").order_by("-number").first()
    if event is None:
        return None
    return Phrase(
        "%(who)s đã đổi tỷ lệ hoặc bảng tác giả lúc %(when)s; mọi xác nhận trước đó không còn hiệu lực.",
        who=event.actor_name,
        when=vn_datetime(event.at),
    )


@dataclass(frozen=True)
class Asked:
    """An invitation as the invited person reads it: who asks, to what, with which part; nothing of the text.

    When it is over it tells no more than who asked, unless the reader has become an author and still is one.
    """

    pk: int
    title: str
    inviter: str
    unit: str
    share: str
    access: Phrase
    expires: Phrase
    authors: tuple[tuple[str, str], ...]
    is_open: bool
    is_author: bool
    answer: str


def invitations_of(user: User) -> QuerySet[Invitation]:
    return Invitation.objects.filter(to=user).select_related(
        "submission__campaign", "submission__owner", "invited_by", "row"
    )


def asked(invitation: Invitation, now: datetime) -> Asked:
    submission, rows = invitation.submission, list(invitation.submission.authorships.all())
    is_open = invitation.answer == "" and now < invitation.expires_at and submission.is_editable
    is_author = any(row.user_id == invitation.to_id for row in rows)
    if not (is_open or is_author):
        rows = []
    own = [row for row in rows if row.pk == invitation.row_id]
    return Asked(
        pk=invitation.pk,
        title=submission.title if is_open or is_author else "",
        inviter=invitation.invited_by.full_name,
        unit=submission.unit_name,
        share=f"{shares.format_bp(own[0].share_bp)} %" if own else "",
        access=ACCESS[invitation.access],
        expires=vn_datetime(invitation.expires_at),
        authors=tuple((row.full_name, f"{shares.format_bp(row.share_bp)} %") for row in rows),
        is_open=is_open,
        is_author=is_author,
        answer=invitation.answer,
    )


def to_confirm(user: User) -> QuerySet[Authorship]:
    """Rows of this person whose share waits for the own word."""
    rows = Authorship.objects.filter(
        user=user,
        confirmed_at=None,
        submission__state__in=sorted(EDITABLE),
        submission__campaign__confirm_shares=True,
    )
    return rows.filter(~Q(submission__owner=user), submission__campaign__closed_at=None)


def open_invitations(user: User, now: datetime) -> QuerySet[Invitation]:
    return invitations_of(user).filter(answer="", expires_at__gt=now, submission__state__in=sorted(EDITABLE))
