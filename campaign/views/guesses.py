"""Wrong certificate codes are counted by address and minute, so that nobody can try codes in bulk."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

ALLOWED_A_MINUTE = 30


def too_many(request: HttpRequest) -> bool:
    return cache.get(_key(request), 0) >= ALLOWED_A_MINUTE


def count(request: HttpRequest) -> None:
    key = _key(request)
    cache.set(key, cache.get(key, 0) + 1, timeout=60)


def _key(request: HttpRequest) -> str:
    """The proxy in front is believed only as far as TRUSTED_PROXY_COUNT says."""
    return f"wrong-code:{get_adapter(request).get_client_ip(request)}:{int(time.time() // 60)}"
