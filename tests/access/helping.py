"""Pages of help, statistics and reports: who may open them, and the rows that their addresses name."""

from campaign.models.help import HelpQuestion
from tests.access.world import EVERYBODY

PUBLIC = frozenset(EVERYBODY)
OFFICE = frozenset({"officer", "officer_author", "administrator", "chair", "inspector"})
ADMINISTRATOR = frozenset({"administrator"})

PAGES = {
    **{f"public:{name}": PUBLIC for name in ("statistics", "guide", "leaflet", "leaflet_pdf")},
    **{f"office:{name}": OFFICE for name in ("statistics", "statistics_xlsx", "silent_units")},
    **{f"setup:help_question{name}": ADMINISTRATOR for name in ("", "s", "_new")},
}
ACTS = {f"setup:help_{name}": ADMINISTRATOR for name in ("take", "question_remove")}


def _question(world) -> int:
    facts = {"section": "Hồ sơ", "question": "Nộp ở đâu?", "answer": "Trên cổng này."}
    return HelpQuestion.objects.get_or_create(order=1, defaults=facts)[0].pk


OBJECTS = dict.fromkeys(("setup:help_question", "setup:help_question_remove"), _question)
