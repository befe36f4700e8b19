"""A person's own data as one file: readable by people (CSV) and by machines (JSON)."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from accounts.models.user import User
from campaign.documents.following import notices_of
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.audit import Event
from campaign.models.following import Appeal, DataRequest, Feedback, MailPreference, Notice
from campaign.models.message import Message
from campaign.models.reward import Reward
from campaign.models.showcase import GoodExample
from campaign.models.submission import Authorship, Submission
from campaign.models.writing import KeptForm
from campaign.rules import shares
from campaign.rules.permissions import is_author
from campaign.rules.workflow import author_label

PERSON = (
    "staff_code",
    "full_name",
    "email",
    "gender",
    "birth_date",
    "employment",
    "direct_worker",
    "job_title",
    "qualification",
    "language",
    "date_joined",
)
TEXTS = (
    "title",
    "summary",
    "addressee",
    "field_of_application",
    "nature",
    "confidential",
    "conditions",
    "benefits_author",
    "benefits_others",
)
OWN_ROW = ("full_name", "birth_date", "gender", "workplace", "job_title", "qualification", "email")
FORMULA = tuple("=+-@\t\r＝＋－＠")
MOST = 5000

Row = dict[str, Any]


@dataclass(frozen=True)
class Copy:
    content: bytes
    sha256: str
    rows: int


def own_copy(user: User) -> Copy:
    """Nothing of others beside the names of co-authors, and nothing that is sealed until publication."""
    tables = {
        "vi-tri": _posts(user),
        "ho-so": _dossiers(user),
        "tep": _files(user),
        "thong-bao": _rows(notices_of(user), "text", "body", "made_at", "read_at"),
        "thu-da-gui": _rows(_letters(user), "to", "subject", "body", "queued_at", "sent_at"),
        "hoi-dap": _rows(Feedback.objects.filter(by=user), "text", "sent_at", "answer", "answered_at"),
        "kien-nghi": _rows(Appeal.objects.filter(by=user), "grounds", "filed_at", "answer", "answered_at"),
        "dang-giu": _rows(KeptForm.objects.filter(owner=user), "label", "fields", "saved_at"),
        "khen-thuong": _rewards(user),
        "guong-dien-hinh": _rows(
            GoodExample.objects.filter(asked=user),
            "name",
            "unit_name",
            "period",
            "story",
            "consent",
            "written_at",
            "answered_at",
            "removed_at",
        ),
        "yeu-cau-du-lieu": _rows(
            DataRequest.objects.filter(user=user), "kind", "text", "asked_at", "done_at"
        ),
        "viec-da-lam": _rows(Event.objects.filter(actor=user), "at", "verb"),
    }
    person = {name: getattr(user, name) for name in PERSON}
    person["mail_news"] = MailPreference.objects.filter(user=user).values_list("news", flat=True).first()
    content = _zip({"made_at": clock.now(), "tai-khoan": person, **tables}, tables)
    return Copy(content, hashlib.sha256(content).hexdigest(), 1 + sum(map(len, tables.values())))


def _posts(user: User) -> list[Row]:
    return [
        {
            "unit": post.unit_name,
            "role": post.role,
            "title": post.title,
            "starts": post.starts,
            "ends": post.ends,
        }
        for post in user.posts.with_unit_names()
    ]


def _dossiers(user: User) -> list[Row]:
    """Without what was keyed in for others."""
    rows = Submission.objects.of_author(user).select_related("campaign", "strand", "released_feedback")
    found = rows.prefetch_related("authorships").order_by("pk")[:MOST]
    return [_dossier(user, one) for one in found if is_author(user, one)]


def _rewards(user: User) -> list[Row]:
    """Those whose holders have been told."""
    told = Reward.objects.filter(authorship__user=user, decision__released_at__isnull=False)
    return [
        {
            "decision": str(one.decision),
            "signed_on": one.decision.signed_on if one.decision else None,
            "kind": one.kind.name,
            "year": one.year,
            "amount": one.amount,
            "paid": one.paid,
            "unpaid_reason": one.unpaid_reason,
            "revoked_at": one.revoked_at,
            "revoked_reason": one.revoked_reason,
        }
        for one in told.select_related("decision", "kind").order_by("pk")[:MOST]
    ]


def _letters(user: User) -> QuerySet[Message]:
    """What is put away among the notices is put away here too."""
    put_away = Notice.objects.filter(reader=user).exclude(pk__in=notices_of(user).order_by().values("pk"))
    return Message.objects.filter(reader=user).exclude(key__in=put_away.order_by().values("key"))


def _dossier(user: User, dossier: Submission) -> Row:
    authors: list[Authorship] = list(dossier.authorships.all())
    own = next((row for row in authors if row.user_id == user.pk), None)
    return {
        "code": dossier.code,
        "register_number": dossier.register_number,
        "campaign": dossier.campaign.title,
        "strand": dossier.strand.name,
        "state": str(author_label(dossier.state)),
        "created_at": dossier.created_at,
        "submitted_at": dossier.submitted_at,
        **{name: getattr(dossier, name) for name in TEXTS},
        "authors": [row.full_name for row in authors],
        "own_share": shares.format_bp(own.share_bp) if own else "",
        "explained": told.facts if (told := getattr(dossier, "released_feedback", None)) else {},
        "own_row": {name: getattr(own, name) for name in OWN_ROW} if own else {},
    }


def _files(user: User) -> list[Row]:
    files = Attachment.objects.filter(uploaded_by=user).select_related("submission")
    return [
        {
            "dossier": one.submission.code,
            "name": one.name,
            "type": one.content_type,
            "bytes": one.size,
            "sha256": one.sha256,
            "uploaded_at": one.uploaded_at,
            "removed_at": one.removed_at,
        }
        for one in files.order_by("pk")[:MOST]
    ]


def _rows(found: Any, *names: str) -> list[Row]:
    return list(found.order_by("pk").values(*names)[:MOST])


def _zip(everything: Row, tables: dict[str, list[Row]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(everything, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        archive.writestr("du-lieu.json", text)
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", _csv(rows))
    return packed.getvalue()


def _csv(rows: Sequence[Row]) -> bytes:
    """With the mark by which spreadsheet programs know UTF-8; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    if rows:
        writer.writerow(list(rows[0]))
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    text = _text(value).replace("\0", "")
    return f"'{text}" if text.startswith(FORMULA) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(clock.VIETNAM).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(map(_text, value))
    return str(value)
