"""When a session ends: after a while without any act, and in any case after a working day.

The two moments stand in the session itself, set when somebody signs in; `seen` is renewed at most once a minute.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.roles import Role

IDLE = timedelta(minutes=60)
IDLE_OF_OFFICE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
OFFICE = (Role.OFFICER, Role.JUDGE, Role.CHAIR, Role.ADMINISTRATOR, Role.INSPECTOR)
RENEWED = 60
BEGAN, SEEN = "session_began", "session_seen"


def begin(session: Any) -> None:
    session[BEGAN] = session[SEEN] = _now()


def idle_limit(user: Any) -> timedelta:
    return IDLE_OF_OFFICE if user.has_role(*OFFICE) else IDLE


def is_over(user: Any, session: Any) -> bool:
    """A session without these moments, such as one from before they were kept, ends with its cookie."""
    seen, began = session.get(SEEN), session.get(BEGAN)
    if seen is None or began is None:
        return False
    idle, now = _now() - seen, _now()
    if now - began >= LONGEST.total_seconds():
        return True
    return idle >= IDLE_OF_OFFICE.total_seconds() and idle >= idle_limit(user).total_seconds()


def renew(session: Any) -> None:
    if SEEN in session and _now() - session[SEEN] >= RENEWED:
        session[SEEN] = _now()


def seconds_left(user: Any, session: Any) -> int:
    """Until this session would end if nothing more were done; a minute early, as `seen` is."""
    idle = int(idle_limit(user).total_seconds()) - RENEWED
    if BEGAN not in session:
        return idle
    return max(0, min(idle, int(LONGEST.total_seconds()) - (_now() - session[BEGAN])))


def _now() -> int:
    return int(timezone.now().timestamp())
