"""The office asks a judge to go on: one letter a day at most, whoever presses the button."""

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.following import Notice
from campaign.models.judging import Assignment
from campaign.notifications import messages
from campaign.rules.phrase import Phrase

EVENT = "judge_reminded"


@transaction.atomic
def remind_judge(strand: Strand, judge: User, *, by: User) -> int:
    """How many sheets the letter speaks of: all that wait in the campaign."""
    gate.require_in_campaign("assign", by)
    User.objects.select_for_update().get(pk=judge.pk)
    key = f"{EVENT}:{strand.campaign_id}:{judge.pk}:{clock.today():%Y%m%d}"
    waiting = _waiting(strand, judge)
    if not waiting:
        raise Refused(Phrase("%(name)s không còn phiếu nào chờ. Không gửi thư nhắc.", name=judge.full_name))
    if Notice.objects.filter(key=key).exists():
        raise Refused(
            Phrase(
                "Hôm nay %(name)s đã được nhắc. Mỗi ngày chỉ gửi một thư; hãy nhắc lại vào ngày mai.",
                name=judge.full_name,
            )
        )
    messages.tell(EVENT, judge, key=key, facts={"waiting": waiting, "campaign": strand.campaign.title})
    trail.record("remind_judge", by=by, campaign=strand.campaign, facts={"judge": judge.full_name})
    return waiting


def _waiting(strand: Strand, judge: User) -> int:
    given = (
        Assignment.objects.of_judge(judge)
        .of_current_round()
        .filter(submission__campaign=strand.campaign_id, submission__state__in=["assigned", "judging"])
    )
    return given.exclude(sheet__status="locked", sheet__voided_at__isnull=True).count()
