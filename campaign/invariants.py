"""What must hold over all stored data at every moment, each with a name. `manage.py check_invariants` asks them all.

The database's own constraints and guards hold most of it; these look again from outside, and at what spans tables.
A check yields a short word for every place where it does not hold: a register number, a code, a number.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from campaign.actions import application, audit, publication
from campaign.documents import scoring
from campaign.models.audit import Event
from campaign.models.campaign import Counter
from campaign.models.deadline import Extension
from campaign.models.decision import Award, Decision, Proposal
from campaign.models.judging import CombinedScore, Sheet
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.ranking import RankedSubmission
from campaign.models.revision import LateCopy, Revision
from campaign.models.rulebook import Rubric
from campaign.models.submission import Authorship, Submission, SubmissionQuerySet
from campaign.rules import combining
from campaign.rules import scoring as score_rules
from campaign.rules.calendar import round_half_up
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import EDITABLE, MOVES, State

MOST_PLACES = 20
ROUNDING = Decimal("0.0051")  # half of the last place, and a little for SQLite's sums of floats
Check = Callable[[], Iterable[str]]

# Each set holds what comes after it on the straight way from acceptance to publication.
PUBLISHED = {State.PUBLISHED, State.REVOKED}
DECIDED = PUBLISHED | {State.DECIDED}
PROPOSED = DECIDED | {State.PROPOSED}
RANKED = PROPOSED | {State.RANKED}
JUDGED = RANKED | {State.JUDGED}
ACCEPTED = JUDGED | {State.ACCEPTED, State.ASSIGNED, State.JUDGING}
# Left while the author could still edit, so the shares may be unfinished.
MAYBE_UNFINISHED = EDITABLE | {State.WITHDRAWN, State.DROPPED}


def broken() -> dict[str, list[str]]:
    """The names of the invariants that do not hold, each with the first places."""
    found = {name: list(islice(check(), MOST_PLACES)) for name, (_text, check) in INVARIANTS.items()}
    return {name: places for name, places in found.items() if places}


def _trail_is_whole() -> Iterable[str]:
    return (str(number) for number in audit.prove().broken)


def _state_follows_the_trail() -> Iterator[str]:
    """The last move in the trail led to the state in which the dossier is."""
    moves = Event.objects.filter(submission__isnull=False, verb__in=sorted(MOVES)).order_by("number")
    told = dict(moves.values_list("submission_id", "facts__to").iterator(2000))
    for code, pk, state in _after_draft().values_list("code", "pk", "state").iterator(2000):
        if told.get(pk) != state:
            yield code


def _shares_make_a_whole() -> Iterable[str]:
    total = Coalesce(Sum("authorships__share_bp"), 0)
    finished = Submission.objects.exclude(state__in=sorted(MAYBE_UNFINISHED))
    return _codes(finished.annotate(total=total).exclude(total=10000))


def _confirmed_share_stands() -> Iterator[str]:
    """Whoever confirmed a share confirmed exactly the one that stands, and nobody has taken it back since."""
    told: dict[tuple[int | None, str], int] = {}
    acts = Event.objects.filter(verb__in=["confirm_share", "void_shares"]).order_by("number")
    for verb, pk, facts in acts.values_list("verb", "submission_id", "facts").iterator(2000):
        if verb == "confirm_share":
            told[pk, facts["author"]] = facts["share"]
            continue
        for uid in facts["authors"]:
            told.pop((pk, uid), None)
    confirmed = Authorship.objects.filter(confirmed_at__isnull=False).order_by("pk")
    for code, pk, uid, share in confirmed.values_list(
        "submission__code", "submission_id", "uid", "share_bp"
    ).iterator(2000):
        if told.get((pk, uid)) != share:
            yield code


def _submitted_has_number_and_revision() -> Iterable[str]:
    kept = Exists(Revision.objects.filter(submission=OuterRef("pk")))
    return _codes(_after_draft().filter(Q(register_number="") | Q(submitted_at=None) | ~kept))


def _frozen_is_unaltered() -> Iterator[str]:
    """What was filed, or came too late, hashes to what was kept beside it."""
    for model in (Revision, LateCopy):
        rows = model.objects.values_list("submission__code", "content", "sha256").order_by("pk")
        for code, content, sha256 in rows.iterator(500):
            if application.digest(content) != sha256:
                yield code


def _extensions_cover_their_uses() -> Iterator[str]:
    """Every dossier that was filed under an extension has been counted there."""
    rows = Extension.objects.annotate(filed=Count("submissions")).filter(filed__gt=F("uses"))
    return (str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True))


def _accepted_has_an_answer_day() -> Iterable[str]:
    return _codes(_in(ACCEPTED).filter(Q(accepted_at=None) | Q(answer_due=None)))


def _locked_sheet_adds_up() -> Iterator[str]:
    scaled = Sheet.objects.filter(status="locked", marks__not_applicable=True).distinct()
    for sheet in scaled.select_related("submission__strand__rubric").iterator(500):
        criteria = scoring.criteria_of(sheet.submission.strand.rubric)
        if round_half_up(score_rules.sheet_total(criteria, scoring.marks_of(sheet))) != sheet.total:
            yield str(sheet.pk)
    plain = Sheet.objects.filter(status="locked").exclude(pk__in=scaled.values("pk"))
    locked = plain.annotate(sum=Sum(F("marks__points") * F("marks__criterion__weight")))
    for pk, total, made in locked.values_list("pk", "total", "sum").iterator(2000):
        if abs(Decimal(made or 0) - Decimal(total or 0)) > ROUNDING:
            yield str(pk)


def _judged_has_its_combined_score() -> Iterator[str]:
    yield from _codes(_in(JUDGED).filter(combined_score=None))
    scores = CombinedScore.objects.select_related("submission__strand__rubric")
    criteria: dict[int, list[score_rules.Criterion]] = {}
    for score in scores.iterator(500):
        rubric = score.submission.strand.rubric
        if rubric.pk not in criteria:
            criteria[rubric.pk] = scoring.criteria_of(rubric)
        if score.total != _recomputed(score, rubric, criteria[rubric.pk]):
            yield score.submission.code


def _recomputed(
    score: CombinedScore, rubric: Rubric, criteria: list[score_rules.Criterion]
) -> Decimal | None:
    """From today's sheets, with the weights and votes that were frozen with the result."""
    weights = {pk: Decimal(weight) for pk, _, weight in score.inputs}
    sheets = Sheet.objects.counting(score.submission_id, score.round).order_by("pk")
    totals = [score_rules.sheet_total(criteria, scoring.marks_of(sheet)) for sheet in sheets]
    if not totals:
        return None
    weighed = [weights.get(sheet.pk, Decimal(1)) for sheet in sheets]
    return combining.combine(totals, scoring.method_of(rubric), weighed) + score.vote_points


def _ranked_stands_in_a_ranking() -> Iterable[str]:
    row = RankedSubmission.objects.filter(submission=OuterRef("pk"), ranking__is_current=True)
    return _codes(_in(RANKED).filter(~Exists(row)))


def _proposed_has_a_proposal() -> Iterable[str]:
    return _codes(_in(PROPOSED).filter(~Exists(Proposal.objects.filter(submission=OuterRef("pk")))))


def _decided_has_a_live_award() -> Iterable[str]:
    live = Exists(Award.objects.filter(submission=OuterRef("pk"), is_live=True))
    return _codes(_in({State.DECIDED, State.PUBLISHED}).filter(~live))


def _one_live_decision() -> Iterator[str]:
    """One at most, never after a revocation, and only where a decision was made."""
    several = Submission.objects.annotate(live=Count("awards", filter=Q(awards__is_live=True)))
    yield from _codes(several.filter(live__gt=1))
    misplaced = ~Q(submission__state__in=[State.DECIDED, State.PUBLISHED]) | Q(revoked_at__isnull=False)
    live = Award.objects.filter(misplaced, is_live=True)
    yield from live.values_list("submission__code", flat=True)


def _published_has_a_result() -> Iterator[str]:
    """Every recognised one is listed, and nothing is listed before its publication."""
    listed = Exists(PublishedResult.objects.filter(award__submission=OuterRef("pk")))
    unrecognised = Exists(Award.objects.filter(submission=OuterRef("pk"), outcome="not_recognised"))
    yield from _codes(_in(PUBLISHED).filter(~listed & ~unrecognised))
    yield from _codes(Submission.objects.exclude(state__in=sorted(PUBLISHED)).filter(listed))


def _publication_is_unaltered() -> Iterator[str]:
    for one in Publication.objects.order_by("pk"):
        if publication.content_digest(one) != one.sha256:
            yield f"{one.campaign_id}/{one.version}"


def _certificate_per_author() -> Iterator[str]:
    authors = (
        Authorship.objects.filter(submission=OuterRef("award__submission"))
        .order_by()
        .values("submission")
        .annotate(n=Count("pk"))
        .values("n")
    )
    results = PublishedResult.objects.annotate(
        holders=Count("certificates__holder", distinct=True), made=Count("certificates")
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
    certificates = Certificate.objects.order_by().values("year").annotate(last=Max("number"))
    for year, last in certificates.values_list("year", "last"):
        yield f"giay-chung-nhan/{year}", last


def _decision_follows_its_sitting() -> Iterable[str]:
    early = Decision.objects.filter(awards__submission__proposal__sitting__held_on__gt=F("signed_on"))
    return (str(decision) for decision in early.distinct().order_by("pk"))


def _after_draft() -> SubmissionQuerySet:
    return Submission.objects.exclude(state=State.DRAFT)


def _in(states: set[State]) -> SubmissionQuerySet:
    return Submission.objects.filter(state__in=sorted(states))


def _codes(rows: SubmissionQuerySet) -> Iterator[str]:
    return iter(rows.order_by("pk").values_list("code", flat=True))


INVARIANTS: dict[str, tuple[Phrase, Check]] = {
    "trail_is_whole": (Phrase("Chuỗi nhật ký nguyên vẹn"), _trail_is_whole),
    "state_follows_trail": (
        Phrase("Trạng thái hồ sơ khớp với nhật ký"),
        _state_follows_the_trail,
    ),
    "shares_make_a_whole": (Phrase("Tỷ lệ đóng góp cộng đủ 100,00 %%"), _shares_make_a_whole),
    "confirmed_share_stands": (
        Phrase("Tỷ lệ đã xác nhận đúng với tỷ lệ đang ghi"),
        _confirmed_share_stands,
    ),
    "submitted_has_number_and_revision": (
        Phrase("Hồ sơ đã nộp có số tiếp nhận và bản lưu"),
        _submitted_has_number_and_revision,
    ),
    "frozen_is_unaltered": (Phrase("Bản lưu khi nộp và bản đến muộn không bị sửa"), _frozen_is_unaltered),
    "extensions_cover_uses": (
        Phrase("Hồ sơ nộp theo gia hạn đã được tính lượt"),
        _extensions_cover_their_uses,
    ),
    "accepted_has_answer_day": (Phrase("Hồ sơ đã tiếp nhận có hạn trả lời"), _accepted_has_an_answer_day),
    "locked_sheet_adds_up": (Phrase("Phiếu chấm đã khóa cộng đúng tổng điểm"), _locked_sheet_adds_up),
    "judged_has_combined_score": (
        Phrase("Hồ sơ chấm xong có điểm tổng hợp tính lại đúng"),
        _judged_has_its_combined_score,
    ),
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
    "publication_is_unaltered": (Phrase("Danh sách công bố không bị sửa"), _publication_is_unaltered),
    "certificate_per_author": (Phrase("Mỗi tác giả có một giấy chứng nhận"), _certificate_per_author),
    "counters_cover_numbers": (Phrase("Bộ đếm không tụt sau số đã cấp"), _counters_cover_their_numbers),
}
