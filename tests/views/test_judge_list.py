"""The judge's list by the number of the own marks, and the own spread after the end."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.judging import Mark
from campaign.models.rounds import PanelClosing
from tests.factories import make_assignment, make_campaign, make_panel, make_sheet, make_submission, make_user

pytestmark = pytest.mark.django_db
MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}


@pytest.fixture
def judge(client):
    judge = make_user(Role.JUDGE)
    client.force_login(judge)
    return judge


def with_marks(judge, number):
    assignment = make_assignment(make_submission(state="judging"), judge)
    if number:
        sheet = make_sheet(assignment, MARKS, locked=False)
        Mark.objects.filter(pk__in=list(sheet.marks.values_list("pk", flat=True)[number:])).delete()
    return assignment.alias


def test_fewest_own_marks_come_first_on_demand_and_pages_follow(client, judge):
    two, none, one = (with_marks(judge, number) for number in (2, 0, 1))
    address = reverse("judge:list")

    def aliases(**query):
        return [row.alias for row in client.get(address, query).context["rows"]]

    assert aliases() == [two, none, one]
    assert aliases(xep="it-diem") == [none, one, two]
    after = client.get(address, {"xep": "it-diem"}).context["page"].rows[0].pk
    assert aliases(xep="it-diem", sau=after) == [one, two]


def test_the_marks_of_others_do_not_change_the_order(client, judge):
    first, second = with_marks(judge, 0), with_marks(judge, 0)
    other = make_user(Role.JUDGE)
    submission = judge.assignments.get(alias=first).submission
    make_sheet(make_assignment(submission, other), MARKS, locked=False)
    rows = client.get(reverse("judge:list"), {"xep": "it-diem"}).context["rows"]
    assert [row.alias for row in rows] == [first, second]


@pytest.fixture
def panel(judge):
    """Two judges, two dossiers; the judge gives 70 and 80, the other 60 and 70."""
    other, campaign = make_user(Role.JUDGE), make_campaign()
    panel = make_panel(campaign, judge, other)
    for own in (30, 40):
        submission = make_submission(campaign=campaign, state="judging")
        make_sheet(make_assignment(submission, judge, panel=panel), MARKS | {"novelty": own})
        make_sheet(make_assignment(submission, other, panel=panel), MARKS | {"novelty": own - 10})
    return panel


def lines(client):
    return [
        (line.own.mean, line.own.stdev, line.field.mean, line.field.sheets, line.difference)
        for line in client.get(reverse("judge:spread")).context["lines"]
    ]


def test_the_own_spread_is_shown_only_after_the_panel_is_closed(client, panel):
    assert lines(client) == []
    closing = PanelClosing.objects.create(
        panel=panel, reason="Hết hạn.", closed_by=make_user(Role.CHAIR), closed_at=clock.now()
    )
    assert lines(client) == [("75,00", "7,07", "70,00", 4, "+5,00")]

    closing.reopened_at = clock.now()
    closing.save()
    assert lines(client) == []


def test_it_is_shown_when_nothing_is_left_to_mark(client, panel):
    panel.campaign.submissions.update(state="judged")
    assert len(lines(client)) == 1


def test_who_is_not_of_the_panel_sees_nothing_of_it(client, panel):
    panel.campaign.submissions.update(state="judged")
    client.force_login(make_user(Role.JUDGE))
    assert lines(client) == []


def test_the_spread_stays_within_twelve_queries(client, panel, django_assert_max_num_queries):
    panel.campaign.submissions.update(state="judged")
    with django_assert_max_num_queries(12):
        client.get(reverse("judge:spread"))
