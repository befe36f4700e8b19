"""Give what a list says, all of it or nothing."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.assignment import facts_of, give
from campaign.actions.refused import Refused
from campaign.actions.transition import perform_all
from campaign.documents.assignment_list import check
from campaign.models.campaign import Strand
from campaign.models.submission import Submission
from campaign.notifications.judging import tell_of_assignments
from campaign.rules.assignment_list import Row
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import ASSIGN, State


@transaction.atomic
def assign_list(strand: Strand, *, by: User, rows: Sequence[Row], sha256: str) -> int:
    """How many assignments were made. The dossiers are held before the rows are checked again."""
    gate.require_in_campaign("assign", by)
    strand = Strand.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=strand.pk)
    named = Submission.objects.filter(strand=strand, register_number__in={row.dossier for row in rows})
    list(named.order_by("pk").select_for_update().values_list("pk", flat=True))
    checked = check(strand, by, rows)
    if checked.complaints or not checked.given:
        raise Refused(
            Phrase(
                "Còn %(count)s chỗ phải sửa nên chưa phân công dòng nào. Hãy xem lại danh sách lỗi, sửa tệp rồi gửi "
                "lại.",
                count=len(checked.complaints),
            )
        )
    prefetch_related_objects(list(checked.submissions.values()), "authorships", "conflicts")
    tell_of_assignments(give(checked.pairs, by=by, source="file"))
    told = [(one, facts_of(seats, "")) for one, seats in checked.pairs]
    trail.record_all("add_judge", by=by, facts=[row for row in told if row[0].state != State.ACCEPTED])
    perform_all(ASSIGN, [row for row in told if row[0].state == State.ACCEPTED], by=by)
    given = sum(len(seats) for seats in checked.given.values())
    facts = {"strand": strand.name, "given": given, "sha256": sha256}
    trail.record("assign_by_list", by=by, campaign=strand.campaign, facts=facts)
    return given
