"""An appeal: in time, on a ground of the list, before people who had nothing to do with the dossier, with a stay."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import appeals, publication, voices
from campaign.actions.publication_correction import Words, correct
from campaign.actions.refused import Refused
from campaign.documents.appeals import candidates, terms_of
from campaign.documents.publication_versions import standing
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.following import Appeal
from campaign.models.message import Message
from campaign.models.publication import Certificate, PublishedResult
from campaign.rules.appeals import USUAL_GROUNDS, last_day
from tests.factories import make_assignment, make_campaign, make_conflict, make_decision, make_user

pytestmark = pytest.mark.django_db
WHY = "Hội đồng đã tính nhầm tiêu chí; xem trang 3."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER, full_name="Thư Ký")


@pytest.fixture
def dossier():
    decision = make_decision(make_campaign(), "nhat")
    publication.publish(decision, by=make_user(Role.ADMINISTRATOR, full_name="Người Công Bố"))
    return decision.awards.get().submission


@pytest.fixture
def filed(dossier, officer):
    return voices.appeal(dossier, by=dossier.owner, grounds=WHY, ground=USUAL_GROUNDS[1])


def seat(filed, officer, *people):
    people = [*people, *(make_user(Role.JUDGE).pk for _ in range(3 - len(people)))]
    return appeals.name_panel(filed, by=officer, members=people, chair=people[0])


def certificate_page(client):
    return client.get(reverse("public:certificate", args=[Certificate.objects.last().code])).content.decode()


@pytest.mark.parametrize(
    ("days", "working", "day"),
    [
        (1, False, date(2026, 6, 6)),
        (1, True, date(2026, 6, 8)),
        (5, True, date(2026, 6, 12)),
        (10, False, date(2026, 6, 15)),
    ],
)
def test_days_are_counted_from_the_day_after(days, working, day):
    assert last_day(date(2026, 6, 5), days, working=working) == day  # a Friday


def test_it_keeps_ground_and_day_and_puts_the_certificate_aside_without_a_name(client, dossier, filed):
    page = certificate_page(client)

    assert (filed.ground, filed.due_on) == (USUAL_GROUNDS[1], last_day(clock.today(), 30, working=True))
    assert "Giấy chứng nhận đang được xem xét" in page
    assert [word in page for word in ("data-print", WHY, USUAL_GROUNDS[1])] == [False, False, False]
    assert list(Certificate.objects.printable()) == []
    results = client.get(reverse("public:results", args=[dossier.campaign.slug])).content.decode()
    assert "đang được xem xét" not in results


def test_days_of_the_campaign_close_it_whatever_the_timetable_says(dossier):
    by = make_user(Role.ADMINISTRATOR)
    kept = {"answer_days": 10, "working_days": False, "grounds": ["Sai sót"]}
    appeals.set_terms(dossier.campaign, by=by, filing_days=3, **kept)

    with clock.at(clock.now() + timedelta(days=3)):
        in_time = str(voices.why_no_appeal(dossier.owner, dossier))
    with clock.at(clock.now() + timedelta(days=4)):
        late = str(voices.why_no_appeal(dossier.owner, dossier))

    assert (in_time, late[:34]) == ("", "Đã hết hạn kiến nghị về kết quả nà")
    assert terms_of(dossier.campaign).grounds == ["Sai sót"]


def judge(dossier):
    return make_assignment(dossier, make_user(Role.JUDGE)).judge


def publisher(dossier):
    return Event.objects.get(verb="publish").actor


def relative(dossier):
    person = make_user(Role.JUDGE)
    make_conflict(dossier, person)
    return person


BARRED = {
    "đã chấm hồ sơ này": judge,
    "đã xử lý hồ sơ này": publisher,
    "là tác giả hoặc có xung đột lợi ích": lambda dossier: dossier.owner,
    "là tác giả hoặc có xung đột": relative,
}


@pytest.mark.parametrize("reason", BARRED)
def test_who_had_to_do_with_the_dossier_neither_is_offered_nor_sits(dossier, filed, officer, reason):
    person = BARRED[reason](dossier)

    with pytest.raises(Refused, match=reason):
        seat(filed, officer, person.pk)

    assert person.pk not in {one.pk for one in candidates(Appeal.objects.get(pk=filed.pk))}
    assert filed.seats.count() == 0


def test_three_at_least_with_a_chair_among_them_and_each_is_told_once(filed, officer):
    people = [make_user(Role.JUDGE).pk for _ in range(4)]
    for members, chair, said in [
        (people[:2], people[0], "cần ít nhất 3"),
        (people[:3], None, "hãy chọn tổ trưởng"),
    ]:
        with pytest.raises(Refused, match=said):
            appeals.name_panel(filed, by=officer, members=members, chair=chair)

    appeals.name_panel(filed, by=officer, members=people[:3], chair=people[0])
    appeals.name_panel(filed, by=officer, members=people[1:], chair=people[1])

    assert [row.user_id for row in filed.seats.all()] == [people[1], people[2], people[3]]
    assert Message.objects.filter(event="appeal_seat").count() == 4


def test_without_a_panel_nothing_is_concluded(filed, officer):
    with pytest.raises(Refused, match="Chưa lập tổ xem xét"):
        appeals.conclude(filed, by=officer, outcome="kept", answer="Giữ nguyên.")


def test_a_kept_result_lifts_the_stay_and_the_author_reads_the_reason(client, filed, officer):
    seat(filed, officer)

    appeals.conclude(filed, by=officer, outcome="kept", answer="Điểm được tính đúng.")

    letter = Message.objects.get(event="appeal_answered")
    assert ["Giữ nguyên kết quả" in letter.body, "Điểm được tính đúng." in letter.body] == [True, True]
    assert "Giấy chứng nhận hợp lệ" in certificate_page(client)
    with pytest.raises(Refused, match="đã có người trả lời"):
        appeals.conclude(filed, by=officer, outcome="kept", answer="Lần hai.")


def test_an_order_to_judge_anew_keeps_the_stay_until_the_last_word(client, filed, officer):
    seat(filed, officer)

    appeals.conclude(filed, by=officer, outcome="rejudged", answer="Xét lại từ đầu.")
    filed.refresh_from_db()
    between = (filed.answered_at, filed.rejudged_reason, PublishedResult.objects.get().stayed_at is not None)
    with pytest.raises(Refused, match="hãy chọn một trong các kết luận"):
        appeals.conclude(filed, by=officer, outcome="rejudged", answer="Lần nữa.")
    appeals.conclude(filed, by=officer, outcome="kept", answer="Kết quả như cũ.")

    assert between == (None, "Xét lại từ đầu.", True)
    assert PublishedResult.objects.get().stayed_at is None


def test_a_correction_that_was_ordered_ends_the_stay_and_the_old_code_leads_to_the_new(
    client, dossier, filed, officer
):
    seat(filed, officer)
    appeals.conclude(filed, by=officer, outcome="corrected", answer="Tên sáng kiến sai.")
    result, old = PublishedResult.objects.get(), Certificate.objects.get()
    waiting = result.stayed_at is not None

    words = Words("Tên đúng", result.unit_name, standing(result).names)
    correct(result, by=make_user(Role.ADMINISTRATOR), words=words, note="Dòng 1: tên đúng là “Tên đúng”.")

    page = client.get(reverse("public:certificate", args=[old.code])).content.decode()
    assert (waiting, PublishedResult.objects.current().get().stayed_at) == (True, None)
    assert "Giấy chứng nhận đã được thay" in page
    assert reverse("public:certificate", args=[Certificate.objects.last().code]) in page
    assert Certificate.objects.printable().count() == 1


def test_of_what_was_never_listed_nothing_is_corrected_or_revoked(officer):
    decision = make_decision(make_campaign(), "not_recognised")
    publication.publish(decision, by=make_user(Role.ADMINISTRATOR))
    refused = decision.awards.get().submission
    filed = seat(voices.appeal(refused, by=refused.owner, grounds=WHY), officer)

    with pytest.raises(Refused, match="hãy chọn một trong các kết luận"):
        appeals.conclude(filed, by=officer, outcome="revoked", answer="Thu hồi.")


def test_the_office_names_the_panel_and_concludes_in_the_page(client, filed, officer):
    people = [make_user(Role.JUDGE, full_name="Người Xét") for _ in range(3)]
    client.force_login(officer)
    page, panel = (reverse(f"office:{name}", args=[filed.pk]) for name in ("appeal", "appeal_panel"))

    few = client.post(panel, {"members": [people[0].pk], "chair": people[0].pk}).content.decode()
    client.post(panel, {"members": [one.pk for one in people], "chair": people[0].pk})
    client.post(page, {"outcome": "kept", "answer": "Giữ nguyên kết quả đã công bố."})

    filed.refresh_from_db()
    assert ("cần ít nhất 3 người" in few, filed.outcome, filed.seats.count()) == (True, "kept", 3)
    client.force_login(filed.by)
    read = client.get(reverse("author:appeal", args=[filed.submission.code])).content.decode()
    assert ["Giữ nguyên kết quả đã công bố." in read, "Người Xét" in read] == [True, False]
