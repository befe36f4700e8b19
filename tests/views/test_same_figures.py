"""Every figure of a result is the same on each page, in each spreadsheet and on each paper, number by number."""

import io
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from openpyxl import load_workbook

from accounts.roles import Role
from campaign.actions.council_session import write_notes
from campaign.actions.judging import Entry, lock, save_sheet
from campaign.actions.ranking import make_ranking
from campaign.actions.session_end import close_session
from campaign.documents.session_papers import paper
from campaign.models.campaign import Strand
from campaign.models.judging import CombinedScore
from campaign.models.session import CouncilSession
from campaign.rules.calendar import vn_number
from campaign.rules.sessions import Way
from tests.council import by_hand, make_room
from tests.factories import make_assignment, make_campaign, make_panel, make_submission, make_user
from tests.paper_text import table_rows, words

pytestmark = pytest.mark.django_db
POINTS = {"Máy A": ("20", "22.5"), "Máy B": ("30", "28.5"), "Máy C": ("16.5", "19.5")}
CODES = ("novelty", "applicability", "benefit")
VOTES = ["4", "1", "0"]


@pytest.fixture
def session():
    """Three dossiers with two sheets each, ranked, voted on and proposed, each step by its own act."""
    campaign = make_campaign()
    Strand.objects.filter(campaign=campaign).update(judges_per_dossier=2)
    judges = [make_user(Role.JUDGE, full_name=f"Giám Khảo {letter}") for letter in ("Ất", "Bính")]
    panel = make_panel(campaign, *judges)
    for title, points in POINTS.items():
        _judge(make_submission(campaign=campaign, state="assigned", title=title), judges, panel, points)
    room = make_room(make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))).begin()
    for vote in room.vote(way=Way.HANDS):
        by_hand(vote, 4, 1, by=room.chair)
    for item in room.items:
        write_notes(item, by=room.chair, notes="", conclusion="Không xếp giải theo quy chế.", version=1)
    close_session(room.session, by=room.chair, minutes_number="03/BB-HĐSK")
    found = CouncilSession.objects.select_related("council__campaign", "ranking__strand__rubric")
    return found.get(pk=room.session.pk)


def _judge(dossier, judges, panel, points):
    given = [make_assignment(dossier, judge, panel=panel) for judge in judges]
    for one, each in zip(given, points, strict=True):
        entries = {code: Entry(Decimal(each), "Vì.") for code in CODES}
        save_sheet(one, by=one.judge, entries=entries, comment="", version=0)
        lock(one, by=one.judge, version=1)


def expected():
    """By title, from the stored results and by hand: the totals of the sheets, their difference, the total."""
    found = {}
    for title, points in POINTS.items():
        sheets = [Decimal(each) * 3 for each in points]
        total = CombinedScore.objects.get(submission__title=title).total
        assert total == sum(sheets) / 2
        found[title] = [*sheets, max(sheets) - min(sheets), total]
    return found


def said(numbers):
    return [vn_number(number, 2) for number in numbers]


def page_cells(client, address):
    """By title, the cells of its row by their label."""
    text = client.get(address).content.decode()
    rows = re.findall(r"<tr>.*?</tr>", text, re.DOTALL)
    cells = {title: next(row for row in rows if f">{title}<" in row) for title in POINTS}
    found = re.compile(r'<td[^>]*data-label="([^"]*)"[^>]*>(.*?)</td>', re.DOTALL)
    return {
        title: {label: " ".join(strip_tags(cell).split()) for label, cell in found.findall(row)}
        for title, row in cells.items()
    }


def sheet_rows(client, address, column):
    rows = load_workbook(io.BytesIO(client.get(address).content)).worksheets[0].iter_rows(values_only=True)
    return {row[column]: row for row in rows if len(row) > column and row[column] in POINTS}


def test_the_figures_of_a_result_are_the_same_on_pages_spreadsheets_and_papers(client, session):
    figures = expected()
    client.force_login(session.chair.user)
    strand, ranking = session.ranking.strand, session.ranking

    page = page_cells(client, reverse("office:score_table", args=[strand.pk]))
    file = sheet_rows(client, reverse("office:score_table_xlsx", args=[strand.pk]), 1)
    for title, (first, second, spread, total) in figures.items():
        marks = re.findall(r"\d+,\d\d", page[title]["Điểm của giám khảo"])
        assert sorted(marks) == sorted(said([first, second]))
        assert [page[title]["Chênh lệch"], page[title]["Tổng điểm"]] == said([spread, total])
        assert [*sorted(file[title][2:4]), *file[title][4:6]] == [*sorted([first, second]), spread, total]

    page = page_cells(client, reverse("office:ranking", args=[ranking.pk]))
    file = sheet_rows(client, reverse("office:ranking_sheet", args=[ranking.pk]), 2)
    places = sorted(figures, key=lambda title: -figures[title][-1])
    for place, title in enumerate(places, 1):
        total = figures[title][-1]
        assert [page[title]["Hạng"], page[title]["Tổng điểm"]] == [str(place), *said([total])]
        assert (file[title][0], file[title][4]) == (place, total)

    page = page_cells(client, reverse("council:sitting", args=[session.sitting.pk]))
    for place, title in enumerate(places, 1):
        total = said(figures[title][-1:])
        assert [page[title]["Hạng"], page[title]["Tổng điểm"]] == [str(place), *total]
        assert page[title]["Phiếu"].split(" / ") == VOTES


def test_the_figures_of_a_result_are_those_of_the_minutes_and_of_the_table_of_scores(session):
    figures = {title: said(numbers[-1:])[0] for title, numbers in expected().items()}
    places = sorted(figures, key=lambda title: -expected()[title][-1])
    minutes, scores = (
        {kind: paper(session, name, kind, session.chair.user) for kind in ("pdf", "docx")}
        for name in ("bien-ban-hop", "bang-diem")
    )
    for place, title in enumerate(places, 1):
        score = CombinedScore.objects.select_related("submission").get(submission__title=title)
        register, means = score.submission.register_number, score.criterion_means

        row = next(row for row in table_rows(minutes["docx"]) if row[1] == register)
        assert row[2:7] == [title, figures[title], *VOTES]
        in_pdf = re.search(rf"{register} {title} (\S+) (\d+) (\d+) (\d+) ", words(minutes["pdf"]))
        assert list(in_pdf.groups()) == [figures[title], *VOTES]

        row = next(row for row in table_rows(scores["docx"]) if row[1] == register)
        assert [row[0], row[4], row[5]] == [str(place), figures[title], score.level_label or "–"]
        assert re.findall(r"\d+,\d\d", row[3]) == said([Decimal(means[code]) for code in CODES])
        in_pdf = words(scores["pdf"]).split(f" {register} ")[1].split(" – ")[0].split(figures[title])[0]
        assert re.findall(r"\d+,\d\d", in_pdf) == re.findall(r"\d+,\d\d", row[3])
