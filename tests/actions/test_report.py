"""Reports: words with versions, figures counted and frozen at the issue, the same on page, sheet and both papers."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from accounts.roles import Role
from campaign.actions.benefit import record_benefit
from campaign.actions.refused import Refused
from campaign.actions.report import begin_report, issue_report, save_report
from campaign.documents.report_paper import report_paper
from campaign.documents.reports import tables_of, texts_of
from campaign.migrations import _guards
from campaign.models.audit import Event
from campaign.models.register import RegisterSeries
from campaign.models.report import Report
from campaign.models.submission import Submission
from campaign.rules.figures import frozen
from tests.conftest import guards_since
from tests.factories import make_campaign, make_decision, make_submission, make_user
from tests.paper_text import table_rows, words

pytestmark = pytest.mark.django_db
TEXTS = {
    "direction": "Đã ban hành kế hoạch.\nĐã tập huấn.",
    "strengths": "Nhiều sáng kiến có ích.",
    "weaknesses": "Một số đơn vị chưa tham gia.",
    "next_steps": "Tiếp tục nhân rộng.",
}
SIGNER = {"power": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Nguyễn Văn Ữ"}


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def campaign():
    campaign = make_campaign()
    make_decision(campaign, "nhat", "recognised", "not_recognised")
    return campaign


@pytest.fixture
def series():
    facts = {"name": "Báo cáo", "kind": "report", "symbol": "BC-UBND"}
    return RegisterSeries.objects.get_or_create(code="bao-cao-thu", defaults=facts)[0]


def begun(campaign, by, kind="final"):
    return begin_report(campaign, kind=kind, since=None, until=None, by=by)


def written(campaign, by):
    report = begun(campaign, by)
    return save_report(report, texts=TEXTS, version=report.version, by=by)


def issued(report, series, by, **changes):
    facts = {"series": series, "number": None, "signed_on": date(2026, 12, 3), "signer": SIGNER}
    return issue_report(report, by=by, **facts | changes)


def test_a_report_is_begun_once_and_found_again(campaign, officer):
    assert begun(campaign, officer) == begun(campaign, officer)
    assert begun(campaign, officer, "interim").edition == 1


def test_every_save_keeps_the_words_before_it(campaign, officer):
    report = written(campaign, officer)
    save_report(report, texts=TEXTS | {"causes": "Chưa phổ biến kỹ."}, version=2, by=officer)
    assert [text.parts.get("causes", "") for text in report.texts.all()] == ["Chưa phổ biến kỹ.", "", ""]


def test_words_saved_elsewhere_are_not_written_over(campaign, officer):
    report = written(campaign, officer)
    with pytest.raises(Refused):
        save_report(report, texts=TEXTS | {"causes": "Khác."}, version=1, by=officer)
    assert texts_of(report)["causes"] == ""


def test_a_report_with_an_empty_part_is_not_issued(campaign, officer, series):
    with pytest.raises(Refused):
        issued(begun(campaign, officer), series, officer)
    assert Report.objects.get().issued_at is None


def test_the_figures_of_an_issued_report_stay(campaign, officer, series):
    report = issued(written(campaign, officer), series, officer)
    before, seal = frozen(tables_of(report)), report.sha256
    make_submission(campaign=campaign, state="accepted")
    again = Report.objects.select_related("campaign").get()
    assert (frozen(tables_of(again)), again.sha256, len(seal)) == (before, seal, 64)
    assert report_paper(again, "pdf").content == report_paper(again, "pdf").content
    assert Event.objects.filter(verb="issue_report").count() == 1


def test_a_figure_changed_behind_the_portal_is_noticed(campaign, officer, series, client):
    report = issued(written(campaign, officer), series, officer)
    client.force_login(officer)
    page = reverse("office:report", args=[report.pk])
    assert client.get(page).context["is_intact"] is True
    report.figures["tables"][0]["rows"][0]["cells"][0][0] += 1
    _guards.remove(connection, guards_since("0031"))
    Report.objects.update(figures=report.figures)
    assert client.get(page).context["is_intact"] is False


def test_an_issued_report_is_neither_changed_nor_issued_again(campaign, officer, series):
    report = issued(written(campaign, officer), series, officer)
    with pytest.raises(Refused):
        issued(report, series, officer)
    with pytest.raises(Refused):
        save_report(report, texts={}, version=2, by=officer)
    following = begun(campaign, officer)
    assert (following.edition, texts_of(following)["strengths"]) == (2, TEXTS["strengths"])


def test_whoever_is_partial_to_a_dossier_under_judgement_writes_and_reads_no_report(
    campaign, officer, client
):
    report = written(campaign, officer)
    author = make_user(Role.OFFICER, Role.AUTHOR)
    make_submission(campaign=campaign, owner=author, state="judging")
    with pytest.raises(Refused):
        begun(campaign, author)
    client.force_login(author)
    assert client.get(reverse("office:report", args=[report.pk])).status_code == 404
    assert str(campaign.title) not in client.get(reverse("office:reports")).content.decode()


def test_money_is_recorded_by_an_officer_with_its_ground(campaign, officer):
    dossier = Submission.objects.filter(state="decided").first()
    record_benefit(dossier, amount=1_250_000, basis="Trang 3.", by=officer)
    record_benefit(dossier, amount=2_000_000, basis="Trang 4.", by=officer)
    assert (dossier.benefit.amount, Event.objects.filter(verb="record_benefit").count()) == (2_000_000, 2)
    with pytest.raises(Refused):
        record_benefit(dossier, amount=5, basis=" ", by=officer)
    with pytest.raises(Refused):
        record_benefit(dossier, amount=5, basis="Trang 1.", by=dossier.owner)


def test_the_page_takes_money_as_people_write_it(campaign, officer, client):
    dossier = Submission.objects.first()
    client.force_login(officer)
    page = reverse("office:benefit", args=[dossier.code])
    client.post(page, {"amount": "1.250.000", "basis": "Trang 3."})
    assert (dossier.benefit.amount, "1.250.000 đồng" in client.get(page).content.decode()) == (
        1_250_000,
        True,
    )


def test_page_sheet_pdf_and_word_say_the_same_figures(campaign, officer, series, client):
    record_benefit(Submission.objects.first(), amount=1_234_567_890, basis="Trang 3.", by=officer)
    report = issued(written(campaign, officer), series, officer)
    client.force_login(officer)
    tables = client.get(reverse("office:report", args=[report.pk])).context["tables"]
    book = load_workbook(io.BytesIO(client.get(reverse("office:statistics_xlsx")).content)).active
    sheet = [[value for value in row if value is not None] for row in book.iter_rows(values_only=True)]
    docx, pdf = table_rows(report_paper(report, "docx")), words(report_paper(report, "pdf")).replace(" ", "")
    for table in tables:
        for row in table.rows:
            said = [row.said, *(cell.said for cell in row.cells)]
            numbers = [cell.value if cell.value is not None else "–" for cell in row.cells]
            assert said in docx
            assert [row.said, *numbers] in sheet
            assert " ".join(said).replace(" ", "") in pdf


def test_every_chart_of_the_word_paper_says_its_figures_in_words(campaign, officer, series):
    report = issued(written(campaign, officer), series, officer)
    document = Document(io.BytesIO(report_paper(report, "docx").content))
    said = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert "Biểu đồ: theo nội dung thi đua (hồ sơ đã nộp): Sáng kiến kỹ thuật 3." in said
    assert all(words.startswith("Biểu đồ: ") for words in said)
    assert [text for text in (one.text for one in document.paragraphs) if text.startswith("bieu-do")] == []


def test_the_pages_carry_a_report_from_its_start_to_its_issue(campaign, officer, series, client):
    client.force_login(officer)
    client.post(reverse("office:reports"), {"campaign": campaign.pk, "kind": "interim"})
    report = Report.objects.get()
    page = reverse("office:report", args=[report.pk])
    client.post(page, TEXTS | {"version": 1})
    face = {"series": series.pk, "signed_on": "2026-12-03", "preset": "tm-kt", "signer_name": "Nguyễn Văn Ữ"}
    client.post(reverse("office:report_issue", args=[report.pk]), face)
    report.refresh_from_db()
    assert (report.is_issued, report.signer_title, str(report)) == (True, "PHÓ CHỦ TỊCH", "01/BC-UBND")
    assert report.sha256 in client.get(page).content.decode()
    assert client.get(reverse("office:report_paper", args=[report.pk, "docx"])).status_code == 200


def test_the_pages_of_reports_ask_a_fixed_number_of_questions(campaign, officer, series, client):
    client.force_login(officer)
    report = written(campaign, officer)
    pages = [reverse("office:reports"), reverse("office:report", args=[report.pk])]

    def asked():
        counted = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            counted.append(len(queries))
        return counted

    before = asked()
    issued(written(make_campaign(), officer), series, officer)
    assert (asked(), max(before) <= 12) == (before, True)
