"""Until when a dossier may be filed, extensions included: asked by the gate, by pages, reminders and mail."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from accounts.models.unit import Unit
from accounts.models.user import User
from campaign.models.campaign import Strand
from campaign.models.deadline import Extension
from campaign.models.submission import Submission
from campaign.rules import phases
from campaign.rules.deadlines import Grant, extended
from campaign.rules.phases import Kind, Window
from campaign.rules.workflow import State

FILED_AFRESH = frozenset({State.DRAFT, State.RETURNED, State.WITHDRAWN})


def filing_window(
    submission: Submission, now: datetime, grants: Sequence[Grant] | None = None
) -> Window | None:
    """The window in which this dossier can be handed in; its end is what people are told.

    A dossier that the unit gave back may come again as long as the unit can endorse. `grants`: those among which its
    own are looked for, where a page has asked for many at once.
    """
    spans, strand = submission.campaign.spans(), submission.strand.code
    endorse = phases.window_for(spans, Kind.ENDORSE, strand)
    if submission.state == State.RETURNED and endorse and endorse.is_open(now):
        return endorse
    window = phases.window_for(spans, Kind.SUBMIT, strand)
    if window is None:
        return None
    return extended(window, grants_of(submission) if grants is None else own(submission, grants))


def grants_of(submission: Submission) -> list[Grant]:
    rows = Extension.objects.reaching([submission.unit_id], [submission.owner_id])
    return own(submission, as_grants(rows.filter(campaign=submission.campaign_id)))


def grants_among(submissions: Iterable[Submission]) -> list[Grant]:
    """In one query, whatever their number; none when none of them is still to be filed."""
    waiting = [one for one in submissions if one.state in FILED_AFRESH]
    if not waiting:
        return []
    rows = Extension.objects.reaching({one.unit_id for one in waiting}, {one.owner_id for one in waiting})
    return as_grants(rows.filter(campaign__in={one.campaign_id for one in waiting}))


def grants_for_new(user: User, unit: Unit, strand: Strand) -> list[Grant]:
    """What would let this person still begin and file a dossier."""
    place = {"campaign": strand.campaign_id, "strand": strand.pk, "unit": unit.pk, "person": user.pk}
    rows = Extension.objects.reaching([unit.pk], [user.pk]).filter(campaign=strand.campaign_id)
    return [grant for grant in as_grants(rows) if grant.covers(**place)]


def own(submission: Submission, grants: Iterable[Grant]) -> list[Grant]:
    """Those that cover this dossier; the one it has already used costs it nothing more."""
    place = {
        "campaign": submission.campaign_id,
        "strand": submission.strand_id,
        "unit": submission.unit_id,
        "person": submission.owner_id,
    }
    covering = [grant for grant in grants if grant.covers(**place)]
    return [
        replace(grant, uses_left=None) if grant.pk == submission.extension_id else grant for grant in covering
    ]


def as_grants(rows: Iterable[Extension]) -> list[Grant]:
    return [
        Grant(
            pk=row.pk,
            closes=row.closes,
            campaign=row.campaign_id,
            strand=row.strand_id,
            unit=row.unit_id,
            person=row.person_id,
            uses_left=None if row.most_uses is None else row.most_uses - row.uses,
        )
        for row in rows
    ]


def covered(extension: Extension) -> Q:
    """The dossiers that this extension gives more time to, whatever their state."""
    whose = Q(unit=extension.unit_id) if extension.unit_id else Q(owner=extension.person_id)
    strand = Q(strand=extension.strand_id) if extension.strand_id else Q()
    return whose & strand & Q(campaign=extension.campaign_id)
