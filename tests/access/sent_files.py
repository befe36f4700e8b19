"""A file that was sent, and one whose sending was cut off in the middle."""

import uuid
from datetime import timedelta

from django.core.files.base import ContentFile

from campaign.models import clock
from campaign.models.attachment import Attachment, CopyState, Upload
from tests.access.tokens import token

UPLOAD_KEY = "tai-len-do-dang"


def attach(dossier):
    found = Attachment(
        submission=dossier,
        public_id=uuid.uuid4(),
        name=f"minh-chung-{token('file')}.pdf",
        content_type="application/pdf",
        size=9,
        sha256=uuid.uuid4().hex * 2,
        uploaded_by=dossier.owner,
        uploaded_at=clock.now(),
    )
    found.file.save(f"dossiers/{found.public_id.hex}", ContentFile(b"%PDF-1.7\n"), save=False)
    found.copy.save(f"copies/{found.public_id.hex}", ContentFile(b"%PDF-1.7\n"), save=False)
    found.preview.save(f"previews/{found.public_id.hex}", ContentFile(b"small"), save=False)
    found.copy_state = CopyState.READY
    found.save(force_insert=True)
    _upload(dossier)
    return found


def _upload(dossier):
    """Of the owner, cut off in the middle."""
    Upload.objects.create(
        submission=dossier,
        by=dossier.owner,
        key=UPLOAD_KEY,
        name="dang-tai.pdf",
        size=20,
        received=10,
        path=f"uploads-tmp/{uuid.uuid4().hex}",
        started_at=clock.now(),
        expires_at=clock.now() + timedelta(hours=24),
    )
