"""The operator's import: rehearsed first, in the name of an administrator, with sentences for what is wrong."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.roles import Role
from campaign.models.library import PastInitiative
from tests.factories import make_user

LIST = (
    "STT,Tên sáng kiến,Tác giả\n"
    '1,"Giải pháp tiết kiệm điện tại trường Trung cấp Bến Mới, TP.HCM",Lý Thị Thuỵ\n'
    "2,Đổi mới phương pháp giảng dạy môn Kế toán quản trị,Phan Văn Ất\n"
    "3,Đổi mới phương pháp giảng dạy môn Quản trị kho,Đinh Thị Bính; Phan Văn Tý\n"
    '4,"Giải pháp tiết kiệm điện tại Trường Trung cấp Bến Mới, Thành phố Hồ Chí Minh",Lý Thị Thụy\n'
).encode()


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.mark.django_db
def test_the_command_rehearses_then_imports(administrator, tmp_path, capsys):
    file = tmp_path / "danh-sach.csv"
    file.write_bytes(LIST)

    call_command("import_initiatives", str(file), by=administrator.staff_code, dry_run=True)
    rehearsed = PastInitiative.objects.count()
    call_command("import_initiatives", str(file), by=administrator.staff_code, source="Quyết định 12")

    assert (rehearsed, PastInitiative.objects.count()) == (0, 4)
    assert capsys.readouterr().out.splitlines() == [
        "4 dòng đọc được, 1 dòng có nhiều tác giả, 0 chỗ phải sửa; 1 cặp trùng, 0 cặp gần giống.",
        "Chạy thử: chưa ghi gì.",
        "4 dòng đọc được, 1 dòng có nhiều tác giả, 0 chỗ phải sửa; 1 cặp trùng, 0 cặp gần giống.",
        "Đã nhập 4 sáng kiến vào thư viện.",
    ]


@pytest.mark.django_db
def test_the_command_says_what_is_wrong(administrator, tmp_path):
    file = tmp_path / "danh-sach.csv"
    file.write_bytes(LIST)

    with pytest.raises(CommandError, match="Không có người mang mã"):
        call_command("import_initiatives", str(file), by="KHONG-CO")
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("import_initiatives", str(tmp_path / "khac.csv"), by=administrator.staff_code)
