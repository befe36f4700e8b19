"""Two at the same moment, made certain: whoever comes first waits until the other has come too or is held by a lock.

No time is guessed. The first asks the database whether somebody waits for it; if so, the other cannot come, and the
lock that is on trial has done its work. A slow machine makes the wait longer and changes nothing else.
"""

import multiprocessing
import time

from django.db import connection

FORK = multiprocessing.get_context("fork")
STEP, PATIENCE = 0.01, 60
HELD_BY_ME = """
    SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))
"""


class Moment:
    """Once, of two, whether threads or processes; when it is over, nobody waits there any more."""

    def __init__(self):
        self._first, self._over = FORK.Semaphore(1), FORK.Event()

    def wait(self):
        if not self._first.acquire(block=False):
            self._over.set()
        given_up = time.monotonic() + PATIENCE
        while not self._over.wait(STEP):
            assert time.monotonic() < given_up, "the other neither came nor waits for a lock"
            if holds_somebody():
                self._over.set()


def holds_somebody():
    with connection.cursor() as cursor:
        cursor.execute(HELD_BY_ME)
        return cursor.fetchone()[0]
