"""Publish a decision in one act: facts copied to the public's tables, certificates made, authors told. Or revoke."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.decision_release import note_released
from campaign.actions.refused import refuse_if
from campaign.actions.registers import next_number
from campaign.actions.similarity import note_results
from campaign.actions.statistics import refresh_figures, release_figures
from campaign.actions.transition import perform
from campaign.documents.publication import NOT_RECOGNISED, Line, copied, facts, lines_of, told
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.decision import Award, Decision
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.submission import Authorship
from campaign.rules import permissions, phases, workflow
from campaign.rules.calendar import vn_date, vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase

HASHED = ("line", "register_number", "title", "authors", "unit_name", "award_label", "level_label")
Numbered = list[tuple[int, Line]]


def why_not(decision: Decision, user: User) -> Phrase:
    """Why the button is grey: who asks, whether it was published before, the timetable. Empty means yes."""
    return permissions.of_campaign("publish", user) or _published_before(decision) or _window_closed(decision)


@transaction.atomic
def publish(decision: Decision, *, by: User) -> Publication:
    """All or nothing; a second click finds it published and changes nothing."""
    gate.require_in_campaign("publish", by)
    decision = _locked(decision)
    refuse_if(_published_before(decision))
    refuse_if(_window_closed(decision))
    lines = lines_of(decision)
    numbered = _numbered(decision, lines)
    publication = _store(decision, numbered, dossiers=len(lines), by=by)
    note_released(decision, publication.published_at)
    for number, line in numbered:
        _publish_line(publication, line, number)
    note_results(publication.results.all())
    certificates = _certificates(publication)
    for line in lines:
        known = told(line) | {"certificates": certificates.get(line.award.pk, [])}
        perform(workflow.PUBLISH, line.award.submission, by=by, facts=known)
    release_figures(publication)
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
    rows = Award.objects.select_for_update(of=("self",)).select_related("submission", "decision")
    award = rows.get(pk=award.pk)
    refuse_if(_revocation_problem(award, reason))
    known = {"decision": str(award.decision), "reason": reason}
    perform(workflow.REVOKE, award.submission, by=by, facts=known)
    now = clock.now()
    award.is_live, award.revoked_at, award.revoked_reason = False, now, reason
    award.save(update_fields=["is_live", "revoked_at", "revoked_reason"])
    PublishedResult.objects.filter(award=award).update(revoked_at=now)
    Certificate.objects.filter(result__award=award).update(revoked_at=now, revoked_reason=reason)
    refresh_figures(award.decision.campaign)
    return award


def content_digest(publication: Publication) -> str:
    """SHA-256 over the published list, for anybody who wants to compare it with the one announced."""
    return digest(publication.results.order_by("line").values(*HASHED))


def digest(rows: Iterable[dict[str, Any]]) -> str:
    return hashlib.sha256(trail.canonical([[row[name] for name in HASHED] for row in rows])).hexdigest()


def _locked(decision: Decision) -> Decision:
    """With its campaign, so that two decisions published at once share neither version nor line numbers."""
    rows = Decision.objects.select_for_update(of=("self", "campaign")).select_related("campaign")
    return rows.get(pk=decision.pk)


def _published_before(decision: Decision) -> Phrase:
    earlier: Publication | None = getattr(decision, "publication", None)
    if earlier is None:
        return NO_OBJECTION
    return Phrase(
        "Quyết định này đã được công bố lúc %(when)s; không công bố thêm lần nữa và không gửi lại thư.",
        when=vn_datetime(earlier.published_at),
    )


def _window_closed(decision: Decision) -> Phrase:
    """A strand may have a publication window of its own."""
    spans, now = decision.campaign.spans(), clock.now()
    codes = decision.awards.order_by().values_list("submission__strand__code", flat=True).distinct()
    objections = [phases.closed_reason(spans, phases.Kind.PUBLISH, now, code) for code in codes]
    return next((objection for objection in objections if objection), NO_OBJECTION)


def _revocation_problem(award: Award, reason: str) -> Phrase:
    if not award.is_live:
        return Phrase(
            "Kết quả này đã được thu hồi ngày %(day)s; không thu hồi thêm lần nữa và không gửi lại thư.",
            day=vn_date(award.revoked_at) if award.revoked_at else "",
        )
    if award.outcome == NOT_RECOGNISED:
        return Phrase("Hồ sơ này không được công nhận nên không có gì để thu hồi. Kết quả được giữ nguyên.")
    if not reason.strip():
        return Phrase("Chưa thu hồi: cần ghi lý do thu hồi. Kết quả đã công bố được giữ nguyên.")
    return NO_OBJECTION


def _numbered(decision: Decision, lines: list[Line]) -> Numbered:
    """The campaign's list goes on numbering from one decision to the next."""
    last = PublishedResult.objects.filter(campaign=decision.campaign).aggregate(last=Max("line"))["last"]
    first = (last or 0) + 1
    return list(enumerate((line for line in lines if line.is_recognised), first))


def _store(decision: Decision, numbered: Numbered, *, dossiers: int, by: User) -> Publication:
    return Publication.objects.create(
        campaign=decision.campaign,
        decision=decision,
        version=_next_version(decision.campaign),
        published_at=clock.now(),
        published_by_name=by.full_name,
        sha256=digest(facts(line, number) for number, line in numbered),
        results_count=len(numbered),
        dossiers_count=dossiers,
    )


def _next_version(campaign: Campaign) -> int:
    return Publication.objects.filter(campaign=campaign).count() + 1


def _publish_line(publication: Publication, line: Line, number: int) -> None:
    result = PublishedResult.objects.create(
        publication=publication,
        campaign=publication.campaign,
        award=line.award,
        **facts(line, number),
        **copied(line),
    )
    for author in line.authors:
        others = [row.full_name for row in line.authors if row.pk != author.pk]
        _certify(result, author, others, line.award.decision)


def _certify(result: PublishedResult, author: Authorship, others: list[str], decision: Decision) -> None:
    year = decision.signed_on.year
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


def _certificates(publication: Publication) -> dict[int, list[dict[str, str]]]:
    """By award, for the mail to its authors: whose certificate is where."""
    found: dict[int, list[dict[str, str]]] = {}
    for row in Certificate.objects.filter(result__publication=publication).select_related("result"):
        found.setdefault(row.result.award_id, []).append({"name": row.holder_name, "code": row.code})
    return found
