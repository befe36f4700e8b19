"""Ends, extensions, late copies, versions and supplements as people meet them on their pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import submission as acts
from campaign.actions.eligibility import request_supplement
from campaign.actions.refused import Refused
from campaign.actions.supplement import Asked, Point
from campaign.models import clock
from campaign.models.campaign import Campaign, Window
from campaign.models.deadline import Extension
from campaign.models.eligibility import SupplementPoint
from campaign.models.revision import LateCopy
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime
from tests.browser_form import filled
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def signed_in(client, user):
    client.force_login(user)
    return user


def end_of(dossier):
    return dossier.campaign.windows.get(kind="submit").closes


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def officer(client):
    return signed_in(client, make_user(Role.OFFICER))


@pytest.fixture
def draft(client):
    dossier = make_submission()
    signed_in(client, dossier.owner)
    return dossier


def extended(dossier, *, until=DAY):
    return Extension.objects.create(
        campaign=dossier.campaign,
        person=dossier.owner,
        closes=end_of(dossier) + until,
        reason="Ốm",
        granted_by=make_user(Role.OFFICER),
        granted_at=clock.now(),
    )


@pytest.mark.parametrize("grace", [0, 60])
def test_past_the_end_the_page_says_the_same_with_and_without_grace(client, draft, grace):
    draft.campaign.windows.filter(kind="submit").update(grace_minutes=grace)
    with clock.at(end_of(draft) + timedelta(minutes=30)):
        page = client.get(url("author:submit", draft.code)).content.decode()
    assert (
        f"Hạn nộp đã hết lúc {vn_datetime(end_of(draft))}. Hồ sơ gửi bây giờ có thể không được nhận;" in page
    )
    assert "Gửi hồ sơ muộn" in page
    assert "Ân hạn" not in page and "ân hạn" not in page


def test_a_late_post_shows_what_happened_and_its_copy_can_be_read(client, draft):
    with clock.at(end_of(draft) + DAY):
        answer = client.post(url("author:submit", draft.code), {"version": 1, "declared": "on"})
        assert "Hồ sơ không được nộp và chưa có số tiếp nhận." in answer.content.decode()
        copy = LateCopy.objects.get()
        versions = client.get(url("author:revisions", draft.code)).context["versions"]
        shown = client.get(url("author:revision", draft.code, f"muon-{copy.pk}")).content.decode()
    assert [version.key for version in versions] == [f"muon-{copy.pk}", "hien-tai"]
    assert draft.nature in shown


def test_after_the_end_the_draft_is_open_to_its_author_and_says_that_time_has_passed(client, draft):
    with clock.at(end_of(draft) + DAY):
        told = [
            client.get(url("author:detail", draft.code)).context["next"],
            client.get(url("author:list")).context["rows"][0].next,
        ]
        editor = client.get(url("author:edit", draft.code)).content.decode()
    assert [str(one).split(".")[0] for one in told] == ["Hồ sơ chưa nộp và hạn nộp đã hết"] * 2
    assert f"đã kết thúc lúc {vn_datetime(end_of(draft))}" in editor


def test_the_own_end_is_shown_on_every_page_of_the_author(client, draft):
    told = str(vn_datetime(extended(draft).closes))
    pages = [
        url("author:list"),
        *(url(f"author:{name}", draft.code) for name in ("detail", "submit", "edit")),
    ]
    pages.append(url("dashboard"))
    found = [told in client.get(page).content.decode() for page in pages]
    assert found == [True] * 5


def test_officers_read_late_copies_of_others_and_give_more_time_from_there(client, officer):
    dossier, own = make_submission(), make_submission(owner=officer)
    for one in (dossier, own):
        with clock.at(end_of(one) + DAY), pytest.raises(Refused):
            acts.submit(one, by=one.owner, version=1, declared=True)
    copy, barred = LateCopy.objects.get(submission=dossier), LateCopy.objects.get(submission=own)

    page = client.get(url("office:late_copies"))
    shown = client.get(url("office:late_copy", copy.pk)).content.decode()

    assert [row.pk for row in page.context["page"]] == [copy.pk]
    assert client.get(url("office:late_copy", barred.pk)).status_code == 404
    assert dossier.nature in shown
    assert f"{url('office:extension_new')}?nguoi={dossier.owner.staff_code}" in shown


def test_more_time_is_given_and_taken_back_by_the_pages(client, officer):
    campaign, person = make_campaign(open_windows=["endorse"]), make_user()
    until = (clock.now() + 2 * DAY).astimezone(clock.VIETNAM).replace(second=0, microsecond=0)
    typed = {
        "campaign": campaign.pk,
        "person": person.staff_code.lower(),
        "closes": f"{until:%Y-%m-%dT%H:%M}",
        "reason": "Mưa lũ",
        "most_uses": "2",
    }

    answer = client.post(url("office:extension_new"), typed)

    given = Extension.objects.get()
    assert (answer.status_code, given.person, given.closes, given.most_uses) == (302, person, until, 2)
    (line,) = client.get(url("office:extensions")).context["lines"]
    assert (line.whose, str(line.uses), str(line.label)) == (person.full_name, "0 trên 2", "Đang có hiệu lực")
    client.post(url("office:extension_revoke", given.pk))
    (line,) = client.get(url("office:extensions")).context["lines"]
    assert (str(line.label), line.can_revoke) == ("Đã thu hồi", False)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"person": "khong-co-ai"}, "person"),
        ({"closes": "2026-13-01T00:00"}, "closes"),
        ({"reason": ""}, "reason"),
        ({"person": ""}, "__all__"),
        ({"most_uses": "0"}, "most_uses"),
    ],
)
def test_what_cannot_be_granted_comes_back_with_the_words(client, officer, typed, field):
    campaign = make_campaign()
    facts = {
        "campaign": campaign.pk,
        "person": officer.staff_code,
        "closes": "2030-01-01T10:00",
        "reason": "Ốm",
    }
    form = client.post(url("office:extension_new"), facts | typed).context["form"]
    assert list(form.errors) == [field]
    assert form["reason"].value() == (facts | typed)["reason"]


@pytest.mark.parametrize("number", [2, 40])
def test_the_list_of_extensions_costs_the_same(client, officer, number, django_assert_max_num_queries):
    campaign = make_campaign()
    for _ in range(number):
        Extension.objects.create(
            campaign=campaign, unit=make_unit(), closes=clock.now() + DAY, reason="Mưa lũ", granted_by=officer,
            granted_at=clock.now(),
        )  # fmt: skip
    with django_assert_max_num_queries(12):
        assert len(client.get(url("office:extensions")).context["lines"]) == min(number, 30)


def test_late_and_extended_dossiers_are_marked_for_the_office_alone(client, officer):
    campaign = make_campaign()
    late = make_submission(campaign=campaign, state="endorsed", is_late=True)
    given = extended(late)
    make_submission(campaign=campaign, state="endorsed", extension=given)
    rows = client.get(url("office:queue")).context["rows"]
    assert sorted(str(row.late) for row in rows) == ["Nộp muộn, trong thời gian ân hạn", "Nộp theo gia hạn"]
    assert "Nộp muộn" in client.get(url("office:detail", late.code)).content.decode()
    signed_in(client, late.owner)
    assert "Nộp muộn" not in client.get(url("author:detail", late.code)).content.decode()


def test_two_filings_are_compared_for_author_and_office(client):
    dossier = make_submission()
    acts.submit(dossier, by=dossier.owner, version=1, declared=True)
    acts.withdraw(dossier, by=dossier.owner)
    dossier = acts.revive(dossier, by=dossier.owner)
    acts.save(dossier, by=dossier.owner, content={"title": "Cải tiến quy trình một cửa"}, version=1)
    acts.submit(dossier, by=dossier.owner, version=2, declared=True)
    for reader, side in ((dossier.owner, "author"), (make_user(Role.INSPECTOR), "office")):
        signed_in(client, reader)
        page = client.get(url(f"{side}:revisions", dossier.code), {"truoc": "1", "sau": "2"})
        comparison = page.context["comparison"]
        assert (comparison.before.key, comparison.after.key) == ("1", "2")
        assert [str(change.label) for change in comparison.changes] == ["Tên sáng kiến"]
        assert "<del>" in page.content.decode()
        assert client.get(url(f"{side}:revision", dossier.code, "9")).status_code == 404


def test_one_filing_has_nothing_to_choose_for_a_comparison(client, officer):
    dossier = make_submission()
    acts.submit(dossier, by=dossier.owner, version=1, declared=True)

    page = client.get(url("office:revisions", dossier.code)).content.decode()

    assert ("Bản nộp lần 1" in page, 'name="truoc"' in page) == (True, False)


def test_an_author_answers_point_by_point(client):
    dossier = make_submission(state="endorsed")
    points = (Point("Nêu số liệu", "loi-ich"), Point("Ảnh minh họa", "tep"))
    request_supplement(
        dossier,
        by=make_user(Role.OFFICER),
        points=Asked("", points),
        due_on=clock.today() + timedelta(days=5),
    )
    first, second = SupplementPoint.objects.values_list("pk", flat=True)
    signed_in(client, dossier.owner)
    address = url("author:supplement", dossier.code)

    page = client.get(address)
    refused = client.post(address, {f"answer_{first}": "Đã nêu 120 giờ", f"answer_{second}": ""})

    assert f'href="{url("author:edit", dossier.code)}#loi-ich"' in page.content.decode()
    assert "Tiết kiệm 120 giờ công mỗi tháng." in page.content.decode()
    assert "Còn điểm chưa được trả lời: 2." in refused.content.decode()
    assert "Đã nêu 120 giờ" in refused.content.decode()
    answered = client.post(address, {f"answer_{first}": "Đã nêu 120 giờ", f"answer_{second}": "Đã thêm ảnh"})
    assert answered.status_code == 302
    assert list(SupplementPoint.objects.values_list("answer", flat=True)) == ["Đã nêu 120 giờ", "Đã thêm ảnh"]


def test_an_officer_asks_point_by_point(client, officer):
    dossier = make_submission(state="endorsed")
    page = client.get(url("office:check", dossier.code))
    typed = filled(
        page,
        **{
            "outcome": "supplement",
            "diem-0-section": "loi-ich",
            "diem-0-text": "Nêu số liệu",
            "diem-1-text": "Ảnh minh họa",
            "due_on": f"{clock.today() + timedelta(days=5):%Y-%m-%d}",
        },
    )
    answer = client.post(url("office:check", dossier.code), typed)
    assert answer.status_code == 302
    rows = SupplementPoint.objects.values_list("section", "text")
    assert list(rows) == [("loi-ich", "Nêu số liệu"), ("", "Ảnh minh họa")]


def test_an_earlier_dossier_becomes_a_draft_by_the_page(client):
    dossier = make_submission(state="refused")
    signed_in(client, dossier.owner)
    strand = make_campaign(title="Phong trào năm nay").strands.get()
    assert url("author:copy", dossier.code) in client.get(url("author:detail", dossier.code)).content.decode()
    answer = client.post(url("author:copy", dossier.code), {"strand": strand.pk})
    draft = Submission.objects.get(copied_from=dossier)
    assert (answer.url, draft.title) == (url("author:edit", draft.code), dossier.title)


def test_the_grace_is_set_with_the_timetable_and_cloned(client):
    signed_in(client, make_user(Role.ADMINISTRATOR))
    campaign = make_campaign(reminder_hours=[24], max_total_mb=7, confirm_shares=False, announced_at=None)
    address = url("setup:timetable", campaign.slug)
    client.post(address, filled(client.get(address), **{"submit-grace_minutes": "45"}))
    assert Window.objects.get(campaign=campaign, kind="submit").grace_minutes == 45
    clone = filled(
        client.get(url("setup:clone", campaign.slug)), plan_number="9/KH-UBND", plan_date="2027-01-05"
    )
    client.post(url("setup:clone", campaign.slug), clone)
    made = Campaign.objects.get(cloned_from=campaign)
    assert (made.reminder_hours, made.max_total_mb, made.confirm_shares) == ([24], 7, False)
    assert made.windows.get(kind="submit").grace_minutes == 45


def test_the_hours_of_reminders_are_typed_as_a_list(client):
    signed_in(client, make_user(Role.ADMINISTRATOR))
    campaign = make_campaign()
    address = url("setup:campaign_edit", campaign.slug)
    page = client.get(address)
    assert filled(page)["reminder_hours"] == "48, 24, 3"
    client.post(address, filled(page, reminder_hours="6; 72"))
    campaign.refresh_from_db()
    assert campaign.reminder_hours == [72, 6]
    wrong = client.post(address, filled(client.get(address), reminder_hours="hai ngày"))
    assert list(wrong.context["form"].errors) == ["reminder_hours"]
