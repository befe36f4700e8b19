"""The dated texts of law that papers rest on, kept by the administrator; what a paper rested on is frozen in it."""

from typing import Any

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.models.legal import LegalText
from campaign.rules.phrase import Phrase


@transaction.atomic
def add_legal_text(*, by: User, **face: Any) -> LegalText:
    """`face` has the fields of the model."""
    gate.require_in_campaign("keep_legal_texts", by)
    _require_single(face)
    text = LegalText.objects.create(**face)
    trail.record("add_legal_text", by=by, facts={"text": str(text), "certainty": text.certainty})
    return text


@transaction.atomic
def amend_legal_text(text: LegalText, *, by: User, **face: Any) -> LegalText:
    gate.require_in_campaign("keep_legal_texts", by)
    text = LegalText.objects.select_for_update().get(pk=text.pk)
    _require_single(face, but=text.pk)
    changed = [name for name, value in face.items() if getattr(text, name) != value]
    for name in changed:
        setattr(text, name, face[name])
    text.save(update_fields=changed)
    trail.record("amend_legal_text", by=by, facts={"text": str(text), "fields": changed})
    return text


def _require_single(face: dict[str, Any], *, but: int | None = None) -> None:
    twins = LegalText.objects.filter(number=face["number"], in_force_from=face["in_force_from"])
    if any(pk != but for pk in twins.values_list("pk", flat=True)):
        raise Refused(
            Phrase(
                "Văn bản số %(number)s với cùng ngày có hiệu lực đã có trong danh mục. Chưa ghi gì; hãy sửa "
                "dòng đã có.",
                number=face["number"],
            )
        )
