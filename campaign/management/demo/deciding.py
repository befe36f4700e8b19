"""The papers of 2019: tờ trình, decisions by strand, one that was taken back, a wider scope; and a hold of today."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from campaign.actions.decision import record_decision, revert_decision
from campaign.actions.decision_paper import Paper
from campaign.actions.hold import place_hold
from campaign.actions.proposal_paper import ProposalFace, record_proposal_paper
from campaign.actions.scope import raise_scope, release_scope
from campaign.documents.decision_draft import draft_of, larger_scope
from campaign.documents.legal import bases_for
from campaign.management.demo import content
from campaign.management.demo.people import acting
from campaign.models import clock
from campaign.models.clock import VIETNAM
from campaign.models.decision import Decision, Sitting
from campaign.models.register import RegisterSeries
from campaign.models.submission import Submission
from campaign.rules.workflow import State

ASKED = datetime(2019, 12, 2, 10, tzinfo=VIETNAM)
MISTAKEN = datetime(2019, 12, 4, 9, tzinfo=VIETNAM)
WIDER = datetime(2020, 1, 3, 9, tzinfo=VIETNAM)


def ask(sittings: Sequence[Sitting]) -> None:
    """One tờ trình for all strands."""
    with clock.at(ASKED):
        face = ProposalFace(
            series=_series("to-trinh-hoi-dong"),
            signed_on=clock.today(),
            signer_power="TM. HỘI ĐỒNG",
            signer_title="CHỦ TỊCH HỘI ĐỒNG",
            signer_name=acting("CHUTICH").full_name,
        )
        record_proposal_paper(sittings, by=acting("THUKY"), face=face)


def mistake(sitting: Sitting) -> None:
    """Recorded under a wrong number and taken back: the register keeps the number, the dossiers wait again."""
    with clock.at(MISTAKEN):
        decision = _record(sitting, content.campaign_2019()["paper"]["number"] - 1)
    with clock.at(MISTAKEN + timedelta(minutes=20)):
        revert_decision(decision, by=acting("QUANTRI"), reason="Ghi nhầm số quyết định so với sổ giấy.")


def decide(sitting: Sitting, turn: int, moment: datetime) -> Decision:
    with clock.at(moment):
        return _record(sitting, content.campaign_2019()["paper"]["number"] + turn)


def _record(sitting: Sitting, number: int) -> Decision:
    sitting = Sitting.objects.select_related("campaign", "proposal_paper__entry__series").get(pk=sitting.pk)
    facts = dict(content.campaign_2019()["paper"])
    facts |= {"number": number, "signed_on": date.fromisoformat(facts["signed_on"])}
    offered = bases_for(sitting.campaign, "recognition")
    bases = [one.text for one in offered if one.is_settled and one.holds_on(facts["signed_on"])]
    paper = Paper(
        series=_series("quyet-dinh"),
        bases=tuple(bases),
        proposal=sitting.proposal_paper,
        notices=_series("thong-bao-hoi-dong"),
        **facts,
    )
    return record_decision([sitting], by=acting("THUKY"), paper=paper, seen=draft_of([sitting]).digest)


def widen(decision: Decision) -> None:
    """The province confirms that one of the initiatives reaches beyond the city."""
    recognised = decision.awards.filter(is_live=True).exclude(outcome="not_recognised")
    chosen = list(recognised.order_by("pk")[:1])
    with clock.at(WIDER):
        paper = Paper(
            series=_series("quyet-dinh-cap-tren"),
            number=15,
            signed_on=clock.today(),
            signer_power="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
            signer_title="PHÓ CHỦ TỊCH",
            signer_name="Hồ Minh Khoa",
        )
        seen = larger_scope(chosen, "province").digest
        made = raise_scope(chosen, by=acting("THUKY"), paper=paper, scope="province", seen=seen)
    with clock.at(WIDER + timedelta(hours=2)):
        release_scope(made, by=acting("QUANTRI"))


def set_aside() -> None:
    """A dossier of the running campaign waits until a complaint is settled."""
    ranked = Submission.objects.filter(state=State.RANKED).order_by("-pk").first()
    if ranked:
        place_hold(
            ranked,
            by=acting("THUKY"),
            kind="complaint",
            reason="Đang xác minh đơn đề nghị về tác giả của giải pháp (tình huống minh họa).",
            since=clock.today(),
        )


def _series(code: str) -> RegisterSeries:
    return RegisterSeries.objects.get(code=code)
