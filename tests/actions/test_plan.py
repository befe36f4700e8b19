"""The parts of the plan: the timetable and the lists, saved whole, with what is in use held fast."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from campaign.actions.plan import Span, save_part, save_timetable
from campaign.actions.refused import Refused
from campaign.documents.plan import mark, rows_of, timetable_rows
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.eligibility import Check, CheckAnswer
from tests.factories import make_assignment, make_campaign, make_rubric, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def campaign():
    return make_campaign(announced_at=None)


def span(kind, start, days, strand=None):
    opens = clock.now() + timedelta(days=start)
    return Span(kind, opens, opens + timedelta(days=days), strand)


def labels(campaign, part="award_levels", name="label"):
    return [row[name] for row in rows_of(campaign, part)]


def test_the_timetable_is_saved_as_a_whole_and_recorded(administrator, campaign):
    strand = campaign.strands.get()
    spans = [span("submit", 0, 10), span("submit", 0, 20, strand), span("endorse", 0, 30)]

    save_timetable(campaign, spans, by=administrator)

    stored = {
        (row["kind"], row["strand_id"]): row["closes"] - row["opens"] for row in timetable_rows(campaign)
    }
    assert stored == {
        ("submit", None): timedelta(days=10),
        ("submit", strand.pk): timedelta(days=20),
        ("endorse", None): timedelta(days=30),
    }
    assert Event.objects.get(verb="set_timetable").campaign == campaign


def test_a_draft_timetable_may_be_in_disorder_an_announced_one_may_not(administrator, campaign):
    disorder = [span("judge", 0, 10), span("council", 5, 10)]
    save_timetable(campaign, disorder, by=administrator)
    announced = make_campaign()
    before = timetable_rows(announced)

    with pytest.raises(Refused, match="trước khi «Chấm điểm» kết thúc"):
        save_timetable(announced, disorder, by=administrator)

    assert (len(timetable_rows(campaign)), timetable_rows(announced)) == (2, before)


def test_what_the_database_cannot_hold_is_refused_with_a_sentence(administrator, campaign):
    with pytest.raises(Refused, match="phải sau thời điểm bắt đầu"):
        save_timetable(campaign, [span("judge", 5, -1)], by=administrator)
    with pytest.raises(Refused, match="đặt thời gian hai lần"):
        save_timetable(campaign, [span("judge", 0, 1), span("judge", 2, 3)], by=administrator)


def test_rows_are_added_changed_moved_and_removed_in_one_save(administrator, campaign):
    first, second, _third = rows_of(campaign, "award_levels")
    rows = [second, first | {"label": "Giải đặc biệt"}, new_level("Giải Khuyến khích")]

    save_part(campaign, "award_levels", rows, by=administrator)

    assert labels(campaign) == ["Giải Nhì", "Giải đặc biệt", "Giải Khuyến khích"]
    assert campaign.award_levels.get(label="Giải Khuyến khích").code == "giai-khuyen-khich"
    assert campaign.award_levels.get(label="Giải đặc biệt").code == "nhat"


def new_level(label, **facts):
    return {"label": label, "minimum_total": None, "bonus_coefficient": None, "note": ""} | facts


def test_two_rows_of_one_name_get_codes_of_their_own(administrator, campaign):
    rows = [new_level("Giải Đồng"), new_level("Giải đồng")]

    save_part(campaign, "award_levels", rows, by=administrator)

    assert list(campaign.award_levels.values_list("code", flat=True)) == ["giai-dong", "giai-dong-2"]


def test_a_strand_with_dossiers_stays_and_its_uses_are_named(administrator, campaign):
    make_submission(campaign=campaign)

    with pytest.raises(Refused, match="đang được dùng trong 1 hồ sơ"):
        save_part(campaign, "strands", [], by=administrator)

    assert labels(campaign, "strands", "name") == ["Sáng kiến kỹ thuật"]


def test_a_strand_with_judges_keeps_its_rubric(administrator, campaign):
    make_assignment(make_submission(campaign=campaign, state="assigned"), make_user(Role.JUDGE))
    (row,) = rows_of(campaign, "strands")

    with pytest.raises(Refused, match="không đổi được bộ tiêu chí"):
        save_part(campaign, "strands", [row | {"rubric_id": make_rubric().pk}], by=administrator)
    save_part(campaign, "strands", [row | {"name": "Tên mới"}], by=administrator)

    assert labels(campaign, "strands", "name") == ["Tên mới"]


def test_a_checklist_line_that_was_answered_keeps_its_words(administrator, campaign):
    item = campaign.checklist.first()
    dossier = make_submission(campaign=campaign, state="accepted")
    check = Check.objects.create(submission=dossier, by=administrator, at=clock.now(), outcome="accepted")
    CheckAnswer.objects.create(check_made=check, item=item, passed=True)
    first, second = rows_of(campaign, "checklist")

    with pytest.raises(Refused, match="không sửa lời được"):
        save_part(campaign, "checklist", [first | {"text": "Lời khác"}, second], by=administrator)

    assert labels(campaign, "checklist", "text") == [first["text"], second["text"]]


def test_an_older_list_is_not_written_over_a_newer_one(administrator, campaign):
    rows = rows_of(campaign, "award_levels")
    save_part(campaign, "award_levels", rows[:2], by=administrator, seen=mark(rows))

    with pytest.raises(Refused, match="đã được người khác thay đổi"):
        save_part(campaign, "award_levels", rows[:1], by=administrator, seen=mark(rows))

    assert labels(campaign) == ["Giải Nhất", "Giải Nhì"]


def test_a_row_of_another_campaign_is_not_touched(administrator, campaign):
    other = make_campaign()
    (foreign,) = rows_of(other, "strands")

    save_part(campaign, "strands", [foreign | {"name": "Chiếm"}], by=administrator)

    assert labels(other, "strands", "name") == ["Sáng kiến kỹ thuật"]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CHAIR, Role.AUTHOR])
def test_nobody_else_edits_the_plan(role, campaign):
    with pytest.raises(Refused):
        save_part(campaign, "checklist", [], by=make_user(role))
    with pytest.raises(Refused):
        save_timetable(campaign, [], by=make_user(role))

    assert len(rows_of(campaign, "checklist")) == 2
