"""Votes of the community, counted outside and recorded by the office with their source; they move the results."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.actions.scoring import RECOMPUTABLE, recompute
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.rounds import CommunityVote
from campaign.models.submission import Submission
from campaign.rules.phrase import Phrase

MOST_VOTES = 1_000_000_000


class VotesRefused(Refused):
    """Some lines cannot be recorded, so none was; `lines` says why by line number."""

    def __init__(self, lines: Mapping[int, Phrase]) -> None:
        super().__init__(
            Phrase(
                "Chưa ghi dòng nào vì còn %(count)s dòng phải sửa. Nội dung bạn nhập được giữ.",
                count=len(lines),
            )
        )
        self.lines = lines


@transaction.atomic
def record_votes(strand: Strand, *, by: User, lines: Mapping[int, tuple[str, int]], source: str) -> int:
    """`lines` by number: register number and votes. All are recorded or none; the results are computed anew.

    Gives how many results changed. What is not on the list keeps the votes that it had.
    """
    gate.require_in_campaign("record_votes", by)
    strand = Strand.objects.select_for_update().select_related("rubric").get(pk=strand.pk)
    _require_open(strand, source)
    held = _held(strand, by, lines)
    now = clock.now()
    for number, dossier in held.items():
        facts = {"votes": lines[number][1], "source": source, "recorded_by": by, "recorded_at": now}
        CommunityVote.objects.update_or_create(submission=dossier, defaults=facts)
    trail.record(
        "record_votes",
        by=by,
        campaign=strand.campaign,
        facts={"strand": strand.code, "rows": len(held), "source": source},
    )
    return _recomputed(strand, by=by, source=source)


def _require_open(strand: Strand, source: str) -> None:
    if not strand.rubric.vote_points:
        raise Refused(
            Phrase(
                "Bộ tiêu chí của nội dung này không có điểm bình chọn. Chưa ghi gì; hãy kiểm tra bộ tiêu chí."
            )
        )
    if strand.sittings.exists():
        raise Refused(
            Phrase(
                "Hội đồng đã họp về nội dung này nên số phiếu bình chọn không sửa được nữa. Số đã ghi được giữ nguyên."
            )
        )
    if not source:
        raise Refused(Phrase("Hãy ghi nguồn của số phiếu, ví dụ biên bản kiểm phiếu. Chưa ghi gì."))


def _held(strand: Strand, by: User, lines: Mapping[int, tuple[str, int]]) -> dict[int, Submission]:
    """The dossiers by line; another's dossier and one's own are told alike: not on this person's list."""
    mine = Submission.objects.for_office(by).filter(strand=strand)
    wanted = mine.filter(register_number__in=[number for number, _ in lines.values()])
    known = {
        one.register_number: one for one in wanted.order_by("pk").only("pk", "register_number", "strand")
    }
    seen: dict[str, int] = {}
    refused: dict[int, Phrase] = {}
    for line, (number, votes) in lines.items():
        if number not in known:
            refused[line] = Phrase("không có hồ sơ «%(number)s» trong nội dung này", number=number[:40])
        elif number in seen:
            refused[line] = Phrase(
                "hồ sơ «%(number)s» đã có ở dòng %(line)s", number=number, line=seen[number]
            )
        elif votes > MOST_VOTES:
            refused[line] = Phrase("số phiếu quá lớn")
        seen.setdefault(number, line)
    if refused or not lines:
        raise VotesRefused(refused)
    return {line: known[number] for line, (number, _) in lines.items()}


def _recomputed(strand: Strand, *, by: User, source: str) -> int:
    """The most voted dossier moves the points of all, so every result of the strand whose votes moved is new."""
    counted = CommunityVote.objects.filter(submission__strand=strand)
    top = counted.aggregate(top=Max("votes"))["top"]
    judged = Submission.objects.filter(
        strand=strand, state__in=sorted(RECOMPUTABLE), combined_score__isnull=False
    )
    rows = judged.select_related("combined_score", "community_vote").order_by("pk")
    changed = 0
    for dossier in list(rows.select_for_update(of=("self",))):
        score = dossier.combined_score
        votes = dossier.community_vote.votes if hasattr(dossier, "community_vote") else 0
        if (score.votes, score.top_votes) != (votes, top):
            recompute(dossier, by=by, reason=source)
            changed += 1
    return changed
