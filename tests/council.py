"""A council with members and a ranking before it, for the tests of its session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.council_session import Plan, note_attendance, open_session, plan_session
from campaign.actions.ranking import make_ranking
from campaign.actions.vote_rounds import Counted, close_by_hand, open_rounds
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.council import Council, CouncilMember
from campaign.models.ranking import Ranking
from campaign.models.session import AgendaItem, CouncilSession
from campaign.models.vote import VoteRound
from campaign.rules.ballot import Count, Papers
from campaign.rules.sessions import Question, Way
from tests.factories import make_campaign, make_judged, make_user

NAMES = ("Lê Văn Chủ", "Trần Thị Ký", "Ngô Văn Ba", "Hà Thị Tư", "Đỗ Văn Năm", "Vũ Thị Sáu", "Bùi Văn Bảy")
SEATS = ("chair", "secretary", "union", "member", "member", "member", "member")
TOKENS = [f"{number:064x}" for number in range(1, 30)]


def make_council(campaign: Campaign, *, size: int = 5, users: Sequence[User] = (), **extra) -> Council:
    """The chair has the office's role as well; the others have nothing but their seat."""
    users = users or [_member(name, seat) for name, seat in zip(NAMES[:size], SEATS, strict=False)]
    council = Council.objects.create(
        campaign=campaign,
        name="Hội đồng sáng kiến thành phố",
        decision_number="08/QĐ-UBND",
        decision_date=date(2026, 1, 9),
        term_from=date(2026, 1, 1),
        **extra,
    )
    for user, seat in zip(users, SEATS, strict=False):
        CouncilMember.objects.create(council=council, user=user, role=seat)
    return council


def _member(name: str, seat: str) -> User:
    return make_user(*((Role.CHAIR,) if seat == "chair" else (Role.AUTHOR,)), full_name=name)


@dataclass
class Room:
    """A session and whoever sits in it; `users` in the order of the seats."""

    session: CouncilSession
    users: list[User]

    @property
    def chair(self) -> User:
        return self.users[0]

    @property
    def items(self) -> list[AgendaItem]:
        return list(self.session.items.dossiers().select_related("ranked__submission"))

    def fresh(self) -> CouncilSession:
        self.session = CouncilSession.objects.get(pk=self.session.pk)
        return self.session

    def seat(self, user: User):
        return self.session.attendances.get(member__user=user)

    def arrive(self, *users: User) -> None:
        for user in users or self.users:
            note_attendance(self.seat(user), by=self.chair, is_here=True)

    def begin(self) -> "Room":
        self.arrive()
        open_session(self.session, by=self.chair)
        self.fresh()
        return self

    def vote(self, *items: AgendaItem, way=Way.SECRET, question=Question.RECOGNISE) -> list[VoteRound]:
        chosen = items or self.items
        return open_rounds(self.session, by=self.chair, items=chosen, question=question, way=way)


def plan_of(council: Council, **changes) -> Plan:
    seats = {member.role: member for member in council.members.all()}
    facts = {
        "council": council,
        "planned_at": clock.now(),
        "place": "Phòng họp số 1",
        "chair": seats["chair"],
        "secretary": seats["secretary"],
    }
    return Plan(**(facts | changes))


def make_ranked(*totals: str, campaign: Campaign | None = None, **extra) -> Ranking:
    campaign = campaign or make_campaign()
    for total in totals or ("95", "60"):
        make_judged(campaign, total, **extra)
    return make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))


def make_room(ranking: Ranking | None = None, *, size: int = 5, **council) -> Room:
    ranking = ranking or make_ranked()
    made = make_council(ranking.campaign, size=size, **council)
    members = [member.user for member in made.members.select_related("user")]
    return Room(plan_session(ranking, by=members[0], plan=plan_of(made)), members)


def by_hand(vote, votes_for, votes_against=0, *, by, papers=None):
    """Counted in the room, the same for every item of the round."""
    cast = papers or Papers(votes_for + votes_against, votes_for + votes_against)
    counts = {row.pk: Count(votes_for, votes_against) for row in vote.items.all()}
    return close_by_hand(vote, by=by, counted=Counted(cast, counts, "Ngô Văn Ba, Hà Thị Tư"))
