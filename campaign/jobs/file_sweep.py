"""Stored files that no row names, and parts of uploads that nobody goes on with: found, told and thrown away.

A server that dies between disk and database leaves such files; a day is more than any request takes.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import Model

from campaign.actions import upload
from campaign.models import clock
from campaign.models.attachment import Attachment, Upload
from campaign.models.issued_paper import PaperBatch, PaperTemplate
from campaign.models.news import ArticleFile, Picture
from campaign.models.redaction import FileRedaction

LEFT_ALONE = timedelta(hours=24)
FOLDERS: dict[str, tuple[type[Model], str]] = {
    "dossiers": (Attachment, "file"),
    "copies": (Attachment, "copy"),
    "previews": (Attachment, "preview"),
    "redacted": (FileRedaction, "copy"),
    "batches": (PaperBatch, "file"),
    "paper_templates": (PaperTemplate, "file"),
    "news-pictures": (Picture, "file"),
    "news-previews": (Picture, "small"),
    "news-files": (ArticleFile, "file"),
}


def sweep(*, delete: bool = True) -> dict[str, int]:
    """How many were found; with `delete` they are gone."""
    now = clock.now()
    stale = list(Upload.objects.filter(expires_at__lt=now))
    lost = [name for folder in FOLDERS for name in _orphans(folder, now)]
    lost += _lost_parts(now)
    if delete:
        for one in stale:
            upload.cancel(one)
        for name in lost:
            default_storage.delete(name)
    return {"stale_uploads": len(stale), "orphan_files": len(lost)}


def _orphans(folder: str, now: datetime) -> Iterator[str]:
    """Folder by folder, so that no list of all files is ever held."""
    model, field = FOLDERS[folder]
    for place, names in _places(folder):
        rows = model._default_manager.filter(**{f"{field}__startswith": f"{place}/"})
        known = set(rows.values_list(field, flat=True))
        yield from (name for name in names if name not in known and _is_old(name, now))


def _places(folder: str) -> Iterator[tuple[str, list[str]]]:
    if not default_storage.exists(folder):
        return
    inner, names = default_storage.listdir(folder)
    yield folder, [f"{folder}/{name}" for name in names]
    for part in sorted(inner):
        place = f"{folder}/{part}"
        yield place, [f"{place}/{name}" for name in default_storage.listdir(place)[1]]


def _lost_parts(now: datetime) -> list[str]:
    known = set(Upload.objects.values_list("path", flat=True))
    found = [name for _place, names in _places(upload.FOLDER) for name in names]
    return [name for name in found if name not in known and _is_old(name, now)]


def _is_old(name: str, now: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < now - LEFT_ALONE
    except FileNotFoundError:  # somebody removed it meanwhile
        return False
