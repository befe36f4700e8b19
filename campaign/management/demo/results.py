"""How 2019 ended, strand by strand: ranking, council, decision, publication, and what authors were told."""

from datetime import date, datetime, time, timedelta

from campaign.actions import appeals, feedback, voices
from campaign.actions.campaign import close
from campaign.actions.issued_papers import issue_papers
from campaign.actions.publication import publish
from campaign.actions.publication_correction import Words, correct
from campaign.actions.ranking import make_ranking
from campaign.actions.sitting import Meeting, Outcome, hold_sitting
from campaign.documents.appeals import candidates
from campaign.documents.feedback import rehearsal
from campaign.documents.publication_versions import standing
from campaign.management.demo import content, deciding, live_council
from campaign.management.demo.bodies import end_panel
from campaign.management.demo.campaigns import at_hour
from campaign.management.demo.people import acting
from campaign.management.demo.rewards import reward_2019
from campaign.management.demo.walk import Dossier
from campaign.models import clock
from campaign.models.campaign import AwardLevel, Campaign, Strand
from campaign.models.clock import VIETNAM
from campaign.models.decision import Decision, Sitting
from campaign.models.publication import PublishedResult
from campaign.models.ranking import RankedSubmission
from campaign.rules.appeals import USUAL_GROUNDS
from campaign.rules.ballot import Count

RANKED = datetime(2019, 11, 29, 15, tzinfo=VIETNAM)
COUNCIL = datetime(2019, 12, 1, 8, tzinfo=VIETNAM)
SIGNED = datetime(2019, 12, 4, 15, tzinfo=VIETNAM)
PUBLISHED = datetime(2019, 12, 6, 8, 30, tzinfo=VIETNAM)
CLOSED = datetime(2020, 1, 6, 8, tzinfo=VIETNAM)
TURN = timedelta(minutes=40)
SHORT, FULL = "Phường 2", "Phường 2, thành phố Bạc Liêu"


def finish_2019(campaign: Campaign, dossiers: list[Dossier]) -> None:
    plan = content.campaign_2019()
    strands, rows = list(campaign.strands.all()), {one.pk: one.row for one in dossiers}
    end_panel(campaign, plan["panel"]["closed"])
    for turn, strand in enumerate(strands):
        with clock.at(RANKED + turn * TURN / 10):
            make_ranking(strand, by=acting("THUKY"))
    _summon(strands, plan)
    sittings = [_sit(strand, rows, turn) for turn, strand in enumerate(strands)]
    deciding.ask(sittings)
    deciding.mistake(sittings[0])
    signed = [SIGNED + turn * TURN / 10 for turn in range(len(sittings))]
    decisions = [deciding.decide(one, turn, signed[turn]) for turn, one in enumerate(sittings)]
    with clock.at(signed[-1] + TURN):
        for decision in decisions:
            issue_papers(decision, by=acting("THUKY"))
    for turn, decision in enumerate(decisions):
        with clock.at(PUBLISHED + turn * TURN / 10):
            publish(decision, by=acting("QUANTRI"))
    _explain(decisions, dossiers, datetime.fromisoformat(plan["feedback"]["released"]))
    _object({one.row["key"]: one for one in dossiers})
    reward_2019(campaign)
    deciding.widen(decisions[0])
    _complete_a_name(campaign)
    with clock.at(CLOSED):
        close(campaign, by=acting("QUANTRI"))


def _complete_a_name(campaign: Campaign) -> None:
    """The list named a unit short: it comes out again with a public note."""
    with clock.at(CLOSED - timedelta(days=1)):
        current = PublishedResult.objects.current().filter(campaign=campaign)
        line = current.filter(unit_name__endswith=SHORT).earliest("line")
        full = line.unit_name.replace(SHORT, FULL)
        note = f"Dòng {line.line}: ghi đủ tên đơn vị là “{full}”."
        correct(line, by=acting("QUANTRI"), words=Words(line.title, full, standing(line).names), note=note)


def _summon(strands: list[Strand], plan: content.Row) -> None:
    """One council uses the portal in its meeting; the others bring their counts on paper."""
    session = plan["session"]
    for turn, strand in enumerate(strands):
        if strand.code == session["strand"]:
            with clock.at(datetime.fromisoformat(session["planned_at"])):
                live_council.plan(strand, session, at=COUNCIL + turn * TURN, place=plan["sitting"]["place"])


def _explain(decisions: list[Decision], dossiers: list[Dossier], released: datetime) -> None:
    """The judges' comments, edited, then sent to the authors of all strands."""
    by = acting("THUKY")
    with clock.at(released):
        for one in dossiers:
            if "author_comment" in one.row:
                feedback.edit_comment(one.current, by=by, text=one.row["author_comment"], version=0)
        for decision in decisions:
            feedback.release(decision, by=by, seen=rehearsal(decision, by).seen)


def _object(dossiers: dict[str, Dossier]) -> None:
    """One author asks to look again and is answered, before the campaign closes."""
    plan = content.campaign_2019()["appeal"]
    one = dossiers[plan["dossier"]]
    with clock.at(at_hour(date.fromisoformat(plan["filed_on"]), time(9, 30))):
        filed = voices.appeal(one.current, by=one.owner, grounds=plan["grounds"], ground=USUAL_GROUNDS[1])
    with clock.at(at_hour(date.fromisoformat(plan["answered_on"]), time(15))):
        panel = [one.pk for one in candidates(filed)][:3]
        appeals.name_panel(filed, by=acting("THUKY"), members=panel, chair=panel[0])
        appeals.conclude(filed, by=acting("THUKY"), outcome="kept", answer=plan["answer"])


def _sit(strand: Strand, rows: dict[int, content.Row], turn: int) -> Sitting:
    plan = content.campaign_2019()
    if strand.code == plan["session"]["strand"]:
        return _meet(strand, rows, turn)
    ranking = strand.rankings.get()
    levels = {level.code: level for level in AwardLevel.objects.filter(campaign=strand.campaign_id)}
    with clock.at(COUNCIL + turn * TURN):
        by = acting("CHUTICH")
        facts = plan["sitting"] | {"chair_name": by.full_name, "secretary_name": acting("THUKY").full_name}
        facts["minutes_number"] = facts["minutes_number"].format(number=turn + 1)
        meeting = Meeting(held_on=clock.today(), **facts)
        outcomes = [
            _outcome(ranked, rows[ranked.submission_id], levels, meeting) for ranked in ranking.rows.all()
        ]
        return hold_sitting(ranking, by=by, meeting=meeting, outcomes=outcomes)


def _meet(strand: Strand, rows: dict[int, content.Row], turn: int) -> Sitting:
    plan = content.campaign_2019()
    keys = {pk: row["key"] for pk, row in rows.items()}
    number = plan["sitting"]["minutes_number"].format(number=turn + 1)
    begins = COUNCIL + turn * TURN
    return live_council.hold(strand, plan["session"], keys, begins=begins, minutes_number=number)


def _outcome(
    ranked: RankedSubmission, row: content.Row, levels: dict[str, AwardLevel], meeting: Meeting
) -> Outcome:
    level = levels[row["award"]].pk if row["award"] else None
    outcome = "award" if level else row["outcome"]
    against = meeting.members_present - 1 if outcome == "not_recognised" else 0
    count = Count(votes_for=meeting.members_present - against, votes_against=against)
    return Outcome(ranked.submission_id, outcome, level, count, row["outcome_reason"])
