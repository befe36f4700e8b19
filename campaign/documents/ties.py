"""Who sits on the panels and councils of a campaign, and what ties each of them to the dossiers at hand.

Asked for a page of dossiers at once: the number of queries does not grow with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import BigIntegerField, Q, Subquery, Value

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import version_of
from accounts.models.user import User
from accounts.roles import Role
from accounts.text import fold
from campaign.models.conflict import Conflict
from campaign.models.council import CouncilMember
from campaign.models.judging import PanelMember
from campaign.models.library import PastInitiative
from campaign.models.submission import Authorship, Submission
from campaign.rules import ties as rules
from campaign.rules.conflicts import Verdict
from campaign.rules.ties import Around, Held, Person, Tie, Work
from campaign.rules.workflow import State


@dataclass(frozen=True)
class Somebody:
    """Of a panel or a council."""

    pk: int
    full_name: str


Bodies = dict[int, list[Somebody]]
Writers = dict[int, list[tuple[int, str, str]]]
Found = dict[int, list[tuple[Somebody, Tie]]]


def between(submission: Submission, user: User) -> list[Tie]:
    """What ties this one person to this one dossier today."""
    people = {submission.pk: [Somebody(user.pk, user.full_name)]}
    return [tie for _somebody, tie in of_dossiers([submission], people, writers([submission]))[submission.pk]]


def bodies(submissions: Sequence[Submission]) -> Bodies:
    """The people of the panels that serve a dossier's strand, and of the councils of its campaign; in one query."""
    campaigns = {one.campaign_id for one in submissions}
    who = ("user_id", "user__full_name", "user__sort_key")
    seats = PanelMember.objects.filter(panel__campaign__in=campaigns, left_on=None).exclude(answer="declined")
    sitting = CouncilMember.objects.serving(today()).filter(council__campaign__in=campaigns)
    every = Value(None, output_field=BigIntegerField())
    rows = list(
        seats.order_by()
        .values_list(*who, "panel__campaign", "panel__strand")
        .union(sitting.order_by().values_list(*who, "council__campaign", every))
    )
    rows.sort(key=lambda row: (row[2], row[0]))
    found = {}
    for one in submissions:
        serving = [row for row in rows if row[3] == one.campaign_id and row[4] in (None, one.strand_id)]
        found[one.pk] = [Somebody(pk, name) for pk, name in {row[0]: row[1] for row in serving}.items()]
    return found


def writers(submissions: Sequence[Submission]) -> Writers:
    """Account (0: none), name and workplace of the authors of each dossier."""
    rows = Authorship.objects.filter(submission__in=[one.pk for one in submissions]).order_by("order", "pk")
    found = defaultdict(list)
    for submission, user, name, place in rows.values_list("submission", "user", "full_name", "workplace"):
        found[submission].append((user or 0, name, place))
    return found


def of_dossiers(submissions: Sequence[Submission], people: Bodies, authors: Writers) -> Found:
    """Every tie of the given people to the authors of each dossier."""
    everybody = {one.pk: one for group in people.values() for one in group}
    accounts = {pk for group in authors.values() for pk, _name, _workplace in group if pk}
    posts = _posts(everybody.keys() | accounts)
    works = _works(everybody)
    persons = {one.pk: Person(one.pk, one.full_name, posts.get(one.pk, ())) for one in everybody.values()}
    around = Around(persons.values(), [work for _key, work in works])
    on = today()
    found: Found = {}
    for dossier in submissions:
        made_by = [Person(pk, name, posts.get(pk, ()), place) for pk, name, place in authors[dossier.pk]]
        near = set().union(*(around.of(author) for author in made_by))
        looked_at = [one for one in people[dossier.pk] if one.pk in near]
        earlier = [work for key, work in works if key != dossier.pk] if looked_at else []
        found[dossier.pk] = [
            (one, tie) for one in looked_at for tie in rules.ties(persons[one.pk], made_by, earlier, on)
        ]
    return found


def open_ties(submissions: Sequence[Submission], people: Iterable[Somebody]) -> dict[int, dict[int, bool]]:
    """By dossier, whom the data ties to it and nobody has answered yet; true where every sign is weak."""
    everybody = list(people)
    found = of_dossiers(submissions, {one.pk: everybody for one in submissions}, writers(submissions))
    said = Conflict.objects.filter(submission__in=[one.pk for one in submissions])
    closed = said.exclude(verdict=Verdict.OPEN.value).order_by()
    answered = set(closed.values_list("submission", "person", "kind"))
    by_dossier: dict[int, dict[int, bool]] = {}
    for pk, pairs in found.items():
        weak: dict[int, bool] = {}
        for one, tie in pairs:
            if (pk, one.pk, tie.kind.value) not in answered:
                weak[one.pk] = weak.get(one.pk, True) and tie.is_weak
        by_dossier[pk] = weak
    return by_dossier


def _posts(people: Iterable[int]) -> dict[int, tuple[Held, ...]]:
    above = version_of("unit_id", today()).values("parent_id")[:1]
    found: dict[int, list[Held]] = defaultdict(list)
    for post in Post.objects.filter(user__in=people).with_unit_names().annotate(above=Subquery(above)):
        is_head = post.role == Role.UNIT_HEAD
        found[post.user_id].append(
            Held(post.unit_id, post.unit_name or "", post.starts, post.ends, post.above, is_head)
        )
    return {pk: tuple(posts) for pk, posts in found.items()}


def _works(people: dict[int, Somebody]) -> list[tuple[int, Work]]:
    """Dossiers filed here by accounts, and initiatives of earlier lists by names; 0 is the key of the latter."""
    if not people:
        return []
    theirs = Authorship.objects.filter(user__in=people).exclude(submission__state=State.DRAFT)
    rows = Authorship.objects.filter(
        submission__in=theirs.order_by().values("submission"), user__isnull=False
    )
    groups: dict[tuple[int, str, int], set[int]] = defaultdict(set)
    for pk, title, year, user in rows.values_list(
        "submission", "submission__title", "submission__campaign__year", "user"
    ):
        groups[pk, title, year].add(user)
    works = [(pk, Work(title, year, frozenset(users))) for (pk, title, year), users in groups.items()]
    names = reduce(or_, (Q(search_text__contains=fold(user.full_name)) for user in people.values()))
    past = PastInitiative.objects.filter(names).values_list("title", "year", "authors")
    return works + [(0, Work(title, year, names=frozenset(authors))) for title, year, authors in past]
