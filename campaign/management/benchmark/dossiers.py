"""Dossiers in every state of a campaign, written in large portions: the text, the people, the files, the papers."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any

from accounts.models.user import User
from accounts.text import fold
from campaign.actions.application import content_of, digest
from campaign.management.benchmark import words
from campaign.management.benchmark.city import City
from campaign.management.benchmark.plans import Plan
from campaign.models.attachment import Attachment
from campaign.models.campaign import Counter
from campaign.models.eligibility import Check, CheckAnswer, SupplementRequest
from campaign.models.endorsement import Endorsement
from campaign.models.following import Notice
from campaign.models.message import Message
from campaign.models.revision import Revision
from campaign.models.submission import Authorship, Submission
from campaign.rules.application import FORM_VERSION
from campaign.rules.authorship import ConfirmedWay
from campaign.rules.workflow import State

PORTION = 500
FIRST, SPAN = timedelta(days=-58), timedelta(days=50)  # all are written within this time, one after the other
LARGEST_UNIT = 0.1  # of all dossiers come from the first unit
BUSY_AUTHOR = 40  # dossiers of the first author
SHARES = (6000, 4000)
# How many of each hundred dossiers of the running campaign are in which state; a tenth has three sheets.
MIX = {
    State.DRAFT: 3,
    State.SUBMITTED: 10,
    State.RETURNED: 2,
    State.ENDORSED: 6,
    State.SUPPLEMENT: 2,
    State.REFUSED: 2,
    State.WITHDRAWN: 1,
    State.ACCEPTED: 64,
    State.JUDGING: 5,
    State.JUDGED: 5,
}
UNCHECKED = frozenset({State.SUBMITTED, State.RETURNED, State.WITHDRAWN})
OUTCOMES = {State.SUPPLEMENT: "supplement", State.REFUSED: "refused"}


@dataclass(frozen=True)
class Filed:
    """A dossier with the random numbers that its later papers are made from."""

    submission: Submission
    rng: Random
    authors: list[User]
    file_key: uuid.UUID

    @property
    def state(self) -> State:
        return State(self.submission.state)


def mixed(number: int) -> Iterator[State]:
    """Every hundred holds the whole mix, shuffled."""
    hundred = [state for state, share in MIX.items() for _ in range(share)]
    for first in range(0, number, len(hundred)):
        Random(f"states-{first}").shuffle(hundred)  # noqa: S311  repeatable on purpose
        yield from hundred[: number - first]


def fill(city: City, plan: Plan, states: Sequence[State]) -> Iterator[list[Filed]]:
    """Portion by portion, as they are stored."""
    prose, places = words.Prose(), iter(range(len(states)))
    while portion := list(islice(places, PORTION)):
        filed = [_written(city, plan, prose, states, place) for place in portion]
        _store(city, plan, filed)
        yield filed
    Counter.objects.create(register=f"tiep-nhan/{plan.year}", last=len(states))


def _written(city: City, plan: Plan, prose: words.Prose, states: Sequence[State], place: int) -> Filed:
    rng = Random(f"{plan.year}-{place}")  # noqa: S311  repeatable on purpose
    state, moment = states[place], plan.base + FIRST + place * SPAN / len(states)
    of_first = rng.random() < LARGEST_UNIT
    unit = 0 if of_first else int(rng.random() * len(city.units))
    authors = _authors(city, rng, place, len(states))
    register = "" if state == State.DRAFT else f"{place + 1:04}/{plan.year}"
    code, title = words.token(rng), words.title(rng)
    names = [author.full_name for author in authors]
    later: dict[str, Any] = {} if state == State.DRAFT else {"submitted_at": moment + timedelta(minutes=1)}
    if state not in UNCHECKED | OUTCOMES.keys() | {State.DRAFT, State.ENDORSED}:
        later["accepted_at"] = moment + timedelta(minutes=3)
        later["answer_due"] = (moment + timedelta(days=90)).date()
    text = {
        name: prose.section(rng) for name in ("nature", "conditions", "benefits_author", "benefits_others")
    }
    submission = Submission(
        code=code,
        campaign=plan.campaign,
        strand=words.chosen(rng, plan.strands),
        unit=city.units[unit],
        unit_name=city.names[unit],
        endorsing_unit=city.units[unit],
        owner=authors[0],
        state=state.value,
        register_number=register,
        title=title,
        summary=words.chosen(rng, prose.sentences),
        addressee="Hội đồng sáng kiến thành phố",
        field_of_application=words.chosen(rng, words.THINGS),
        first_used_on=(moment - timedelta(days=60)).date(),
        search_text=fold(" ".join([register, code, title, city.names[unit], *names])),
        created_at=moment,
        saved_at=moment,
        state_since=moment + timedelta(minutes=2),
        **text,
        **later,
    )
    return Filed(submission, rng, authors, uuid.UUID(int=rng.getrandbits(128), version=4))


def _authors(city: City, rng: Random, place: int, number: int) -> list[User]:
    rest = len(city.authors) - 1
    busy = place % max(number // BUSY_AUTHOR, 1) == 0
    first = 0 if busy else 1 + int(rng.random() * rest)
    second = 1 + (first + int(rng.random() * (rest - 1))) % rest
    return [city.authors[first], city.authors[second]]


def _store(city: City, plan: Plan, filed: list[Filed]) -> None:
    Submission.objects.bulk_create(one.submission for one in filed)
    authors = [list(_author_rows(one)) for one in filed]
    Authorship.objects.bulk_create(row for rows in authors for row in rows)
    Attachment.objects.bulk_create(_attachment(one) for one in filed)
    handed_in = [one for one in filed if one.state != State.DRAFT]
    Revision.objects.bulk_create(
        _revision(plan, one, rows)
        for one, rows in zip(filed, authors, strict=True)
        if one.state != State.DRAFT
    )
    Message.objects.bulk_create(_message(one) for one in handed_in)
    Notice.objects.bulk_create(notice for one in handed_in for notice in _notices(one))
    Endorsement.objects.bulk_create(_endorsement(city, one) for one in handed_in if _is_endorsed(one))
    SupplementRequest.objects.bulk_create(
        _supplement(city, plan, one) for one in handed_in if one.state == State.SUPPLEMENT
    )
    checks = Check.objects.bulk_create(_checks(city, handed_in))
    CheckAnswer.objects.bulk_create(
        CheckAnswer(check_made=check, item=item, passed=check.outcome == "accepted")
        for check in checks
        for item in plan.items
    )


def _author_rows(one: Filed) -> Iterator[Authorship]:
    """The second author confirmed the share before the dossier was filed."""
    for order, (author, share) in enumerate(zip(one.authors, SHARES, strict=True), 1):
        confirmed = order > 1 and one.state != State.DRAFT
        yield Authorship(
            submission=one.submission,
            order=order,
            uid=uid_of(one, order),
            confirmed_at=one.submission.created_at if confirmed else None,
            confirmed_way=ConfirmedWay.ACCOUNT.value if confirmed else "",
            user=author,
            full_name=author.full_name,
            gender=author.gender,
            birth_date=author.birth_date,
            workplace=one.submission.unit_name,
            job_title=author.job_title,
            qualification=author.qualification,
            direct_worker=one.rng.random() < 0.3,
            share_bp=share,
        )


def uid_of(one: Filed, order: int) -> str:
    return uuid.uuid5(one.file_key, str(order)).hex


def _attachment(one: Filed) -> Attachment:
    return Attachment(
        submission=one.submission,
        public_id=one.file_key,
        content_type="application/pdf",
        file=f"thu-tai/{one.file_key}",
        **_file(one),
        uploaded_by=one.authors[0],
        uploaded_at=one.submission.created_at,
    )


def _file(one: Filed) -> dict[str, Any]:
    """There is a row for it, but no file on the disk."""
    digest = hashlib.sha256(one.file_key.bytes).hexdigest()
    return {"name": "minh-chung.pdf", "size": 200_000, "sha256": digest}


def _revision(plan: Plan, one: Filed, authors: list[Authorship]) -> Revision:
    content = content_of(one.submission, authors=authors, participants=[], files=[_file(one)])
    return Revision(
        submission=one.submission,
        number=1,
        content=content,
        sha256=digest(content),
        form_version=FORM_VERSION,
        rubric=plan.strands[0].rubric,
        made_by=one.authors[0],
        made_at=one.submission.submitted_at,
    )


def _message(one: Filed) -> Message:
    return Message(
        key=f"submitted-{one.submission.code}",
        event="submitted",
        to=one.authors[0].email,
        reader=one.authors[0],
        subject=f"Đã nhận hồ sơ số {one.submission.register_number}",
        body=f"Hồ sơ «{one.submission.title}» đã được nộp và chuyển tới đơn vị.",
        queued_at=one.submission.submitted_at,
        not_before=one.submission.submitted_at,
        sent_at=one.submission.submitted_at,
        attempts=1,
    )


def _notices(one: Filed) -> Iterator[Notice]:
    """Every author is told of the filing; half of them have read it."""
    for order, author in enumerate(one.authors, 1):
        yield Notice(
            key=f"submitted-{one.submission.code}-{order}",
            reader=author,
            event="submitted",
            submission=one.submission,
            text=f"Đã nhận hồ sơ số {one.submission.register_number}",
            body=f"Hồ sơ «{one.submission.title}» đã được nộp và chuyển tới đơn vị.",
            address=f"/ho-so/{one.submission.code}/",
            made_at=one.submission.submitted_at,
            read_at=one.submission.submitted_at if order == 1 else None,
        )


def _is_endorsed(one: Filed) -> bool:
    return one.state not in UNCHECKED


def _endorsement(city: City, one: Filed) -> Endorsement:
    submission = one.submission
    return Endorsement(
        submission=submission,
        unit=submission.unit,
        unit_name=submission.unit_name,
        by=head_of(city, submission),
        at=submission.submitted_at,
        outcome="endorsed",
        comment="Giải pháp đã được áp dụng tại đơn vị.",
    )


def head_of(city: City, submission: Submission) -> User:
    return city.heads[city.units.index(submission.unit)]


def _supplement(city: City, plan: Plan, one: Filed) -> SupplementRequest:
    """Only running campaigns ask, and those give time until after today."""
    return SupplementRequest(
        submission=one.submission,
        asked_by=city.officer,
        asked_at=one.submission.state_since,
        due_at=plan.base + timedelta(days=15),
        points="Bổ sung biên bản áp dụng thử.",
    )


def _checks(city: City, filed: Iterable[Filed]) -> Iterator[Check]:
    for one in filed:
        if one.state in UNCHECKED or one.state == State.ENDORSED:
            continue
        outcome = OUTCOMES.get(one.state, "accepted")
        reason = "" if outcome == "accepted" else "Thiếu biên bản áp dụng thử."
        yield Check(
            submission=one.submission,
            by=city.officer,
            at=one.submission.state_since,
            outcome=outcome,
            reason=reason,
        )
