"""The pages of decisions: what is shown before anything is recorded, registers, legal texts, holds."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.roles import Role
from campaign.actions.hold import place_hold
from campaign.actions.publication import publish
from campaign.models import clock
from campaign.models.decision import Award, Decision
from campaign.models.hold import Hold
from campaign.models.legal import LegalText
from campaign.models.register import RegisterEntry, RegisterSeries
from campaign.models.scope import PublishedScope
from campaign.models.submission import Submission
from tests.actions.test_decision import other, sit
from tests.actions.test_paper_numbers import take
from tests.decisions import make_legal_text, make_series, sign, typed_paper
from tests.factories import make_campaign, make_decision, make_judged, make_user

pytestmark = pytest.mark.django_db
__all__ = ["other"]


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def sitting(campaign):
    make_judged(campaign, "95", shares=(6000, 4000))
    make_judged(campaign, "40", level="")
    return sit(campaign.strands.get())


def test_every_dossier_is_shown_before_it_is_recorded_and_who_is_on_hold_is_left_out(
    client, officer, sitting, other
):
    make_series("notice")
    held = sitting.proposals.get(outcome="award").submission
    place_hold(held, by=officer, kind="complaint", reason="Đơn của một công dân.", since=clock.today())
    address = f"{reverse('office:decision_new', args=[sitting.pk])}?phien={other.pk}"
    page = client.get(address)
    assert [str(line.effect) for line in page.context["draft"].lines] == ["Không công nhận", "Giải Nhì"]
    assert "đang giải quyết đơn thư: Đơn của một công dân." in page.content.decode()
    notices = RegisterSeries.objects.get(kind="notice").pk
    done = client.post(address, typed_paper(page, notices=notices))
    decision = Decision.objects.get()
    assert done.url == reverse("office:decision", args=[decision.pk])
    shown = client.get(done.url).content.decode()
    assert "thông báo số 01/TB-HĐSK" in shown
    assert "Đơn của một công dân." not in shown


def test_a_list_that_changed_comes_back_with_what_was_typed(client, officer, sitting):
    make_series("notice")
    page = client.get(reverse("office:decision_new", args=[sitting.pk]))
    typed = typed_paper(page, notices=RegisterSeries.objects.get(kind="notice").pk)
    Submission.objects.update(title="Tên sáng kiến đã sửa")
    answer = client.post(reverse("office:decision_new", args=[sitting.pk]), typed)
    assert "Danh sách đã thay đổi" in answer.content.decode()
    assert "Phạm Văn Ký" in answer.content.decode()
    assert answer.context["draft"].digest != typed["seen"]
    assert Decision.objects.count() == 0


def test_only_checked_texts_in_force_come_ticked_and_none_outside_its_time_is_taken(
    client, officer, campaign
):
    LegalText.objects.all().delete()
    make_judged(campaign, "95")
    sitting = sit(campaign.strands.get())
    sure = make_legal_text(issued_on=date(2012, 3, 2), title="ban hành Điều lệ Sáng kiến")
    vague = make_legal_text("15/2025/TT-BNV", certainty="unsure")
    past = make_legal_text("98/2023/NĐ-CP", in_force_to=clock.today() - timedelta(days=1))
    address = reverse("office:decision_new", args=[sitting.pk])
    page = client.get(address)
    assert page.context["form"]["bases"].initial == [f"v{sure.pk}"]
    refused = client.post(address, typed_paper(page, bases=[f"v{past.pk}"]))
    assert "Không có hiệu lực vào ngày ký" in refused.content.decode()
    chosen = [f"v{sure.pk}", f"v{vague.pk}"]
    client.post(address, typed_paper(page, bases=chosen, extra_bases="Quy chế của hội đồng;"))
    assert Decision.objects.get().bases == [
        "Nghị định số 13/2012/NĐ-CP ngày 02 tháng 3 năm 2012 của Chính phủ ban hành Điều lệ Sáng kiến",
        "Nghị định số 15/2025/TT-BNV của Chính phủ",
        "Quy chế của hội đồng",
    ]


def test_a_proposal_paper_comes_before_the_decision_and_is_printed_in_it(client, officer, sitting, other):
    make_series("notice")
    address = reverse("office:proposal_new", args=[sitting.pk])
    done = client.post(address, typed_paper(kind="proposal", preset="hd", phien=[other.pk]))
    assert done.url == reverse("office:decision_new", args=[sitting.pk])
    page = client.get(done.url)
    assert str(page.context["proposal"]) == "01/TTr-HĐSK"
    client.post(done.url, typed_paper(page, notices=RegisterSeries.objects.get(kind="notice").pk))
    shown = client.get(reverse("office:decision", args=[Decision.objects.get().pk])).content.decode()
    assert "Theo đề nghị tại Tờ trình số 01/TTr-HĐSK" in shown


def test_a_decision_is_taken_back_with_a_reason_that_stays(client, administrator, sitting):
    decision = sign(sitting)
    address = reverse("office:decision_revert", args=[decision.pk])
    assert "Cần ghi lý do hủy" in client.post(address, {"reason": " "}).content.decode()
    client.post(address, {"reason": "Ghi nhầm người ký."})
    page = client.get(reverse("office:decision", args=[decision.pk])).content.decode()
    assert "Ghi nhầm người ký." in page
    assert "Không hủy được" in client.get(address).content.decode()


def test_a_wider_scope_is_chosen_shown_recorded_and_released(client, administrator, campaign):
    decision = make_decision(campaign, "nhat", "nhi")
    publish(decision, by=administrator)
    award = decision.awards.first()
    choice = reverse("office:scope_new", args=[decision.pk])
    assert client.get(choice).context["offered"] == list(decision.awards.all())
    address = f"{choice}?pham_vi=province&chon={award.pk}"
    typed = typed_paper(client.get(address), number="1234")
    made = client.post(address, typed)
    assert made.status_code == 302, made.context["form"].errors
    raised = Award.objects.get(scope="province")
    assert (raised.ground, raised.decision.released_at, PublishedScope.objects.count()) == (award, None, 0)
    client.post(reverse("office:scope_release", args=[raised.decision_id]))
    assert PublishedScope.objects.get().base == award


def test_the_register_lists_numbers_gaps_and_cancellations_and_gives_them_as_a_table(client, officer):
    series = make_series()
    for number in (2, 4):
        take(series, number, officer)
    take(series, 1, officer, on=date(2025, 3, 3))
    RegisterEntry.objects.filter(number=4).update(cancelled_at=clock.now(), cancelled_reason="In nhầm.")
    address = reverse("office:register")
    page = client.get(address, {"nam": "2026", "day": series.pk, "q": "cong nhan"})
    assert [str(row) for row in page.context["page"]] == ["04/QĐ-UBND", "02/QĐ-UBND"]
    assert [row.missing for row in page.context["gaps"]] == ["03"]
    assert "Lý do hủy: In nhầm." in page.content.decode()
    sheet = client.get(reverse("office:register_sheet"), {"nam": "2026"})
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert [(row[0], row[6]) for row in rows[1:]] == [("02/QĐ-UBND", ""), ("04/QĐ-UBND", "Hủy: In nhầm.")]


def test_lists_ask_the_same_few_questions_whatever_their_length(client, administrator):
    series = make_series()
    asked = []
    for _turn in range(2):
        for _number in range(3):
            dossier = make_judged(make_campaign(slug=f"c{RegisterEntry.objects.count()}"), "90")
            take(series, None, administrator)
            place_hold(dossier, by=administrator, kind="complaint", reason="Đơn.", since=clock.today())
            make_legal_text(f"{dossier.pk}/NĐ-CP")
        for name in ("register", "series_list", "legal_texts", "holds", "decisions"):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(f"office:{name}"))
            asked.append(len(queries))
    assert asked[:5] == asked[5:]
    assert max(asked) <= 12


def test_series_and_legal_texts_are_kept_by_the_administrator(client, administrator):
    series = {
        "name": "Quyết định hội đồng",
        "kind": "decision",
        "symbol": "QĐ-HĐ",
        "is_ours": "on",
        "is_open": "on",
    }
    client.post(reverse("office:series_new"), series)
    made = RegisterSeries.objects.get(symbol="QĐ-HĐ")
    take(made, None, administrator)
    refused = client.post(reverse("office:series_edit", args=[made.pk]), series | {"symbol": "QĐ-X"})
    assert "đã cấp số" in refused.content.decode()
    text = {
        "kind_name": "Nghị định",
        "number": "01/2030/NĐ-CP",
        "issuer": "Chính phủ",
        "in_force_from": "2030-01-01",
        "purpose": "both",
        "certainty": "unsure",
        "order": "5",
    }
    client.post(reverse("office:legal_text_new"), text)
    made = LegalText.objects.get(number="01/2030/NĐ-CP")
    twin = client.post(reverse("office:legal_text_new"), text).content.decode()
    assert "đã có trong danh mục" in twin
    client.post(reverse("office:legal_text", args=[made.pk]), text | {"certainty": "checked"})
    made.refresh_from_db()
    assert made.certainty == "checked"


def test_a_hold_is_placed_read_and_lifted_by_the_office_alone(client, officer):
    dossier = make_judged(make_campaign(), "90")
    typed = {"kind": "inspection", "reason": "Theo quyết định thanh tra.", "since": clock.today().isoformat()}
    both = client.post(reverse("office:hold_new"), typed).content.decode()
    assert "chỉ một trong hai" in both
    client.post(reverse("office:hold_new"), typed | {"number": dossier.register_number})
    hold = Hold.objects.get()
    page = reverse("office:hold", args=[hold.pk])
    client.force_login(make_user(Role.INSPECTOR))
    assert [client.get(address).status_code for address in (page, reverse("office:holds"))] == [404, 404]
    client.force_login(officer)
    client.post(page, {"reason": "Thanh tra đã kết luận."})
    hold.refresh_from_db()
    assert (hold.lifted_by, hold.lifted_reason) == (officer, "Thanh tra đã kết luận.")


def test_whoever_is_on_hold_never_reads_it(client):
    concerned, partner = (make_user(Role.OFFICER, Role.AUTHOR) for _ in range(2))
    dossier = make_judged(make_campaign(), "90", owner=concerned, shares=(5000, 5000))
    dossier.authorships.filter(order=2).update(user=partner)
    by = make_user(Role.OFFICER)
    for of in (dossier, concerned):
        place_hold(of, by=by, kind="discipline", reason="Đang xem xét.", since=clock.today())
    found = []
    for reader in (concerned, partner, by):
        client.force_login(reader)
        found.append(len(client.get(reverse("office:holds")).context["rows"]))
    assert found == [0, 0, 2]
