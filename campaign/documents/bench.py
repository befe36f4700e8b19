"""Judges and dossiers as the rules of assignment see them, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.user import User
from accounts.roles import Role
from accounts.text import fold
from campaign.models.assignment import Demand, KeptApart
from campaign.models.campaign import Strand
from campaign.models.conflict import Conflict
from campaign.models.judging import Absence, Assignment, Panel, PanelMember
from campaign.models.rounds import PanelClosing
from campaign.models.submission import Authorship, Submission
from campaign.rules.assignment import (
    ABSENT,
    DECLINED,
    FULL,
    LEAVING,
    NOT_ANSWERED,
    NOT_WITH_COLLEAGUE,
    Dossier,
    Judge,
    objection,
)
from campaign.rules.phrase import NO_OBJECTION, Phrase

AT_ONCE = 2000  # a database takes only so many values in one question
BARRING, HINTING, HOLDING, FORMER, WANTED = range(5)
UNANSWERED = {"accepted": NO_OBJECTION, "declined": DECLINED, "invited": NOT_ANSWERED}


@dataclass(frozen=True)
class Seat:
    """A judge on a panel that serves a strand. `seen`: the load that is told, without what is barred to the reader."""

    user: User
    panel: Panel
    judge: Judge
    seen: int = 0


@dataclass(frozen=True)
class Choice:
    seat: Seat
    objection: Phrase
    is_hinted: bool = False


def bench(strand: Strand, *, leaving: int | None = None, reader: User | None = None) -> list[Seat]:
    """Everybody who sits on an open panel of this strand and holds a judge's post, once each, by name.

    Who declined or is absent sits there too, with the reason. The load counts this campaign only: what was marked in
    earlier years levels nothing.
    """
    serving = Q(panel__strand=strand) | Q(panel__strand__isnull=True, panel__campaign_id=strand.campaign_id)
    closed = PanelClosing.objects.filter(reopened_at=None).values("panel")
    seated = PanelMember.objects.filter(serving, left_on__isnull=True, user__is_active=True)
    members = seated.exclude(panel__in=closed)
    return [
        replace(seat, judge=replace(seat.judge, away=LEAVING)) if seat.user.pk == leaving else seat
        for seat in _seats(members, strand.campaign_id, reader)
    ]


def _seats(members: QuerySet[PanelMember], campaign: int, reader: User | None) -> list[Seat]:
    """Who sits on several panels has the place of the strand's own panel, and one that was accepted first of all."""
    given = Assignment.objects.live().filter(submission__campaign=campaign, judge=OuterRef("user")).order_by()
    seen = (
        given.filter(submission__in=Submission.objects.for_office(reader).values("pk")) if reader else given
    )
    found = (
        members.annotate(load=_number(given), seen=_number(seen), is_absent=Exists(_absences()))
        .select_related("user", "panel")
        .order_by("user__sort_key", "user_id", F("panel__strand").asc(nulls_last=True), "pk")
    )
    seated: dict[int, PanelMember] = {}
    for member in found:
        if member.user_id not in seated or seated[member.user_id].answer != "accepted":
            seated[member.user_id] = member
    posts = Post.objects.valid_on(today()).filter(user__in=seated)
    units, judges = units_of(posts), {post.user_id for post in posts if post.role == Role.JUDGE}
    return [
        Seat(member.user, member.panel, _judge(member, units[pk]), member.seen)
        for pk, member in seated.items()
        if pk in judges
    ]


def _number(given: QuerySet[Assignment]) -> Coalesce:
    return Coalesce(Subquery(given.values("judge").annotate(number=Count("pk")).values("number")), 0)


def _absences() -> QuerySet[Absence]:
    return Absence.objects.filter(member=OuterRef("pk"), first_day__lte=today(), last_day__gte=today())


def _judge(member: PanelMember, units: frozenset[int]) -> Judge:
    return Judge(
        member.user_id,
        units,
        member.load,
        panel=member.panel_id,
        capacity=member.capacity,
        minimum=member.minimum,
        fields=frozenset(filter(None, (fold(one) for one in member.fields))),
        strict_fields=member.panel.strict_fields,
        away=UNANSWERED[member.answer] or (ABSENT if member.is_absent else NO_OBJECTION),
    )


def choices(submission: Submission, reader: User | None = None) -> list[Choice]:
    """Everybody on the bench, with the reason where somebody cannot be chosen by hand."""
    [dossier] = as_rules([submission])
    apart = colleagues(submission.campaign_id)
    barred = {other for pk in dossier.judges for other in apart.get(pk, ())}
    return [
        Choice(seat, by_hand(seat.judge, dossier, barred), seat.user.pk in dossier.hints)
        for seat in bench(submission.strand, reader=reader)
    ]


def by_hand(judge: Judge, dossier: Dossier, barred: Collection[int]) -> Phrase:
    """Who was relieved may come back; who is full may not take more, whoever asks."""
    found = objection(judge, replace(dossier, former=frozenset()))
    if not found and judge.room == 0:
        return FULL
    return found or (NOT_WITH_COLLEAGUE if judge.pk in barred else NO_OBJECTION)


def apart_pairs(campaign: int) -> list[tuple[int, int]]:
    found = KeptApart.objects.filter(campaign=campaign, ended_at__isnull=True)
    return list(found.order_by("pk").values_list("one", "other"))


def colleagues(campaign: int) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in apart_pairs(campaign):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def as_rules(submissions: Sequence[Submission]) -> list[Dossier]:
    """Wants the strands selected; for every two thousand in a fixed number of queries."""
    starts = range(0, len(submissions), AT_ONCE)
    return [one for start in starts for one in _as_rules(submissions[start : start + AT_ONCE])]


def _as_rules(submissions: Sequence[Submission]) -> list[Dossier]:
    ids = [submission.pk for submission in submissions]
    rows = Authorship.objects.filter(submission__in=ids, user__isnull=False)
    owners = [(submission.pk, submission.owner_id) for submission in submissions]
    authors = _sets([*owners, *rows.values_list("submission", "user").order_by()])
    ties = _ties(ids)
    people = {pk for group in authors.values() for pk in group}
    units = units_of(Post.objects.valid_on(today()).filter(user__in=people))
    nobody: frozenset[int] = frozenset()
    return [
        Dossier(
            pk=one.pk,
            demand=max(ties[WANTED].get(one.pk, {one.strand.judges_per_dossier})),
            authors=authors[one.pk],
            units=frozenset({one.unit_id}).union(*(units.get(pk, ()) for pk in authors[one.pk])),
            conflicts=ties[BARRING].get(one.pk, nobody),
            judges=ties[HOLDING].get(one.pk, nobody),
            former=ties[FORMER].get(one.pk, nobody),
            hints=ties[HINTING].get(one.pk, nobody),
            field=fold(one.field_of_application),
        )
        for one in submissions
    ]


def demand_of(submission: Submission) -> int:
    """Costs nothing where `demand` was selected with the dossier."""
    own = getattr(submission, "demand", None)
    return own.judges if own else submission.strand.judges_per_dossier


def _ties(ids: Sequence[int]) -> dict[int, Mapping[int, frozenset[int]]]:
    """Conflicts that count or are undecided, judges who have or had the dossier, and its own demand, in one query."""
    of_these = Conflict.objects.filter(submission__in=ids).order_by()
    counting = Conflict.objects.barring().values("pk")
    given = Assignment.objects.of_current_round().filter(submission__in=ids).order_by()
    found = (
        of_these.filter(pk__in=counting)
        .values_list("submission", "person", Value(BARRING))
        .union(
            of_these.open().exclude(pk__in=counting).values_list("submission", "person", Value(HINTING)),
            given.live().values_list("submission", "judge", Value(HOLDING)),
            given.filter(ended_at__isnull=False).values_list("submission", "judge", Value(FORMER)),
            Demand.objects.filter(submission__in=ids).values_list("submission", "judges", Value(WANTED)),
        )
    )
    rows = list(found)
    return {
        kind: _sets((submission, person) for submission, person, one in rows if one == kind)
        for kind in (BARRING, HINTING, HOLDING, FORMER, WANTED)
    }


def units_of(posts: Iterable[Post]) -> dict[int, frozenset[int]]:
    return _sets((post.user_id, post.unit_id) for post in posts)


def _sets(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in found.items()}
