from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models.unit import Unit, UnitSuccession, UnitVersion
from accounts.unit_import import make_plan

pytestmark = pytest.mark.django_db
HEAD = "code,name,kind,level,parent_code,valid_from,valid_to,successor_code"
WARDS = f"""{HEAD}
TP,Ủy ban nhân dân thành phố,peoples_committee,city,,2010-08-27,,
P1,Phường 1,Ủy ban nhân dân,Phường,TP,2010-08-27,01/07/2025,PBL
PBL,Phường Bạc Liêu,peoples_committee,ward,,01/07/2025,,
"""


def run(tmp_path, text, *options):
    file = tmp_path / "units.csv"
    file.write_text(text, encoding="utf-8-sig")
    out = StringIO()
    call_command("import_units", str(file), *options, stdout=out)
    return out.getvalue().strip()


def complaints(*rows):
    return make_plan([HEAD, *rows]).errors


def test_units_come_in_with_their_versions_and_successors(tmp_path):
    said = run(tmp_path, WARDS)

    succession = UnitSuccession.objects.get()
    assert said == "Đã thêm 3 phiên bản đơn vị; 0 đã có sẵn."
    assert list(Unit.objects.order_by("code").values_list("code", flat=True)) == ["P1", "PBL", "TP"]
    assert UnitVersion.objects.get(unit__code="P1").parent.code == "TP"
    assert UnitVersion.objects.get(unit__code="P1").search_text == "phuong 1"
    assert (succession.predecessor.code, succession.successor.code) == ("P1", "PBL")
    assert (succession.kind, succession.on) == ("merged", date(2025, 7, 1))


def test_the_same_file_twice_changes_nothing(tmp_path):
    run(tmp_path, WARDS)

    said = run(tmp_path, WARDS)

    assert said == "Đã thêm 0 phiên bản đơn vị; 3 đã có sẵn."
    assert (UnitVersion.objects.count(), UnitSuccession.objects.count()) == (3, 1)


def test_a_dry_run_stores_nothing(tmp_path):
    said = run(tmp_path, WARDS, "--dry-run")

    assert said == "Chạy thử: sẽ thêm 3 phiên bản đơn vị, 0 đã có sẵn. Chưa ghi gì."
    assert Unit.objects.count() == 0


def test_one_bad_row_keeps_every_row_out(tmp_path):
    with pytest.raises(CommandError) as refusal:
        run(tmp_path, WARDS + "P2,,ward?,ward,TP,2010-13-45,,\n")

    assert str(refusal.value).splitlines() == [
        "Chưa nhập gì. Hãy sửa tệp rồi chạy lại:",
        "Dòng 5: cột name để trống.",
        "Dòng 5: không hiểu «ward?»; dùng một trong: department, party_body, mass_organisation, fatherland_front, "
        "public_service_unit, peoples_committee, enterprise, other.",
        "Dòng 5: «2010-13-45» không phải là ngày; viết như 22/08/2019.",
    ]
    assert Unit.objects.count() == 0


def test_a_new_name_closes_the_open_version_before_it(tmp_path):
    run(tmp_path, WARDS)

    run(tmp_path, f"{HEAD}\nPBL,Phường Bạc Liêu mới,peoples_committee,ward,,2026-01-01,,\n")

    versions = UnitVersion.objects.filter(unit__code="PBL").order_by("valid_from")
    assert list(versions.values_list("name", "valid_to")) == [
        ("Phường Bạc Liêu", date(2026, 1, 1)),
        ("Phường Bạc Liêu mới", None),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["A,Một,other,other,ZZ,2020-01-01,,"], ["Dòng 2: không có đơn vị mã ZZ."]),
        (
            ["A,Một,other,other,A,2020-01-01,,"],
            ["Dòng 2: đơn vị không thể là cấp trên hay kế thừa của chính mình."],
        ),
        (
            ["A,Một,other,other,,2020-01-01,2019-01-01,"],
            ["Dòng 2: ngày hết hiệu lực phải sau ngày có hiệu lực."],
        ),
        (
            ["A,Một,other,other,,0001-01-01,,"],
            ["Dòng 2: «0001-01-01» không phải là ngày; viết như 22/08/2019."],
        ),
        (
            ["A,Một,other,other,,2020-01-01,2022-01-01,", "A,Hai,other,other,,2021-01-01,,"],
            ["Dòng 3: kỳ hiệu lực chồng lên một phiên bản khác của đơn vị."],
        ),
        (
            ["A,Một,other,other,,2020-01-01,,", "A,Hai,other,other,,2020-01-01,,"],
            ["Dòng 3: trùng ngày hiệu lực với một dòng khác của cùng đơn vị."],
        ),
        (
            ["A,Một,other,other,B,2020-01-01,,", "B,Hai,other,other,A,2020-01-01,,"],
            [
                "Dòng 2: các đơn vị cấp trên nối thành vòng tròn.",
                "Dòng 3: các đơn vị cấp trên nối thành vòng tròn.",
            ],
        ),
        (["A," + "x" * 201 + ",other,other,,2020-01-01,,"], ["Dòng 2: cột name dài quá 200 ký tự."]),
        (
            ["A,Một,other,other,,2020-01-01,,B", "B,Hai,other,other,,2020-01-01,,"],
            ["Dòng 2: có đơn vị kế thừa thì phải có ngày hết hiệu lực."],
        ),
    ],
)
def test_a_complaint_names_its_row(rows, expected):
    assert complaints(*rows) == expected


def test_stored_history_is_never_overwritten(tmp_path):
    run(tmp_path, WARDS)
    assert complaints("P1,Phường Một,peoples_committee,ward,TP,2010-08-27,,") == [
        "Dòng 2: phiên bản từ ngày này đã có với nội dung khác; không ghi đè lịch sử."
    ]


def test_a_missing_column_is_named():
    assert make_plan(["code,name", "A,Một"]).errors == ["Dòng 1: thiếu cột kind, level, valid_from."]


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "units.csv"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("import_units", str(file))
