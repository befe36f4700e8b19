"""What the races of several acts share: a moment at which two acts meet, and a world without locks."""

import pytest
from django.db.models import QuerySet

from campaign.actions import trail
from campaign.models.audit import Event
from tests.moment import Moment


@pytest.fixture
def crossing(monkeypatch):
    """Who has been through one of these functions waits for the other."""

    def arrange(*places):
        moment = Moment()
        for place, name in places:
            monkeypatch.setattr(place, name, meeting(getattr(place, name), moment))

    def meeting(original, moment):
        def meet(*args, **kwargs):
            result = original(*args, **kwargs)
            moment.wait()
            return result

        return meet

    return arrange


@pytest.fixture
def unheld_rows(monkeypatch):
    """Rows are read but not held, and the trail's own lock does not stand in for them."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    monkeypatch.setattr(trail, "record", lambda *args, **kwargs: Event(number=1))
    monkeypatch.setattr(trail, "record_all", lambda *args, **kwargs: None)
