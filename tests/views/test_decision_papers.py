"""The page of a decision's papers, what its authors may print, and the form for giấy khen."""

import io
from datetime import date

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from accounts.roles import Role
from campaign.actions.issued_papers import issue_papers
from campaign.actions.paper_batches import make_waiting
from campaign.actions.publication import publish
from campaign.documents import decision_facts, merit_papers
from campaign.documents.render import TYPES
from campaign.models import clock
from campaign.models.decision import Decision, Sitting
from campaign.models.issued_paper import IssuedPaper, PaperBatch, PrintForm
from campaign.models.reward import Reward, RewardKind, RewardList
from campaign.models.submission import Submission
from campaign.rules.print_form import USUAL
from tests.documents.test_papers import MM, place
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def page_of(decision):
    return reverse("office:decision_papers", args=[decision.pk])


def reward_decision(count=2):
    campaign = make_campaign()
    decision = make_decision(campaign)
    Decision.objects.filter(pk=decision.pk).update(kind="reward", scope="")
    kind = RewardKind.objects.create(
        code="giay-khen-thu", name="Giấy khen", sort="form", object="person", level="base",
        coefficient="0.3", in_force_from=date(2024, 1, 1),
    )  # fmt: skip
    listed = RewardList.objects.create(
        campaign=campaign,
        name="Danh sách",
        decision=decision,
        made_by=decision.recorded_by,
        made_at=clock.now(),
    )
    for number in range(1, count + 1):
        Reward.objects.create(
            list=listed, decision=decision, kind=kind, holder_key=f"k{number}", year=2026,
            holder_name=f"Nguyễn Văn Mẫu {number}", holder_note="Chuyên viên, Phòng Mẫu",
            ground="Hoàn thành xuất sắc nhiệm vụ", coefficient="0.3", base_salary=2340000, amount=710000,
        )  # fmt: skip
    return Decision.objects.select_related("campaign").get(pk=decision.pk)


def test_an_officer_reads_drafts_issues_them_once_and_sees_their_hashes(client, officer):
    client.force_login(officer)
    decision = make_decision(make_campaign(), "nhat", "not_recognised")
    before = client.get(page_of(decision)).content.decode()

    client.post(reverse("office:papers_issue", args=[decision.pk]))
    again = client.post(reverse("office:papers_issue", args=[decision.pk]))
    after = client.get(page_of(decision)).content.decode()

    assert "còn là dự thảo" in before
    assert [sha in after for sha in IssuedPaper.objects.values_list("pdf_sha256", flat=True)] == [True] * 3
    assert "đã phát hành lúc" in again.content.decode()
    assert IssuedPaper.objects.count() == 3


def test_the_page_asks_few_questions_however_many_notices_there_are(
    client, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    decision = make_decision(make_campaign(), *["not_recognised"] * 12)
    issue_papers(decision, by=officer)
    with django_assert_max_num_queries(12):
        assert client.get(page_of(decision)).status_code == 200


def test_who_wrote_a_dossier_of_the_list_gets_none_of_its_papers_before_publication(client):
    author = make_user(Role.OFFICER)
    decision = make_decision(make_campaign(), "nhat", "recognised")
    Submission.objects.filter(pk=decision.awards.first().submission_id).update(owner=author)
    client.force_login(author)

    for address in (
        page_of(decision),
        reverse("office:decision_paper", args=[decision.pk, "quyet-dinh", "pdf"]),
        reverse("office:decision_annex", args=[decision.pk]),
    ):
        answer = client.get(address)
        assert answer.status_code == 409
        assert "xung đột lợi ích" in answer.content.decode()


def test_an_author_prints_the_own_certificate_or_the_notice_once_all_is_public(client, officer):
    decision = make_decision(make_campaign(), "nhat", "not_recognised")
    issue_papers(decision, by=officer)
    good, refused = (
        award.submission for award in decision.awards.order_by("pk").select_related("submission__owner")
    )
    addresses = {
        good: reverse("author:certificate_paper", args=[good.code, "pdf"]),
        refused: reverse("author:notice_paper", args=[refused.code, "pdf"]),
    }

    def answers():
        found = {}
        for dossier, address in addresses.items():
            client.force_login(dossier.owner)
            page = client.get(reverse("author:detail", args=[dossier.code])).content.decode()
            found[dossier.pk] = (client.get(address).status_code, address in page)
        return list(found.values())

    before = answers()
    publish(Decision.objects.get(pk=decision.pk), by=make_user(Role.ADMINISTRATOR))

    assert (before, answers()) == ([(404, False)] * 2, [(200, True)] * 2)
    client.force_login(good.owner)
    assert client.get(addresses[refused]).status_code == 404


def test_a_reward_decision_says_the_money_in_figures_and_words_and_prints_a_giay_khen_for_each(
    client, officer
):
    client.force_login(officer)
    decision = reward_decision()

    made = client.get(reverse("office:decision_paper", args=[decision.pk, "quyet-dinh-khen-thuong", "pdf"]))
    text = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made.content)).pages
    )
    papers = PdfReader(io.BytesIO(merit_papers.one_pdf(decision, lambda _percent: None, way="blank")))

    assert "1.420.000 đồng (bằng chữ: Một triệu bốn trăm hai mươi nghìn đồng)" in text
    assert "Nguyễn Văn Mẫu 2" in text
    assert len(papers.pages) == 2
    assert ["GIẤY KHEN" in page.extract_text() for page in papers.pages] == [True, True]
    assert "merit-form.pdf" in client.get(page_of(decision)).content.decode()


def test_giay_khen_come_as_one_word_file_a_page_each(client, officer):
    client.force_login(officer)
    decision = reward_decision()
    client.post(reverse("office:papers_batch", args=[decision.pk]), {"file": "merit-blank.docx"})
    make_waiting()
    batch = PaperBatch.objects.get()

    answer = client.get(reverse("office:papers_batch_file", args=[decision.pk, batch.pk]))

    document = Document(io.BytesIO(answer.content))
    told = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    breaks = [one.paragraph_format.page_break_before for one in document.paragraphs]
    assert answer["Content-Type"] == TYPES["docx"]
    assert [text.count("GIẤY KHEN") for text in told if "GIẤY KHEN" in text] == [1, 1]
    assert breaks.count(True) == 2
    assert sum("Vào sổ số: 0" in text for text in told) == 2


def test_words_fall_on_the_form_where_the_administrator_measured(client):
    client.force_login(make_user(Role.ADMINISTRATOR))
    typed = {"paper_width": "297", "paper_height": "210"}
    for name, usual in USUAL.items():
        typed |= {f"{name}-{part}": str(getattr(usual, part)) for part in ("x", "y", "width", "size", "side")}
        typed |= {f"{name}-shown": "on"} if usual.shown else {}
    moved = typed | {"holder-x": "40,5", "holder-y": "100", "holder-side": "left"}

    outside = client.post(reverse("setup:print_form"), typed | {"holder-x": "290"})
    assert PrintForm.objects.count() == 0
    client.post(reverse("setup:print_form"), moved)
    sheet = client.get(reverse("setup:print_form_test"))
    page = PdfReader(io.BytesIO(merit_papers.one_pdf(reward_decision(1), lambda _p: None, way="form"))).pages[
        0
    ]
    places = []
    page.extract_text(visitor_text=lambda *seen: places.append(place(*seen)))
    x, y = next((x, y) for x, y, text in places if text.startswith("Nguyễn"))

    assert "lề trái cộng bề rộng" in outside.content.decode()
    assert (round(x, 1), 100 < 210 - y < 108) == (40.5, True)
    assert (round(page.mediabox.width / MM), "GIẤY KHEN" in page.extract_text()) == (297, False)
    assert sheet.headers["Content-Type"] == "application/pdf"


def test_before_a_decision_is_recorded_its_draft_and_the_to_trinh_are_printed(client, officer):
    client.force_login(officer)
    decision = make_decision(make_campaign(), "nhat", "recognised", "not_recognised")
    sitting = Sitting.objects.get()

    def text(name):
        made = client.get(reverse("office:draft_paper", args=[sitting.pk, name, "pdf"])).content
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages)

    asked, drafted = text("to-trinh"), text("quyet-dinh")
    assert "Số: ……/TTr-HĐSK" in asked
    assert "không đề nghị công nhận 1 giải pháp" in asked
    assert "Điều 1. Công nhận 2 sáng kiến cấp cơ sở (1 Giải Nhất, 1 Công nhận sáng kiến)" in drafted
    assert ("DỰ THẢO" in drafted, "Số: ……/QĐ-UBND" in drafted) == (True, True)
    live = decision_facts.live_facts(decision)
    assert [row["register"] in drafted for row in live["rows"]] == [True, True]
