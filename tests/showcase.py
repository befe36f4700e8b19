"""A published initiative with its entry in the library, a picture of its dossier, and a unit that may use it."""

import io
import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from PIL import Image

from accounts.roles import Role
from campaign.actions import adoption, publication
from campaign.actions.clean_copies import make_copy
from campaign.models import clock
from campaign.models.adoption import Adoption
from campaign.models.attachment import Attachment
from campaign.models.showcase import LibraryEntry
from tests.factories import make_campaign, make_decision, make_unit, make_user


def make_entry(campaign=None, *, outcome="nhat", number=5, **dossier) -> LibraryEntry:
    """Published by its act; `entry.submission.owner` is its author."""
    decision = make_decision(campaign or make_campaign(), outcome, number=number, **dossier)
    publication.publish(decision, by=make_user(Role.ADMINISTRATOR))
    return LibraryEntry.objects.select_related("submission__owner").latest("pk")


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(stream, "PNG")
    return stream.getvalue()


def make_picture(submission, name="anh-may.png") -> Attachment:
    """A picture of the dossier with its clean copy."""
    content, public_id = picture(), uuid.uuid4()
    found = Attachment(
        submission=submission,
        public_id=public_id,
        name=name,
        content_type="image/png",
        size=len(content),
        sha256=uuid.uuid4().hex * 2,
        uploaded_by=submission.owner,
        uploaded_at=clock.now(),
    )
    found.file.save(f"dossiers/{public_id.hex}", ContentFile(content), save=False)
    found.save(force_insert=True)
    make_copy(found)
    return Attachment.objects.get(pk=found.pk)


def make_head(name="Ủy ban nhân dân phường 2", **unit):
    return make_user(Role.UNIT_HEAD, unit=make_unit(name, **({"kind": "peoples_committee"} | unit)))


def make_adoption(entry, head=None, *, applied=None) -> Adoption:
    """Pledged; with `applied` (a day) also confirmed by the head."""
    head = head or make_head()
    wish = adoption.Pledge(
        clock.today() - timedelta(days=1), "Trần Văn Tám, chuyên viên", "Ở bộ phận một cửa."
    )
    made = adoption.pledge(entry, head.home_unit, by=head, wish=wish)
    return adoption.confirm(made, by=head, applied_on=applied, where="Bộ phận một cửa.") if applied else made
