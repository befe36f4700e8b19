"""The rewards of 2019: giấy khen for the authors of every prize, by a decision of its own after the publication."""

from datetime import datetime

from campaign.actions.decision_paper import Paper
from campaign.actions.reward_decision import record_rewards, release_rewards
from campaign.actions.reward_list import make_list, propose_by_level
from campaign.documents.rewards import sheet_of
from campaign.management.demo import content
from campaign.management.demo.people import acting
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.clock import VIETNAM
from campaign.models.register import RegisterSeries

SIGNED = datetime(2019, 12, 24, 15, tzinfo=VIETNAM)
TOLD = datetime(2019, 12, 26, 9, tzinfo=VIETNAM)


def reward_2019(campaign: Campaign) -> None:
    by, face = acting("THUKY"), content.campaign_2019()["paper"]
    with clock.at(SIGNED):
        listed = make_list(
            campaign, by=by, name=f"Khen thưởng tổng kết năm {campaign.year}", nature="thematic"
        )
        kinds: dict[int | None, str] = {level.pk: "giay-khen" for level in campaign.award_levels.all()}
        propose_by_level(listed, by=by, kinds=kinds, year=campaign.year)
        paper = Paper(
            series=RegisterSeries.objects.get(code="quyet-dinh"),
            signed_on=clock.today(),
            bases=tuple(basis.text for basis in campaign.legal_bases.all()),
            **{name: face[name] for name in ("signer_power", "signer_title", "signer_name")},
        )
        seen = sheet_of(listed, paper.signed_on).digest
        decision = record_rewards(listed, by=by, paper=paper, seen=seen)
    with clock.at(TOLD):
        release_rewards(decision, by=acting("QUANTRI"))
