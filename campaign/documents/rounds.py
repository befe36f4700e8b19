"""The rounds of one dossier as the office reads them: sheets, every result in order, and what was decided."""

from dataclasses import dataclass

from campaign.models.judging import Sheet
from campaign.models.rounds import RoundChoice, RoundOpening, RoundResult
from campaign.models.submission import Submission


@dataclass(frozen=True)
class Round:
    """`results` in the order in which they were computed: the last one holds for the round."""

    number: int
    opening: RoundOpening | None
    sheets: list[Sheet]
    results: list[RoundResult]
    is_official: bool


@dataclass(frozen=True)
class Story:
    rounds: list[Round]
    choices: list[RoundChoice]


def story(submission: Submission) -> Story:
    """Sheets are named only in rounds that have been combined: before that nobody of the office reads marks."""
    openings = {one.round: one for one in submission.round_openings.select_related("opened_by")}
    results = list(submission.round_results.order_by("pk"))
    official = getattr(submission, "combined_score", None)
    locked = (
        submission.sheets.filter(status="locked").select_related("judge").order_by("judge__sort_key", "pk")
    )
    sheets = list(locked)
    return Story(
        rounds=[
            Round(
                number=number,
                opening=openings.get(number),
                sheets=[one for one in sheets if one.round == number and _combined(results, number)],
                results=[one for one in results if one.round == number],
                is_official=official is not None and official.round == number,
            )
            for number in range(1, submission.judging_round + 1)
        ],
        choices=list(submission.round_choices.select_related("chosen_by")),
    )


def _combined(results: list[RoundResult], number: int) -> bool:
    return any(one.round == number for one in results)
