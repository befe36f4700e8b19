"""Queries that are worded once and filled for every reader."""

from datetime import date

import pytest
from django.db.models import BigIntegerField, DateField

from accounts.models.post import Post
from accounts.models.user import User
from accounts.prepared import Prepared
from accounts.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def posts_of():
    return Prepared(
        lambda user, day: Post.objects.valid_on(day).filter(user=user).values_list("role", flat=True),
        user=BigIntegerField(),
        day=DateField(),
    )


def test_the_same_wording_is_filled_with_the_values_of_each_reader():
    author, judge = make_user(Role.AUTHOR), make_user(Role.JUDGE)
    asked, day = posts_of(), date(2100, 1, 1)

    found = [asked.rows(user=user.pk, day=day) for user in (author, judge)]

    assert found == [[(Role.AUTHOR,)], [(Role.JUDGE,)]]


def test_a_day_is_filled_in_as_its_field_stores_it():
    user = make_user()
    asked = posts_of()

    found = [asked.rows(user=user.pk, day=day) for day in (date(1900, 1, 1), date(2100, 1, 1))]

    assert [len(rows) for rows in found] == [0, 1]


def test_it_narrows_another_query():
    user, other = make_user(), make_user()
    named = Prepared(
        lambda name: User.objects.filter(full_name=name).values("pk"), name=User._meta.get_field("full_name")
    )

    found = User.objects.filter(pk__in=named.inside(name=user.full_name)).exclude(pk=other.pk)

    assert list(found) == [user]


def test_the_building_is_done_once():
    built = []

    def build(user):
        built.append(user)
        return User.objects.filter(pk=user).values_list("staff_code")

    asked, user = Prepared(build, user=BigIntegerField()), make_user()

    assert [asked.rows(user=user.pk) for _ in range(3)] == [[(user.staff_code,)]] * 3
    assert len(built) == 1
