"""Publish and revoke: all at once, once, and nothing of those who were not recognised."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models.unit import UnitVersion
from accounts.roles import Role
from campaign.actions.publication import content_digest, publish, why_not
from campaign.actions.refused import Refused
from campaign.documents.publication_rehearsal import rehearse
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.campaign import Window
from campaign.models.message import Message
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.submission import Submission
from tests.decisions import take_back
from tests.factories import make_campaign, make_decision, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def campaign():
    return make_campaign()


def counts():
    tables = (Publication, PublishedResult, Certificate, Message, Event)
    return [table.objects.count() for table in tables]


def lines(publication):
    return list(publication.results.values_list("line", "award_label"))


def test_publication_copies_prizes_first_and_never_those_not_recognised(administrator, campaign):
    decision = make_decision(campaign, "recognised", "nhi", "not_recognised", "nhat", shares=(6000, 4000))

    published = publish(decision, by=administrator)

    assert lines(published) == [(1, "Giải Nhất"), (2, "Giải Nhì"), (3, "Công nhận sáng kiến")]
    assert (published.results_count, published.dossiers_count, published.version) == (3, 4, 1)
    assert Certificate.objects.count() == 6
    assert set(Submission.objects.values_list("state", flat=True)) == {"published"}


def test_the_hash_is_the_one_of_the_list_as_it_is_stored(administrator, campaign):
    published = publish(make_decision(campaign, "nhat", "ba"), by=administrator)

    assert content_digest(published) == published.sha256


def test_each_author_has_a_certificate_that_names_the_others(administrator, campaign):
    decision = make_decision(campaign, "nhat", shares=(6000, 4000))

    publish(decision, by=administrator)

    faces = Certificate.objects.values_list("number", "year", "holder_name", "co_authors", "signer_name")
    assert list(faces) == [
        (1, 2026, "Nguyễn Văn An", "Trần Thị Bình 2", "Nguyễn Văn Mẫu"),
        (2, 2026, "Trần Thị Bình 2", "Nguyễn Văn An", "Nguyễn Văn Mẫu"),
    ]


def test_codes_are_long_random_and_different(administrator, campaign):
    publish(make_decision(campaign, "nhat", "nhi", shares=(6000, 4000)), by=administrator)

    codes = set(Certificate.objects.values_list("code", flat=True))

    assert len(codes) == 4
    assert [code for code in codes if not re.fullmatch(r"[A-Za-z0-9_-]{22}", code)] == []


def test_the_unit_has_the_name_of_the_day_of_signing(administrator, campaign):
    unit = make_unit("Phòng Tên Cũ")
    UnitVersion.objects.filter(unit=unit).update(valid_to=date(2026, 7, 1))
    UnitVersion.objects.create(
        unit=unit, name="Phòng Tên Mới", kind="department", level="city", valid_from=date(2026, 7, 1)
    )

    published = publish(make_decision(campaign, "nhat", unit=unit), by=administrator)

    assert published.results.get().unit_name == "Phòng Tên Cũ"


def test_a_second_decision_goes_on_numbering(administrator, campaign):
    publish(make_decision(campaign, "nhat", "nhi"), by=administrator)
    second = campaign.strands.create(
        code="khac", order=2, name="Khác", rubric=campaign.strands.first().rubric
    )

    later = publish(make_decision(campaign, "nhat", number=6, strand=second), by=administrator)

    assert lines(later) == [(3, "Giải Nhất")]
    assert (later.version, Certificate.objects.last().number) == (2, 3)


def test_a_second_press_is_refused_and_changes_nothing(administrator, campaign):
    decision = make_decision(campaign, "nhat", "not_recognised")
    publish(decision, by=administrator)
    before = counts()

    with pytest.raises(Refused, match="đã được công bố lúc"):
        publish(decision, by=administrator)

    assert counts() == before


def test_only_an_administrator_publishes(campaign):
    decision = make_decision(campaign, "nhat")

    with pytest.raises(Refused, match="không có nhiệm vụ này"):
        publish(decision, by=make_user(Role.OFFICER))

    assert Publication.objects.count() == 0


def test_nothing_is_published_outside_the_window(administrator):
    campaign = make_campaign(open_windows=())
    decision = make_decision(campaign, "nhat")

    with pytest.raises(Refused, match="Thời gian công bố kết quả đã kết thúc"):
        publish(decision, by=administrator)

    assert (Publication.objects.count(), Message.objects.count()) == (0, 0)
    assert str(why_not(rehearse(decision), administrator)[1]).startswith(
        "Thời gian công bố kết quả đã kết thúc"
    )


def test_a_window_of_the_strand_alone_is_enough(administrator):
    campaign = make_campaign(open_windows=())
    now = clock.now()
    Window.objects.filter(campaign=campaign, kind="publish").delete()
    Window.objects.create(
        campaign=campaign,
        strand=campaign.strands.first(),
        kind="publish",
        opens=now - timedelta(hours=1),
        closes=now + timedelta(hours=1),
    )

    published = publish(make_decision(campaign, "nhat"), by=administrator)

    assert published.results_count == 1


def test_when_one_dossier_cannot_be_published_none_is(administrator, campaign):
    decision = make_decision(campaign, "nhat", "nhi")
    Submission.objects.filter(pk=decision.awards.last().submission_id).update(state="published")

    with pytest.raises(Refused, match="Hồ sơ được giữ nguyên"):
        publish(decision, by=administrator)

    assert (PublishedResult.objects.count(), Message.objects.count()) == (0, 0)
    assert decision.awards.first().submission.state == "decided"


def test_authors_are_told_their_own_outcome_and_where_the_certificate_is(administrator, campaign):
    publish(make_decision(campaign, "nhat"), by=administrator)
    told = Message.objects.get()
    code = Certificate.objects.get().code

    assert "đạt Giải Nhất" in told.body
    assert f"http://testserver/giay-chung-nhan/{code}/" in told.body
    assert "Quyết định số 05/QĐ-UBND" in told.body


def test_those_not_recognised_are_told_why_and_get_no_certificate(administrator, campaign):
    publish(make_decision(campaign, "not_recognised"), by=administrator)
    told = Message.objects.get()

    assert "chưa được công nhận, với lý do:\n\nTrùng với sáng kiến năm 2019." in told.body
    assert "Giấy chứng nhận" not in told.body
    assert Certificate.objects.count() == 0


def test_the_rehearsal_counts_what_publication_then_does(administrator, campaign):
    decision = make_decision(campaign, "nhat", "recognised", "not_recognised", shares=(6000, 4000))

    rehearsed = rehearse(decision)
    publish(decision, by=administrator)

    planned = [len(rehearsed.recognised), rehearsed.certificates, rehearsed.mails]
    assert planned == [
        PublishedResult.objects.count(),
        Certificate.objects.count(),
        Message.objects.count(),
    ]
    assert [line.award.reason for line in rehearsed.not_recognised] == ["Trùng với sáng kiến năm 2019."]


def test_the_rehearsal_hides_the_readers_own_dossier(campaign):
    author = make_user(Role.ADMINISTRATOR)
    decision = make_decision(campaign, "nhat", owner=author)

    rehearsed = rehearse(decision, reader=author)

    assert (rehearsed.recognised, rehearsed.hidden, rehearsed.certificates) == ([], 1, 0)


@pytest.mark.parametrize("size", [1, 5])
def test_the_rehearsal_asks_the_same_number_of_questions_for_any_number_of_dossiers(campaign, size):
    decision = make_decision(campaign, *["recognised"] * size)

    with CaptureQueriesContext(connection) as asked:
        rehearse(decision)

    assert len(asked) == 9


def test_revocation_reaches_result_certificates_dossier_and_authors(administrator, campaign):
    decision = make_decision(campaign, "nhat", shares=(6000, 4000))
    publish(decision, by=administrator)
    award = decision.awards.get()

    take_back(award, by=administrator, reason="Sao chép giải pháp của người khác.")

    award.refresh_from_db()
    assert (award.is_live, award.submission.state) == (False, "revoked")
    assert PublishedResult.objects.filter(revoked_at=None).count() == 0
    assert Certificate.objects.filter(revoked_at=None).count() == 0
    assert "Sao chép giải pháp của người khác." in Message.objects.get(event="revoked").body


def test_a_second_revocation_is_refused_and_mails_nobody(administrator, campaign):
    decision = make_decision(campaign, "nhat")
    publish(decision, by=administrator)
    take_back(decision.awards.get(), by=administrator, reason="Sao chép")
    before = counts()

    with pytest.raises(Refused, match="không thu hồi thêm lần nữa"):
        take_back(decision.awards.get(), by=administrator, reason="Sao chép")

    assert counts() == before


@pytest.mark.parametrize(
    ("outcome", "reason", "sentence"),
    [("nhat", "  ", "cần ghi lý do"), ("not_recognised", "Sao chép", "không có gì để thu hồi")],
)
def test_revocation_needs_a_reason_and_something_to_take_back(
    administrator, campaign, outcome, reason, sentence
):
    decision = make_decision(campaign, outcome)
    publish(decision, by=administrator)

    with pytest.raises(Refused, match=sentence):
        take_back(decision.awards.get(), by=administrator, reason=reason)

    assert decision.awards.get().is_live is True


def test_the_trail_names_the_version_and_the_hash(administrator, campaign):
    published = publish(make_decision(campaign, "nhat"), by=administrator)

    event = Event.objects.get(verb="publish_decision")

    assert event.facts == {"decision": "05/QĐ-UBND", "version": 1, "sha256": published.sha256}
