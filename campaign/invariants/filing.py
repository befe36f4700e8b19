"""The trail, and what holds from the first draft to acceptance."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from campaign.actions import application, audit
from campaign.invariants.states import ACCEPTED, MAYBE_UNFINISHED, Checks, after_draft, codes, in_states
from campaign.models.audit import Event
from campaign.models.deadline import Extension
from campaign.models.revision import LateCopy, Revision
from campaign.models.submission import Authorship, Submission
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import MOVES


def _trail_is_whole() -> Iterable[str]:
    return (str(number) for number in audit.prove().broken)


def _state_follows_the_trail() -> Iterator[str]:
    """The last move in the trail led to the state in which the dossier is."""
    moves = Event.objects.filter(submission__isnull=False, verb__in=sorted(MOVES)).order_by("number")
    told = dict(moves.values_list("submission_id", "facts__to").iterator(2000))
    for code, pk, state in after_draft().values_list("code", "pk", "state").iterator(2000):
        if told.get(pk) != state:
            yield code


def _shares_make_a_whole() -> Iterable[str]:
    total = Coalesce(Sum("authorships__share_bp"), 0)
    finished = Submission.objects.exclude(state__in=sorted(MAYBE_UNFINISHED))
    return codes(finished.annotate(total=total).exclude(total=10000))


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
    return codes(after_draft().filter(Q(register_number="") | Q(submitted_at=None) | ~kept))


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
    return codes(in_states(ACCEPTED).filter(Q(accepted_at=None) | Q(answer_due=None)))


CHECKS: Checks = {
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
}
