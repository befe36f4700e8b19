"""Conflicts as the office reads them: of one dossier, as a desk of what is open, and person by person.

Nobody reads of a dossier that they must not meet, nor anything about themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models.user import User, UserQuerySet
from campaign.documents import ties
from campaign.models.conflict import Conflict, Objection
from campaign.models.json_rows import JsonRows
from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules.calendar import vn_datetime
from campaign.rules.conflicts import KIND_LABELS, SOURCE_LABELS, VERDICT_LABELS, Kind, Source, Verdict
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ties import Tie
from campaign.rules.workflow import State

TONES = {Verdict.OPEN: "warn", Verdict.UPHELD: "bad", Verdict.DISMISSED: "good"}
CHECKED = (State.ENDORSED, State.SUPPLEMENT, State.ACCEPTED)
TO_BE_JUDGED = (*CHECKED, State.ASSIGNED, State.JUDGING, State.JUDGED, State.RANKED)


@dataclass(frozen=True)
class Line:
    pk: int
    person: str
    code: str
    title: str
    kind: Phrase
    source: Phrase
    reason: str
    moment: Phrase
    tone: str
    verdict: Phrase
    seen: str
    verdict_note: Phrase
    verdict_reason: str


@dataclass(frozen=True)
class Hint:
    """Suggested by the data and not answered yet; `earlier`: what was said of the same two people before."""

    person_pk: int
    person: str
    kind_code: str
    kind: Phrase
    evidence: Phrase
    is_weak: bool
    earlier: Phrase

    @property
    def mark(self) -> str:
        return f"{self.person_pk}-{self.kind_code}"


@dataclass(frozen=True)
class Box:
    """Everything about one dossier."""

    lines: list[Line]
    hints: list[Hint]
    objections: list[dict[str, str]]


def rows_for(user: User) -> QuerySet[Conflict]:
    """What this member of the office may read and answer."""
    met = Submission.objects.for_office(user).values("pk")
    rows = Conflict.objects.filter(submission__in=met).exclude(person=user)
    return rows.select_related("person", "submission", "verdict_by").defer(
        *(f"submission__{name}" for name in ("nature", "confidential", "search_text"))
    )


def lines(rows: Iterable[Conflict]) -> list[Line]:
    return [_line(row) for row in rows]


def with_objections(dossiers: SubmissionQuerySet) -> SubmissionQuerySet:
    """For `box`: whom the authors named, in the same query."""
    rows = Objection.objects.filter(submission=OuterRef("pk")).order_by("pk")
    return dossiers.annotate(named=JsonRows(rows, "name", "workplace", "reason"))


def box(user: User, submission: Submission, people: Sequence[ties.Somebody]) -> Box:
    """Of a dossier read `with_objections`."""
    rows = rows_for(user).filter(submission=submission)
    return Box(
        lines=lines(rows.order_by("-pk")),
        hints=hints(user, [submission], {submission.pk: list(people)})[submission.pk],
        objections=submission.named,
    )


def hints(
    user: User, submissions: Sequence[Submission], people: ties.Bodies | None = None
) -> dict[int, list[Hint]]:
    bodies = ties.bodies(submissions) if people is None else people
    authors = ties.writers(submissions)
    found = ties.of_dossiers(submissions, bodies, authors)
    tied = {one.pk for group in found.values() for one, _tie in group}
    answered, earlier = _said_before(tied, authors)
    return {
        dossier.pk: [
            _hint(one, tie, earlier.get((dossier.pk, one.pk, tie.kind), NO_OBJECTION))
            for one, tie in found[dossier.pk]
            if _is_open(user, one, tie) and (dossier.pk, one.pk, tie.kind) not in answered
        ]
        for dossier in submissions
    }


def _is_open(reader: User, one: ties.Somebody, tie: Tie) -> bool:
    """Nobody reads of oneself; that authors judge their own work the database forbids anyway."""
    return one.pk != reader.pk and tie.kind is not Kind.AUTHOR


def watched(user: User) -> SubmissionQuerySet:
    """Dossiers that somebody will still judge or decide on."""
    running = Submission.objects.for_office(user).filter(campaign__closed_at=None, state__in=TO_BE_JUDGED)
    return running.light()


def people_for(user: User) -> UserQuerySet:
    """Everybody of whom something was said, with it: the edges of the graph of people and dossiers."""
    rows = rows_for(user)
    named = User.objects.filter(Exists(rows.filter(person=OuterRef("pk")).order_by()))
    counting = rows.filter(Q(verdict=Verdict.UPHELD) | Q(verdict=Verdict.OPEN, source=Source.JUDGE))
    return named.annotate(
        barred=Count("conflicts", filter=Q(conflicts__in=counting.order_by().values("pk")))
    ).prefetch_related(Prefetch("conflicts", rows.order_by("-pk"), "edges"))


Answered = set[tuple[int, int, str]]


def _said_before(
    people: Iterable[int], authors: ties.Writers
) -> tuple[Answered, dict[tuple[int, int, str], Phrase]]:
    """Verdicts on these dossiers, and on others that share an author with them."""
    accounts = {pk: {account for account, _name, _place in group if account} for pk, group in authors.items()}
    everybody = set().union(*accounts.values()) if accounts else set()
    near = Q(submission__in=accounts) | Q(submission__authorships__user__in=everybody)
    said = Conflict.objects.filter(near, person__in=people).exclude(verdict=Verdict.OPEN.value).order_by("pk")
    rows = said.values_list(
        "submission", "person", "kind", "verdict", "verdict_reason",
        "submission__campaign__year", "submission__authorships__user",
    )  # fmt: skip
    answered: Answered = set()
    earlier: dict[tuple[int, int, str], Phrase] = {}
    for dossier, person, kind, verdict, reason, year, author in rows:
        answered.add((dossier, person, kind))
        for pk, group in accounts.items():
            if pk != dossier and author in group:
                earlier[pk, person, kind] = Phrase(
                    "Năm %(year)s, với cùng hai người này: %(verdict)s. %(reason)s",
                    year=year,
                    verdict=VERDICT_LABELS[Verdict(verdict)],
                    reason=reason,
                )
    return answered, earlier


def _hint(person: ties.Somebody, tie: Tie, earlier: Phrase) -> Hint:
    return Hint(
        person_pk=person.pk,
        person=person.full_name,
        kind_code=tie.kind.value,
        kind=KIND_LABELS[tie.kind],
        evidence=tie.evidence,
        is_weak=tie.is_weak,
        earlier=earlier,
    )


def _line(row: Conflict) -> Line:
    verdict = Verdict(row.verdict)
    return Line(
        pk=row.pk,
        person=row.person.full_name,
        code=row.submission.code,
        title=row.submission.title,
        kind=KIND_LABELS[Kind(row.kind)],
        source=SOURCE_LABELS[Source(row.source)],
        reason=row.reason,
        moment=vn_datetime(row.declared_at),
        tone=TONES[verdict],
        verdict=VERDICT_LABELS[verdict],
        seen=row.verdict,
        verdict_note=_note(row),
        verdict_reason=row.verdict_reason,
    )


def _note(row: Conflict) -> Phrase:
    if row.verdict_by is None or row.verdict_at is None:
        return NO_OBJECTION
    words = {"name": row.verdict_by.full_name, "moment": vn_datetime(row.verdict_at)}
    if row.by_administrator:
        return Phrase("%(name)s (quản trị) kết luận %(moment)s", **words)
    return Phrase("%(name)s kết luận %(moment)s", **words)
