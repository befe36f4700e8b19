"""Which secret may reach whom, and from which state on. Tokens are planted by the world."""

from campaign.rules import workflow
from campaign.rules.workflow import SEALED, State
from tests.access import helping
from tests.access.crawl import Crawl
from tests.access.session_table import CONSOLE, COUNCIL_SEATS
from tests.access.table import (
    AUTHORS,
    EVERY_JUDGE,
    OFFICE_OF_DOSSIER,
    PANEL,
    PUBLIC,
    UNIT,
)
from tests.access.world import JUDGES, ROLES, STATES, token

HOLDERS = frozenset(JUDGES)
DESKS = AUTHORS | UNIT | OFFICE_OF_DOSSIER
OPEN_TEXT = DESKS | HOLDERS
COUNCIL = OFFICE_OF_DOSSIER
ANSWERING = PANEL - AUTHORS
JUDGED = STATES[STATES.index("judged") :]

# Who may read it while the campaign runs; whoever is not named never meets it.
READERS = {
    "title": OPEN_TEXT,
    "nature": OPEN_TEXT,
    "confidential": OPEN_TEXT,
    "file": DESKS,
    "redacted": DESKS,
    "owner": DESKS,
    "co_author": DESKS,
    "officer_author": DESKS | CONSOLE,
    "endorsement": DESKS,
    "supplement": DESKS,
    "question": AUTHORS | ANSWERING,
    "appeal": AUTHORS | ANSWERING,
    "objection": AUTHORS | ANSWERING,
    "conflict": ANSWERING,
    "kept": frozenset({"owner"}),
    "hold": ANSWERING,
    "reward": ANSWERING,
    "extension": PANEL,
    "article": PANEL,
    "report": helping.OFFICE - {"officer_author"},
    "story": {"owner"} | PANEL - AUTHORS,
    "late": AUTHORS | OFFICE_OF_DOSSIER,
    "check": COUNCIL,
    "explanation": frozenset({"officer"}),
    "reason": COUNCIL,
    "violation": COUNCIL | {JUDGES[0]},
    "sitting": COUNCIL | {"officer_author"},
    "notes": CONSOLE,
    "room": COUNCIL_SEATS | {"officer_author"} | PANEL,
    "signer": COUNCIL | {"officer_author"},
    **{name: COUNCIL | {"officer_author"} | CONSOLE for name in EVERY_JUDGE},
    **{f"{what} of {name}": COUNCIL | {name} for name in JUDGES for what in ("remark", "comment")},
}
# A draft is its authors' alone; the administrator keeps the register of people.
IN_DRAFT = dict.fromkeys(READERS, AUTHORS) | {name: AUTHORS | {"administrator"} for name in ROLES}
# Neither depends on where the dossier stands; a copy that came too late is read by the office, as its author was told.
IN_DRAFT |= {name: READERS[name] for name in ("kept", "extension", "late", "article", "report")}
# What publication tells everybody.
PUBLISHED = {name: PUBLIC for name in ("title", "signer", *AUTHORS)} | {
    "explanation": AUTHORS,
    "report": helping.OFFICE,
}
# Who has locked the own sheet may read how the others marked, but not who they are.
AFTER_OWN_LOCK = {f"{what} of {name}": HOLDERS for name in JUDGES for what in ("remark", "comment")}

SEALED_WORDS = [str(workflow.LABELS[state]) for state in SEALED - {State.ACCEPTED}]
OUTSIDE = AUTHORS - {"officer_author"} | UNIT | {"anonymous", "other_author", "other_head"}


def readers(secret: str, state: str) -> frozenset[str]:
    allowed = (IN_DRAFT if state == "draft" else READERS)[secret]
    if state == "published":
        allowed |= PUBLISHED.get(secret, frozenset())
    if state in JUDGED:
        allowed |= AFTER_OWN_LOCK.get(secret, frozenset())
    return allowed | {secret}  # everybody meets the own name


def leaks(found: Crawl) -> list[str]:
    """Whoever was answered with a secret that is not theirs to read."""
    state = found.world.dossier.state
    tokens = {secret: token(secret) for secret in READERS}
    return [
        f"{secret} reached {who} at {target.name} {target.holder}"
        for (who, target), answer in found.answers.items()
        for secret, word in tokens.items()
        if word in answer.text and who not in readers(secret, state)
    ]


def sealed_words(found: Crawl) -> list[str]:
    """Authors, units and the public read one and the same state from acceptance to publication."""
    return [
        f"«{word}» reached {who} at {target.name}"
        for (who, target), answer in found.answers.items()
        for word in SEALED_WORDS
        if who in OUTSIDE and word in answer.text
    ]


def unseen(found: Crawl) -> list[str]:
    """Secrets that stand on no page at all: their absence elsewhere would prove nothing."""
    shown = "\n".join(answer.text for answer in found.answers.values())
    return [secret for secret in READERS if secret != "supplement" and token(secret) not in shown]
