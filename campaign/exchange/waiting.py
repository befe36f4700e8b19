"""Files between their rehearsal and their import: kept privately, for one person, under the file's own hash."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models.user import User
from campaign.models import clock

KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True)
class Waiting:
    sha256: str
    name: str
    source: str
    content: bytes


def keep(user: User, *, name: str, source: str, content: bytes) -> str:
    """The hash by which the file is found again; older files of this person go."""
    _sweep(user)
    sha256 = hashlib.sha256(content).hexdigest()
    words = json.dumps({"name": name, "source": source}, ensure_ascii=False)
    for path, stored in [(_path(user, sha256), content), (_words_path(user, sha256), words.encode())]:
        default_storage.delete(path)
        default_storage.save(path, ContentFile(stored))
    return sha256


def find(user: User, sha256: str) -> Waiting | None:
    if not default_storage.exists(_words_path(user, sha256)):
        return None
    with default_storage.open(_words_path(user, sha256)) as file:
        words = json.loads(file.read())
    with default_storage.open(_path(user, sha256)) as file:
        return Waiting(sha256, words["name"], words["source"], file.read())


def drop(user: User, sha256: str) -> None:
    default_storage.delete(_path(user, sha256))
    default_storage.delete(_words_path(user, sha256))


def _sweep(user: User) -> None:
    folder = _folder(user)
    if not default_storage.exists(folder):
        return
    oldest = clock.now() - KEPT_FOR
    for name in default_storage.listdir(folder)[1]:
        path = f"{folder}/{name}"
        if default_storage.get_modified_time(path) < oldest:
            default_storage.delete(path)


def _folder(user: User) -> str:
    return f"imports/{user.pk}"


def _path(user: User, sha256: str) -> str:
    return f"{_folder(user)}/{sha256}"


def _words_path(user: User, sha256: str) -> str:
    return f"{_path(user, sha256)}.json"
