"""The story of a dossier, told to each side without what that side may not know."""

from datetime import UTC, datetime

import pytest

from accounts.roles import Role
from campaign.actions import trail
from campaign.documents.history import OFFICE_MOVES, OPEN_MOVES, Entry, history
from campaign.models import clock
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db
WHEN = "10:05 ngày 04/05/2026 (giờ Việt Nam)"


@pytest.fixture(autouse=True)
def moved_clock(db):
    with clock.at(datetime(2026, 5, 4, 3, 5, tzinfo=UTC)):
        yield


def test_an_endorsement_is_told_with_its_comment_rank_and_minutes():
    dossier, head = make_submission(state="endorsed"), make_user(Role.UNIT_HEAD, full_name="Lý Văn Sang")
    trail.record(
        "endorse",
        by=head,
        submission=dossier,
        facts={"reason": "Tốt.", "rank_in_unit": 1, "minutes_number": "3/BB"},
    )

    told = "Tốt.\nThứ hạng trong đơn vị: 1\nBiên bản họp xét số 3/BB"
    assert history(dossier, OPEN_MOVES) == [Entry("Xác nhận hồ sơ", WHEN, "Lý Văn Sang", told)]


def test_judges_are_not_named_even_to_the_office():
    dossier, judge = make_submission(state="judging"), make_user(Role.JUDGE, full_name="Đỗ Thị Kín")
    trail.record("start_judging", by=judge, submission=dossier)

    assert history(dossier, OFFICE_MOVES) == [Entry("Bắt đầu chấm", WHEN, "", "")]


def test_outsiders_read_nothing_between_acceptance_and_publication():
    dossier, officer = make_submission(state="published"), make_user(Role.OFFICER)
    for verb in [
        "accept",
        "assign",
        "start_judging",
        "finish_judging",
        "rank",
        "propose",
        "decide",
        "publish",
    ]:
        trail.record(verb, by=officer, submission=dossier)

    titles = [entry.title for entry in history(dossier, OPEN_MOVES)]

    assert titles == ["Công bố kết quả", "Tiếp nhận hồ sơ"]
