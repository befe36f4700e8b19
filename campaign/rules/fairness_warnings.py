"""When the figures of the fairness desk would mislead, and what to think of them then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaign.rules.fairness import JudgeLine
from campaign.rules.fairness_graph import Component
from campaign.rules.fairness_model import Fit
from campaign.rules.phrase import NO_OBJECTION, Phrase

FEW_MARKS = 5
FEW_JUDGES = 5
FEWEST_JUDGES = 3
NOTHING = 1e-4


@dataclass(frozen=True)
class Part:
    """A connected component. `fitted` is the model, `why_raw` why its raw totals stay; false when they are adjusted."""

    component: Component
    fitted: Fit | None
    why_raw: Phrase

    @property
    def is_adjusted(self) -> bool:
        return not self.why_raw


def why_raw(component: Component, fitted: Fit | None, *, drawn: bool, is_mean: bool) -> Phrase:
    """A model of marks given at random says nothing where somebody chose who marks what."""
    if not is_mean:
        return Phrase(
            "Bộ tiêu chí không tổng hợp bằng trung bình cộng, nên không hiệu chỉnh: điểm gốc được giữ."
        )
    if not drawn:
        return Phrase(
            "Có hồ sơ được phân công bằng tay hoặc bằng tệp, không phải ngẫu nhiên, nên không hiệu chỉnh: người chọn "
            "có thể đã giao hồ sơ mạnh cho giám khảo này và hồ sơ yếu cho giám khảo khác."
        )
    if len(component.judges) < FEWEST_JUDGES:
        return Phrase(
            "Nhóm này chỉ có %(count)s giám khảo, không đủ để ước lượng độ nghiêm; điểm gốc được giữ.",
            count=len(component.judges),
        )
    if fitted is None:
        return Phrase(
            "Số phiếu chấm chung quá ít hoặc các phiếu của một hồ sơ luôn bằng nhau, nên không ước lượng được; điểm "
            "gốc được giữ."
        )
    return NO_OBJECTION


def warnings(parts: Sequence[Part], lines: Iterable[JudgeLine]) -> list[Phrase]:
    """Of the strand first, then of each component; the reasons why it keeps its raw totals stand among them."""
    few = sum(line.sheets < FEW_MARKS for line in lines)
    found = [_apart(len(parts)), _few_marks(few)]
    for part in parts:
        found += [part.why_raw, *_of_part(part)]
    return list(dict.fromkeys(one for one in found if one))


def _apart(parts: int) -> Phrase:
    if parts < 2:
        return NO_OBJECTION
    return Phrase(
        "Giám khảo chia thành %(count)s nhóm không có hồ sơ chung. Giữa các nhóm không phân biệt được tổ chấm nghiêm "
        "với hồ sơ yếu, nên chỉ so sánh trong từng nhóm và không tính khả năng trong chỉ tiêu.",
        count=parts,
    )


def _few_marks(count: int) -> Phrase:
    if not count:
        return NO_OBJECTION
    return Phrase(
        "%(count)s giám khảo có ít hơn %(few)s phiếu: độ nghiêm ước lượng của họ còn rất không chắc chắn và đã được "
        "kéo mạnh về 0.",
        count=count,
        few=FEW_MARKS,
    )


def _of_part(part: Part) -> Iterable[Phrase]:
    component, fitted = part.component, part.fitted
    if part.is_adjusted and len(component.judges) < FEW_JUDGES:
        yield Phrase(
            "Chỉ có %(count)s giám khảo trong nhóm: phương sai giữa các giám khảo được ước lượng từ rất ít người.",
            count=len(component.judges),
        )
    if component.cut_judges or component.thin_ties:
        yield Phrase(
            "Mạng giám khảo và hồ sơ có chỗ nối mỏng (%(judges)s giám khảo, %(ties)s mối nối chỉ có một hoặc hai hồ "
            "sơ): so sánh hai phía của chỗ nối dựa trên rất ít phiếu.",
            judges=len(component.cut_judges),
            ties=len(component.thin_ties),
        )
    if fitted and part.is_adjusted:
        yield from _of_variances(fitted)


def _of_variances(fitted: Fit) -> Iterable[Phrase]:
    if fitted.solved.theta_judge < NOTHING:
        yield Phrase(
            "Phương sai giữa các giám khảo ước lượng bằng 0: không thấy dấu hiệu chấm nghiêm hay nhẹ khác nhau, điểm "
            "hiệu chỉnh bằng điểm gốc."
        )
    if fitted.solved.theta_dossier < NOTHING:
        yield Phrase(
            "Phương sai giữa các hồ sơ ước lượng bằng 0: các phiếu không cho thấy hồ sơ nào hơn hồ sơ nào. Mọi thứ tự "
            "xếp hạng đều rất không chắc chắn."
        )
