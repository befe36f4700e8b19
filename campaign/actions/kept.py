"""What is typed and not yet saved is kept for the account that the form was made for, and for nobody else.

A long form carries a signed mark that says whose it is, which form and where it stands. The mark alone lets the
text be kept: it holds when the session has ended, when the form's token is stale, or when somebody else has signed
in meanwhile. It lets nobody read anything.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import FilteredRelation, Q, QuerySet

from accounts.models.user import User
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.writing import KeptForm
from campaign.rules.phrase import NO_OBJECTION, Phrase

FIELD, PAGE = "typed_for", "typed_id"
SALT = "typed-form"
KEPT = timedelta(days=30)
LARGEST = 1_000_000
MOST = 50
SECRETS = frozenset({"csrfmiddlewaretoken", FIELD, PAGE})

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class TypedForm:
    """One form on one opened page: `page` is new every time it is shown, `base` is the page whose text it shows."""

    owner: int
    key: str
    label: str
    address: str
    page: str
    base: str = ""

    @property
    def mark(self) -> str:
        # Not compressed: the same page then has the same length, whatever its random number is.
        return signing.dumps(astuple(self), salt=SALT)


def typed_form(posted: Mapping[str, Any]) -> TypedForm | None:
    """The form that a posted mark speaks of, or nothing when it is missing, forged or too old."""
    try:
        return TypedForm(*signing.loads(posted.get(FIELD, ""), salt=SALT, max_age=KEPT))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def new_page() -> str:
    return secrets.token_hex(8)


def raw_fields(posted: Any) -> Fields:
    """Every name with its values as typed, without secrets; a NUL is in no text and in no database."""
    names = [name for name in posted if name not in SECRETS and "password" not in name]
    return {name: [value.replace("\0", "") for value in posted.getlist(name)] for name in names}


def keep(
    user: User, key: str, label: str, address: str, fields: Fields, *, pages: tuple[str, str] = ("", "")
) -> KeptForm | None:
    """The newest text of the form. What another window kept under the same key moves aside, it is not lost.

    `pages` are the page that sends the text and the page whose text it had been shown. Nothing when the account
    is gone or closed: an old page must not bring back what was erased.
    """
    fields = {**fields, PAGE: [pages[0]]}
    refuse_if(_too_large(fields))
    with transaction.atomic():
        if (
            not User.objects.select_for_update()
            .filter(pk=user.pk, is_active=True)
            .values_list("pk", flat=True)
        ):
            return None
        stands = _made_room(user, key, pages)
        kept = stands or KeptForm(owner_id=user.pk, key=key)
        kept.label, kept.address, kept.fields = label[:200], address[:300], fields
        kept.saved_at = clock.now()
        kept.save()
        if not stands:
            _drop_oldest(user)
    return kept


def keep_typed(form: TypedForm, posted: Any) -> KeptForm | None:
    """For the account that the form was made for, whoever sends it."""
    pages = (form.page, form.base)
    owner = User(pk=form.owner)
    return keep(owner, form.key, form.label, form.address, raw_fields(posted), pages=pages)


def forget(user: User, key: str) -> None:
    KeptForm.objects.filter(owner=user, key=key).delete()


def forget_typed(form: TypedForm) -> None:
    """This page's text has been saved. What another window typed meanwhile stays."""
    aside = _aside(form.key, form.page)
    kept = KeptForm.objects.filter(owner=form.owner, key__in=[form.key, aside])
    done = [one.pk for one in kept if one.key == aside or page_of(one) in ("", form.page, form.base)]
    if done:  # mostly nothing is kept: then an autosave need not write here at all
        KeptForm.objects.filter(pk__in=done).delete()


def found_now(user: User, key: str) -> tuple[KeptForm | None, datetime]:
    """What is kept of a form, and the moment, which nearly every page with a form needs too."""
    own = FilteredRelation("kept_forms", condition=Q(kept_forms__key=key))
    columns = [f"own__{name}" for name in ("pk", "label", "address", "fields", "saved_at")]
    person = User.objects.filter(pk=user.pk).annotate(own=own, now=clock.along())
    pk, label, address, fields, saved_at, now = person.values_list(*columns, "now").get()
    if pk is None:
        return None, now
    facts = {"label": label, "address": address, "fields": fields, "saved_at": saved_at}
    return KeptForm(pk=pk, owner=user, key=key, **facts), now


def found(user: User, key: str) -> KeptForm | None:
    return KeptForm.objects.filter(owner=user, key=key).first()


def kept_of(user: User) -> QuerySet[KeptForm]:
    return KeptForm.objects.filter(owner=user)


def discard(user: User, pk: int) -> KeptForm | None:
    """What was thrown away, if there was anything."""
    kept = kept_of(user).filter(pk=pk).first()
    if kept:
        kept.delete()
    return kept


def sweep() -> int:
    gone, _each = KeptForm.objects.filter(saved_at__lt=clock.now() - KEPT).delete()
    return gone


def page_of(kept: KeptForm | None) -> str:
    return (kept.fields.get(PAGE) or [""])[0] if kept else ""


def _made_room(user: User, key: str, pages: tuple[str, str]) -> KeptForm | None:
    """The row that this page may write over, if there is one."""
    stands = found(user, key)
    if stands is None or page_of(stands) in pages:
        return stands
    aside = _aside(key, page_of(stands))
    KeptForm.objects.filter(owner=user, key__in=[aside, _aside(key, pages[0])]).delete()
    stands.key = aside
    stands.save(update_fields=["key"])
    return None


def _aside(key: str, page: str) -> str:
    return f"{key[:180]}~{page}"


def _drop_oldest(user: User) -> None:
    beyond = kept_of(user).order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST:]
    KeptForm.objects.filter(pk__in=list(beyond)).delete()


def _too_large(fields: Fields) -> Phrase:
    if len(json.dumps(fields, ensure_ascii=False)) <= LARGEST:
        return NO_OBJECTION
    return Phrase(
        "Nội dung nhập dài quá một triệu ký tự nên chưa giữ được bản nhập dở. Bản giữ trước đó vẫn còn; hãy rút "
        "ngắn rồi lưu lại."
    )
