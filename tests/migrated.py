"""A migrated SQLite database is kept and copied for the next run, as long as nothing that makes it has changed.

And what migrations bring into any database is put back after a flush.
"""

import hashlib
import os
import shutil
import tempfile
import time
from itertools import chain
from pathlib import Path

from django.apps import apps
from django.core import serializers
from django.db import transaction

ROOT = Path(__file__).parent.parent
MAKE_IT = (
    "accounts/models",
    "accounts/migrations",
    "campaign/models",
    "campaign/migrations",
    "campaign/rules",
)
MORE = ("requirements.txt", "config/settings.py", "accounts/roles.py")
OLD = 7 * 24 * 3600


def template() -> Path:
    """Its name tells of what it was made."""
    found = hashlib.sha256()
    for path in [*(ROOT / name for name in MORE), *_modules()]:
        found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"portal-migrated-{_owner()}-{found.hexdigest()[:24]}.sqlite3"


def _modules() -> list[Path]:
    return sorted(path for folder in MAKE_IT for path in (ROOT / folder).rglob("*.py"))


def _owner() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def lay_out(name: str) -> bool:
    """The test database called `name` begins as a copy; false when there is none to copy yet."""
    source = template()
    if not source.exists():
        return False
    shutil.copyfile(source, name)
    os.utime(source)
    return True


def keep(connection) -> None:
    """Whole or not at all, whoever else does the same at this moment."""
    target = template()
    ours = target.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(ours)])
    ours.replace(target)
    for other in target.parent.glob(f"portal-migrated-{_owner()}-*"):
        if time.time() - other.stat().st_mtime > OLD:
            other.unlink(missing_ok=True)


def seeds() -> str:
    """Every row of our own tables, before any test."""
    models = chain.from_iterable(apps.get_app_config(name).get_models() for name in ("accounts", "campaign"))
    rows = chain.from_iterable(model._default_manager.order_by("pk") for model in models)
    return serializers.serialize("json", rows)


@transaction.atomic
def sow(text: str) -> None:
    for row in serializers.deserialize("json", text):
        row.save()
