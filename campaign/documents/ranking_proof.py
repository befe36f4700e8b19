"""Is a stored ranking what its own inputs give, and what today's data would give?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from campaign.documents import ranking_inputs
from campaign.models.audit import Event
from campaign.models.ranking import Ranking
from campaign.rules import ranking_record
from campaign.rules.phrase import Phrase
from campaign.rules.ranking_record import ALGORITHM, Outcome

NAMED = 20
# Acts after a ranking that no place depends on.
HARMLESS = (
    "rank",
    "make_ranking",
    "propose",
    "hold_sitting",
    "decide",
    "undecide",
    "record_decision",
    "publish",
    "ask",
)
PARTS = {
    "counts": Phrase("số gốc để tính tỷ lệ"),
    "taken": Phrase("đề nghị của hội đồng ở nội dung khác"),
    "orders": Phrase("kết quả bốc thăm"),
    "terms": Phrase("cách xếp hạng, mức giải hoặc chỉ tiêu"),
}


@dataclass
class Proof:
    """`sha256` is computed anew. `broken`: the record contradicts itself; `moved`: the data have changed since."""

    ranking: Ranking
    sha256: str = ""
    broken: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.broken and not self.moved


def prove(ranking: Ranking) -> Proof:
    """Everything again: the result from the kept inputs, the kept rows, the hash, and the inputs from the live data."""
    proof = Proof(ranking)
    if ranking.algorithm != ALGORITHM:
        proof.broken.append(str(Phrase("bảng lập bằng cách tính cũ, không có dữ liệu đầu vào để tính lại")))
        return proof
    terms, kept = ranking.parameters, ranking.inputs.content
    outcome = ranking_record.compute(
        ranking_record.terms_from_json(terms), ranking_record.inputs_from_json(kept)
    )
    proof.sha256 = ranking_record.digest(terms, kept, outcome.rows())
    if proof.sha256 != ranking.sha256:
        proof.broken.append(str(Phrase("mã đối chiếu tính lại khác với mã đã lưu")))
    if ranking_record.inputs_digest(terms, kept) != ranking.inputs_sha256:
        proof.broken.append(str(Phrase("mã của dữ liệu đầu vào tính lại khác với mã đã lưu")))
    proof.broken += list(_differing_rows(ranking, outcome))[:NAMED]
    proof.moved += list(_moved(ranking, terms, kept))[:NAMED] if ranking.is_current else []
    return proof


def _differing_rows(ranking: Ranking, outcome: Outcome) -> Iterator[str]:
    stored = {
        row[0]: list(row)
        for row in ranking.rows.values_list(
            "submission__register_number", "position", "tie_code", "award_code", "award_level__code"
        )
    }
    computed = {row[0]: [*row[:4], row[4] or None] for row in outcome.rows()}
    for number in sorted(stored.keys() | computed.keys()):
        if stored.get(number) != computed.get(number):
            yield str(Phrase("dòng của hồ sơ %(number)s khác với kết quả tính lại", number=number))


def _moved(ranking: Ranking, terms: dict[str, Any], kept: dict[str, Any]) -> Iterator[str]:
    now_terms, now = ranking_inputs.gather(ranking_inputs.strand_of(ranking))
    if ranking_record.terms_to_json(now_terms) != terms:
        yield str(PARTS["terms"])
    for name in ranking_record.differences(kept, ranking_record.inputs_to_json(now)):
        yield str(PARTS.get(name) or Phrase("hồ sơ %(number)s", number=name))


def may_have_moved(ranking: Ranking) -> bool:
    """For pages, in one query: whether anything was done since that could make this ranking old.

    Only a hint, so that no visit computes 50,000 places again; who wants to know compares, and an act that leans on
    the ranking asks `actions.ranking.require_fresh`, which always looks at the data.
    """
    concerned = Q(submission=None) | Q(submission__strand=ranking.strand_id)
    later = Event.objects.filter(concerned, campaign=ranking.campaign_id, number__gt=ranking.trail_number)
    return later.exclude(verb__in=HARMLESS).exists()
