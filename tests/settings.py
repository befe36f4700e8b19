"""The portal's own settings, made quick and quiet for tests. The database still comes from DATABASE_URL."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("SECURE_HTTPS", "0")
os.environ.setdefault("EMAIL_URL", "memorymail://")

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SCRATCH = Path(tempfile.gettempdir()) / f"portal-tests-{os.getpid()}"
MEDIA_ROOT = SCRATCH / "media"
COUNT_EVERY = 0  # no thread writes into a test

DATABASES["default"]["CONN_MAX_AGE"] = 0  # a live server's threads must let the database go
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: the live server's threads then have connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH) + ".sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
