"""Who opened a page: a person, as far as the request tells."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

MACHINE = re.compile(
    r"bot|crawl|spider|slurp|scrap|fetch|preview|monitor|check|headless|lighthouse|archiver|validator"
    r"|curl|wget|python|java/|ruby|perl|go-http|okhttp|axios|libwww|feed|facebookexternalhit",
    re.IGNORECASE,
)


def is_person(headers: Mapping[str, str]) -> bool:
    """A browser that shows a page: no machine by its own name, nothing that is loaded in advance."""
    agent = headers.get("User-Agent", "")
    loaded_ahead = headers.get("Sec-Purpose", "") or headers.get("Purpose", "") or headers.get("X-Moz", "")
    wants_page = headers.get("Accept", "").startswith("text/html")
    return bool(agent) and not MACHINE.search(agent) and not loaded_ahead and wants_page


def is_arrival(referrer: str, host: str) -> bool:
    """Who comes from a page of the portal itself goes on with the same visit."""
    try:
        return urlsplit(referrer).netloc != host
    except ValueError:
        return True
