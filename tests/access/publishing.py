"""Who may open the pages of publication, corrections, public proof and the register of certificates."""

from campaign.rules.workflow import State
from tests.access.world import EVERYBODY

PUBLIC = frozenset(EVERYBODY)
ADMINISTRATOR = frozenset({"administrator"})
PANEL = frozenset({"officer", "officer_author", "administrator"})
OFFICE = PANEL | {"chair", "inspector"}
PROOF = ("verify", "verify_version", "verify_json", "verify_csv")

PAGES = {
    **{f"public:{name}": PUBLIC for name in PROOF},
    **{f"office:{name}": PANEL for name in ("publish", "publishing", "publish_together")},
    **{f"office:{name}": ADMINISTRATOR for name in ("published_lines", "correct", "revoke")},
    **dict.fromkeys(("office:certificates", "office:certificates_sheet"), OFFICE),
    "setup:appeal_terms": ADMINISTRATOR,
}
ACTS = {
    **{f"office:{name}": PANEL for name in ("publish_at", "publish_cancel")},
    "office:appeal_panel": PANEL - {"officer_author"},
}
ONLY_IN = {
    "office:scope_new": frozenset({State.PUBLISHED, State.REVOKED}),
    **dict.fromkeys(("office:publish_together", "office:publish_at"), frozenset({State.DECIDED})),
    **dict.fromkeys((f"public:{name}" for name in PROOF), frozenset({State.PUBLISHED, State.REVOKED})),
}
