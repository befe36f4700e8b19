"""Strands with counted sheets, for the tests of the fairness desk and of what authors are told."""

from decimal import Decimal

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.models import clock
from campaign.models.judging import CombinedScore, Sheet
from campaign.models.submission import Submission
from tests.factories import (
    make_assignment,
    make_campaign,
    make_decision,
    make_panel,
    make_sheet,
    make_submission,
    make_user,
)

JUDGES = 4


def make_marked_strand(*, dossiers=8, hard=3, source="plan", campaign=None):
    """Four judges, three sheets a dossier in turn; the first judge gives `hard` points less in every criterion."""
    campaign = campaign or make_campaign()
    judges = [make_user(Role.JUDGE, full_name=f"Lê Giám Khảo {number}") for number in range(JUDGES)]
    panel = make_panel(campaign, *judges)
    owner = make_user(Role.AUTHOR)
    made = []
    for number in range(dossiers):
        dossier = make_submission(campaign=campaign, owner=owner, state="judged")
        for step in range(3):
            judge = (number + step) % JUDGES
            points = 18 + number - (hard if judge == 0 else 0) + (number * 2 + step * step) % 3
            given = make_assignment(dossier, judges[judge], panel=panel, source=source)
            make_sheet(given, {"novelty": points, "applicability": points, "benefit": points})
        combine(dossier)
        made.append(dossier)
    return campaign.strands.get(), judges, made


def combine(dossier):
    """As the end of judging does, without its moves."""
    totals = list(dossier.sheets.order_by("pk").values_list("total", flat=True))
    total = (sum(totals) / len(totals)).quantize(Decimal("0.01"))
    means = {
        code: str((total / 3).quantize(Decimal("0.01"))) for code in ("novelty", "applicability", "benefit")
    }
    CombinedScore.objects.create(
        submission=dossier,
        sheets=len(totals),
        method="mean",
        total=total,
        spread=max(totals) - min(totals),
        criterion_means=means,
        level_code="B",
        level_label="Loại B",
        level_reason="Đạt mức Loại B.",
        computed_at=clock.now(),
    )


def make_published(outcomes=("nhat", "recognised", "not_recognised"), *, sheets=3):
    """A published decision whose dossiers have sheets with comments; `sheets` of each are counted."""
    campaign = make_campaign()
    decision = make_decision(campaign, *outcomes)
    judges = [make_user(Role.JUDGE, full_name=f"Lê Giám Khảo {number}") for number in range(sheets)]
    panel = make_panel(campaign, *judges)
    for place, dossier in enumerate(Submission.objects.filter(campaign=campaign).order_by("pk")):
        for step, judge in enumerate(judges):
            given = make_assignment(dossier, judge, panel=panel)
            points = 20 + place + step
            sheet = make_sheet(
                given, {"novelty": points, "applicability": points, "benefit": points}, locked=False
            )
            Sheet.objects.filter(pk=sheet.pk).update(
                comment=f"Ý kiến riêng {step}", status="locked", locked_at=clock.now(), total=points * 3
            )
        combine(dossier)
    publish(decision, by=make_user(Role.ADMINISTRATOR))
    return decision
