"""What part each author had in an initiative, in basis points: 10000 is the whole, 3333 is 33,33 %."""

from collections.abc import Sequence

from campaign.rules.calendar import decimal_places, parse_number, vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase

WHOLE = 10_000


class ShareError(ValueError):
    """What was typed is not a share; `phrase` says why and what to type."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase)
        self.phrase = phrase


def parse_percent(text: str) -> int:
    """Basis points of "33,33", "33.33" or "33,33 %"."""
    percent = parse_number(text.strip().removesuffix("%"))
    if percent is None:
        raise ShareError(
            Phrase(
                "Tỷ lệ đóng góp «%(text)s» không phải là một số phần trăm. Hãy nhập số từ 0,01 đến "
                "100, ví dụ 33,33.",
                text=text.strip()[:40],
            )
        )
    if decimal_places(percent) > 2:
        raise ShareError(
            Phrase(
                "Tỷ lệ đóng góp %(percent)s %% có quá hai chữ số thập phân. Hãy làm tròn, ví dụ 33,33.",
                percent=vn_number(percent),
            )
        )
    if not 0 < percent <= 100:
        raise ShareError(
            Phrase(
                "Tỷ lệ đóng góp %(percent)s %% nằm ngoài khoảng cho phép. Hãy nhập số lớn hơn 0 và "
                "không quá 100.",
                percent=vn_number(percent),
            )
        )
    return int(percent * 100)


def format_bp(points: int) -> str:
    """3333 as "33,33"; the sign % is the reader's."""
    sign = "-" if points < 0 else ""
    whole, hundredths = divmod(abs(points), 100)
    return f"{sign}{vn_number(whole)},{hundredths:02}"


def gap(shares: Sequence[int]) -> int:
    """How much is missing to the whole; negative when there is too much."""
    return WHOLE - sum(shares)


def problem(shares: Sequence[int]) -> Phrase:
    """Why these shares cannot be filed; false when they can (TT 18/2013: together exactly 100 %)."""
    if not shares:
        return Phrase("Hồ sơ chưa có tác giả nào. Hãy thêm ít nhất một tác giả với tỷ lệ đóng góp.")
    if min(shares) <= 0:
        return Phrase(
            "Mỗi tác giả phải có tỷ lệ đóng góp lớn hơn 0 %%. Hãy nhập tỷ lệ hoặc bỏ người không tham gia."
        )
    missing = gap(shares)
    facts = {"total": format_bp(sum(shares)), "gap": format_bp(abs(missing))}
    if missing > 0:
        return Phrase(
            "Tổng tỷ lệ đóng góp là %(total)s %%, còn thiếu %(gap)s %%. Hãy chỉnh để tổng đúng bằng 100 %%.",
            **facts,
        )
    if missing < 0:
        return Phrase(
            "Tổng tỷ lệ đóng góp là %(total)s %%, thừa %(gap)s %%. Hãy chỉnh để tổng đúng bằng 100 %%.",
            **facts,
        )
    return NO_OBJECTION


def split_evenly(people: int) -> list[int]:
    """Equal shares; the hundredths left over go one each to the last people: 33,33 / 33,33 / 33,34."""
    if not 1 <= people <= WHOLE:
        raise ValueError("Shares can be split among 1 to 10000 people.")
    share, left_over = divmod(WHOLE, people)
    return [share] * (people - left_over) + [share + 1] * left_over
