"""What happens to equals at the end of a quota: the rule, the seed of a draw announced before, and lots drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models.user import User
from accounts.text import is_blank
from campaign.actions import gate, trail
from campaign.actions.campaign import locked_plan
from campaign.actions.refused import Refused, refuse_if
from campaign.models import clock
from campaign.models.campaign import Campaign, Strand
from campaign.models.judging import Sheet
from campaign.models.quota import AwardRule, LotDraw
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.submission import Submission
from campaign.rules.awards import CHAIN
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ranking import DRAW, SETTLING


@dataclass(frozen=True)
class RuleWish:
    cut_policy: str
    cut_chain: Sequence[str]
    seed: str = ""
    seed_source: str = ""


@dataclass(frozen=True)
class Drawn:
    """`order`: register numbers, the first drawn first."""

    order: Sequence[str]
    way: str
    held_on: date
    place: str
    witnesses: str


@transaction.atomic
def save_award_rule(campaign: Campaign, wish: RuleWish, *, by: User) -> AwardRule:
    gate.require_in_campaign("set_up", by)
    locked = locked_plan(campaign)
    rule, _made = AwardRule.objects.get_or_create(campaign=locked)
    refuse_if(_chain_objection(wish))
    refuse_if(_seed_objection(rule, wish))
    if wish.seed != rule.seed:
        rule.seed_announced_at = clock.now() if wish.seed else None
    changed = {name: value for name, value in vars(wish).items() if getattr(rule, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(rule, name, value)
        rule.save()
        trail.record("set_award_rule", by=by, campaign=locked, facts=changed)
    return rule


@transaction.atomic
def record_lots(ranking: Ranking, drawn: Drawn, *, by: User) -> LotDraw:
    """Lots among equals of this ranking. They count in the next one, which the office makes from them."""
    gate.require_in_campaign("draw_lots", by)
    strand = (
        Strand.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=ranking.strand_id)
    )
    refuse_if(_lots_objection(strand, Ranking.objects.get(pk=ranking.pk), drawn))
    if Submission.objects.partial_to(by).filter(register_number__in=drawn.order).exists():
        raise Refused(
            Phrase(
                "Trong nhóm này có hồ sơ của bạn hoặc hồ sơ bạn có xung đột lợi ích nên người khác phải ghi kết quả. "
                "Chưa có gì thay đổi."
            )
        )
    made = LotDraw.objects.create(
        strand=strand,
        recorded_by=by,
        recorded_at=clock.now(),
        **(vars(drawn) | {"order": list(drawn.order)}),
    )
    facts = {"strand": strand.code, "order": made.order, "witnesses": made.witnesses}
    trail.record("draw_lots", by=by, campaign=strand.campaign, facts=facts)
    return made


def equals_of(row: RankedSubmission) -> list[str]:
    """Register numbers of those who share this place, of other strands too where they compete for the same awards."""
    rows = RankedSubmission.objects.filter(ranking=row.ranking_id, position=row.position)
    if "pool_position" in row.facts:
        rows = RankedSubmission.objects.filter(
            ranking__campaign=row.ranking.campaign_id,
            ranking__is_current=True,
            facts__pool_position=row.facts["pool_position"],
        )
    return sorted(rows.values_list("submission__register_number", flat=True))


def _chain_objection(wish: RuleWish) -> Phrase:
    chain = list(wish.cut_chain)
    if wish.cut_policy == CHAIN and not chain:
        return Phrase("Hãy chọn ít nhất một căn cứ để so tiếp khi vượt chỉ tiêu. Chưa lưu thay đổi nào.")
    if len(set(chain)) < len(chain) or any(link in SETTLING for link in chain[:-1]):
        return Phrase(
            "Mỗi căn cứ chỉ chọn một lần, và bốc thăm chỉ đứng cuối. Chưa lưu thay đổi nào; hãy chọn lại."
        )
    if DRAW in chain and not wish.seed:
        return Phrase("Bốc thăm bằng mã cần có mã công bố trước. Chưa lưu thay đổi nào; hãy ghi mã.")
    return NO_OBJECTION


def _seed_objection(rule: AwardRule, wish: RuleWish) -> Phrase:
    """Whoever knows the marks could choose a seed to please somebody."""
    if (wish.seed, wish.seed_source) == (rule.seed, rule.seed_source):
        return NO_OBJECTION
    if wish.seed and is_blank(wish.seed_source):
        return Phrase("Hãy ghi nguồn của mã bốc thăm để ai cũng kiểm tra được. Chưa lưu thay đổi nào.")
    if Sheet.objects.filter(submission__campaign=rule.campaign_id, status="locked").exists():
        return Phrase(
            "Đã có phiếu chấm khóa nên mã bốc thăm không đặt và không sửa được nữa. Chưa lưu thay đổi nào; hãy dùng "
            "cách bốc thăm có người chứng kiến."
        )
    return NO_OBJECTION


def _lots_objection(strand: Strand, ranking: Ranking, drawn: Drawn) -> Phrase:
    if strand.sittings.exists():
        return Phrase("Hội đồng đã họp về nội dung này nên không ghi bốc thăm được nữa. Chưa có gì thay đổi.")
    if not ranking.is_current:
        return Phrase("Đã có bảng xếp hạng mới hơn. Chưa có gì thay đổi; hãy mở bảng đó rồi ghi lại.")
    first = ranking.rows.filter(submission__register_number__in=drawn.order).first()
    if first is None or len(drawn.order) < 2 or sorted(drawn.order) != equals_of(first):
        return Phrase(
            "Kết quả phải có đủ và đúng các hồ sơ đồng hạng, mỗi hồ sơ một lần. Chưa có gì thay đổi; hãy xem lại."
        )
    if is_blank(drawn.witnesses) or drawn.held_on > clock.today():
        return Phrase("Hãy ghi người chứng kiến và ngày đã bốc thăm. Chưa có gì thay đổi.")
    return NO_OBJECTION
