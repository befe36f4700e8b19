from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import Unit, UnitSuccession, UnitVersion
from accounts.models.user import User
from accounts.roles import Role
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)


def version(unit, name, start, end=None, **extra):
    facts = {"kind": "department", "level": "city"} | extra
    return UnitVersion.objects.create(unit=unit, name=name, valid_from=start, valid_to=end, **facts)


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@time_machine.travel(datetime(2026, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), tick=False)
def test_today_is_the_day_in_the_city():
    assert today() == date(2026, 1, 1)


def test_a_person_gets_a_sort_key_and_a_search_text():
    user = User.objects.create_user("cb-01", "  Đỗ Thị\u200b  Hòa ", "Hoa@Example.VN")
    assert (user.full_name, user.email, str(user)) == ("Đỗ Thị Hòa", "hoa@example.vn", "Đỗ Thị Hòa")
    assert user.search_text == "do thi hoa cb 01"
    assert user.sort_key == "h1o1a11d2o23t1h1i15"
    assert user.has_usable_password() is False


def test_people_without_mail_do_not_collide():
    first, second = User.objects.create_user("A1", "Một"), User.objects.create_user("A2", "Hai", "")
    assert (first.email, second.email) == (None, None)


def test_a_staff_code_is_taken_in_any_case():
    User.objects.create_user("CB-9", "Một")
    refused(lambda: User.objects.create_user("cb-9", "Hai"))


def test_search_takes_words_in_any_order_without_accents():
    user = User.objects.create_user("KT77", "Nguyễn Đức Ánh")
    User.objects.create_user("KT78", "Nguyễn Văn Bình")
    assert list(User.objects.matching("anh ĐUC")) == [user]
    assert list(User.objects.matching("kt77")) == [user]
    assert User.objects.matching("  \x00 ").count() == 2


def test_a_password_opens_from_either_keyboard_form():
    user = User.objects.create_user("A1", "Một", password="me\u0323t qua\u0301 tuye\u0302\u0323t")
    assert user.check_password("mẹt quá tuyệt") is True
    assert user.check_password("met qua tuyet") is False


def test_the_superuser_has_no_role_of_the_campaign():
    user = User.objects.create_superuser("ROOT", "Quản Trị", password="x")
    assert (user.is_superuser, user.roles) == (True, frozenset())


def test_roles_come_from_the_posts_of_today():
    unit, other = make_unit("Phòng Tài chính"), make_unit("Phòng Nội vụ")
    user = make_user(Role.UNIT_HEAD, unit=unit)
    Post.objects.create(user=user, unit=other, role="author", starts=DAY)
    Post.objects.create(user=user, unit=other, role="judge", starts=DAY, ends=today())
    user = User.objects.get(pk=user.pk)

    assert user.roles == {Role.UNIT_HEAD, Role.AUTHOR}
    assert user.unit_ids(Role.UNIT_HEAD, Role.UNIT_DESK) == {unit.pk}
    assert user.has_role(Role.JUDGE, Role.AUTHOR) is True
    assert user.has_role(Role.JUDGE) is False
    assert str(user.home_unit) == "Phòng Nội vụ"


def test_the_home_unit_is_that_of_any_post_when_nothing_is_written(django_assert_num_queries):
    user = User.objects.get(pk=make_user(Role.JUDGE, unit=make_unit("Trung tâm Văn hóa")).pk)
    with django_assert_num_queries(1):  # posts with their units and names
        assert str(user.home_unit) == "Trung tâm Văn hóa"
        assert user.roles == {Role.JUDGE}


def test_nobody_without_a_post_has_a_home_unit():
    assert User.objects.create_user("A1", "Một").home_unit is None


def test_a_post_holds_from_its_first_day_to_the_day_before_its_end():
    user = make_user()
    post = Post.objects.create(
        user=user, unit=make_unit(), role="judge", starts=date(2020, 3, 1), ends=date(2020, 4, 1)
    )
    days = [date(2020, 2, 29), date(2020, 3, 1), date(2020, 3, 31), date(2020, 4, 1)]
    held = [post in Post.objects.valid_on(day).filter(role="judge") for day in days]
    assert held == [False, True, True, False]


def test_the_database_refuses_impossible_posts():
    user, unit = make_user(), make_unit()
    common = {"user": user, "unit": unit, "starts": DAY}
    Post.objects.create(role="judge", **common)
    refused(lambda: Post.objects.create(role="judge", **common))
    refused(lambda: Post.objects.create(role="king", **common))
    refused(lambda: Post.objects.create(role="chair", ends=date(2019, 12, 31), **common))


def test_a_unit_has_the_name_of_the_day():
    unit = Unit.objects.create(code="P1")
    version(unit, "Phường 1", date(2010, 1, 1), date(2025, 7, 1))
    version(unit, "Phường Một", date(2025, 7, 1))
    days = [date(2009, 1, 1), date(2025, 6, 30), date(2025, 7, 1)]
    assert [unit.name_on(day) for day in days] == ["Phường Một", "Phường 1", "Phường Một"]


def test_a_unit_that_ended_keeps_its_last_name():
    parent, unit = make_unit("Thành phố"), Unit.objects.create(code="P2")
    version(
        unit,
        "Phường 2",
        date(2010, 1, 1),
        date(2015, 1, 1),
        short_name="P2",
        kind="peoples_committee",
        level="ward",
        parent=parent,
    )
    named = Unit.objects.named().get(pk=unit.pk)
    assert (str(named), named.short_name, named.kind, named.level, named.parent_unit_id) == (
        "Phường 2",
        "P2",
        "peoples_committee",
        "ward",
        parent.pk,
    )
    assert (named.kind_label, named.level_label) == ("Ủy ban nhân dân", "Phường")
    assert str(unit) == "P2"
    assert unit not in Unit.objects.in_force()


def test_the_database_refuses_impossible_versions():
    unit = make_unit()
    refused(lambda: version(unit, "Hai", date(2000, 1, 1)))
    refused(lambda: version(unit, "Hai", date(2001, 1, 1)))
    refused(lambda: version(unit, "Hai", date(2001, 1, 1), date(2001, 1, 1)))
    refused(lambda: version(unit, "Hai", date(2001, 1, 1), date(2002, 1, 1), kind="club"))
    refused(lambda: version(unit, "Hai", date(2001, 1, 1), date(2002, 1, 1), level="moon"))
    refused(lambda: version(unit, "Hai", date(2001, 1, 1), date(2002, 1, 1), parent=unit))
    refused(lambda: UnitSuccession.objects.create(predecessor=unit, successor=unit, kind="merged", on=DAY))


def test_whoever_left_a_trace_cannot_be_deleted():
    user = make_user()
    with pytest.raises(ProtectedError):
        user.delete()
    with pytest.raises(ProtectedError):
        user.home_unit.delete()
