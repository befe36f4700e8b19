"""The rows of the author table: written in place by their `uid`, since confirmations and invitations hang on them."""

import re
from collections.abc import Container, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from accounts.models.user import User
from accounts.text import fold
from campaign.actions import trail
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.coauthors import Answer, Invitation
from campaign.models.submission import Authorship, Submission
from campaign.notifications import coauthors as letters
from campaign.rules.coauthors import why_not_drop

PERSON = ("full_name", "birth_date", "workplace", "job_title", "qualification")
TYPED = ("uid", "kind", "email", *PERSON, "representative", "gender", "direct_worker", "share_bp")
# What a row with an account takes from the account, whatever is typed.
OF_ACCOUNT = ("kind", "email", "full_name", "representative", "gender", "direct_worker")
UID = re.compile(r"[0-9a-f-]{8,36}")

Row = Mapping[str, Any]


def values(row: Authorship) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TYPED}


def frozen(row: Authorship) -> dict[str, Any]:
    """What a revision keeps: also who it was and how the share was confirmed."""
    return values(row) | {"user_id": row.user_id, "confirmed_way": row.confirmed_way}


def named(rows: Sequence[Row]) -> list[Row]:
    """Every row with a uid of its own; one typed without gets the same one every time."""
    seen: set[str] = set()
    found: list[Row] = []
    for row in rows:
        uid = str(row.get("uid") or "").lower()
        if not UID.fullmatch(uid) or uid in seen:
            uid = _uid_of(row, len(seen))
        seen.add(uid)
        found.append({**row, "uid": uid})
    return found


def _uid_of(row: Row, place: int) -> str:
    return uuid5(NAMESPACE_OID, f"{place}|{fold(row.get('full_name') or '')}").hex


def share_of(submission: Submission) -> dict[str, int]:
    """Asked anew: call it under the lock of the dossier."""
    return dict(submission.authorships.order_by("pk").values_list("uid", "share_bp"))


def write(submission: Submission, rows: Sequence[Row], *, by: User) -> None:
    """Put cleaned rows into a locked dossier: known ones in place, new ones added, unbound ones taken away."""
    standing = {row.uid: row for row in submission.authorships.order_by("order", "pk")}
    kept = {row["uid"] for row in rows}
    gone = [row for uid, row in standing.items() if uid not in kept]
    refuse_if(why_not_drop(row.full_name for row in gone if row.pk in bound(submission)))
    joined = {uid for uid, row in standing.items() if row.user_id}
    before = {uid: (row.share_bp, _who(uid, row.full_name, joined)) for uid, row in standing.items()}
    if {row["uid"]: (row["share_bp"], _who(row["uid"], row["full_name"], joined)) for row in rows} != before:
        void_confirmations(submission, by=by)
    submission.authorships.filter(pk__in=[row.pk for row in gone]).delete()
    _store(submission, standing, rows)


def _who(uid: str, full_name: str, joined: Container[str]) -> str:
    """Another name is another person, unless the account says who it is; accents and capitals may be put right."""
    return "" if uid in joined else fold(full_name)


def bound(submission: Submission) -> set[int]:
    """Rows that no save takes away: with an account, confirmed, or with an invitation that waits for its answer."""
    rows = submission.authorships.all()
    invited = Invitation.objects.open().filter(submission=submission).values_list("row_id", flat=True)
    return {row.pk for row in rows if row.user_id or row.confirmed_at} | {pk for pk in invited if pk}


def _store(submission: Submission, standing: Mapping[str, Authorship], rows: Sequence[Row]) -> None:
    written: list[Authorship] = []
    added: list[Authorship] = []
    for order, typed in enumerate(rows, 1):
        row = standing.get(typed["uid"]) or Authorship(submission=submission)
        row.order = order
        for name in TYPED:
            if not (row.user_id and name in OF_ACCOUNT):
                setattr(row, name, typed[name])
        (written if row.pk else added).append(row)
    Authorship.objects.bulk_update(written, ["order", *TYPED[1:]])
    Authorship.objects.bulk_create(added)


def void_confirmations(submission: Submission, *, by: User) -> None:
    """Any change of any share, or of who is in the table, takes every confirmation back and tells those who gave it.

    About another table everybody may be asked anew.
    """
    submission.authorships.filter(asked_at__isnull=False).update(asked_at=None)
    confirmed = submission.authorships.filter(confirmed_at__isnull=False)
    voided = list(confirmed.select_related("user"))
    if not voided:
        return
    confirmed.update(confirmed_at=None, confirmed_way="", signed_on=None)
    event = trail.record(
        "void_shares",
        by=by,
        submission=submission,
        facts={"authors": {row.uid: row.full_name for row in voided}},
    )
    for row in voided:
        letters.tell_row("shares_voided", row, submission, act=event.number, by=by)


def end_invitations(submission: Submission) -> None:
    """An invitation that nobody answered ends with the filing: from then on the table stands."""
    waiting = Invitation.objects.open().filter(submission=submission)
    waiting.update(answer=Answer.WITHDRAWN.value, answered_at=clock.now())
