"""What all papers of one decision say, as plain values in one place: computed once, frozen when the papers are issued.

Page, PDF, Word and spreadsheet read these values, so a figure cannot differ between them.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from campaign.documents.layout import NO_DATE
from campaign.documents.publication import RECOGNISED, Line, lines_of
from campaign.documents.reward_rows import reward_rows
from campaign.models.decision import Award, Decision, Proposal, ProposalPaper, Sitting
from campaign.models.submission import Submission
from campaign.rules import phases
from campaign.rules.calendar import date_line, document_number, official_date, vn_number
from campaign.rules.signing import authority, signer_lines

Facts = dict[str, Any]
NO_NUMBER = "……"
COUNCIL = "Hội đồng sáng kiến"


def facts_of(decision: Decision) -> Facts:
    """As they were frozen, or as they stand while the papers are drafts."""
    snapshot = getattr(decision, "snapshot", None)
    return snapshot.facts if snapshot else live_facts(decision)


def live_facts(decision: Decision) -> Facts:
    """A paper is Vietnamese whatever language its reader has chosen."""
    with override("vi"):
        return _facts(decision)


def _facts(decision: Decision) -> Facts:
    issuer = decision.issuer_line or decision.campaign.issuer_name
    lines = lines_of(decision)
    recognised = [line for line in lines if line.is_recognised]
    return {
        "kind": decision.kind,
        "movement": decision.campaign.title,
        "scope": decision.scope,
        "issuer": issuer,
        "place": decision.campaign.place_name,
        "number": document_number(decision.number, decision.symbol),
        "day": official_date(decision.signed_on),
        "place_and_date": date_line(decision.campaign.place_name, decision.signed_on),
        "authority": authority(issuer, decision.signer_power, decision.signer_title),
        "signer_lines": signer_lines(decision.signer_power, decision.signer_title),
        "signer_name": decision.signer_name,
        "bases": list(decision.bases),
        "reason": decision.reason,
        "proposal": _proposal(decision),
        "sittings": _sittings(decision),
        "rows": [_row(number, line) for number, line in enumerate(recognised, 1)],
        "counts": _counts(recognised),
        "refused": [_refused(line, decision) for line in lines if not line.is_recognised],
        "rewards": reward_rows(decision),
        "revoked": [_revoked(number, award) for number, award in enumerate(_revoked_awards(decision), 1)],
    }


def _proposal(decision: Decision) -> Facts:
    """The council and its tờ trình; what was not recorded leaves room to be written by hand."""
    paper, council = decision.proposal_paper, decision.council
    power = paper.signer_power if paper else "TM. HỘI ĐỒNG"
    title = paper.signer_title if paper else "CHỦ TỊCH"
    place = decision.campaign.place_name
    return {
        "council": council.name if council else COUNCIL,
        "number": decision.proposal_number or f"{NO_NUMBER}/TTr-HĐSK",
        "day": official_date(decision.proposal_on) if decision.proposal_on else NO_DATE,
        "place_and_date": date_line(place, decision.proposal_on)
        if decision.proposal_on
        else f"{place}, {NO_DATE}",
        "signer_lines": signer_lines(power, title),
        "signer_name": _chair(decision, paper),
    }


def _chair(decision: Decision, paper: ProposalPaper | None) -> str:
    if paper:
        return paper.entry.signer_name
    found = Proposal.objects.filter(submission__awards__decision=decision)
    return found.values_list("sitting__chair_name", flat=True).first() or ""


def _sittings(decision: Decision) -> list[Facts]:
    proposals = Proposal.objects.filter(submission__awards__decision=decision)
    found = {one.sitting_id: one.sitting for one in proposals.select_related("sitting__strand")}
    return sitting_facts(found.values())


def sitting_facts(sittings: Iterable[Sitting]) -> list[Facts]:
    return [
        {
            "strand": one.strand.name,
            "minutes": one.minutes_number,
            "day": official_date(one.held_on),
            "present": one.members_present,
            "members": one.members_total,
        }
        for one in sorted(sittings, key=lambda sitting: (sitting.held_on, sitting.pk))
    ]


def _row(number: int, line: Line) -> Facts:
    return _dossier(line.award, line.unit_name) | {
        "line": str(number),
        "strand": line.award.submission.strand.name,
        "result": line.label,
        "level": line.award.level_label,
    }


def _dossier(award: Award, unit_name: str) -> Facts:
    return dossier_facts(award.submission, award.pk, unit_name)


def dossier_facts(submission: Submission, key: int, unit_name: str) -> Facts:
    """`key` is the award's, and never printed."""
    proposal = submission.proposal
    authors = submission.authorships.all()
    return {
        "award": key,
        "register": submission.register_number,
        "title": submission.title,
        "authors": "; ".join(", ".join(filter(None, [row.full_name, row.job_title])) for row in authors),
        "author_names": ", ".join(row.full_name for row in authors),
        "unit": unit_name,
        "total": vn_number(proposal.total, 2),
        "votes": f"{proposal.votes_for}, {proposal.votes_against}, {proposal.votes_blank}",
    }


def _counts(recognised: Iterable[Line]) -> list[Facts]:
    return counted(line.label for line in recognised)


def counted(labels: Iterable[str]) -> list[Facts]:
    """In the order of the list: from the highest prize to plain recognition."""
    return [
        {"line": str(number), "label": label, "number": str(count)}
        for number, (label, count) in enumerate(Counter(labels).items(), 1)
    ]


def _refused(line: Line, decision: Decision) -> Facts:
    notice, place = line.award.notice, decision.campaign.place_name
    return _dossier(line.award, line.unit_name) | {
        "reason": line.award.reason,
        "number": str(notice) if notice else f"{NO_NUMBER}/TB-HĐSK",
        "place_and_date": date_line(place, notice.dated_on) if notice else f"{place}, {NO_DATE}",
        "signer_name": notice.signer_name if notice else _chair(decision, decision.proposal_paper),
        "appeal": _appeal(line),
    }


def _appeal(line: Line) -> str:
    submission = line.award.submission
    window = phases.window_for(submission.campaign.spans(), phases.Kind.APPEAL, submission.strand.code)
    return official_date(window.closes) if window else ""


def _revoked_awards(decision: Decision) -> Iterable[Award]:
    rows = decision.revoked_awards.select_related("decision", "submission__proposal")
    return rows.prefetch_related("submission__authorships").order_by("pk")


def _revoked(number: int, award: Award) -> Facts:
    earlier = award.decision
    return _dossier(award, award.submission.unit_name) | {
        "line": str(number),
        "earlier": f"{document_number(earlier.number, earlier.symbol)} {official_date(earlier.signed_on)}",
        "reason": award.revoked_reason,
        "result": award.award_level.label if award.award_level else RECOGNISED,
    }
