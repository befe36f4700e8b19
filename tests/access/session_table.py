"""Who may open what of a council's live session; the world's session is open (`live_session.py`)."""

CONSOLE = frozenset({"chair", "judge_locked"})  # who chairs the session, and its secretary
COUNCIL_SEATS = CONSOLE | {
    "judge_marking",
    "judge_waiting",
}  # officer_author sits there too, barred from the item

PAGES = {
    "council:sittings": frozenset({"chair"}),
    "council:sitting_new": frozenset({"chair"}),
    "council:session_new": frozenset({"officer", "officer_author", "chair"}),
    **dict.fromkeys(
        (
            f"council:session{page}"
            for page in ("", "_cancel", "_written", "_item", "_round", "_screen", "_paper")
        ),
        CONSOLE,
    ),
    "council:session_close": frozenset({"chair"}),
    "council:seat": COUNCIL_SEATS | {"officer_author"},
}

ACTS = {
    **dict.fromkeys(
        (f"council:session_{act}" for act in ("open", "attendance", "take_up", "vote", "void")), CONSOLE
    ),
    **dict.fromkeys((f"council:{act}" for act in ("draw", "cast", "recuse")), COUNCIL_SEATS),
}
