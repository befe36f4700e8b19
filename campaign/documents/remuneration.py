"""What authors are owed at least where nothing was agreed, parted by the shares of a dossier."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models.user import User
from campaign.models.submission import Submission
from campaign.rules import remuneration as rules
from campaign.rules.money import dong, dong_in_words
from campaign.rules.phrase import Phrase
from campaign.rules.shares import format_bp

WAYS = {
    "benefit": Phrase("Tiền làm lợi của một năm (trong ba năm đầu áp dụng)"),
    "salary": Phrase("Mức lương tối thiểu, khi không tính được tiền làm lợi"),
    "transfer": Phrase("Giá của một lần chuyển giao (trong ba năm từ khi công nhận)"),
}
RECKONED: dict[str, Callable[[int], int]] = {
    "benefit": rules.of_benefit,
    "salary": rules.without_benefit,
    "transfer": rules.of_transfer,
}
SAID = {
    "benefit": Phrase("Ít nhất 7 %% tiền làm lợi mỗi năm, trả trong một tháng từ khi hết mỗi năm."),
    "salary": Phrase("Ít nhất 5 lần mức lương tối thiểu."),
    "transfer": Phrase("Ít nhất 15 %% giá mỗi lần chuyển giao, trả trong một tháng."),
}


@dataclass(frozen=True)
class PartLine:
    name: str
    share: str
    money: str


@dataclass(frozen=True)
class Reckoned:
    rule: Phrase
    money: str
    words: str
    organisers: str
    title: str
    parts: list[PartLine]


def dossier_of(user: User, number: str) -> Submission | None:
    """One that the office may read; of several years' registers the number is one alone."""
    return Submission.objects.for_office(user).filter(register_number=number).first()


def reckoned(way: str, amount: int, submission: Submission | None) -> Reckoned:
    shares = _shares(submission) if submission else []
    owed = rules.owed(RECKONED[way](amount), shares)
    return Reckoned(
        rule=SAID[way],
        money=dong(owed.authors),
        words=dong_in_words(owed.authors),
        organisers=dong(owed.organisers),
        title=submission.title if submission else "",
        parts=[PartLine(part.name, format_bp(part.share_bp), dong(part.amount)) for part in owed.parts],
    )


def _shares(submission: Submission) -> list[tuple[str, int]]:
    return [(row.full_name, row.share_bp) for row in submission.authorships.all()]
