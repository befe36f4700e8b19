"""Visits and readings, counted in the memory of the process and written together once a minute.

No request waits for a write, no cookie and no address is kept. Every process adds its own numbers to the same rows.
"""

import logging
from atexit import register
from collections import Counter
from threading import Lock, Timer

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from campaign.models.news import Article, VisitCount

logger = logging.getLogger(__name__)
VISIT = ""  # no article has this slug


class _Pending:
    def __init__(self) -> None:
        self.lock, self.counts = Lock(), Counter[str]()
        self.timer: Timer | None = None

    def add(self, *keys: str) -> None:
        with self.lock:
            self.counts.update(keys)
            if self.timer is None and settings.COUNT_EVERY:
                self.timer = Timer(settings.COUNT_EVERY, _on_time)
                self.timer.daemon = True
                self.timer.start()

    def take(self) -> Counter[str]:
        with self.lock:
            taken, self.counts, self.timer = self.counts, Counter(), None
        return taken


_pending = _Pending()


def count(*, article: str = "", is_visit: bool = False) -> None:
    """A reading of the article of this slug; a visit is a page that was entered from outside."""
    keys = ([article] if article else []) + ([VISIT] if is_visit else [])
    if keys:
        _pending.add(*keys)


def write_down() -> None:
    """What could not be written is kept for the next time."""
    taken = _pending.take()
    if not taken:
        return
    try:
        _add(taken)
    except DatabaseError:
        logger.warning("the counts could not be written; they are kept", exc_info=True)
        _pending.add(*taken.elements())


@transaction.atomic
def _add(taken: Counter[str]) -> None:
    visits = taken.get(VISIT, 0)
    if visits:
        VisitCount.objects.get_or_create(pk=1)
        VisitCount.objects.filter(pk=1).update(counted=F("counted") + visits)
    for slug in sorted(
        set(taken) - {VISIT}
    ):  # in one order, so that two processes do not wait for each other
        Article.objects.filter(slug=slug).update(views=F("views") + taken[slug])


def _on_time() -> None:
    """In a thread of its own, whose connection nobody else closes."""
    try:
        write_down()
    finally:
        connection.close()


def _at_the_end() -> None:
    if settings.COUNT_EVERY:
        write_down()


register(_at_the_end)
