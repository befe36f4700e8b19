"""Until when a dossier may be filed, extensions included: asked by the gate, by pages, reminders and mail."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Prefetch, Q, prefetch_related_objects

from accounts.models.unit import Unit
from accounts.models.user import User
from campaign.models.campaign import Campaign, Strand
from campaign.models.deadline import Extension
from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules import phases
from campaign.rules.deadlines import Grant, extended
from campaign.rules.phases import Kind, Window
from campaign.rules.workflow import State


def filing_window(submission: Submission, now: datetime) -> Window | None:
    """The window in which this dossier can be handed in; its end is what people are told.

    A dossier that the unit gave back may come again as long as the unit can endorse.
    """
    again = window_to_come_again(submission, now)
    if again:
        return again
    window = phases.window_for(submission.campaign.spans(), Kind.SUBMIT, submission.strand.code)
    return extended(window, grants_of(submission)) if window else None


def window_to_come_again(submission: Submission, now: datetime) -> Window | None:
    """That of the unit, once it has opened, for a dossier that was given back."""
    if submission.state != State.RETURNED:
        return None
    window = phases.window_for(submission.campaign.spans(), Kind.ENDORSE, submission.strand.code)
    return window if window and now >= window.opens else None


def with_extensions(rows: SubmissionQuerySet) -> SubmissionQuerySet:
    """For pages that tell the end of one dossier several times, or of many."""
    return rows.prefetch_related(Prefetch("campaign__extensions", Extension.objects.in_force()))


def grants_of(submission: Submission) -> list[Grant]:
    """Read once from its campaign, however often it is asked; the prefetched rows of a list serve."""
    prefetch_related_objects([submission.campaign], "extensions")
    rows = [row for row in submission.campaign.extensions.all() if not row.revoked_at]
    return own(submission, as_grants(row for row in rows if row.kind == Kind.SUBMIT))


def grants_for_new(user: User, unit: Unit, strand: Strand) -> list[Grant]:
    """What would let this person still begin and file a dossier."""
    place = {"campaign": strand.campaign_id, "strand": strand.pk, "unit": unit.pk, "person": user.pk}
    rows = Extension.objects.reaching([unit.pk], [user.pk]).filter(campaign=strand.campaign_id)
    return [grant for grant in as_grants(rows) if grant.covers(**place)]


def longest(spans: Sequence[Window], campaign: Campaign, reader: User) -> Window:
    """Of the windows of all strands the one that ends last, with what was granted to this person or their unit."""
    return extended(max(spans, key=lambda span: span.closes), _reaching(reader, campaign.pk))


def _reaching(user: User, campaign: int) -> list[Grant]:
    home = user.home_unit
    rows = Extension.objects.reaching([home.pk] if home else [], [user.pk])
    return as_grants(rows.filter(campaign=campaign))


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
