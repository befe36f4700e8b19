"""The timetable in words and as a calendar file."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.documents import timetable
from campaign.models.campaign import Campaign, Window
from tests.factories import make_campaign

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)
PAGE = "https://sangkien.example.vn/phong-trao/2026/"


def campaign_with(**windows):
    """Windows in hours from noon (Vietnam) of 10 March 2026."""
    campaign = make_campaign(title="Sáng kiến; cải tiến, đổi mới " + "rất dài " * 12, announced_at=NOON)
    Window.objects.filter(campaign=campaign).delete()
    for kind, (opens, closes) in windows.items():
        Window.objects.create(
            campaign=campaign,
            kind=kind,
            opens=NOON + timedelta(hours=opens),
            closes=NOON + timedelta(hours=closes),
        )
    return Campaign.objects.get(pk=campaign.pk)


def test_handing_in_is_the_headline_as_long_as_it_is_open():
    campaign = campaign_with(submit=(-10, 50), check=(-5, 90))

    headline = timetable.headline(campaign, NOON)

    assert (str(headline.label), str(headline.left)) == ("Nộp hồ sơ: còn", "2 ngày 2 giờ")
    assert str(headline.moment) == "14:00 ngày 12/03/2026, giờ Việt Nam (UTC+7)"
    assert headline.invites is True


def test_afterwards_the_furthest_open_part_or_the_next_one_is():
    campaign = campaign_with(submit=(-90, -50), judge=(-5, 9), publish=(30, 60))

    running, coming = (
        timetable.headline(campaign, NOON),
        timetable.headline(campaign, NOON + timedelta(hours=20)),
    )

    assert (str(running.label), running.invites) == ("Chấm điểm: còn", False)
    assert (str(coming.label), coming.deadline) == ("Công bố kết quả: mở sau", NOON + timedelta(hours=30))


def test_a_campaign_that_is_over_has_no_headline():
    assert timetable.headline(campaign_with(submit=(-90, -50)), NOON) is None


def test_the_steps_leave_out_parts_without_a_date():
    campaign = campaign_with(submit=(-90, -50), judge=(-5, 9), publish=(30, 60))

    steps = timetable.steps(campaign, NOON)

    assert [(str(step["label"]), step["status"]) for step in steps] == [
        ("Nộp hồ sơ", "done"),
        ("Chấm điểm", "current"),
        ("Công bố kết quả", "todo"),
    ]


def test_the_calendar_has_an_event_per_window_in_utc():
    campaign = campaign_with(submit=(-10, 50), publish=(100, 200))
    window = campaign.windows.first()

    unfolded = timetable.calendar(campaign, PAGE).replace("\r\n ", "")

    event = unfolded.split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT")[0].splitlines()
    title = "Sáng kiến\\; cải tiến\\, đổi mới " + "rất dài " * 12
    assert event == [
        f"UID:{campaign.slug}-{window.pk}@sangkien.example.vn",
        "DTSTAMP:20260310T050000Z",
        "DTSTART:20260309T190000Z",
        "DTEND:20260312T070000Z",
        f"SUMMARY:Nộp hồ sơ · {title}",
        f"DESCRIPTION:{campaign.plan_number}",
        f"URL:{PAGE}",
    ]
    assert unfolded.count("BEGIN:VEVENT") == 2


def test_no_line_of_the_calendar_is_longer_than_the_standard_allows():
    text = timetable.calendar(campaign_with(submit=(-10, 50)), PAGE)

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert text.endswith("END:VCALENDAR\r\n")
