"""A council as its page shows it: who sits, what the composition lacks, and how it may decide."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.user import User
from accounts.roles import Role
from campaign.models.campaign import Campaign
from campaign.models.council import Council, CouncilMember
from campaign.models.submission import Submission
from campaign.rules import ballot
from campaign.rules import councils as rules
from campaign.rules.councils import COUNCIL_LABELS, SEAT_LABELS, CouncilKind, Member, Seat
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State


@dataclass(frozen=True)
class MemberLine:
    pk: int
    name: str
    seat: Phrase
    left_on: date | None


@dataclass(frozen=True)
class CouncilPage:
    kind: Phrase
    quorum: str
    majority: str
    members: list[MemberLine]
    gaps: list[Phrase]


@dataclass(frozen=True)
class Strength:
    """How many sit in a council today, and what its own rules ask of them."""

    name: str
    members: int
    quorum: Fraction
    majority: Fraction

    @property
    def needed(self) -> int:
        return ballot.needed(self.members, self.quorum)

    @property
    def majority_needed(self) -> int:
        return ballot.needed(self.members, self.majority)


def strength_of(campaign: Campaign) -> Strength | None:
    """Of the initiative council in its term, else of another one; nothing where nobody sits in any."""
    serving = CouncilMember.objects.serving(today()).filter(council=OuterRef("pk")).order_by()
    counted = serving.values("council").annotate(number=Count("pk")).values("number")
    found = campaign.councils.annotate(sitting=Subquery(counted)).filter(sitting__gt=0)
    council = min(found, key=lambda one: (one.kind != CouncilKind.INITIATIVE, -one.pk), default=None)
    if council is None:
        return None
    return Strength(
        name=council.name,
        members=council.sitting,
        quorum=Fraction(council.quorum_numerator, council.quorum_denominator),
        majority=Fraction(council.majority_numerator, council.majority_denominator),
    )


def page_of(council: Council) -> CouncilPage:
    rows = list(_members(council).order_by(F("left_on").asc(nulls_first=True), "user__sort_key", "pk"))
    rows.sort(key=lambda row: (row.left_on is not None, list(Seat).index(Seat(row.role))))
    sitting = [_checked(row) for row in rows if row.left_on is None]
    return CouncilPage(
        kind=COUNCIL_LABELS[CouncilKind(council.kind)],
        quorum=share(council.quorum_numerator, council.quorum_denominator),
        majority=share(council.majority_numerator, council.majority_denominator),
        members=[
            MemberLine(row.pk, row.user.full_name, SEAT_LABELS[Seat(row.role)], row.left_on) for row in rows
        ],
        gaps=rules.gaps(council.kind, sitting, state_funded=council.state_funded),
    )


def as_member(council: Council, user: User, role: str) -> Member:
    """Somebody who is about to be seated, as the law looks at them."""
    heads = _heads(council).filter(user=user).exists()
    return Member(user.full_name, role, heads_issuer=heads, is_author=_filed(council, user).exists())


def share(numerator: int, denominator: int) -> str:
    whole = Fraction(numerator, denominator)
    percent = whole * 100
    return f"{percent} %" if percent.denominator == 1 else f"{numerator}/{denominator}"


def _members(council: Council) -> QuerySet[CouncilMember]:
    heads = _heads(council).filter(user=OuterRef("user"))
    filed = _filed(council, OuterRef("user"))
    return council.members.select_related("user").annotate(
        heads_issuer=Exists(heads), is_author=Exists(filed)
    )


def _checked(row: CouncilMember) -> Member:
    return Member(row.user.full_name, row.role, heads_issuer=row.heads_issuer, is_author=row.is_author)


def _heads(council: Council) -> QuerySet[Post]:
    return Post.objects.valid_on(today()).filter(unit=council.campaign.issuer_id, role=Role.UNIT_HEAD.value)


def _filed(council: Council, user: User | OuterRef) -> QuerySet[Submission]:
    own = Q(owner=user) | Q(authorships__user=user)
    return Submission.objects.filter(own, campaign=council.campaign_id).exclude(state=State.DRAFT).order_by()
