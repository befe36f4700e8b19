"""Publish decisions in one act: facts copied to the public's tables, certificates made, authors told."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from accounts.models.user import User
from campaign.actions import certificates, gate, trail
from campaign.actions.decision_release import note_released, why_not_in_a_list
from campaign.actions.refused import refuse_if
from campaign.actions.showcase import refresh
from campaign.actions.similarity import note_results
from campaign.actions.statistics import release_figures
from campaign.actions.transition import perform
from campaign.documents.publication import Line, copied, facts, lines_of, told
from campaign.documents.publication_rehearsal import (
    Rehearsal,
    digest_of,
    last_line,
    numbered,
    rehearse,
    strands_of,
)
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.decision import Decision
from campaign.models.publication import (
    Publication,
    PublishedResult,
    ScheduledPublication,
    ScheduleStatus,
)
from campaign.rules import permissions, phases, published_list, workflow
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase

Numbered = Sequence[tuple[int, Line]]


def why_not(rehearsed: Rehearsal, user: User) -> tuple[Phrase, Phrase]:
    """Why it cannot be published at all, and why not now: the person, what happened before, the timetable."""
    never = permissions.of_campaign("publish", user) or _spent(rehearsed.decisions, rehearsed.waits_until)
    never = never or _held(rehearsed.held, is_barred=rehearsed.is_barred)
    return never, never or _window_closed(rehearsed.decisions, rehearsed.strands)


@transaction.atomic
def publish(decision: Decision, *, by: User) -> Publication:
    """One decision exactly as it stands now, for callers that show nothing before: commands and demonstrations."""
    held = locked([decision])
    [published] = publish_together(held, by=by, seen=rehearse(*held).digest, whole=True)
    return published


@transaction.atomic
def publish_together(
    decisions: Sequence[Decision], *, by: User, seen: str, whole: bool = False
) -> list[Publication]:
    """All decisions or none, in one moment; a second click finds them published and changes nothing.

    `seen` is the mark of the rehearsal that was looked at: nothing comes out that nobody has seen. It is of what `by`
    may see, or of the `whole`.
    """
    gate.require_in_campaign("publish", by)
    decisions = locked(decisions)
    lines = lines_of(*decisions)
    refuse_if(why_not_yet(decisions, lines, seen, reader=None if whole else by))
    refuse_if(_window_closed(decisions, strands_of(lines)))
    return [_publish(decision, lines, by) for decision in decisions]


def content_digest(publication: Publication) -> str:
    """SHA-256 over the published list, for anybody who wants to compare it with the one announced."""
    return published_list.digest(publication.results.order_by("line").values(*published_list.COLUMNS))


def locked(decisions: Sequence[Decision]) -> list[Decision]:
    """With their campaign, so that two acts at once share neither version nor line numbers.

    In the order of the register: what stands first in it is first in the list.
    """
    rows = Decision.objects.select_for_update(of=("self", "campaign")).select_related("campaign")
    found = rows.filter(pk__in=[decision.pk for decision in decisions]).order_by("signed_on", "number", "pk")
    return list(found)


def why_not_yet(
    decisions: Sequence[Decision], lines: Sequence[Line], seen: str, *, reader: User | None
) -> Phrase:
    """Something that happened to the decisions, which are locked, or a change since they were seen."""
    waiting = ScheduledPublication.objects.filter(
        campaign=decisions[0].campaign, status=ScheduleStatus.WAITING.value
    ).first()
    spent = _spent(decisions, waiting.at if waiting else None)
    held = [line for line in lines if line.is_held]
    told = sum(not line.is_hidden_from(reader) for line in held) if reader else 0
    return spent or _held(told, is_barred=bool(held)) or _changed(decisions, lines, seen, reader)


def next_version(campaign: Campaign) -> int:
    return Publication.objects.filter(campaign=campaign).count() + 1


def _spent(decisions: Sequence[Decision], waits_until: datetime | None) -> Phrase:
    objections = (why_not_in_a_list(decision) or _published_before(decision) for decision in decisions)
    before = next(filter(None, objections), NO_OBJECTION)
    return before or _waits_for_its_hour(waits_until)


def _held(number: int, *, is_barred: bool) -> Phrase:
    """The list of a decision comes out whole, so a dossier that is set aside keeps the others back too.

    `number` are those of which the reader may know; where there is none, and in letters, nobody is told why.
    """
    if not is_barred:
        return NO_OBJECTION
    if not number:
        return Phrase(
            "Chưa công bố được vì danh sách còn việc phải làm rõ. Chưa có gì ra ngoài; người cùng nhiệm vụ không có hồ "
            "sơ hay xung đột lợi ích trong danh sách mở bản duyệt trước để xem và xử lý."
        )
    return Phrase(
        "Chưa công bố được vì %(number)s hồ sơ của quyết định đang tạm dừng xét. Chưa có gì ra ngoài; hãy gỡ tạm dừng "
        "khi có kết luận, hoặc hủy quyết định chưa công bố và ghi quyết định mới không có hồ sơ đó.",
        number=number,
    )


def _published_before(decision: Decision) -> Phrase:
    earlier: Publication | None = getattr(decision, "publication", None)
    if earlier is None:
        return NO_OBJECTION
    return Phrase(
        "Quyết định này đã được công bố lúc %(when)s; không công bố thêm lần nữa và không gửi lại thư.",
        when=vn_datetime(earlier.published_at),
    )


def _window_closed(decisions: Sequence[Decision], strands: Iterable[str]) -> Phrase:
    """A strand may have a publication window of its own."""
    spans, now = decisions[0].campaign.spans(), clock.now()
    objections = [phases.closed_reason(spans, phases.Kind.PUBLISH, now, code) for code in strands]
    return next(filter(None, objections), NO_OBJECTION)


def _waits_for_its_hour(waits_until: datetime | None) -> Phrase:
    if waits_until is None:
        return NO_OBJECTION
    return Phrase(
        "Phong trào đang có một lần công bố hẹn lúc %(when)s nên chưa công bố thêm. Kết quả được giữ nguyên, chưa có "
        "gì ra ngoài; hãy chờ tới giờ đó hoặc hủy hẹn trước.",
        when=vn_datetime(waits_until),
    )


def _changed(decisions: Sequence[Decision], lines: Sequence[Line], seen: str, reader: User | None) -> Phrase:
    after = last_line(decisions[0].campaign)
    if digest_of(decisions, lines, after=after, reader=reader) == seen:
        return NO_OBJECTION
    return Phrase(
        "Nội dung sẽ công bố đã thay đổi sau khi bản duyệt trước được xem, nên chưa có gì ra ngoài và chưa gửi thư cho "
        "ai. Hãy xem lại bản duyệt mới rồi xác nhận lại."
    )


def _publish(decision: Decision, lines: Sequence[Line], by: User) -> Publication:
    own = [line for line in lines if line.award.decision_id == decision.pk]
    rows = numbered(own, after=last_line(decision.campaign))
    publication = _store(decision, rows, dossiers=len(own), by=by)
    note_released(decision, publication.published_at)
    results = [_publish_line(publication, line, number) for number, line in rows]
    note_results(results)
    refresh(decision.campaign)
    codes = certificates.addresses(results)
    for line in own:
        known = told(line) | {"certificates": codes.get(line.award.pk, [])}
        perform(workflow.PUBLISH, line.award.submission, by=by, facts=known)
    release_figures(publication)
    said = {"decision": str(decision), "version": publication.version, "sha256": publication.sha256}
    trail.record("publish_decision", by=by, campaign=decision.campaign, facts=said)
    return publication


def _store(decision: Decision, rows: Numbered, *, dossiers: int, by: User) -> Publication:
    return Publication.objects.create(
        campaign=decision.campaign,
        decision=decision,
        version=next_version(decision.campaign),
        published_at=clock.now(),
        published_by_name=by.full_name,
        sha256=published_list.digest(facts(line, number) for number, line in rows),
        results_count=len(rows),
        dossiers_count=dossiers,
    )


def _publish_line(publication: Publication, line: Line, number: int) -> PublishedResult:
    result = PublishedResult.objects.create(
        publication=publication,
        campaign=publication.campaign,
        award=line.award,
        **facts(line, number),
        **copied(line),
    )
    certificates.issue(result, line.authors, line.award.decision)
    return result
