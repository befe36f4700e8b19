from datetime import date, timedelta

import pytest

from accounts import actions
from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import Unit, UnitSuccession, UnitVersion
from accounts.models.user import User
from accounts.refusal import Refused
from accounts.roles import Role
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db
FACTS = {
    "staff_code": "KT01",
    "full_name": "Trần Thị Bình",
    "email": "binh@example.vn",
    "job_title": "Chuyên viên",
}
JULY = date(2025, 7, 1)


@pytest.fixture
def admin():
    return make_user(Role.ADMINISTRATOR, full_name="Phạm Quản Trị")


def merge(unit, successor, by, on=JULY, **extra):
    facts = {"successor": successor, "kind": "merged", "on": on}
    return actions.merge_unit(unit, facts, move_people=extra.get("move_people", True), by=by)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_changes_people_and_units(role):
    somebody, unit = make_user(role), make_unit()
    post = somebody.posts.get()
    attempts = [
        lambda: actions.add_person(FACTS, by=somebody),
        lambda: actions.update_person(somebody, FACTS, by=somebody),
        lambda: actions.set_active(somebody, False, by=somebody),
        lambda: actions.issue_sign_in_link(somebody, by=somebody),
        lambda: actions.add_post(somebody, {"unit": unit, "role": "chair", "starts": today()}, by=somebody),
        lambda: actions.end_post(post, ends=today(), by=somebody),
        lambda: actions.add_unit("X", {}, by=somebody),
        lambda: actions.add_unit_version(unit, {}, by=somebody),
        lambda: merge(unit, make_unit(), by=somebody),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="Chỉ quản trị được làm việc này"):
            attempt()
    assert User.objects.filter(staff_code="KT01").count() == 0


def test_a_new_person_has_no_password_that_anybody_knows(admin):
    person = actions.add_person(FACTS, by=admin)
    assert person.has_usable_password() is False
    assert person.search_text == "tran thi binh kt01"


def test_a_taken_code_is_refused_with_a_sentence(admin):
    actions.add_person(FACTS, by=admin)
    with pytest.raises(Refused, match="đã có người dùng"):
        actions.add_person(FACTS | {"email": None}, by=admin)
    assert User.objects.filter(staff_code="KT01").count() == 1


def test_a_new_name_is_found_and_sorted_anew(admin):
    person = actions.add_person(FACTS, by=admin)
    actions.update_person(person, FACTS | {"full_name": "Trần Thị An", "email": ""}, by=admin)
    person.refresh_from_db()
    assert (person.search_text, person.email) == ("tran thi an kt01", None)
    assert person.sort_key == "a1n10t1r1a3n11t1h1i15"


def test_an_update_to_a_taken_code_keeps_the_old_one(admin):
    person = actions.add_person(FACTS, by=admin)
    with pytest.raises(Refused, match="Thông tin cũ được giữ nguyên"):
        actions.update_person(person, FACTS | {"staff_code": admin.staff_code}, by=admin)
    assert User.objects.get(pk=person.pk).staff_code == "KT01"


def test_nobody_locks_themselves_out(admin):
    with pytest.raises(Refused, match="tự khóa"):
        actions.set_active(admin, False, by=admin)
    assert User.objects.get(pk=admin.pk).is_active is True


def test_a_closed_account_gets_no_link(admin):
    person = make_user(is_active=False)
    with pytest.raises(Refused, match="đang bị khóa"):
        actions.issue_sign_in_link(person, by=admin)


def test_a_role_is_held_once_in_a_unit(admin):
    person, unit = make_user(), make_unit()
    facts = {"unit": unit, "role": "judge", "title": "", "starts": today()}
    actions.add_post(person, facts, by=admin)
    with pytest.raises(Refused, match="Chưa thêm gì"):
        actions.add_post(person, facts, by=admin)
    assert person.posts.filter(role="judge").count() == 1


def test_an_ended_post_gives_no_role_from_that_day(admin):
    head = make_user(Role.UNIT_HEAD)
    actions.end_post(head.posts.get(), ends=today(), by=admin)
    assert User.objects.get(pk=head.pk).roles == frozenset()


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [(date(1999, 12, 31), "trước ngày bắt đầu"), (date(2024, 1, 2), "đã kết thúc trước")],
)
def test_a_post_cannot_end_at_an_impossible_time(admin, ends, sentence):
    post = make_user(Role.UNIT_HEAD).posts.get()
    if "đã" in sentence:
        actions.end_post(post, ends=date(2024, 1, 1), by=admin)
    with pytest.raises(Refused, match=sentence):
        actions.end_post(post, ends=ends, by=admin)


def test_the_last_administrator_stays(admin):
    post = admin.posts.get()
    with pytest.raises(Refused, match="quản trị cuối cùng"):
        actions.end_post(post, ends=today(), by=admin)

    make_user(Role.ADMINISTRATOR)
    actions.end_post(post, ends=today(), by=admin)

    assert Post.objects.get(pk=post.pk).ends == today()


def test_a_renamed_unit_keeps_its_past(admin):
    unit = make_unit("Phòng Kinh tế")
    facts = {"name": "Phòng Kinh tế, Hạ tầng", "kind": "department", "level": "ward", "valid_from": JULY}
    actions.add_unit_version(unit, facts, by=admin)
    assert [unit.name_on(JULY - timedelta(days=1)), unit.name_on(JULY)] == [
        "Phòng Kinh tế",
        "Phòng Kinh tế, Hạ tầng",
    ]


def test_history_is_not_rewritten(admin):
    unit = make_unit()
    facts = {"name": "Mới", "kind": "department", "level": "ward", "valid_from": date(1999, 1, 1)}
    with pytest.raises(Refused, match="không sau phiên bản cuối"):
        actions.add_unit_version(unit, facts, by=admin)


def test_a_unit_cannot_stand_above_itself(admin):
    top = make_unit("Trên")
    below = make_unit("Dưới", parent=top)
    facts = {"name": "Trên", "kind": "department", "level": "city", "parent": below, "valid_from": JULY}
    with pytest.raises(Refused, match="thuộc chính đơn vị này"):
        actions.add_unit_version(top, facts, by=admin)


def test_a_merger_ends_the_unit_and_moves_people_and_sub_units(admin):
    old, new = make_unit("Phường 1"), make_unit("Phường Bạc Liêu")
    school = make_unit("Trường Hoa Sen", parent=old)
    head, member = make_user(Role.UNIT_HEAD, unit=old), make_user(Role.AUTHOR, unit=old)
    Post.objects.create(user=member, unit=new, role="author", starts=date(2024, 1, 1))

    merge(old, new, admin)

    assert UnitVersion.objects.get(unit=old).valid_to == JULY
    assert Unit.objects.named().get(pk=school.pk).parent_unit_id == new.pk
    assert Unit.objects.named(JULY - timedelta(days=1)).get(pk=school.pk).parent_unit_id == old.pk
    assert User.objects.get(pk=head.pk).unit_ids(Role.UNIT_HEAD) == {new.pk}
    assert User.objects.get(pk=member.pk).unit_ids(Role.AUTHOR) == {new.pk}
    assert member.posts.filter(unit=new).count() == 1
    assert Post.objects.valid_on(JULY - timedelta(days=1)).filter(unit=old).count() == 2


def test_people_stay_when_told_to(admin):
    old, new = make_unit(), make_unit()
    head = make_user(Role.UNIT_HEAD, unit=old)
    merge(old, new, admin, move_people=False)
    assert User.objects.get(pk=head.pk).unit_ids(Role.UNIT_HEAD) == {old.pk}


def test_a_merger_cannot_run_in_a_circle(admin):
    first, second, third = make_unit(), make_unit(), make_unit()
    merge(first, second, admin)
    merge(second, third, admin, on=JULY + timedelta(days=1))
    with pytest.raises(Refused, match="phải là đơn vị khác"):
        merge(third, first, admin, on=JULY + timedelta(days=2))
    with pytest.raises(Refused, match="phải là đơn vị khác"):
        merge(third, third, admin)
    assert UnitSuccession.objects.count() == 2


def test_a_refused_merger_changes_nothing(admin):
    old, ended = make_unit(), make_unit()
    merge(ended, make_unit(), admin)
    with pytest.raises(Refused, match="không hoạt động vào ngày đó"):
        merge(old, ended, admin)
    assert UnitVersion.objects.get(unit=old).valid_to is None
