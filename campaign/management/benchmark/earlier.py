"""Years that are over: ranked, decided and published, each with its list of results and its certificates."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from random import Random

from campaign.actions.showcase import refresh
from campaign.documents.publication import copied, facts, lines_of
from campaign.management.benchmark import words
from campaign.management.benchmark.city import City
from campaign.management.benchmark.plans import Plan
from campaign.models.campaign import Counter, Strand
from campaign.models.decision import Award, Decision, Proposal, Sitting
from campaign.models.judging import CombinedScore
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.submission import Authorship
from campaign.rules import published_list

# The best of each strand win a prize, the others are recognised.
PRIZES = (0, 1, 1, 2, 2, 2, 2)


def finish(city: City, plan: Plan) -> None:
    decision = Decision.objects.create(
        campaign=plan.campaign,
        number=plan.year % 100,
        year=plan.year,
        signed_on=_day(plan, 62),
        signer_power="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer_name=city.staff["CHUTICH"].full_name,
        recorded_by=city.officer,
        recorded_at=plan.base + timedelta(days=62),
    )
    for strand in plan.strands:
        _decide(city, plan, strand, decision)
    _publish(city, plan, decision)
    refresh(plan.campaign)


def _day(plan: Plan, days: int) -> date:
    return (plan.base + timedelta(days=days)).date()


def _decide(city: City, plan: Plan, strand: Strand, decision: Decision) -> None:
    scores = CombinedScore.objects.filter(submission__strand=strand).order_by("-total", "pk")
    order = list(scores.select_related("submission"))
    ranking = _ranking(city, plan, strand)
    RankedSubmission.objects.bulk_create(
        RankedSubmission(
            ranking=ranking, line=line, position=line, award_level=_prize(plan, line), **_of(score)
        )
        for line, score in enumerate(order, 1)
    )
    sitting = _sitting(city, plan, ranking)
    Proposal.objects.bulk_create(
        Proposal(
            sitting=sitting,
            submission=score.submission,
            outcome=_outcome(line),
            award_level=_prize(plan, line),
            position=line,
            total=score.total,
            level_label=score.level_label,
            votes_for=7,
        )
        for line, score in enumerate(order, 1)
    )
    Award.objects.bulk_create(
        Award(
            decision=decision,
            submission=score.submission,
            outcome=_outcome(line),
            award_level=_prize(plan, line),
            level_label=score.level_label,
        )
        for line, score in enumerate(order, 1)
    )


def _of(score: CombinedScore) -> dict[str, object]:
    return {
        "submission": score.submission,
        "total": score.total,
        "level_code": score.level_code,
        "level_label": score.level_label,
    }


def _outcome(line: int) -> str:
    return "award" if line <= len(PRIZES) else "recognised"


def _prize(plan: Plan, line: int) -> object:
    return plan.prizes[PRIZES[line - 1]] if line <= len(PRIZES) else None


def _ranking(city: City, plan: Plan, strand: Strand) -> Ranking:
    return Ranking.objects.create(
        campaign=plan.campaign,
        strand=strand,
        number=1,
        made_by=city.officer,
        made_at=plan.base + timedelta(days=41),
        tie_chain=[],
        parameters={},
        inputs_sha256="0" * 64,
    )


def _sitting(city: City, plan: Plan, ranking: Ranking) -> Sitting:
    return Sitting.objects.create(
        campaign=plan.campaign,
        strand=ranking.strand,
        ranking=ranking,
        held_on=_day(plan, 45),
        place="Trụ sở Ủy ban nhân dân thành phố",
        chair_name=city.staff["CHUTICH"].full_name,
        secretary_name=city.officer.full_name,
        members_total=9,
        members_present=7,
        minutes_number=f"{ranking.strand.order:02}/BB-HĐSK",
        recorded_by=city.staff["CHUTICH"],
        recorded_at=plan.base + timedelta(days=45),
    )


def _publish(city: City, plan: Plan, decision: Decision) -> None:
    lines = lines_of(decision)
    rows = [facts(line, number) for number, line in enumerate(lines, 1)]
    publication = Publication.objects.create(
        campaign=plan.campaign,
        decision=decision,
        version=1,
        published_at=plan.base + timedelta(days=65),
        published_by_name=city.staff["QUANTRI"].full_name,
        sha256=published_list.digest(rows),
        results_count=len(lines),
        dossiers_count=len(lines),
    )
    results = PublishedResult.objects.bulk_create(
        PublishedResult(
            publication=publication,
            campaign=plan.campaign,
            award=line.award,
            **row,
            **copied(line),
        )
        for row, line in zip(rows, lines, strict=True)
    )
    _certify(decision, [(result, line.authors) for result, line in zip(results, lines, strict=True)])


def _certify(decision: Decision, results: Sequence[tuple[PublishedResult, list[Authorship]]]) -> None:
    year, numbers = decision.signed_on.year, count(1)
    rng = Random(f"certificates-{year}")  # noqa: S311  repeatable on purpose: these papers prove nothing
    made = [
        Certificate(
            code=words.token(rng, 22),
            result=result,
            number=next(numbers),
            year=year,
            holder=author,
            holder_name=author.full_name,
            holder_job_title=author.job_title,
            holder_workplace=author.workplace,
            co_authors=", ".join(other.full_name for other in authors if other != author),
            issuer_name=decision.campaign.issuer_name,
            place_name=decision.campaign.place_name,
            issued_on=decision.signed_on,
            signer_power=decision.signer_power,
            signer_title=decision.signer_title,
            signer_name=decision.signer_name,
        )
        for result, authors in results
        for author in authors
    ]
    Certificate.objects.bulk_create(made)
    Counter.objects.create(register=f"giay-chung-nhan/{year}", last=len(made))
