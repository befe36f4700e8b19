"""What an act of publication would do, shown before it is done; and the mark of what was shown.

Whoever confirms carries the mark: when anything of it has changed since, nothing is published.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models.user import User
from campaign.documents.publication import Line, copied, facts, lines_of
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.decision import Decision
from campaign.models.following import Way
from campaign.models.publication import PublishedResult, ScheduledPublication, ScheduleStatus
from campaign.rules.phases import Kind, window_for
from campaign.rules.phrase import Phrase

NO_ADDRESS = "none"
WAYS = {
    Way.AT_ONCE: Phrase("Thư ngay khi công bố"),
    Way.DAILY: Phrase("Thư tổng hợp hằng ngày"),
    Way.SITE_ONLY: Phrase("Chỉ báo trong cổng, theo lựa chọn của người nhận"),
    NO_ADDRESS: Phrase("Không có địa chỉ thư, chỉ báo trong cổng"),
}


@dataclass(frozen=True)
class Reader:
    """Somebody who is told the outcome of one dossier."""

    name: str
    register_number: str
    way: str

    @property
    def way_in_words(self) -> Phrase:
        return WAYS[self.way]


@dataclass(frozen=True)
class Rehearsal:
    """The reader's own dossiers, and those in conflict, are counted in `hidden` and shown nowhere else.

    `mails` are all letters that leave at once, of hidden dossiers too; `readers` are those of shown ones. `held` are
    shown dossiers that are set aside, `is_barred` says that any is. `waits_until` is the hour that was set for another
    publication of the campaign.
    """

    decisions: list[Decision]
    recognised: list[Line]
    not_recognised: list[Line]
    hidden: int
    held: int
    is_barred: bool
    certificates: int
    mails: int
    readers: list[Reader]
    secret: int
    strands: list[str]
    waits_until: datetime | None
    warnings: list[Phrase]
    digest: str


def rehearse(*chosen: Decision, reader: User | None = None) -> Rehearsal:
    decisions = sorted(chosen, key=lambda one: (one.signed_on, one.number, one.pk))
    lines = lines_of(*decisions)
    shown = [line for line in lines if not (reader and line.is_hidden_from(reader))]
    people = _told(lines)
    ways = {pk: way for pk, (_name, way) in people.items()}
    standing = _standing(decisions[0].campaign)
    return Rehearsal(
        decisions=decisions,
        recognised=[line for line in shown if line.is_recognised],
        not_recognised=[line for line in shown if not line.is_recognised],
        hidden=len(lines) - len(shown),
        held=sum(line.is_held for line in shown),
        is_barred=any(line.is_held for line in lines),
        certificates=sum(len(line.authors) for line in shown if line.is_recognised),
        mails=sum(ways.get(pk) == Way.AT_ONCE for line in lines for pk in _people(line)),
        readers=_readers(shown, people),
        secret=sum(bool(line.award.submission.confidential) for line in shown if line.is_recognised),
        strands=strands_of(lines),
        waits_until=standing["waits_until"],
        warnings=_warnings(decisions, shown, standing),
        digest=digest_of(decisions, lines, after=standing["last_line"], reader=reader),
    )


def strands_of(lines: Iterable[Line]) -> list[str]:
    return sorted({line.award.submission.strand.code for line in lines})


def last_line(campaign: Campaign) -> int:
    last = PublishedResult.objects.filter(campaign=campaign).order_by("-line").values_list("line", flat=True)
    return last.first() or 0


def numbered(lines: Iterable[Line], *, after: int) -> list[tuple[int, Line]]:
    """The campaign's list goes on numbering from one decision to the next."""
    return list(enumerate((line for line in lines if line.is_recognised), after + 1))


def digest_of(
    decisions: Sequence[Decision], lines: Sequence[Line], *, after: int, reader: User | None = None
) -> str:
    """Of every word that would come out and of everybody who would be told; how somebody likes mail is no part.

    With a `reader`, of what this person is shown: a mark of the others would tell that something in them changed.
    """
    numbers = {line.award.pk: number for number, line in numbered(lines, after=after)}
    open_lines = [line for line in lines if not (reader and line.is_hidden_from(reader))]
    shown = [
        [[decision.pk, str(decision), *_signature(decision)] for decision in decisions],
        [_everything(line, numbers.get(line.award.pk, 0)) for line in open_lines],
        len(lines),
    ]
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _signature(decision: Decision) -> list[str]:
    of, on = decision.campaign, decision.signed_on.isoformat()
    return [
        on,
        decision.signer_power,
        decision.signer_title,
        decision.signer_name,
        of.issuer_name,
        of.place_name,
    ]


def _everything(line: Line, number: int) -> list[object]:
    award = line.award
    people = [[row.pk, row.full_name, row.job_title, row.workplace] for row in line.authors]
    return [
        award.pk,
        award.outcome,
        award.reason,
        facts(line, number),
        copied(line),
        people,
        sorted(_people(line)),
    ]


def _people(line: Line) -> set[int]:
    return {line.award.submission.owner_id, *line.award.submission.author_ids}


def _told(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """Each person with an account in use, and how that person is told."""
    people = {pk for line in lines for pk in _people(line)}
    active = User.objects.filter(pk__in=people, is_active=True)
    found = active.values_list("pk", "full_name", "email", "mail_preference__news")
    return {
        pk: (name, (chosen or Way.AT_ONCE.value) if email else NO_ADDRESS)
        for pk, name, email, chosen in found
    }


def _readers(lines: Sequence[Line], people: dict[int, tuple[str, str]]) -> list[Reader]:
    return [
        Reader(people[pk][0], line.award.submission.register_number, people[pk][1])
        for line in lines
        for pk in sorted(_people(line))
        if pk in people
    ]


def _standing(campaign: Campaign) -> dict[str, Any]:
    """What else there is in the campaign: its last line, decisions not yet public, an hour that was set."""
    of_campaign = {"campaign": OuterRef("pk")}
    lines = PublishedResult.objects.filter(**of_campaign).order_by("-line").values("line")
    pending = Decision.objects.pending().filter(**of_campaign, kind="recognition", scope="base")
    unpublished = pending.filter(publication=None).order_by().values("campaign")
    waiting = ScheduledPublication.objects.filter(**of_campaign, status=ScheduleStatus.WAITING.value)
    found = Campaign.objects.values(
        last_line=Coalesce(Subquery(lines[:1]), 0),
        unpublished=Coalesce(Subquery(unpublished.annotate(n=Count("pk")).values("n")), 0),
        waits_until=Subquery(waiting.values("at")),
    )
    return dict(found.get(pk=campaign.pk))


def _warnings(decisions: Sequence[Decision], lines: Sequence[Line], standing: dict[str, Any]) -> list[Phrase]:
    left_out = standing["unpublished"] - len(decisions)
    found = [_appeals_closed(decisions[0].campaign), *_left_out(left_out), *_twice(lines)]
    return [warning for warning in found if warning]


def _appeals_closed(campaign: Campaign) -> Phrase | None:
    window, now = window_for(campaign.spans(), Kind.APPEAL), clock.now()
    if window and now < window.closes:
        return None
    return Phrase(
        "Thời gian tiếp nhận kiến nghị chưa được ấn định hoặc đã kết thúc: tác giả không gửi được kiến nghị về kết quả."
    )


def _left_out(number: int) -> list[Phrase]:
    if number <= 0:
        return []
    return [
        Phrase(
            "Phong trào còn %(number)s quyết định khác chưa công bố; chúng không ra cùng lần này.",
            number=number,
        )
    ]


def _twice(lines: Sequence[Line]) -> list[Phrase]:
    titles = Counter(line.award.submission.title.casefold() for line in lines if line.is_recognised)
    number = sum(count for count in titles.values() if count > 1)
    if not number:
        return []
    return [Phrase("%(number)s sáng kiến trong danh sách trùng tên với nhau; hãy đọc lại.", number=number)]
