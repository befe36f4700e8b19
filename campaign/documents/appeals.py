"""What people must know of an appeal: until when, on what grounds, who may consider it and who not."""

from dataclasses import dataclass
from datetime import date

from accounts.models.post import Post
from accounts.models.user import User
from accounts.roles import Role
from campaign.models import clock
from campaign.models.appeal import AppealTerms
from campaign.models.audit import Event
from campaign.models.campaign import Campaign
from campaign.models.following import Appeal
from campaign.models.publication import Publication, PublishedResult
from campaign.models.session import Attendance
from campaign.models.submission import Submission
from campaign.rules import appeals
from campaign.rules.calendar import vn_day
from campaign.rules.phrase import Phrase

PANEL_ROLES = (Role.OFFICER, Role.CHAIR, Role.JUDGE, Role.ADMINISTRATOR)
JUDGED = Phrase("đã chấm hồ sơ này")
SAT = Phrase("đã dự phiên họp xét hồ sơ này")
HANDLED = Phrase("đã xử lý hồ sơ này")
# Acts about the appeal itself are no earlier handling of the dossier.
OF_APPEALS = ("file_appeal", "name_appeal_panel", "conclude_appeal")
PARTIAL = Phrase("là tác giả hoặc có xung đột lợi ích với hồ sơ này")


@dataclass(frozen=True)
class Candidate:
    pk: int
    name: str
    is_member: bool
    is_chair: bool


def terms_of(campaign: Campaign) -> AppealTerms:
    """The campaign's own, or the usual ones, which are not stored."""
    stored = AppealTerms.objects.filter(campaign=campaign).first()
    return stored or AppealTerms(
        campaign=campaign, answer_days=appeals.USUAL_ANSWER_DAYS, grounds=list(appeals.USUAL_GROUNDS)
    )


def filing_until(submission: Submission, terms: AppealTerms) -> date | None:
    """The last day to appeal, where it goes by days from the publication of the result."""
    published = Publication.objects.filter(decision__awards__submission=submission).order_by("-pk").first()
    if terms.filing_days is None or published is None:
        return None
    return appeals.last_day(vn_day(published.published_at), terms.filing_days, working=terms.working_days)


def answer_by(terms: AppealTerms) -> date:
    return appeals.last_day(clock.today(), terms.answer_days, working=terms.working_days)


def is_listed(submission: Submission) -> bool:
    """Whether the public reads a result of it that still stands."""
    return PublishedResult.objects.current().filter(award__submission=submission, revoked_at=None).exists()


def barred_from(submission: Submission) -> dict[int, Phrase]:
    """Who must not consider an appeal about this dossier, each with the reason."""
    events = Event.objects.filter(submission=submission, actor__isnull=False)
    acted = events.exclude(verb__in=OF_APPEALS)
    sat = Attendance.objects.filter(session__items__ranked__submission=submission, arrived_at__isnull=False)
    found = dict.fromkeys(acted.order_by().values_list("actor", flat=True).distinct(), HANDLED)
    found |= dict.fromkeys(sat.order_by().values_list("member__user", flat=True).distinct(), SAT)
    judges = submission.assignments.order_by().values_list("judge", flat=True)
    partial = {submission.owner_id, *submission.author_ids, *submission.conflicts_by_person}
    return found | dict.fromkeys(judges, JUDGED) | dict.fromkeys(partial, PARTIAL)


def candidates(filed: Appeal) -> list[Candidate]:
    """People with a post in the office, the council or the judging who have had nothing to do with the dossier."""
    barred = barred_from(filed.submission)
    posts = Post.objects.valid_on(clock.today()).filter(role__in=PANEL_ROLES)
    people = User.objects.filter(pk__in=posts.values("user"), is_active=True).exclude(pk__in=barred)
    seats = {seat.user_id: seat.is_chair for seat in filed.seats.all()}
    return [
        Candidate(one.pk, one.full_name, one.pk in seats, seats.get(one.pk, False))
        for one in people.order_by("full_name", "pk")
    ]
