"""Put a Word template in the place of a built-in one, after it was tried with sample values; or go back."""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.documents import paper_samples
from campaign.models import clock
from campaign.models.issued_paper import PaperTemplate
from campaign.rules.file_error import FileError
from campaign.rules.office_check import check_office
from campaign.rules.paper_template import MOST_BYTES, BadTemplate
from campaign.rules.phrase import Phrase

KEPT = Phrase("Mẫu đang dùng được giữ nguyên.")


def try_template(kind: str, name: str, content: bytes, *, by: User) -> bytes:
    """The sample paper that this template would make; nothing is kept."""
    gate.require_in_campaign("keep_paper_templates", by)
    if len(content) > MOST_BYTES:
        raise Refused(Phrase("Tệp mẫu quá lớn; mẫu Word không được quá 2 MB. %(kept)s", kept=KEPT))
    try:
        found = check_office(name, content)
        if found != "docx":
            raise Refused(Phrase("Mẫu phải là tệp Word (.docx). %(kept)s", kept=KEPT))
        return paper_samples.preview(kind, content)
    except FileError as error:
        raise Refused(Phrase("%(reason)s %(kept)s", reason=error.phrase, kept=KEPT)) from None
    except BadTemplate as error:
        raise Refused(Phrase("%(reason)s %(kept)s", reason=error.phrase, kept=KEPT)) from None


@transaction.atomic
def replace_template(kind: str, name: str, content: bytes, *, by: User, note: str = "") -> PaperTemplate:
    try_template(kind, name, content, by=by)
    _set_aside(kind)
    last = PaperTemplate.objects.filter(kind=kind).order_by("-version").first()
    made = PaperTemplate(
        kind=kind,
        version=last.version + 1 if last else 1,
        sha256=hashlib.sha256(content).hexdigest(),
        note=note,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    made.file.save(f"paper_templates/{uuid.uuid4().hex}.docx", ContentFile(content), save=False)
    made.save()
    trail.record("replace_paper_template", by=by, facts={"paper": kind, "version": made.version})
    return made


@transaction.atomic
def restore_template(kind: str, *, by: User) -> None:
    """The built-in one holds again; what was uploaded stays on the list."""
    gate.require_in_campaign("keep_paper_templates", by)
    if not _set_aside(kind):
        raise Refused(Phrase("Văn bản này đang dùng mẫu có sẵn. Không có gì thay đổi."))
    trail.record("restore_paper_template", by=by, facts={"paper": kind})


def _set_aside(kind: str) -> int:
    in_use = PaperTemplate.objects.select_for_update().filter(kind=kind, set_aside_at__isnull=True)
    return in_use.update(set_aside_at=clock.now())
