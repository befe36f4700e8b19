import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.legacy_encoding import SMALL, Encoding, convert, example, is_syllable, legacy_encoding, write
from accounts.text import clean_line, clean_text

SENTENCES = [
    "Cải tiến quy trình tiếp nhận hồ sơ một cửa tại phường",
    "Nguyễn Văn An",
    "sử dụng phần mềm để rút ngắn thời gian giải quyết thủ tục hành chính, tiết kiệm 120 giờ mỗi tháng.",
    "Trước đây hồ sơ được ghi sổ tay; giải pháp mới dùng phiếu có mã và bảng phân luồng.",
    "trồng lúa – nuôi tôm kết hợp, giảm 30% chi phí thức ăn",
    "Quy hoạch tuyến đường, khuyến khích thuở nhỏ, khuỷu tay, ngoằn ngoèo, nghiêng, giữ gìn",
]
CURRENT = [
    *SENTENCES,
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "hoà, thuý, khoẻ, qúy, uỷ ban",
    "Đắk Lắk, Krông Pắc, H'Hen Niê, Y Wang Mlô Duôn Du",
    "là cà và bà à ừ ờ é è ó ò ô ơ ê",
]
FOREIGN = [
    "où est le café où déjà était la forêt août dû Loïc naïf",
    "L'été, j'étais à l'hôtel près de la forêt; François et Hélène étaient très gênés.",
    "René Descartes, Noël Mamère, Gérard Depardieu, Chloé, Zoë, Anaïs, Eugène, Benoît",
    "Größe für Müller in Köln, Straße über Österreich",
    "España niño año señor mañana; São João não é mãe",
    "på så må få till sjö",
    "The resistor is 10 µm wide, 20 µg of it, 5 µN and 3 µF",
    "if (x × y ÷ 2) != ±½: return §5 ¶3 © 2024 ® «x»",
    "#define MASK 0xFF; grep -rn 'ÿþ' *.txt; a·b·c, 10°C, m², 1¼, 3¾",
    "«Nguyễn Văn An» – “Tổ giám khảo” …",
    "Жуков 王 α β γ",
    "",
]


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_in_an_old_code_is_recognised_and_read_back(sentence, encoding):
    old = write(sentence, encoding)

    assert legacy_encoding(old) == encoding
    assert convert(old) == sentence


@pytest.mark.parametrize("text", [*CURRENT, *FOREIGN])
def test_other_text_raises_no_alarm_and_stays_as_it_is(text):
    assert legacy_encoding(text) is None
    assert convert(text) == text


def test_words_known_from_old_documents_are_read():
    assert convert("Céng hßa x· héi chñ nghÜa ViÖt Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert convert("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"


def test_capitals_are_read_by_their_neighbours():
    assert convert("TIÕNG VIÖT, UÛY") == "TIẾNG VIỆT, UÛY"
    assert convert("COÄNG HOØA XAÕ HOÄI, ÑAÁT ÑAI") == "CỘNG HÒA XÃ HỘI, ĐẤT ĐAI"


def test_only_the_pasted_lines_are_read():
    pasted = write(SENTENCES[2], Encoding.TCVN3)
    text = f"{SENTENCES[0]}\n{pasted}\nQuán café có từ năm 2019."

    assert legacy_encoding(text) == Encoding.TCVN3
    assert convert(text) == f"{SENTENCES[0]}\n{SENTENCES[2]}\nQuán café có từ năm 2019."


def test_an_example_shows_how_a_word_reads():
    assert example("§­îc sù quan t©m cña l·nh ®¹o") == ("§­îc", "Được")
    assert example("Được sự quan tâm") is None


def test_cleaning_keeps_what_the_old_code_needs():
    old = write("được sự giúp đỡ của phường, tổ trưởng Tư và bé Út", Encoding.TCVN3)

    assert convert(clean_line(old)) == "được sự giúp đỡ của phường, tổ trưởng Tư và bé út"
    assert clean_text(f"{old}\nTin\u00adtức") == f"{old}\nTin\u00adtức"


@pytest.mark.parametrize("word", ["nghiêng", "khuỷu", "ngoằn", "quyết", "giếng", "oách", "thuở", "yêu", "ý"])
def test_a_syllable_of_the_language(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["clé", "aỏt", "coủt", "ắắ", "brông", "x", "néi", "ônội"])
def test_no_syllable_of_the_language(word):
    assert not is_syllable(word)


@given(st.text(alphabet=[*SMALL, *"bcdghklmnpqrstvx 0123.,-\n"], max_size=80))
def test_small_letters_survive_tcvn3_both_ways(text):
    assert convert(write(text, Encoding.TCVN3), Encoding.TCVN3) == text


@given(st.lists(st.sampled_from("\n ".join(CURRENT).split()), max_size=12))
def test_words_survive_vni_both_ways(words):
    text = " ".join(words).replace("qúy", "quý")
    assert convert(write(text, Encoding.VNI), Encoding.VNI) == text


@given(st.text(max_size=80))
def test_any_text_can_be_asked_about_and_only_told_text_changes(text):
    assert (convert(text) == text) or legacy_encoding(text)


@given(st.lists(st.sampled_from("\n ".join(CURRENT).split()), max_size=20))
def test_real_words_in_any_order_raise_no_alarm(words):
    assert legacy_encoding(unicodedata.normalize("NFC", " ".join(words))) is None
