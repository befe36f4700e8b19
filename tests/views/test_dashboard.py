from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models.post import Post
from accounts.roles import Role
from campaign.actions import voices
from campaign.actions.coauthors import Invitee, invite
from campaign.documents.dashboard import desk, urgency
from campaign.documents.standing import standings
from campaign.documents.waiting import sections
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.deadline import Extension
from campaign.models.eligibility import SupplementRequest
from campaign.models.following import DataRequest
from campaign.models.writing import KeptForm
from tests.factories import (
    make_assignment,
    make_campaign,
    make_panel,
    make_sheet,
    make_submission,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
FULL_MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}


def lines(user):
    """What waits, as (title of the section, count, where it leads)."""
    found = sections(user, desk(user, clock.now()))
    return [
        (str(section.title), line.count, line.page, line.key) for section in found for line in section.lines
    ]


def test_an_author_finds_the_draft_and_its_deadline():
    author = make_user(Role.AUTHOR)
    draft = make_submission(owner=author)

    section = sections(author, desk(author, clock.now()))[0]

    assert lines(author) == [("Hồ sơ của tôi", 1, "author:edit", draft.code)]
    assert str(section.lines[0].note).startswith("Hạn: ")


def test_an_author_reads_nothing_of_a_sealed_dossier():
    author = make_user(Role.AUTHOR)

    make_submission(owner=author, state="judged")

    assert lines(author) == []


def test_an_overdue_supplement_is_called_overdue():
    author, now = make_user(Role.AUTHOR), clock.now()
    dossier = make_submission(owner=author, state="supplement")
    SupplementRequest.objects.create(
        submission=dossier, asked_by=author, asked_at=now, due_at=now - timedelta(hours=1), points="Bản vẽ"
    )

    line = sections(author, desk(author, now))[0].lines[0]

    assert (line.page, line.urgency) == ("author:supplement", "overdue")


def test_a_unit_counts_its_submitted_dossiers_without_the_readers_own():
    unit = make_unit("Phòng Tài chính")
    head = make_user(Role.UNIT_HEAD, unit=unit)
    campaign = make_campaign()
    make_submission(campaign=campaign, owner=make_user(Role.AUTHOR, unit=unit), state="submitted", unit=unit)
    make_submission(campaign=campaign, owner=head, state="submitted", unit=unit)
    make_submission(campaign=campaign, state="submitted")

    assert lines(head) == [("Hồ sơ đơn vị", 1, "unit:queue", "")]


def test_an_officer_sees_each_kind_of_work_and_never_the_own_dossier():
    officer, campaign = make_user(Role.OFFICER, Role.AUTHOR), make_campaign()
    strand = campaign.strands.get()
    for state in ["endorsed", "endorsed", "accepted", "judged"]:
        make_submission(campaign=campaign, state=state)
    make_submission(campaign=campaign, owner=officer, state="endorsed")

    assert lines(officer) == [
        ("Thường trực phong trào", 2, "office:queue", ""),
        ("Thường trực phong trào", 1, "office:assignment", strand.pk),
    ]


def test_a_strand_is_ready_to_rank_when_nothing_is_left_to_judge():
    officer, campaign = make_user(Role.OFFICER), make_campaign()
    make_submission(campaign=campaign, state="judged")

    assert lines(officer) == [("Thường trực phong trào", 1, "office:rankings", "")]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (4, [("Thường trực phong trào", 1, "office:rankings", "")] * 4),
        (5, [("Thường trực phong trào", 5, "office:rankings", "")]),
    ],
)
def test_many_strands_are_summed_in_one_line(number, expected):
    officer, campaign = make_user(Role.OFFICER), make_campaign()
    for order in range(2, number + 1):
        rubric = campaign.strands.first().rubric
        Strand.objects.create(campaign=campaign, code=f"nd-{order}", order=order, name="Khác", rubric=rubric)
    for strand in campaign.strands.all():
        make_submission(campaign=campaign, strand=strand, state="judged")

    assert lines(officer) == expected


@pytest.mark.parametrize(
    ("roles", "label"),
    [
        ([Role.AUTHOR], "Nộp hồ sơ: còn"),
        ([Role.AUTHOR, Role.UNIT_HEAD], "Đơn vị xác nhận: còn"),
        ([Role.OFFICER, Role.AUTHOR], "Kiểm tra hồ sơ: còn"),
        ([Role.JUDGE], "Chấm điểm: còn"),
        ([Role.OFFICER, Role.JUDGE], "Kiểm tra hồ sơ: còn"),
        ([Role.CHAIR], "Hội đồng họp xét: mở sau"),
        ([Role.INSPECTOR], "Chấm điểm: còn"),
    ],
)
def test_the_clock_counts_to_the_readers_own_deadline(roles, label):
    campaign, now = make_campaign(open_windows=()), clock.now()
    for days, kind in enumerate(["submit", "endorse", "check", "judge"], 1):
        campaign.windows.filter(kind=kind).update(closes=now + timedelta(days=days))
    late = {"opens": now + timedelta(days=5), "closes": now + timedelta(days=6)}
    campaign.windows.filter(kind="council").update(**late)

    (standing,) = standings([campaign], now, reader=make_user(*roles))

    assert str(standing.label) == label


def test_a_judge_counts_only_the_own_open_sheets():
    judge, other, campaign = make_user(Role.JUDGE), make_user(Role.JUDGE), make_campaign()
    panel = make_panel(campaign, judge, other)
    waiting, done = [make_submission(campaign=campaign, state="judging") for _ in range(2)]
    make_assignment(waiting, judge, panel=panel)
    make_assignment(waiting, other, panel=panel)
    make_sheet(make_assignment(done, judge, panel=panel), FULL_MARKS)

    assert lines(judge) == [("Chấm điểm", 1, "judge:list", "")]


def test_urgency_follows_the_time_that_is_left():
    now = clock.now()
    left = [None, timedelta(days=8), timedelta(days=3), timedelta(hours=5), timedelta(0)]

    found = [urgency(now + time if time is not None else None, now) for time in left]

    assert found == ["calm", "calm", "soon", "urgent", "overdue"]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_told_what_to_do_when_nothing_waits(client, role):
    client.force_login(make_user(role))

    page = client.get(reverse("dashboard"))

    assert page.status_code == 200
    assert [bool(section.empty) for section in page.context["sections"]] == [True]


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    user = make_user(Role.AUTHOR)
    Post.objects.filter(user=user).delete()
    client.force_login(user)

    page = client.get(reverse("dashboard"))

    assert "chưa có vai trò nào" in page.content.decode()


def test_a_person_with_every_role_costs_twelve_queries_however_much_waits(client):
    user, campaign = make_user(*Role), make_campaign()
    make_campaign()
    for state in ["draft", "submitted", "endorsed", "supplement", "accepted", "judged", "proposed"] * 4:
        make_submission(campaign=campaign, state=state)
        make_submission(campaign=campaign, owner=user, state=state)
    client.force_login(user)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(reverse("dashboard"))

    assert len(queries) <= 12, [query["sql"][:90] for query in queries]


def test_a_writer_finds_every_kind_of_own_work():
    author, other, admin = make_user(Role.AUTHOR), make_user(), make_user(Role.ADMINISTRATOR)
    dossier = make_submission(owner=other, shares=(5000, 5000))
    invite(
        dossier,
        by=other,
        whom=Invitee(author.staff_code, author.full_name),
        uid=dossier.authorships.last().uid,
    )
    KeptForm.objects.create(owner=author, key="k", label="Đơn", address="/", fields={}, saved_at=clock.now())
    DataRequest.objects.create(user=other, kind="erasure", asked_at=clock.now())

    assert lines(author) == [
        ("Hồ sơ của tôi", 1, "author:invitations", ""),
        ("Hồ sơ của tôi", 1, "kept", ""),
    ]
    assert lines(admin) == [("Quản trị phong trào", 1, "setup:data_requests", "")]


def test_more_time_given_to_a_person_is_the_deadline_of_the_draft():
    author, campaign, now = make_user(Role.AUTHOR), make_campaign(open_windows=()), clock.now()
    make_submission(owner=author, campaign=campaign)
    given = {"campaign": campaign, "granted_by": author, "granted_at": now, "reason": "Mưa lũ"}
    Extension.objects.create(person=author, closes=now + timedelta(days=3), **given)
    Extension.objects.create(person=make_user(), closes=now + timedelta(days=9), **given)

    line = sections(author, desk(author, now))[0].lines[0]

    assert (line.urgency, "còn 3 ngày 0 giờ" in str(line.note)) == ("soon", True)


def test_staff_find_questions_and_appeals_but_not_about_the_own_dossier():
    officer = make_user(Role.OFFICER)
    for owner in (make_user(), officer):
        dossier = make_submission(owner=owner, state="published")
        voices.ask(dossier, by=owner, text="?")
        voices.appeal(dossier, by=owner, grounds="Xem lại.")

    assert lines(officer) == [
        ("Thường trực phong trào", 1, "office:appeals", ""),
        ("Thường trực phong trào", 1, "office:questions", ""),
    ]
