"""An earlier dossier as the beginning of a new one: text and people at once, files if wanted; nothing is confirmed."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models.unit import Unit
from accounts.models.user import User
from campaign.actions import application, attachment, gate
from campaign.actions import submission as authoring
from campaign.actions.refused import Refused, refuse_if
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.submission import Authorship, Submission
from campaign.models.trial import TrialParticipant
from campaign.rules import permissions, workflow
from campaign.rules.application import BY_NAME
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State

AUTHOR = (
    "kind",
    "email",
    "full_name",
    "representative",
    "gender",
    "birth_date",
    "workplace",
    "job_title",
    "qualification",
    "direct_worker",
    "share_bp",
)
PARTICIPANT = ("full_name", "birth_date", "workplace", "job_title", "qualification", "work_supported")
AT_REST = frozenset({State.PUBLISHED, *workflow.ENDED})


@transaction.atomic
def copy(source: Submission, *, by: User, strand: Strand) -> Submission:
    """A draft of one's own; pressing twice gives the same one, as long as it is a draft."""
    User.objects.select_for_update().get(pk=by.pk)
    refuse_if(why_not_copy(source, by=by) or _same_campaign(source, strand))
    unit = by.home_unit
    if unit is None:
        raise Refused(authoring.no_unit())
    refuse_if(authoring.why_not_start(strand.campaign, by=by, strand=strand, unit=unit))
    standing = Submission.objects.filter(
        copied_from=source, owner=by, campaign=strand.campaign_id, state=State.DRAFT
    )
    return standing.first() or _new(source, by=by, strand=strand, unit=unit)


def why_not_copy(source: Submission, *, by: User, now: datetime | None = None) -> Phrase:
    """Only the own dossier, and only one that has come to its end or can no longer be filed."""
    if source.owner_id != by.pk:
        return permissions.submit(by, source)
    if source.state in AT_REST or source.campaign.closed_at or _missed_its_end(source, now):
        return NO_OBJECTION
    return Phrase(
        "Hồ sơ này còn đang được viết hoặc đang được xét nên chưa chép sang phong trào khác được. Hồ sơ được giữ "
        "nguyên; hãy chép khi hồ sơ đã có kết quả hoặc đã dừng."
    )


def _missed_its_end(source: Submission, now: datetime | None) -> bool:
    to_be_filed = source.state in {State.DRAFT, State.RETURNED}
    return to_be_filed and gate.is_past_its_end(source, now or clock.now())


def copy_files(source: Submission, draft: Submission, *, by: User) -> list[Refused]:
    """Every file that the new campaign still admits; the refusals of the others."""
    refusals = []
    for row in source.attachments.live():
        try:
            with row.file.open("rb") as stored:
                attachment.attach(draft, by=by, upload=ContentFile(stored.read(), name=row.name))
        except Refused as refusal:
            refusals.append(refusal)
    return refusals


def _new(source: Submission, *, by: User, strand: Strand, unit: Unit) -> Submission:
    now = clock.now()
    texts = {name: getattr(source, name) for name in BY_NAME}
    draft = Submission.objects.create(
        campaign=strand.campaign,
        strand=strand,
        unit=unit,
        unit_name=unit.name_on(clock.today()),
        endorsing_unit=unit,
        owner=by,
        copied_from=source,
        created_at=now,
        saved_at=now,
        state_since=now,
        **texts,
    )
    Authorship.objects.bulk_create(
        Authorship(
            submission=draft,
            order=order,
            user=by if row.user_id == by.pk else None,
            **_values(row, AUTHOR),
        )
        for order, row in enumerate(source.authorships.all(), 1)
    )
    TrialParticipant.objects.bulk_create(
        TrialParticipant(submission=draft, order=order, **_values(row, PARTICIPANT))
        for order, row in enumerate(source.trial_participants.all(), 1)
    )
    draft.search_text = application.search_text(draft)
    draft.save(update_fields=["search_text"])
    return draft


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _same_campaign(source: Submission, strand: Strand) -> Phrase:
    if source.campaign_id != strand.campaign_id:
        return NO_OBJECTION
    return Phrase(
        "Hồ sơ này đã thuộc phong trào được chọn. Chưa chép gì; hãy chọn phong trào khác, hoặc mở lại hồ sơ đã rút."
    )
