"""Registers, legal texts, holds and rewards in the world of the access tests: who opens them, and what stands there."""

from datetime import date

from campaign.actions.hold import lift_hold, place_hold
from campaign.models.decision import Decision
from campaign.models.hold import Hold
from campaign.models.legal import LegalText
from campaign.models.register import RegisterSeries
from campaign.models.submission import Submission
from tests.access import rewarding
from tests.decisions import make_legal_text, make_series, sign

OFFICERS = frozenset({"officer", "officer_author"})
PANEL = OFFICERS | {"administrator"}
OFFICE = PANEL | {"chair", "inspector"}
ADMINISTRATOR = frozenset({"administrator"})

PAGES = {
    **rewarding.PAGES,
    **dict.fromkeys(
        ("office:decisions", "office:decision_new", "office:proposal_new", "office:scope_new"), PANEL
    ),
    **dict.fromkeys(("office:decision", "office:register", "office:register_sheet"), OFFICE),
    **dict.fromkeys(("office:decision_revert", "office:revoke"), ADMINISTRATOR),
    **dict.fromkeys(("office:series_list", "office:series_new", "office:series_edit"), ADMINISTRATOR),
    **dict.fromkeys(("office:legal_texts", "office:legal_text_new", "office:legal_text"), ADMINISTRATOR),
    **dict.fromkeys(("office:holds", "office:hold_new"), PANEL),
    "office:hold": PANEL - {"officer_author"},
}
ACTS = rewarding.ACTS | {"office:scope_release": ADMINISTRATOR}


def sign_and_hold(world, sitting, token) -> Decision:
    """A hold that is over, so that its dossier is decided all the same."""
    officer, dossier = world.people["officer"], Submission.objects.get(pk=world.dossier.pk)
    since, reason = date(2026, 1, 5), f"Đơn thư {token('hold')}"
    hold = place_hold(dossier, by=officer, kind="complaint", reason=reason, since=since)
    lift_hold(hold, by=officer, reason="Đã kết luận.")
    return sign(sitting, by=officer, signer_name=f"Phạm Văn {token('signer')}")


def _series(world) -> int:
    return (RegisterSeries.objects.first() or make_series()).pk


def _legal_text(world) -> int:
    return (LegalText.objects.first() or make_legal_text()).pk


def _hold(world) -> int | None:
    found = Hold.objects.first()
    return found.pk if found else None


def _decision(world) -> int | None:
    found = world.campaign.decisions.first()
    return found.pk if found else None


OBJECTS = {
    **rewarding.OBJECTS,
    **dict.fromkeys(("office:decision_revert", "office:scope_new", "office:scope_release"), _decision),
    "office:series_edit": _series,
    "office:legal_text": _legal_text,
    "office:hold": _hold,
}
