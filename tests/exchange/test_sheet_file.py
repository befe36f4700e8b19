"""The offline sheet: what goes out, what comes back, and that only the own drafts are written."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.roles import Role
from campaign.actions import judging
from campaign.exchange import sheet_file
from campaign.models.judging import Mark, Sheet
from campaign.models.rulebook import Criterion, Rubric
from campaign.models.submission import Submission
from campaign.rules.sheet_words import Said
from tests.factories import make_assignment, make_campaign, make_panel, make_sheet, make_submission, make_user

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://x.example";"bấm")'


@pytest.fixture
def judge(client):
    judge = make_user(Role.JUDGE)
    client.force_login(judge)
    return judge


@pytest.fixture
def given(judge):
    campaign = make_campaign()
    panel = make_panel(campaign, judge)
    return [
        make_assignment(
            make_submission(
                campaign=campaign, state="assigned", title=title, owner=make_user(full_name="Phan Lụa")
            ),
            judge,
            panel=panel,
        )
        for title in ("Máy gom rác", FORMULA)
    ]


def rows(judge):
    content = sheet_file.workbook(judge)
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def filled(judge, **cells):
    """The judge's own file with cells typed in: `novelty=(points, left out, remark, copied from)` in each dossier."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows(judge)):
            code = row[0].split("|")[2] if number else ""
            typed = dict(enumerate(cells.get(code.replace("-", "_"), ()), 6))
            for column, cell in enumerate(row):
                page.write(number, column, typed.get(column, cell))
    return stream.getvalue()


def rehearsed(judge, content):
    return sheet_file.rehearse(judge, "phieu.xlsx", content)


def send(client, content):
    upload = SimpleUploadedFile("phieu.xlsx", content)
    found = client.post(reverse("judge:offline"), {"file": upload})
    return client.post(reverse("judge:offline_save", args=[found.context["sha256"]]), follow=True)


def test_the_file_holds_the_own_open_dossiers_by_alias_with_hints(judge, given):
    make_sheet(given[1], {"novelty": 30, "applicability": 20, "benefit": 20})
    make_assignment(make_submission(state="assigned", title="Của người khác"), make_user(Role.JUDGE))
    head, *lines = rows(judge)
    assert head[1:4] == ["Mã chấm", "Sáng kiến", "Tiêu chí"]
    assert {line[1] for line in lines} == {given[0].alias}
    assert [line[3] for line in lines] == ["Tính mới", "Khả năng áp dụng", "Hiệu quả", "Nhận xét chung"]
    assert lines[0][4:6] == ["0 – 40", "Hoàn toàn mới: 30 – 40\nCó cải tiến: 10 – 29,5"]


def test_the_file_tells_nothing_of_authors_and_runs_nothing(judge, given):
    content = sheet_file.workbook(judge)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = "\n".join(archive.read(name).decode() for name in archive.namelist())
    submission = given[0].submission
    telling = ["Phan Lụa", submission.code, submission.register_number, submission.unit_name, "<f>"]
    assert [word for word in telling if word in text] == []
    assert "sheetProtection" in text
    assert FORMULA in [line[2] for line in rows(judge)]


def test_what_comes_back_is_saved_as_drafts_and_nothing_is_locked(client, judge, given):
    content = filled(judge, novelty=("38,5", "", "Mới.", ""), benefit=(20, "", "", ""))
    found = rehearsed(judge, content)
    assert [(draft.marked, draft.complaints) for draft in found.drafts] == [(2, []), (2, [])]
    assert Sheet.objects.count() == 0

    send(client, content)

    assert [sheet.status for sheet in Sheet.objects.all()] == ["draft", "draft"]
    marks = Mark.objects.filter(sheet__assignment=given[0]).values_list("criterion__code", "points", "remark")
    assert [(code, float(points), remark) for code, points, remark in marks] == [
        ("novelty", 38.5, "Mới."),
        ("benefit", 20.0, ""),
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (("41", "", "", ""), "Tính mới: điểm 41 nằm ngoài khoảng 0 đến 40. Hãy chấm lại trong khoảng này."),
        (("tám", "", "", ""), "«tám» không phải là điểm. Hãy nhập một số không âm, ví dụ 8,5."),
        (
            ("", "x", "", ""),
            "Tính mới: tiêu chí này phải được chấm, không được để «Không áp dụng». Hãy cho điểm.",
        ),
    ],
)
def test_a_wrong_row_is_named_and_its_sheet_is_left_alone(client, judge, given, cells, sentence):
    content = filled(judge, novelty=cells)
    found = rehearsed(judge, content)
    assert str(found.drafts[0].complaints[0]) == f"Dòng 2: {sentence}"
    assert found.savable == []


def test_a_sheet_that_was_saved_since_is_not_written_over(client, judge, given):
    content = filled(judge, novelty=("30", "", "", ""))
    judging.save_sheet(given[0], by=judge, entries={}, comment="Trên trang.", version=0)

    found = rehearsed(judge, content)
    assert [draft.alias for draft in found.savable] == [given[1].alias]
    send(client, content)
    assert Sheet.objects.get(assignment=given[0]).comment == "Trên trang."


def test_rows_of_anothers_dossier_and_forged_keys_are_skipped(judge, given):
    other = make_assignment(make_submission(state="assigned"), make_user(Role.JUDGE))
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [f"phieu|{other.alias}|novelty|0", "", "", "", "", "", 30])
        page.write_row(1, 0, [f"phieu|{given[0].alias}|khong-co|0", "", "", "", "", "", 30])
    found = rehearsed(judge, stream.getvalue())
    assert [str(one)[:7] for one in found.complaints] == ["Dòng 1:"]
    assert [draft.alias for draft in found.drafts] == [given[0].alias]
    assert found.savable == []


def test_what_the_file_does_not_hold_stays(client, judge, given):
    Rubric.objects.update(asks_verdict=True)
    Criterion.objects.filter(code="novelty").update(zero_is_copied=True)
    entries = {"novelty": judging.Entry(0, "", copied_from="Đề tài X"), "benefit": judging.Entry(20, "Tốt.")}
    said = Said("approve", "", "other", "Nghi trùng.")
    judging.save_sheet(given[0], by=judge, entries=entries, comment="Một.", version=0, said=said)

    send(client, filled(judge, applicability=("15", "", "", "")))

    sheet = Sheet.objects.get(assignment=given[0])
    assert (sheet.verdict, sheet.violation_reason, sheet.comment) == ("approve", "Nghi trùng.", "Một.")
    assert [(mark.criterion.code, mark.copied_from) for mark in sheet.marks.select_related("criterion")] == [
        ("novelty", "Đề tài X"),
        ("applicability", ""),
        ("benefit", ""),
    ]


def test_a_file_of_something_else_is_refused_with_words(client, judge, given):
    page = client.post(reverse("judge:offline"), {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 khong")})
    assert page.context["form"].errors["file"]


def test_what_another_judge_sent_cannot_be_saved(client, judge, given):
    content = filled(judge, novelty=("30", "", "", ""))
    found = client.post(reverse("judge:offline"), {"file": SimpleUploadedFile("p.xlsx", content)})
    client.force_login(make_user(Role.JUDGE))
    response = client.post(reverse("judge:offline_save", args=[found.context["sha256"]]))
    assert (response.status_code, Sheet.objects.count()) == (404, 0)


@pytest.mark.parametrize("number", [2, 12])
def test_the_file_costs_the_same_however_many_dossiers(client, django_assert_max_num_queries, number):
    judge, campaign, owner = make_user(Role.JUDGE), make_campaign(), make_user()
    panel = make_panel(campaign, judge)
    for _ in range(number):
        make_sheet(
            make_assignment(
                make_submission(campaign=campaign, owner=owner, state="judging"), judge, panel=panel
            ),
            {"novelty": 30, "applicability": 20, "benefit": 20},
            locked=False,
        )
    client.force_login(judge)
    with django_assert_max_num_queries(12):
        client.get(reverse("judge:offline_file"))
    assert Submission.objects.count() == number
