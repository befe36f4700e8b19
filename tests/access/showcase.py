"""Who may open the pages of results, library, board of honour and adoptions."""

from tests.access.world import EVERYBODY

PUBLIC = frozenset(EVERYBODY)
RESULTS = ("results", "results_by_award", "results_by_unit", "results_csv", "results_json", "results_xlsx")

PAGES = {f"public:{name}": PUBLIC for name in (*RESULTS, "open_data")}
ACTS: dict = {}
ONLY_IN = dict.fromkeys(
    (f"public:results_{kind}" for kind in ("csv", "json", "xlsx")), frozenset({"published", "revoked"})
)
