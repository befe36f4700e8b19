import pytest

from accounts.legacy_encoding import Encoding, write
from campaign.rules.text_warnings import in_unicode, text_warnings

SENTENCE = "Trước đây hồ sơ được ghi sổ tay tại phường"


def said(text):
    return [str(warning) for warning in text_warnings(text)]


@pytest.mark.parametrize(
    ("encoding", "word", "read"), [(Encoding.TCVN3, "Tr\u00adíc", "Trước"), (Encoding.VNI, "Tröôùc", "Trước")]
)
def test_a_text_in_an_old_code_is_told_with_an_example_and_can_be_read(encoding, word, read):
    pasted = write(SENTENCE, encoding)

    assert said(pasted) == [
        f"Có vẻ đây là văn bản gõ bằng bảng mã cũ {encoding.value}: «{word}» đọc là «{read}». Nội dung vẫn được "
        "giữ nguyên; hãy chuyển sang Unicode để người khác đọc và tìm được."
    ]
    assert in_unicode(pasted) == SENTENCE


def test_letters_of_another_alphabet_inside_a_word_are_told():
    assert said("Hồ s\u043e m\u1ed9t c\u1eeda, s\u043e, \u041dguyễn") == [
        "Có từ lẫn chữ cái của bảng chữ khác (Nga, Hy Lạp) trông giống chữ Việt: «s\u043e», «\u041dguyễn». Nội "
        "dung vẫn được giữ nguyên; hãy gõ lại các từ này."
    ]


@pytest.mark.parametrize("char", "\ufffd\uf0b7")
def test_characters_that_nobody_can_read_are_told(char):
    assert len(said(f"Mục {char} một")) == 1


@pytest.mark.parametrize("text", ["", SENTENCE, "Пётр Жуков, α và β, 10 μm, Kadıköy, H'Hen Niê 😀"])
def test_ordinary_text_raises_no_hint(text):
    assert said(text) == []
