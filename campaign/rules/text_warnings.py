"""What looks wrong in a typed text though it may be kept: said beside the field, never a refusal."""

from accounts.legacy_encoding import convert, example, legacy_encoding
from accounts.text import mixed_scripts
from campaign.rules.phrase import Phrase

SHOWN = 3


def text_warnings(text: str) -> list[Phrase]:
    """Hints for whoever typed or pasted the text; it is stored as it stands."""
    return [warning for warning in (_old_code(text), _other_letters(text), _unreadable(text)) if warning]


def in_unicode(text: str) -> str:
    """What the offered conversion gives; the same text when there is nothing to convert."""
    return convert(text)


def _old_code(text: str) -> Phrase:
    found, encoding = example(text), legacy_encoding(text)
    if found is None or encoding is None:
        return Phrase("")
    return Phrase(
        "Có vẻ đây là văn bản gõ bằng bảng mã cũ %(code)s: «%(word)s» đọc là «%(read)s». Nội dung vẫn được giữ "
        "nguyên; hãy chuyển sang Unicode để người khác đọc và tìm được.",
        code=encoding.value,
        word=found[0],
        read=found[1],
    )


def _other_letters(text: str) -> Phrase:
    words = mixed_scripts(text)
    if not words:
        return Phrase("")
    return Phrase(
        "Có từ lẫn chữ cái của bảng chữ khác (Nga, Hy Lạp) trông giống chữ Việt: %(words)s. Nội dung vẫn được giữ "
        "nguyên; hãy gõ lại các từ này.",
        words=", ".join(f"«{word}»" for word in words[:SHOWN]),
    )


def _unreadable(text: str) -> Phrase:
    if not any(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text):
        return Phrase("")
    return Phrase(
        "Có ký tự không đọc được (hiện là ô vuông hoặc dấu hỏi), thường do sao chép từ tệp PDF. Nội dung vẫn được "
        "giữ nguyên; hãy so với bản gốc và gõ lại chỗ đó."
    )
