"""What a judge says on a sheet beside the marks: a verdict where the rubric asks for it, a report of a violation."""

from dataclasses import dataclass
from enum import StrEnum

from accounts.text import is_blank
from campaign.rules.phrase import NO_OBJECTION, Phrase


class Verdict(StrEnum):
    NONE = ""
    APPROVE = "approve"
    REJECT = "reject"


class Violation(StrEnum):
    NONE = ""
    DUPLICATE = "duplicate"
    NOT_FEASIBLE = "not_feasible"
    POLICY = "policy"
    OTHER = "other"


VERDICTS = {
    Verdict.APPROVE: Phrase("Đề nghị công nhận"),
    Verdict.REJECT: Phrase("Không đề nghị công nhận"),
}
VIOLATIONS = {
    Violation.DUPLICATE: Phrase("Trùng với giải pháp đã có"),
    Violation.NOT_FEASIBLE: Phrase("Không khả thi"),
    Violation.POLICY: Phrase("Trái chủ trương, quy định"),
    Violation.OTHER: Phrase("Vi phạm khác"),
}


@dataclass(frozen=True)
class Said:
    """`papers_needed` names the papers that are missing; empty when none is."""

    verdict: str = Verdict.NONE
    papers_needed: str = ""
    violation_kind: str = Violation.NONE
    violation_reason: str = ""


NOTHING_SAID = Said()


def said_problem(said: Said, *, asks_verdict: bool) -> Phrase:
    """What keeps a sheet from being locked, beside its marks."""
    if asks_verdict and said.verdict == Verdict.NONE:
        return Phrase("Chưa chọn đề nghị công nhận hay không.")
    if said.violation_kind and is_blank(said.violation_reason):
        return Phrase("Báo cáo vi phạm chưa ghi lý do.")
    if not said.violation_kind and not is_blank(said.violation_reason):
        return Phrase("Báo cáo vi phạm chưa chọn loại vi phạm.")
    return NO_OBJECTION
