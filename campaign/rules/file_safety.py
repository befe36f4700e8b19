"""Whether a stored file may be handed out, by what the virus scanner said of it."""

from campaign.rules.phrase import NO_OBJECTION, Phrase

CLEAN, INFECTED, FAILED = "clean", "infected", "failed"
LABELS = {
    "unscanned": Phrase("chưa quét mã độc"),
    CLEAN: Phrase("đã quét, không có mã độc"),
    INFECTED: Phrase("có mã độc, đã khóa"),
    FAILED: Phrase("chưa quét được mã độc, sẽ quét lại"),
}


def why_not_given(name: str, scan_state: str, *, required: bool, own: bool) -> Phrase:
    """Empty means yes. Where scanning is required, only its own authors get a file that nobody has found clean."""
    if scan_state == INFECTED:
        return Phrase(
            "Tệp «%(name)s» có mã độc nên đã bị khóa, không ai tải được. Hồ sơ không thay đổi; hãy đề nghị tác giả "
            "quét máy rồi gửi lại tệp sạch.",
            name=name,
        )
    if required and not own and scan_state != CLEAN:
        return Phrase(
            "Tệp «%(name)s» chưa được quét mã độc nên chưa tải được. Hồ sơ không thay đổi; tệp sẽ mở được ngay khi "
            "quét xong, hãy thử lại sau ít phút.",
            name=name,
        )
    return NO_OBJECTION
