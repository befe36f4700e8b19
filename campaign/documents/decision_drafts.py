"""Tờ trình and the draft of a decision before anything is recorded, made from what the sittings propose."""

from collections.abc import Sequence
from datetime import datetime, time

from django.utils.translation import override

from accounts.models.unit import Unit
from campaign.documents import render
from campaign.documents.decision_facts import (
    COUNCIL,
    NO_NUMBER,
    Facts,
    counted,
    dossier_facts,
    sitting_facts,
)
from campaign.documents.decision_papers import proposal_facts, recognition_facts
from campaign.documents.layout import NO_DATE
from campaign.documents.legal import bases_for
from campaign.documents.paper_templates import in_use
from campaign.documents.papers import File
from campaign.documents.publication import AFTER_ALL_PRIZES, RECOGNISED
from campaign.models import clock
from campaign.models.decision import Proposal, Sitting
from campaign.rules.calendar import VIETNAM, date_line, official_date
from campaign.rules.phrase import Phrase
from campaign.rules.signing import signer_lines

PAPERS = {
    "to-trinh": (Phrase("Tờ trình đề nghị công nhận"), "proposal", proposal_facts),
    "quyet-dinh": (Phrase("Dự thảo quyết định và phụ lục"), "decision", recognition_facts),
}


def paper(sittings: Sequence[Sitting], name: str, kind: str) -> File:
    """Wants the sittings with campaign, strand and proposal paper; all of one campaign. A tờ trình that has its number
    is no draft any more; a decision stays one until it is recorded."""
    _label, template, facts_of = PAPERS[name]
    with override("vi"):
        facts = _facts(sittings)
    entry = sittings[0].proposal_paper.entry if sittings[0].proposal_paper else None
    draft = {"draft": name != "to-trinh" or entry is None, "draft_mark": "DỰ THẢO", "foot": ""}
    moment = datetime.combine(entry.dated_on if entry else sittings[0].held_on, time(), VIETNAM)
    replaced = in_use(template, kind)
    made = render.paper(template, kind, draft | facts_of(facts), made_at=moment, replaced=replaced)
    return File(f"{name}-phien-{sittings[0].pk}.{kind}", render.TYPES[kind], made)


def _facts(sittings: Sequence[Sitting]) -> Facts:
    campaign = sittings[0].campaign
    rows = Proposal.objects.filter(sitting__in=sittings).select_related("award_level", "submission__strand")
    rows = rows.select_related("submission__proposal").prefetch_related("submission__authorships")
    proposals = sorted(rows, key=_reading_order)
    recognised = [one for one in proposals if one.outcome != "not_recognised"]
    today = clock.today()
    bases = [one.text for one in bases_for(campaign, "recognition") if one.is_settled and one.holds_on(today)]
    return {
        "movement": campaign.title,
        "scope": "base",
        "issuer": campaign.issuer_name,
        "number": f"{NO_NUMBER}/QĐ-UBND",
        "day": NO_DATE,
        "place_and_date": f"{campaign.place_name}, {NO_DATE}",
        "authority": campaign.issuer_name.upper(),
        "signer_lines": ["TM. " + campaign.issuer_name.upper(), "CHỦ TỊCH"],
        "signer_name": "",
        "bases": bases,
        "proposal": _asked(sittings[0]),
        "sittings": sitting_facts(sittings),
        "rows": _rows(recognised),
        "counts": counted(_label(one) for one in recognised),
        "refused": [one.pk for one in proposals if one.outcome == "not_recognised"],
    }


def _asked(sitting: Sitting) -> Facts:
    found, place = sitting.proposal_paper, sitting.campaign.place_name
    entry = found.entry if found else None
    power, title = (found.signer_power, found.signer_title) if found else ("TM. HỘI ĐỒNG", "CHỦ TỊCH")
    return {
        "council": found.council.name if found and found.council else COUNCIL,
        "number": str(entry) if entry else f"{NO_NUMBER}/TTr-HĐSK",
        "day": official_date(entry.dated_on) if entry else NO_DATE,
        "place_and_date": date_line(place, entry.dated_on) if entry else f"{place}, {NO_DATE}",
        "signer_lines": signer_lines(power, title),
        "signer_name": entry.signer_name if entry else sitting.chair_name,
    }


def _rows(proposals: Sequence[Proposal]) -> list[Facts]:
    """Units are called by the names of today: the decision will use those of its signing."""
    units = Unit.objects.filter(pk__in={one.submission.unit_id for one in proposals}).named(clock.today())
    names = {unit.pk: str(unit) for unit in units}
    return [
        dossier_facts(one.submission, one.pk, names[one.submission.unit_id])
        | {
            "line": str(number),
            "strand": one.submission.strand.name,
            "result": _label(one),
            "level": one.level_label,
        }
        for number, one in enumerate(proposals, 1)
    ]


def _label(one: Proposal) -> str:
    return one.award_level.label if one.award_level else RECOGNISED


def _reading_order(one: Proposal) -> tuple[int, int, int, int]:
    level = one.award_level.order if one.award_level else AFTER_ALL_PRIZES
    return (level, one.position, one.submission.strand.order, one.pk)
