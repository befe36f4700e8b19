"""An author names somebody who should not judge the own dossier, before the judging begins."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from accounts.models.post import Post
from accounts.models.user import User
from accounts.text import fold, same_name
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import locked_submission
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.conflict import Conflict, Objection
from campaign.models.council import CouncilMember
from campaign.models.judging import PanelMember
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.notifications import messages
from campaign.rules import phases, workflow
from campaign.rules.conflicts import Kind, Source
from campaign.rules.phases import Kind as WindowKind
from campaign.rules.phrase import NO_OBJECTION, Phrase

MOST = 20


def why_no_objection(submission: Submission) -> Phrase:
    """By the published timetable and not by the state: nobody learns here how far the judging is."""
    if submission.state in workflow.ENDED or submission.state == workflow.State.PUBLISHED:
        return Phrase("Việc xét hồ sơ này đã kết thúc nên không nêu thêm được.")
    window = phases.window_for(submission.campaign.spans(), WindowKind.JUDGE, submission.strand.code)
    if window and window.opens <= clock.now():
        return Phrase(
            "Thời gian chấm đã bắt đầu nên không nêu thêm được ở đây. Nếu vừa biết điều quan trọng, hãy gửi ở mục hỏi "
            "đáp của hồ sơ."
        )
    return NO_OBJECTION


@transaction.atomic
def object_to(
    submission: Submission, *, by: User, name: str, workplace: str, kind: Kind, reason: str
) -> Objection:
    """The answer is the same whether the name is of somebody who judges or not."""
    locked = locked_submission(submission)
    gate.require("ask", by, locked)
    refuse_if(why_no_objection(locked))
    if locked.objections.count() >= MOST:
        raise Refused(
            Phrase("Hồ sơ đã nêu %(most)s người. Không ghi thêm; các đề nghị đã gửi được giữ.", most=MOST)
        )
    made = Objection.objects.create(
        submission=locked,
        by=by,
        name=name,
        workplace=workplace,
        kind=kind.value,
        reason=reason,
        made_at=clock.now(),
    )
    event = trail.record("object_to_person", by=by, submission=locked, facts={"reason": reason, "name": name})
    _open(made, [user for user in _staff(locked.campaign, name) if same_name(user.full_name, name)])
    messages.announce("objection", locked, act=event.number, facts={})
    return made


def match_objections(user: User, campaign: Campaign) -> None:
    """Inside the act that seats somebody: what authors said before of this person is open now."""
    for made in Objection.objects.filter(submission__campaign=campaign).select_related("submission"):
        if same_name(made.name, user.full_name):
            _open(made, [user])


def _open(made: Objection, people: Iterable[User]) -> None:
    for person in people:
        Conflict.objects.get_or_create(
            submission=made.submission,
            person=person,
            kind=made.kind,
            source=Source.AUTHOR.value,
            defaults={"reason": made.reason, "declared_by": made.by, "declared_at": made.made_at},
        )


def _staff(campaign: Campaign, name: str) -> list[User]:
    """Of panels, councils and the office, whose name has the same letters."""
    office = Post.objects.valid_on(clock.today()).filter(role__in=[role.value for role in OFFICE_ROLES])
    judging = PanelMember.objects.filter(panel__campaign=campaign, left_on=None)
    council = CouncilMember.objects.filter(council__campaign=campaign, left_on=None)
    where = (
        Q(pk__in=judging.values("user")) | Q(pk__in=council.values("user")) | Q(pk__in=office.values("user"))
    )
    return list(User.objects.filter(where, search_text__contains=fold(name)))
