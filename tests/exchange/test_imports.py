"""Lists of past initiatives: every encoding people use, complaints with row numbers, all or nothing, each file once."""

import csv
import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from accounts.roles import Role
from accounts.text import nfc
from campaign.actions.library import import_initiatives
from campaign.actions.refused import Refused
from campaign.exchange.imports import ListError, checked_rows, read_cells, rehearse
from campaign.models.audit import Event
from campaign.models.library import ImportBatch, LikelyDouble, PastInitiative
from tests.factories import make_user

REAL_LIST = Path(__file__).resolve().parents[3] / "shared" / "data" / "real_initiatives.csv"
TITLES = ["Giải pháp tiết kiệm điện tại trường Bến Mới, TP.HCM", "Sổ tay “một cửa” cho phường"]


def csv_text(*rows, header=("STT", "Tên sáng kiến", "Tác giả", "Đơn vị", "Năm"), delimiter=","):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows([header, *rows])
    return buffer.getvalue()


def listed(*titles):
    return [(number, title, "Lý Thị Thuỵ", "Trường Bến Mới", 2024) for number, title in enumerate(titles, 1)]


def xlsx(rows, *, before=()):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([*before, *rows]):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def cp1258(text):
    """As an older Vietnamese program writes: base letter, then the tone as a mark of its own."""
    tones = {"\u0300": "\xcc", "\u0309": "\xd2", "\u0303": "\xde", "\u0301": "\xec", "\u0323": "\xf2"}
    return b"".join(_cp1258_letter(letter, tones) for letter in text)


def _cp1258_letter(letter, tones):
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in decomposed if mark in tones)
        base = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
        return base.encode("cp1258") + tones[tone].encode("latin-1")


TEXT = csv_text(*listed(*TITLES))
FORMS = [
    pytest.param("a.csv", TEXT.encode(), id="utf-8"),
    pytest.param("a.csv", b"\xef\xbb\xbf" + TEXT.encode(), id="utf-8 with BOM"),
    pytest.param("a.csv", TEXT.encode("utf-16"), id="utf-16"),
    pytest.param("a.csv", TEXT.encode("utf-16-le"), id="utf-16 without BOM"),
    pytest.param("a.csv", cp1258(TEXT), id="windows-1258"),
    pytest.param("a.csv", csv_text(*listed(*TITLES), delimiter=";").encode(), id="semicolons"),
    pytest.param("a.csv", csv_text(*listed(*TITLES), delimiter="\t").encode("utf-16"), id="tabs"),
    pytest.param(
        "a.xlsx",
        xlsx(
            [("STT", "TÊN SÁNG KIẾN", "Tác  giả", "Đơn vị", "Năm"), *listed(*TITLES)],
            before=[("ỦY BAN NHÂN DÂN",), ("DANH SÁCH SÁNG KIẾN",)],
        ),
        id="xlsx under a heading",
    ),
]


@pytest.mark.parametrize(("name", "content"), FORMS)
def test_the_same_list_is_read_from_every_form_that_people_send(name, content):
    rows = checked_rows(name, content)

    assert [(row.title, row.authors, row.unit, row.year) for row in rows] == [
        (title, ("Lý Thị Thuỵ",), "Trường Bến Mới", 2024) for title in TITLES
    ]


def test_decomposed_letters_become_one():
    (row,) = checked_rows("a.csv", unicodedata.normalize("NFD", csv_text(*listed("Điện mặt trời"))).encode())

    assert row.title == "Điện mặt trời"


def test_english_headers_work_and_the_raw_column_is_preferred():
    content = csv_text(
        (1, "Tên  gốc", "Tên sạch", "An Văn Bình\nCao Thị Dung", "Ai khác"),
        header=("stt", "title_raw", "title", "authors_raw", "authors"),
    )

    (row,) = checked_rows("a.csv", content.encode())

    assert (row.title, row.authors) == ("Tên gốc", ("An Văn Bình", "Cao Thị Dung"))


def test_row_numbers_are_those_that_a_spreadsheet_shows():
    rows = [(1, "", "An Văn Bình"), (2, "Hai dòng\ntrong một ô", "An Văn Bình"), ("", "", ""), (3, "Tên", "")]
    content = csv_text(*rows, header=("STT", "Tên sáng kiến", "Tác giả"))

    with pytest.raises(ListError) as refusal:
        checked_rows("a.csv", content.encode())

    assert str(refusal.value) == (
        "Còn 2 chỗ phải sửa nên chưa nhập dòng nào. Dòng 2: cột tên sáng kiến để trống. "
        "Dòng 5: cột tác giả để trống. Hãy sửa tệp rồi gửi lại."
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "Không thấy dòng tiêu đề"),
        ("a.csv", "Họ tên,Ngày sinh\nAn,1990\n".encode(), "Không thấy dòng tiêu đề"),
        ("a.csv", b"\xff\xfe\x00\xd8a", "Không đọc được chữ"),
        ("a.csv", bytes(range(256)) * 20, "Không đọc được chữ"),
        ("a.xlsx", b"PK\x03\x04 hong", "bị hỏng"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(name, content, said):
    with pytest.raises(ListError, match=said):
        read_cells(name, content)


def test_a_cell_in_the_far_corner_is_refused_before_it_is_read():
    rows = [("Tên sáng kiến", "Tác giả"), ("Tên", "An Văn Bình")]
    content = with_far_cell(xlsx(rows))

    with pytest.raises(ListError, match="ô nằm quá xa"):
        read_cells("a.xlsx", content)


def with_far_cell(content):
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            text = old.read(part)
            if part.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                text = text.replace(b"</sheetData>", far)
            new.writestr(part, text)
    return changed.getvalue()


def test_a_zip_bomb_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 150_000_000)

    with pytest.raises(ListError, match="bung ra quá lớn"):
        read_cells("a.xlsx", bomb.getvalue())


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


def bring_in(content, by, name="a.csv"):
    found = rehearse(name, content)
    return import_initiatives(found.rows, by=by, source="Quyết định 12", sha256=found.sha256)


@pytest.mark.django_db
def test_a_rehearsal_changes_nothing_and_the_import_keeps_everything(administrator):
    found = rehearse("a.csv", TEXT.encode())
    before = (ImportBatch.objects.count(), PastInitiative.objects.count(), Event.objects.count())

    batch = bring_in(TEXT.encode(), administrator)

    assert before == (0, 0, 0)
    assert (len(found.rows), found.can_be_imported) == (2, True)
    assert list(batch.initiatives.order_by("row_number").values_list("row_number", "title")) == [
        (2, TITLES[0]),
        (3, TITLES[1]),
    ]
    assert Event.objects.get().facts == {
        "source": "Quyết định 12",
        "rows": 2,
        "doubles": 0,
        "sha256": batch.sha256,
    }


@pytest.mark.django_db
def test_the_same_file_twice_is_said_and_changes_nothing(administrator):
    bring_in(TEXT.encode(), administrator)

    with pytest.raises(Refused, match="đã được nhập từ trước"):
        bring_in(TEXT.encode(), administrator)

    assert (ImportBatch.objects.count(), PastInitiative.objects.count(), Event.objects.count()) == (1, 2, 1)
    assert rehearse("a.csv", TEXT.encode()).can_be_imported is False


@pytest.mark.django_db
def test_a_row_that_the_library_holds_is_reported_with_the_older_one_first(administrator):
    bring_in(csv_text(*listed(TITLES[0])).encode(), administrator)
    again = csv_text(*listed("Giải pháp tiết kiệm điện tại Trường Bến Mới, Thành phố Hồ Chí Minh")).encode()

    batch = bring_in(again, administrator)

    double = LikelyDouble.objects.get()
    assert (double.verdict, double.later.batch, double.earlier.title) == ("same", batch, TITLES[0])


@pytest.mark.django_db
def test_only_an_administrator_imports():
    with pytest.raises(Refused):
        bring_in(TEXT.encode(), make_user(Role.OFFICER))

    assert ImportBatch.objects.exists() is False


INVENTED = csv_text(
    (1, "Giải pháp tiết kiệm điện tại trường Trung cấp Bến Mới, TP.HCM", "Lý Thị Thuỵ"),
    (2, "Đổi mới phương pháp giảng dạy đối với môn học Kế toán quản trị", "Phan Văn Ất"),
    (3, "Đổi mới phương pháp giảng dạy đối với môn học Quản trị kho", "Đinh Thị Bính\nPhan Văn Tý"),
    (4, "Giải pháp tiết kiệm điện tại Trường Trung cấp Bến Mới, Thành phố Hồ Chí Minh", "Lý Thị Thụy"),
    header=("STT", "Tên sáng kiến", "Tác giả"),
).encode()
# content, rows, rows with several authors, the pair that is the same, rows that no pair may accuse
LISTS = [pytest.param(INVENTED, 4, 1, [(2, 5)], {3, 4}, id="invented")]
if REAL_LIST.exists():
    LISTS.append(
        pytest.param(REAL_LIST.read_bytes(), 232, 38, [(168, 224)], {137, 138, 139}, id="the real list")
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "rows", "several", "same", "innocent"), LISTS)
def test_a_list_as_offices_keep_it_comes_in_whole(administrator, content, rows, several, same, innocent):
    found = rehearse("danh-sach.csv", content)
    batch = bring_in(content, administrator, name="danh-sach.csv")

    stored = list(batch.initiatives.all())
    pairs = [(double.earlier.row_number, double.later.row_number) for double in LikelyDouble.objects.all()]
    assert (len(stored), found.with_several_authors, found.complaints) == (rows, several, [])
    assert [nfc(one.title) for one in stored] == [one.title for one in stored]
    assert [
        (double.earlier.row_number, double.later.row_number)
        for double in LikelyDouble.objects.filter(verdict="same")
    ] == same
    assert [pair for pair in pairs if set(pair) <= innocent] == []


@pytest.mark.django_db
@pytest.mark.slow
def test_ten_thousand_rows_are_rehearsed():
    rows = [
        (
            number,
            f"Giải pháp số {number} nâng cao chất lượng phục vụ",
            f"Nguyễn Văn A{number % 2500}\nTrần B {number}",
        )
        for number in range(10_000)
    ]
    content = csv_text(*rows, header=("STT", "Tên sáng kiến", "Tác giả")).encode()

    found = rehearse("lon.csv", content)

    assert (len(found.rows), len(found.complaints)) == (10_000, 0)
