"""Who may judge what, and why not: the words of every page, list and plan that speak of it.

`campaign.rules.planning` chooses among those who may; it needs the solver's library, this file needs nothing.
"""

from dataclasses import dataclass

from campaign.rules.phrase import NO_OBJECTION, Phrase

AUTHOR = Phrase("Là tác giả hoặc đồng tác giả của hồ sơ này.")
CONFLICT = Phrase("Có xung đột lợi ích với hồ sơ này.")
SAME_UNIT = Phrase("Cùng đơn vị với hồ sơ hoặc với một tác giả của hồ sơ.")
ALREADY = Phrase("Đã được phân công hồ sơ này.")
HAD_IT = Phrase("Đã thôi chấm hồ sơ này.")
FULL = Phrase("Đã nhận đủ số hồ sơ tối đa.")
NOT_WITH_COLLEAGUE = Phrase("Không chấm cùng hồ sơ với một giám khảo đã có tên ở hồ sơ này.")
NOT_THE_FIELD = Phrase("Lĩnh vực của hồ sơ nằm ngoài chuyên môn đã khai, và tổ yêu cầu đúng chuyên môn.")
NOT_ANSWERED = Phrase("Chưa nhận lời tham gia tổ.")
DECLINED = Phrase("Đã từ chối tham gia tổ.")
ABSENT = Phrase("Đang vắng mặt theo lịch đã báo.")
LEAVING = Phrase("Đang được thay trong phương án này.")
# What a stored plan keeps of a reason is its code.
REASONS = {
    "author": AUTHOR,
    "conflict": CONFLICT,
    "unit": SAME_UNIT,
    "already": ALREADY,
    "former": HAD_IT,
    "full": FULL,
    "colleague": NOT_WITH_COLLEAGUE,
    "field": NOT_THE_FIELD,
    "not_answered": NOT_ANSWERED,
    "declined": DECLINED,
    "absent": ABSENT,
    "leaving": LEAVING,
}
CODES = {phrase.template: code for code, phrase in REASONS.items()}
FIRST_TOGETHER = Phrase(
    "Hồ sơ chưa có giám khảo nào: hãy chọn đủ người ở trang phân công của hồ sơ, hoặc lập phương án."
)
HINT = Phrase("Có khai báo hoặc dấu hiệu xung đột lợi ích chưa được kết luận.")


@dataclass(frozen=True)
class Judge:
    """`units` are those of today; `load` counts the dossiers this judge already has.

    `fields` are folded words; empty means that nothing was said, so nothing speaks against any field. `away` is why
    this person is given nothing at all now.
    """

    pk: int
    units: frozenset[int] = frozenset()
    load: int = 0
    panel: int = 0
    capacity: int | None = None
    minimum: int = 0
    fields: frozenset[str] = frozenset()
    strict_fields: bool = False
    away: Phrase = NO_OBJECTION

    @property
    def room(self) -> int | None:
        """How many more; None is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.load)

    def knows(self, subject: str) -> bool:
        """Whole phrases, so that "y tế" is found in "y tế công cộng" and not in "máy tế bào"."""
        if not self.fields or not subject:
            return True
        return any(f" {one} " in f" {subject} " for one in self.fields)


@dataclass(frozen=True)
class Dossier:
    """`demand` counts the judges it shall have in all; `judges` have it already, `former` had it once.

    `units` are the dossier's own and those of its authors; `field` is folded. `hints` speak against somebody but bar
    nobody.
    """

    pk: int
    demand: int = 3
    authors: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    conflicts: frozenset[int] = frozenset()
    judges: frozenset[int] = frozenset()
    former: frozenset[int] = frozenset()
    hints: frozenset[int] = frozenset()
    weak_hints: frozenset[int] = frozenset()
    field: str = ""

    @property
    def missing(self) -> int:
        return max(0, self.demand - len(self.judges))


def blocked(judge: Judge, dossier: Dossier) -> Phrase:
    """Why this person may not judge this dossier; false when nothing stands against it."""
    if judge.pk in dossier.authors:
        return AUTHOR
    if judge.pk in dossier.conflicts:
        return CONFLICT
    if judge.units & dossier.units:
        return SAME_UNIT
    if judge.strict_fields and not judge.knows(dossier.field):
        return NOT_THE_FIELD
    return judge.away


def objection(judge: Judge, dossier: Dossier) -> Phrase:
    """Also what only a plan minds: who has it already, or had it and was relieved, is not given it again."""
    if judge.pk in dossier.judges:
        return ALREADY
    if judge.pk in dossier.former:
        return HAD_IT
    return blocked(judge, dossier)
