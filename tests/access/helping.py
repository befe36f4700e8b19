"""Pages of help, statistics and reports: who may open them, and the rows that their addresses name."""

from campaign.models import clock
from campaign.models.help import HelpQuestion
from campaign.models.report import Report
from tests.access.tokens import token
from tests.access.world import EVERYBODY

PUBLIC = frozenset(EVERYBODY)
OFFICE = frozenset({"officer", "officer_author", "administrator", "chair", "inspector"})
ADMINISTRATOR = frozenset({"administrator"})

REPORT = ("office:report", "office:report_paper")
# Whoever is partial to a dossier under judgement finds no report; from the publication on the role alone decides.
WHEN_PUBLISHED = {
    **dict.fromkeys(REPORT, OFFICE),
    "office:report_issue": OFFICE - {"chair", "inspector"},
}
PAGES = {
    **{f"public:{name}": PUBLIC for name in ("statistics", "guide", "leaflet", "leaflet_pdf")},
    **{f"office:{name}": OFFICE for name in ("statistics", "statistics_xlsx", "silent_units")},
    "office:reports": OFFICE,
    **dict.fromkeys(REPORT, OFFICE - {"officer_author"}),
    "office:report_issue": frozenset({"officer", "administrator"}),
    "office:benefit": frozenset({"officer"}),
    **{f"setup:help_question{name}": ADMINISTRATOR for name in ("", "s", "_new")},
}
ACTS = {f"setup:help_{name}": ADMINISTRATOR for name in ("take", "question_remove")}


def _question(world) -> int:
    facts = {"section": "Hồ sơ", "question": "Nộp ở đâu?", "answer": "Trên cổng này."}
    return HelpQuestion.objects.get_or_create(order=1, defaults=facts)[0].pk


def _report(world) -> int:
    facts = {"begun_by": world.people["officer"], "begun_at": clock.now()}
    face = {"campaign": world.campaign, "kind": "final", "edition": 1}
    report, is_new = Report.objects.get_or_create(**face, defaults=facts)
    if is_new:
        said = {"parts": {"direction": f"Đang viết {token('report')}"}, "saved_at": clock.now()}
        report.texts.create(number=1, saved_by=world.people["officer"], **said)
    return report.pk


OBJECTS = {
    **dict.fromkeys(("setup:help_question", "setup:help_question_remove"), _question),
    **dict.fromkeys((*REPORT, "office:report_issue"), _report),
}
