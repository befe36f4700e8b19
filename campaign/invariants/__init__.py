"""What must hold over all stored data at every moment, each with a name. `manage.py check_invariants` asks them all.

The database's own constraints and guards hold most of it; these look again from outside, and at what spans tables.
A check yields a short word for every place where it does not hold: a register number, a code, a number.
"""

from itertools import islice

from campaign.invariants import filing, judging, news, results, rewards, showcase
from campaign.invariants.states import Checks

MOST_PLACES = 20
INVARIANTS: Checks = (
    filing.CHECKS | judging.CHECKS | results.CHECKS | news.CHECKS | rewards.CHECKS | showcase.CHECKS
)


def broken() -> dict[str, list[str]]:
    """The names of the invariants that do not hold, each with the first places."""
    found = {name: list(islice(check(), MOST_PLACES)) for name, (_text, check) in INVARIANTS.items()}
    return {name: places for name, places in found.items() if places}
