"""Ranking, council, decision and publication, and the registers' numbers."""

from collections.abc import Iterable, Iterator

from django.db.models import Count as Number
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce

from campaign.actions import issued_papers, publication
from campaign.actions.session_end import outcomes_of
from campaign.actions.sitting import Outcome, RowsRefused
from campaign.invariants.states import PROPOSED, PUBLISHED, RANKED, Checks, codes, in_states
from campaign.models.campaign import Counter
from campaign.models.decision import Award, Decision, Proposal
from campaign.models.issued_paper import DecisionSnapshot
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.ranking import RankedSubmission
from campaign.models.register import RegisterEntry
from campaign.models.session import CouncilSession
from campaign.models.submission import Authorship, Submission
from campaign.rules.ballot import Count
from campaign.rules.numbering import register_name
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State


def _ranked_stands_in_a_ranking() -> Iterable[str]:
    row = RankedSubmission.objects.filter(submission=OuterRef("pk"), ranking__is_current=True)
    return codes(in_states(RANKED).filter(~Exists(row)))


def _proposed_has_a_proposal() -> Iterable[str]:
    return codes(in_states(PROPOSED).filter(~Exists(Proposal.objects.filter(submission=OuterRef("pk")))))


def _decision_follows_its_sitting() -> Iterable[str]:
    early = Decision.objects.filter(awards__submission__proposal__sitting__held_on__gt=F("signed_on"))
    return (str(decision) for decision in early.distinct().order_by("pk"))


def _decided_has_a_live_award() -> Iterable[str]:
    live = Exists(Award.objects.filter(submission=OuterRef("pk"), is_live=True))
    return codes(in_states({State.DECIDED, State.PUBLISHED}).filter(~live))


def _one_live_decision() -> Iterator[str]:
    """One at most, never after a revocation, and only where a decision was made."""
    first = Q(awards__is_live=True, awards__scope="base")
    several = Submission.objects.annotate(live=Number("awards", filter=first))
    yield from codes(several.filter(live__gt=1))
    misplaced = ~Q(submission__state__in=[State.DECIDED, State.PUBLISHED]) | Q(revoked_at__isnull=False)
    live = Award.objects.filter(misplaced, is_live=True)
    yield from live.values_list("submission__code", flat=True)


def _published_has_a_result() -> Iterator[str]:
    """Every recognised one is listed, and nothing is listed before its publication."""
    listed = Exists(PublishedResult.objects.filter(award__submission=OuterRef("pk")))
    unrecognised = Exists(Award.objects.filter(submission=OuterRef("pk"), outcome="not_recognised"))
    yield from codes(in_states(PUBLISHED).filter(~listed & ~unrecognised))
    yield from codes(Submission.objects.exclude(state__in=sorted(PUBLISHED)).filter(listed))


def _published_has_a_live_award() -> Iterable[str]:
    """What the public reads as recognised is recognised, and what was taken back says so."""
    current = PublishedResult.objects.current().order_by("pk")
    wrong = current.exclude(award__is_live=True, revoked_at=None).exclude(
        award__is_live=False, revoked_at__isnull=False
    )
    return wrong.values_list("register_number", flat=True)


def _publication_is_unaltered() -> Iterator[str]:
    for one in Publication.objects.order_by("pk"):
        if publication.content_digest(one) != one.sha256:
            yield f"{one.campaign_id}/{one.version}"


def _issued_is_unaltered() -> Iterator[str]:
    """What the papers of a decision say is what was frozen when they were issued."""
    for one in DecisionSnapshot.objects.select_related("decision").order_by("pk"):
        if issued_papers.digest(one.facts) != one.sha256:
            yield str(one.decision)


def _certificate_per_author() -> Iterator[str]:
    authors = (
        Authorship.objects.filter(submission=OuterRef("award__submission"))
        .order_by()
        .values("submission")
        .annotate(n=Number("pk"))
        .values("n")
    )
    valid = Q(certificates__replaced_at=None)
    results = PublishedResult.objects.current().annotate(
        holders=Number("certificates__holder", filter=valid, distinct=True),
        made=Number("certificates", filter=valid),
    )
    wrong = results.exclude(holders=Coalesce(authors, 0), made=F("holders"))
    yield from wrong.order_by("pk").values_list("register_number", flat=True)


def _counters_cover_their_numbers() -> Iterator[str]:
    """A register's counter is never behind a number that was given."""
    last = dict(Counter.objects.values_list("register", "last"))
    for register, number in _given_numbers():
        if number > last.get(register, 0):
            yield f"{register}: {number}"


def _given_numbers() -> Iterator[tuple[str, int]]:
    highest: dict[str, int] = {}
    given = Submission.objects.exclude(register_number="").values_list("register_number", flat=True)
    for text in given.iterator(2000):
        digits, _, of_year = text.partition("/")
        if digits.isdigit():
            register = f"tiep-nhan/{of_year}"
            highest[register] = max(highest.get(register, 0), int(digits))
    yield from highest.items()
    entries = RegisterEntry.objects.order_by().values("series__code", "year").annotate(last=Max("number"))
    for code, year, number in entries.values_list("series__code", "year", "last"):
        yield register_name(code, year), number
    certificates = Certificate.objects.order_by().values("year").annotate(last=Max("number"))
    for year, last in certificates.values_list("year", "last"):
        yield f"giay-chung-nhan/{year}", last


def _sitting_counts_its_votes() -> Iterator[str]:
    """What a live session ended with is what its closed votes come to, computed once more."""
    for session in CouncilSession.objects.filter(sitting__isnull=False).select_related("council", "sitting"):
        items = session.items.dossiers().select_related("ranked__submission")
        try:
            voted = {one.submission_id: one for one in outcomes_of(session, items)}
        except RowsRefused:
            yield str(session.pk)
            continue
        for row in session.sitting.proposals.select_related("submission"):
            if not _is_as_voted(row, voted.pop(row.submission_id, None)):
                yield row.submission.code
        yield from (str(session.pk) for _missing in voted)


def _is_as_voted(row: Proposal, voted: Outcome | None) -> bool:
    count = Count(row.votes_for, row.votes_against, row.votes_blank)
    said = (row.outcome, row.award_level_id, count)
    return voted is not None and said == (voted.outcome, voted.award_level_id, voted.count)


CHECKS: Checks = {
    "ranked_stands_in_ranking": (
        Phrase("Hồ sơ đã xếp hạng có trong bảng xếp hạng"),
        _ranked_stands_in_a_ranking,
    ),
    "proposed_has_proposal": (Phrase("Hồ sơ đã đề nghị có đề nghị của hội đồng"), _proposed_has_a_proposal),
    "decision_follows_sitting": (
        Phrase("Quyết định ký không sớm hơn phiên họp"),
        _decision_follows_its_sitting,
    ),
    "decided_has_live_award": (
        Phrase("Hồ sơ đã quyết định có kết quả còn hiệu lực"),
        _decided_has_a_live_award,
    ),
    "one_live_decision": (Phrase("Mỗi hồ sơ có nhiều nhất một kết quả còn hiệu lực"), _one_live_decision),
    "published_has_result": (
        Phrase("Hồ sơ được công nhận có trong danh sách công bố"),
        _published_has_a_result,
    ),
    "published_has_live_award": (
        Phrase("Kết quả công khai còn hiệu lực hoặc ghi là đã thu hồi"),
        _published_has_a_live_award,
    ),
    "publication_is_unaltered": (Phrase("Danh sách công bố không bị sửa"), _publication_is_unaltered),
    "issued_is_unaltered": (Phrase("Văn bản đã phát hành không bị sửa"), _issued_is_unaltered),
    "certificate_per_author": (Phrase("Mỗi tác giả có một giấy chứng nhận"), _certificate_per_author),
    "counters_cover_numbers": (Phrase("Bộ đếm không tụt sau số đã cấp"), _counters_cover_their_numbers),
    "sitting_counts_its_votes": (
        Phrase("Đề nghị của hội đồng khớp với kết quả các lượt bỏ phiếu"),
        _sitting_counts_its_votes,
    ),
}
