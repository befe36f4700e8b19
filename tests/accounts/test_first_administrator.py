from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models.post import Post
from accounts.models.user import User
from accounts.roles import Role
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db


def test_a_new_portal_gets_its_first_administrator():
    person, unit, said = make_user(full_name="Trần Thị Bình"), make_unit(), StringIO()
    call_command("first_administrator", person.staff_code, unit.code, stdout=said)
    assert User.objects.get(pk=person.pk).roles == {Role.AUTHOR, Role.ADMINISTRATOR}
    assert said.getvalue() == "Trần Thị Bình là quản trị từ hôm nay.\n"


def test_a_portal_with_an_administrator_refuses_another():
    make_user(Role.ADMINISTRATOR)
    person, unit = make_user(), make_unit()
    said = "Đã có quản trị. Chưa có gì thay đổi; hãy nhờ người đó thêm vị trí cho bạn."
    with pytest.raises(CommandError, match=said):
        call_command("first_administrator", person.staff_code, unit.code)
    assert Post.objects.filter(user=person, role=Role.ADMINISTRATOR).count() == 0


@pytest.mark.parametrize(("person", "unit"), [("KHONG-CO", None), (None, "KHONG-CO")])
def test_an_unknown_code_changes_nothing(person, unit):
    person, unit = person or make_user().staff_code, unit or make_unit().code
    before = Post.objects.count()
    with pytest.raises(CommandError, match="Không có mã nhân sự hoặc mã đơn vị này"):
        call_command("first_administrator", person, unit)
    assert Post.objects.count() == before
