"""Wrong guesses of an account are counted by reader and hour, so that nobody can find people by trying."""

import time

from django.core.cache import cache

from accounts.models.user import User

ALLOWED_AN_HOUR = 10
HOUR = 3600


def too_many(reader: User) -> bool:
    return cache.get(_key(reader), 0) >= ALLOWED_AN_HOUR


def count(reader: User) -> None:
    key = _key(reader)
    cache.set(key, cache.get(key, 0) + 1, timeout=HOUR)


def _key(reader: User) -> str:
    return f"lookups:{reader.pk}:{int(time.time() // HOUR)}"
