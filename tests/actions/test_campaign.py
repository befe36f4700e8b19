"""Setting up a campaign: clone the last one, what must stand before it is announced, what others rely on."""

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from campaign.actions.campaign import (
    Edition,
    amend_campaign,
    announce,
    clone_campaign,
    close,
    found_campaign,
)
from campaign.actions.refused import Refused
from campaign.documents.plan import general_facts, mark, rows_of
from campaign.documents.readiness import blocking, readiness
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.campaign import Campaign, LegalBasis, Strand, Window
from campaign.rules.phases import KINDS
from tests.factories import make_campaign, make_panel, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db
EDITION = Edition(2027, "Phong trào năm 2027", "15/KH-UBND", date(2027, 2, 1))


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def source():
    campaign = make_orderly_campaign()
    second = Strand.objects.create(
        campaign=campaign, code="moi-truong", order=2, name="Môi trường", rubric=campaign.strands.get().rubric
    )
    submit = campaign.windows.get(kind="submit")
    Window.objects.create(
        campaign=campaign, strand=second, kind="submit", opens=submit.opens, closes=submit.closes
    )
    LegalBasis.objects.create(campaign=campaign, order=1, text="Nghị định số 13/2012/NĐ-CP")
    return campaign


def make_orderly_campaign(**extra):
    """A campaign whose windows follow one another, each ten days long."""
    campaign = make_campaign(**extra)
    start = clock.now()
    for number, kind in enumerate(KINDS):
        opens = start + timedelta(days=10 * number)
        campaign.windows.filter(kind=kind).update(opens=opens, closes=opens + timedelta(days=10))
    return campaign


def verbs(campaign):
    return list(Event.objects.filter(campaign=campaign).order_by("number").values_list("verb", flat=True))


def test_a_clone_takes_the_whole_plan_and_shifts_every_window(administrator, source):
    made = clone_campaign(source, by=administrator, edition=EDITION, days=365)

    old, new = source.windows.all(), made.windows.all()
    assert [window.opens - timedelta(days=365) for window in new] == [window.opens for window in old]
    assert [(window.kind, window.strand and window.strand.code) for window in new] == [
        (window.kind, window.strand and window.strand.code) for window in old
    ]
    assert {window.strand.campaign for window in new if window.strand} == {made}
    for part in ("strands", "award_levels", "checklist", "legal_bases"):
        assert without_pk(made, part) == without_pk(source, part)
    assert general_facts(made) == general_facts(source) | vars(EDITION)


def without_pk(campaign, part):
    return [{name: value for name, value in row.items() if name != "pk"} for row in rows_of(campaign, part)]


def test_a_clone_is_not_public_and_takes_no_dossier_and_no_panel(administrator, source):
    make_submission(campaign=source, state="accepted")
    make_panel(source, make_user(Role.JUDGE))

    made = clone_campaign(source, by=administrator, edition=EDITION, days=365)

    assert (made.announced_at, made.cloned_from, made.slug) == (None, source, "phong-trao-2027")
    assert (made.submissions.count(), made.panels.count()) == (0, 0)
    assert verbs(made) == ["clone_campaign"]


def test_the_same_plan_cannot_be_cloned_twice(administrator, source):
    clone_campaign(source, by=administrator, edition=EDITION, days=365)

    with pytest.raises(Refused, match="Đã có phong trào theo kế hoạch số 15/KH-UBND"):
        clone_campaign(source, by=administrator, edition=EDITION, days=365)

    assert Campaign.objects.count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_sets_up_a_campaign(role, source):
    with pytest.raises(Refused):
        clone_campaign(source, by=make_user(role), edition=EDITION, days=365)

    assert Campaign.objects.get() == source


def test_a_ready_campaign_is_announced_once(administrator, source):
    made = clone_campaign(source, by=administrator, edition=EDITION, days=1)

    announced = announce(made, by=administrator)

    assert announced.announced_at is not None
    with pytest.raises(Refused, match="đã được công bố từ trước"):
        announce(made, by=administrator)
    assert verbs(made) == ["clone_campaign", "announce_campaign"]


def test_an_unready_campaign_is_not_announced_and_says_what_is_missing(administrator, source):
    made = clone_campaign(source, by=administrator, edition=EDITION, days=1)
    made.checklist.all().delete()
    made.windows.filter(kind="judge").delete()
    amend_campaign(made, general_facts(made) | {"employments": []}, by=administrator)

    with pytest.raises(Refused, match="Chưa chọn loại đơn vị"):
        announce(made, by=administrator)

    made = Campaign.objects.get(pk=made.pk)
    assert made.announced_at is None
    assert [str(point) for point in blocking(readiness(made))] == [
        "Chưa chọn loại đơn vị và đối tượng được dự thi.",
        "Chưa đặt thời gian cho: Chấm điểm.",
        "Chưa có danh mục kiểm tra hồ sơ.",
    ]


def test_a_timetable_in_disorder_blocks_the_announcement(administrator, source):
    judging = source.windows.get(kind="judge")
    source.windows.filter(kind="council").update(opens=judging.opens)

    said = [str(point) for point in blocking(readiness(Campaign.objects.get(pk=source.pk)))]

    assert [sentence.split(" mở lúc")[0] for sentence in said] == ["«Hội đồng họp xét»"]


def test_a_campaign_is_founded_from_nothing(administrator):
    facts = {
        "title": "Phong trào đầu tiên",
        "year": 2026,
        "plan_number": "1/KH-UBND",
        "plan_date": date(2026, 1, 2),
        "issuer_id": make_unit("Ủy ban nhân dân thành phố").pk,
        "issuer_name": "Ủy ban nhân dân thành phố",
        "place_name": "Bạc Liêu",
    }

    campaign = found_campaign(facts, by=administrator)

    assert (campaign.slug, campaign.announced_at, verbs(campaign)) == (
        "phong-trao-2026",
        None,
        ["found_campaign"],
    )


def test_an_older_version_of_the_facts_is_not_written_over_a_newer_one(administrator, source):
    seen = mark(general_facts(source))
    amend_campaign(source, general_facts(source) | {"theme": "Bản thứ nhất"}, by=administrator, seen=seen)

    with pytest.raises(Refused, match="đã được người khác thay đổi"):
        amend_campaign(source, general_facts(source) | {"theme": "Bản thứ hai"}, by=administrator, seen=seen)

    source.refresh_from_db()
    assert source.theme == "Bản thứ nhất"
    assert Event.objects.get(verb="amend_campaign").facts == {"fields": ["theme"]}


def test_a_campaign_closes_only_when_every_dossier_has_its_end(administrator, source):
    waiting = make_submission(campaign=source, state="supplement")
    with pytest.raises(Refused, match="Còn 1 hồ sơ"):
        close(source, by=administrator)
    type(waiting).objects.filter(pk=waiting.pk).update(state="dropped")

    closed = close(source, by=administrator)

    assert closed.closed_at is not None
    with pytest.raises(Refused, match="đã kết thúc"):
        amend_campaign(source, general_facts(source) | {"theme": "Muộn"}, by=administrator)
