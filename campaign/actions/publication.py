"""Publish a decision in one act: facts copied to the public's tables, certificates made, authors told. Or revoke."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from accounts.models.user import User
from accounts.text import fold
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.actions.registers import next_number
from campaign.actions.transition import perform
from campaign.models import clock
from campaign.models.decision import Award, Decision
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.submission import Authorship
from campaign.rules import workflow
from campaign.rules.calendar import document_number, official_date
from campaign.rules.phrase import Phrase

RECOGNISED = "Công nhận sáng kiến"


@dataclass(frozen=True)
class Rehearsal:
    """What publishing would do, counted before anybody presses the button."""

    recognised: list[Award]
    not_recognised: list[Award]
    certificates: int
    readers: int


def rehearse(decision: Decision) -> Rehearsal:
    awards = _awards(decision)
    people = {
        user for award in awards for user in [award.submission.owner_id, *award.submission.author_ids] if user
    }
    recognised = [award for award in awards if award.outcome != "not_recognised"]
    return Rehearsal(
        recognised=recognised,
        not_recognised=[award for award in awards if award.outcome == "not_recognised"],
        certificates=sum(len(award.submission.authorships.all()) for award in recognised),
        readers=len(people),
    )


@transaction.atomic
def publish(decision: Decision, *, by: User) -> Publication:
    """All or nothing; a second click finds it published and changes nothing."""
    gate.require_in_campaign("publish", by)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=decision.pk)
    _require_unpublished(decision)
    gate.require_window(decision.campaign, "publish")
    awards = _awards(decision)
    lines = _lines(decision, awards)
    publication = _store(decision, awards, lines, by=by)
    for line, award in lines:
        _publish_result(publication, award, line)
    for award in awards:
        perform(workflow.PUBLISH, award.submission, by=by, facts=_told(award))
    trail.record(
        "publish_decision",
        by=by,
        campaign=decision.campaign,
        facts={"decision": str(decision), "version": publication.version, "sha256": publication.sha256},
    )
    return publication


@transaction.atomic
def revoke(award: Award, *, by: User, reason: str) -> Award:
    """Take a published recognition back: its result and certificates say so from now on."""
    award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("submission", "decision")
        .get(pk=award.pk)
    )
    if not reason.strip():
        raise Refused(Phrase("Chưa thu hồi: cần ghi lý do thu hồi. Kết quả đã công bố được giữ nguyên."))
    perform(
        workflow.REVOKE, award.submission, by=by, facts={"decision": str(award.decision), "reason": reason}
    )
    now = clock.now()
    award.is_live, award.revoked_at, award.revoked_reason = False, now, reason
    award.save(update_fields=["is_live", "revoked_at", "revoked_reason"])
    PublishedResult.objects.filter(award=award).update(revoked_at=now)
    Certificate.objects.filter(result__award=award).update(revoked_at=now, revoked_reason=reason)
    return award


def content_digest(publication: Publication) -> str:
    """SHA-256 over the published list, for anybody who wants to compare it with the one announced."""
    return _digest(
        [
            [
                row.line,
                row.register_number,
                row.title,
                row.authors,
                row.unit_name,
                row.award_label,
                row.level_label,
            ]
            for row in publication.results.order_by("line")
        ]
    )


def _digest(rows: list[list[object]]) -> str:
    return hashlib.sha256(trail.canonical(rows)).hexdigest()


def _require_unpublished(decision: Decision) -> None:
    earlier = Publication.objects.filter(decision=decision).first()
    if earlier:
        raise Refused(
            Phrase(
                "Quyết định này đã được công bố ngày %(day)s; không công bố thêm lần nữa và không gửi lại thư.",
                day=official_date(earlier.published_at.astimezone(clock.VIETNAM).date()),
            )
        )


def _awards(decision: Decision) -> list[Award]:
    """In the order in which they are read out: prize, place, strand."""
    awards = (
        decision.awards.filter(is_live=True)
        .select_related("award_level", "submission__strand", "submission__proposal", "submission__unit")
        .prefetch_related("submission__authorships")
    )
    return sorted(awards, key=_reading_order)


def _reading_order(award: Award) -> tuple[int, int, int, int]:
    level = award.award_level.order if award.award_level else 1000
    return (level, award.submission.proposal.position, award.submission.strand.order, award.pk)


def _award_label(award: Award) -> str:
    return award.award_level.label if award.award_level else RECOGNISED


def _told(award: Award) -> dict[str, object]:
    """What the mail to the authors says, and what the trail keeps."""
    return {
        "decision": str(award.decision),
        "outcome": award.outcome,
        "label": _award_label(award) if award.outcome != "not_recognised" else "",
        "reason": award.reason if award.outcome == "not_recognised" else "",
    }


def _authors(award: Award) -> list[Authorship]:
    return list(award.submission.authorships.all())


def _lines(decision: Decision, awards: list[Award]) -> list[tuple[int, Award]]:
    """The campaign's list goes on numbering from one decision to the next."""
    first = PublishedResult.objects.filter(campaign=decision.campaign).count() + 1
    return list(enumerate((award for award in awards if award.outcome != "not_recognised"), first))


def _store(
    decision: Decision, awards: list[Award], lines: list[tuple[int, Award]], *, by: User
) -> Publication:
    return Publication.objects.create(
        campaign=decision.campaign,
        decision=decision,
        version=Publication.objects.filter(campaign=decision.campaign).count() + 1,
        published_at=clock.now(),
        published_by_name=by.full_name,
        sha256=_digest([list(_facts(award, line).values()) for line, award in lines]),
        results_count=len(lines),
        dossiers_count=len(awards),
    )


def _facts(award: Award, line: int) -> dict[str, object]:
    """The published face of one result, in the order in which it is hashed."""
    submission = award.submission
    return {
        "line": line,
        "register_number": submission.register_number,
        "title": submission.title,
        "authors": ", ".join(row.full_name for row in _authors(award)),
        "unit_name": submission.unit.name_on(award.decision.signed_on),
        "award_label": _award_label(award),
        "level_label": award.level_label,
    }


def _publish_result(publication: Publication, award: Award, line: int) -> None:
    submission, decision = award.submission, publication.decision
    facts = _facts(award, line)
    result = PublishedResult.objects.create(
        publication=publication,
        campaign=publication.campaign,
        award=award,
        summary=submission.summary,
        strand_code=submission.strand.code,
        strand_name=submission.strand.name,
        award_code=award.award_level.code if award.award_level else "",
        decision_text=_decision_text(decision),
        search_text=fold(" ".join([str(facts["title"]), str(facts["authors"]), str(facts["unit_name"])])),
        **facts,
    )
    for author in _authors(award):
        _certify(result, author, decision)


def _decision_text(decision: Decision) -> str:
    return f"{document_number(decision.number, decision.symbol)} {official_date(decision.signed_on)}"


def _certify(result: PublishedResult, author: Authorship, decision: Decision) -> None:
    year = decision.signed_on.year
    others = [name for name in result.authors.split(", ") if name != author.full_name]
    Certificate.objects.create(
        result=result,
        number=next_number(f"giay-chung-nhan/{year}"),
        year=year,
        holder=author,
        holder_name=author.full_name,
        holder_job_title=author.job_title,
        holder_workplace=author.workplace or result.unit_name,
        co_authors=", ".join(others),
        issuer_name=decision.campaign.issuer_name,
        place_name=decision.campaign.place_name,
        issued_on=decision.signed_on,
        signer_power=decision.signer_power,
        signer_title=decision.signer_title,
        signer_name=decision.signer_name,
    )
