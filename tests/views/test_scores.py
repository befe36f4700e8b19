"""The office's pages of combined scores: table and spreadsheet say the same, votes are typed, nothing barred shows."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from campaign.actions.judging import Entry, lock, save_sheet
from campaign.models.judging import CombinedScore
from campaign.models.rounds import CommunityVote
from campaign.models.rulebook import Rubric
from campaign.models.submission import Authorship
from tests.factories import make_assignment, make_campaign, make_panel, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    found = make_user(Role.OFFICER)
    client.force_login(found)
    return found


@pytest.fixture
def strand():
    found = make_campaign().strands.get()
    type(found).objects.filter(pk=found.pk).update(judges_per_dossier=2)
    found.judges = [make_user(Role.JUDGE, full_name=f"Giám Khảo {letter}") for letter in ("Ất", "Bính")]
    found.panel = make_panel(found.campaign, *found.judges)
    return found


def judged(strand, *points, **dossier):
    """Each judge gives so many points to every criterion."""
    made = make_submission(campaign=strand.campaign, state="assigned", **dossier)
    given = [
        make_assignment(made, judge, panel=strand.panel)
        for judge, _ in zip(strand.judges, points, strict=False)
    ]
    for one, each in zip(given, points, strict=True):
        entries = {code: Entry(Decimal(each), "Vì.") for code in ("novelty", "applicability", "benefit")}
        save_sheet(one, by=one.judge, entries=entries, comment="", version=0)
        lock(one, by=one.judge, version=1)
    return made


def table(strand):
    return reverse("office:score_table", args=[strand.pk])


def rows(client, strand):
    answer = client.get(reverse("office:score_table_xlsx", args=[strand.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]


def test_page_and_spreadsheet_say_the_same(client, officer, strand):
    dossier = judged(strand, 20, "22.5")

    [line] = client.get(table(strand)).context["lines"]

    assert [(cell.judge, cell.total) for cell in line.cells] == [
        ("Giám Khảo Ất", 60),
        ("Giám Khảo Bính", Decimal("67.5")),
    ]
    assert (line.total, line.spread, line.level) == (Decimal("63.75"), Decimal("7.5"), "Loại C")
    assert rows(client, strand) == [
        [
            "Số tiếp nhận", "Tên sáng kiến", "Giám Khảo Bính", "Giám Khảo Ất",
            "Chênh lệch", "Tổng điểm", "Mức", "Kết quả chính thức",
        ],
        [dossier.register_number, dossier.title, 67.5, 60, 7.5, 63.75, "Loại C", "Có"],
    ]  # fmt: skip
    assert CombinedScore.objects.get().total == line.total


def test_a_title_that_looks_like_a_formula_stays_text(client, officer, strand):
    judged(strand, 20, 20, title='=HYPERLINK("http://x","Xem")')

    answer = client.get(reverse("office:score_table_xlsx", args=[strand.pk]))

    cell = load_workbook(io.BytesIO(answer.content)).active["B4"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","Xem")')


def test_marks_before_the_end_and_barred_dossiers_are_nowhere(client, officer, strand):
    judged(strand, 20, 20)
    own = judged(strand, 20, 20)
    Authorship.objects.filter(submission=own).update(user=officer)
    open_one = make_submission(campaign=strand.campaign, state="assigned")
    given = [make_assignment(open_one, judge, panel=strand.panel) for judge in strand.judges]
    save_sheet(given[0], by=strand.judges[0], entries={"novelty": Entry(Decimal(33))}, comment="", version=0)

    assert len(client.get(table(strand)).context["lines"]) == 1
    assert len(rows(client, strand)) == 2


def test_a_page_asks_the_same_number_of_questions_however_many_dossiers(
    client, officer, strand, django_assert_max_num_queries
):
    for _ in range(3):
        judged(strand, 20, 20)
    client.get(table(strand))
    with django_assert_max_num_queries(12):
        client.get(table(strand))
    with django_assert_max_num_queries(12):
        client.get(reverse("office:scores"))


@pytest.fixture
def voted(strand):
    Rubric.objects.filter(pk=strand.rubric_id).update(vote_points=20)
    return [judged(strand, 20, 20) for _ in range(2)]


def votes(strand):
    return reverse("office:votes", args=[strand.pk])


def test_votes_are_pasted_and_the_results_follow(client, officer, strand, voted):
    pasted = f"Số tiếp nhận\tSố phiếu\n{voted[0].register_number}\t1.200\n{voted[1].register_number}; 300\n"

    client.post(votes(strand), {"source": "Biên bản 02/BB", "lines": pasted})

    assert list(CommunityVote.objects.values_list("votes", flat=True).order_by("-votes")) == [1200, 300]
    shown = client.get(table(strand)).context["lines"]
    assert [(line.total, line.vote_points) for line in shown] == [(80, 20), (65, 5)]
    assert rows(client, strand)[1][5:7] == [20, 80]


def test_votes_come_by_file_too(client, officer, strand, voted):
    content = f"{voted[0].register_number};5\n{voted[1].register_number};10\n".encode("utf-8-sig")

    client.post(votes(strand), {"source": "Tệp", "file": SimpleUploadedFile("phieu.csv", content)})

    assert CommunityVote.objects.count() == 2


def test_wrong_lines_are_named_and_the_words_are_kept(client, officer, strand, voted):
    pasted = f"{voted[0].register_number}; nhiều\nLA/2026; 5"
    answer = client.post(votes(strand), {"source": "Tệp", "lines": pasted})

    assert answer.context["form"].errors["lines"] == [
        f"Dòng 1: không hiểu «{voted[0].register_number}; nhiều», hãy viết như: T0001/2026; 125."
    ]
    assert "LA/2026; 5" in answer.content.decode()
    answer = client.post(votes(strand), {"source": "Tệp", "lines": "LA/2026; 5"})
    assert answer.context["form"].errors["lines"] == ["Dòng 1: không có hồ sơ «LA/2026» trong nội dung này."]
    assert not CommunityVote.objects.exists()
