"""Who may put what before the public: the author's words in the library, the office's good examples, a unit's use."""

from collections.abc import Iterable

from campaign.rules.phrase import NO_OBJECTION, Phrase

LONGEST_SUMMARY = 3000
MOST_PICTURES = 6
SCOPES = {
    "base": Phrase("Cấp cơ sở"),
    "province": Phrase("Cấp tỉnh"),
    "nation": Phrase("Toàn quốc"),
    "": Phrase("Chưa có dữ liệu"),
}
REACH = ("", "base", "province", "nation")


def entry_code(number: int) -> str:
    """The address of an entry for good: neither the dossier's secret code nor its register number."""
    return f"sk-{number:05}"


def widest(scopes: Iterable[str]) -> str:
    return max(scopes, key=REACH.index, default="")


def why_no_words(summary: str, alternatives: Iterable[str]) -> Phrase:
    """What an author lets everybody read and see."""
    said = list(alternatives)
    if not summary:
        return Phrase(
            "Chưa công khai: cần có lời giới thiệu sáng kiến. Những gì đã công khai trước đó được giữ nguyên."
        )
    if len(summary) > LONGEST_SUMMARY:
        return Phrase(
            "Chưa công khai: lời giới thiệu dài %(length)s ký tự, nhiều nhất là %(most)s. Nội dung bạn gõ được giữ "
            "trong biểu mẫu; hãy rút gọn rồi gửi lại.",
            length=len(summary),
            most=LONGEST_SUMMARY,
        )
    if len(said) > MOST_PICTURES:
        return Phrase(
            "Chưa công khai: chọn nhiều nhất %(most)s ảnh. Những gì đã công khai trước đó được giữ nguyên; hãy bỏ bớt "
            "ảnh rồi gửi lại.",
            most=MOST_PICTURES,
        )
    if not all(said):
        return Phrase(
            "Chưa công khai: mỗi ảnh cần một câu mô tả cho người không nhìn thấy ảnh. Những gì đã công khai trước đó "
            "được giữ nguyên."
        )
    return NO_OBJECTION
