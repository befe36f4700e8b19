"""The desks behind the public library: the author's words, the unit's steps, the office's good examples."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.adoption import Adoption
from campaign.models.showcase import GoodExample
from tests.factories import make_user
from tests.showcase import make_adoption, make_entry, make_head, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_entry(title="Máy bóc vỏ tôm")


def test_an_author_approves_by_the_form_and_a_co_author_only_reads(client, entry):
    picture = make_picture(entry.submission)
    address = reverse("author:library", args=[entry.submission.code])
    client.force_login(entry.submission.owner)
    form = {"summary": "Lời giới thiệu của tôi.", f"show_{picture.pk}": "on", f"words_{picture.pk}": ""}

    refused = client.post(address, form).content.decode()
    client.post(address, form | {f"words_{picture.pk}": "Máy trên bàn"})

    entry.refresh_from_db()
    assert ("Cần một câu mô tả ảnh này" in refused, "Lời giới thiệu của tôi." in refused) == (True, True)
    assert (entry.summary, entry.pictures.get().alternative) == ("Lời giới thiệu của tôi.", "Máy trên bàn")
    client.post(reverse("author:library_retract", args=[entry.submission.code]))
    entry.refresh_from_db()
    assert entry.summary == ""


def test_a_unit_goes_through_all_steps_by_forms(client, entry):
    head = make_head()
    client.force_login(head)
    day = clock.today() - timedelta(days=200)
    pledge = {"unit": head.home_unit.pk, "starts_on": f"{day}", "contact": "Ông Tám", "plan": "Ở chợ."}
    client.post(reverse("unit:adopt", args=[entry.code]), pledge)
    made = Adoption.objects.get()
    client.post(reverse("unit:adoption_confirm", args=[made.pk]), {"applied_on": f"{day}", "where": "Chợ."})
    report = reverse("unit:adoption_report", args=[made.pk, 6])
    wrong = client.post(report, {"people": "3", "money": "12,5 triệu"}).content.decode()
    client.post(report, {"people": "3", "money": "12.500.000", "method": "Giờ công.", "comment": ""})

    page = client.get(reverse("unit:adoption", args=[made.pk])).content.decode()

    assert ("Hãy ghi số tiền bằng đồng" in wrong, "12.500.000" in page, "Thôi áp dụng" in page) == (
        True,
        True,
        True,
    )
    client.post(reverse("unit:adoption_withdraw", args=[made.pk]), {"reason": "Máy hỏng."})
    assert Adoption.objects.get().withdrawn_reason == "Máy hỏng."


def test_the_office_sees_first_what_is_overdue(client, entry):
    late, early = make_head("Phường chậm"), make_head("Phường sớm")
    make_adoption(entry, late)
    make_adoption(entry, early, applied=clock.today())
    client.force_login(make_user(Role.OFFICER))

    address, shown = reverse("office:adoptions"), {}
    for group in ("qua-han", "dang-ap-dung"):
        lines = client.get(address, {"nhom": group}).context["lines"]
        shown[group] = [line.adoption.unit_name for line in lines]

    assert shown == {"qua-han": ["Phường chậm"], "dang-ap-dung": ["Phường sớm"]}


def test_the_office_writes_changes_and_removes_an_example_by_forms(client, entry):
    owner = entry.submission.owner
    client.force_login(make_user(Role.OFFICER))
    form = {"asked": owner.pk, "period": "Quý I", "order": 1, "story": "Bài một."}
    client.post(reverse("office:example_new", args=[entry.code]), form)
    example = GoodExample.objects.get()
    client.post(reverse("office:example", args=[example.pk]), form | {"story": "Bài hai.", "version": 1})
    stale = client.post(reverse("office:example", args=[example.pk]), form | {"version": 1}).content.decode()
    client.force_login(owner)
    mine = reverse("author:example", args=[example.pk])
    client.post(mine)
    nothing = GoodExample.objects.get().consent
    client.post(mine, {"answer": "agree", "version": 2})

    assert ("đã được sửa" in stale, nothing, GoodExample.objects.get().consent) == (True, "asked", "agreed")
    client.force_login(make_user(Role.OFFICER))
    client.post(reverse("office:example_remove", args=[example.pk]), {"reason": "Hết đợt."})
    assert GoodExample.objects.get().removed_reason == "Hết đợt."
