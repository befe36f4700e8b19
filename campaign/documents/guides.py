"""The guides of the help pages, the questions with their answers, and which guide a page belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from campaign.models.help import HelpQuestion
from campaign.rules.guide_administrator import ADMINISTRATOR
from campaign.rules.guide_author import AUTHOR
from campaign.rules.guide_judge import JUDGE
from campaign.rules.guide_officer import OFFICER
from campaign.rules.guide_unit import UNIT
from campaign.rules.guides import Guide
from campaign.rules.standard_questions import STANDARD

GUIDES = {guide.slug: guide for guide in (AUTHOR, UNIT, JUDGE, OFFICER, ADMINISTRATOR)}
# The guide, with its section, of each area of the site and of pages that have a section of their own.
OF_AREA = {
    "author": (AUTHOR, "viet-ho-so"),
    "unit": (UNIT, "ho-so-cho"),
    "judge": (JUDGE, "cham"),
    "office": (OFFICER, "hang-cho"),
    "council": (OFFICER, "xep-hang"),
    "setup": (ADMINISTRATOR, "lap-phong-trao"),
    "accounts": (ADMINISTRATOR, "nguoi-don-vi"),
    "inspect": (ADMINISTRATOR, "du-lieu"),
}
OF_PAGE = {
    "author:coauthors": "dong-tac-gia",
    "author:submit": "nop",
    "author:detail": "sau-khi-nop",
    "unit:detail": "y-kien",
    "unit:papers": "phieu-giay",
    "judge:seats": "nhan-loi",
    "judge:conflict": "xung-dot",
    "judge:lock": "khoa",
    "judge:offline": "ngoai-tuyen",
    "office:check": "kiem-tra",
    "office:panels": "phan-cong",
    "office:assignment": "phan-cong",
    "office:scores": "xep-hang",
    "office:rankings": "xep-hang",
    "office:ranking": "xep-hang",
    "office:decisions": "quyet-dinh",
    "office:decision": "quyet-dinh",
    "office:publish": "quyet-dinh",
    "office:statistics": "thong-ke",
    "office:reports": "thong-ke",
    "office:report": "thong-ke",
    "setup:data_requests": "du-lieu",
    "setup:imports": "du-lieu",
    "setup:help_questions": "hoi-dap",
}


@dataclass(frozen=True)
class Topic:
    """Questions of one section."""

    name: str
    rows: list[tuple[str, str]]


def place_of(page: str) -> tuple[Guide, str] | None:
    """The guide of a page, by the name of its address, and the section to open."""
    area = page.partition(":")[0]
    if area not in OF_AREA or ":" not in page:
        return None
    guide, section = OF_AREA[area]
    return guide, OF_PAGE.get(page, section)


def topics() -> list[Topic]:
    """The organiser's own questions, or the standard ones as long as there are none: one question to the database."""
    own = [(row.section, row.question, row.answer) for row in HelpQuestion.objects.all()]
    return _grouped(own or [(str(part), str(ask), str(answer)) for part, ask, answer in STANDARD])


def question_facts(question: HelpQuestion) -> dict[str, Any]:
    return {name: getattr(question, name) for name in ("order", "section", "question", "answer")}


def _grouped(rows: Iterable[tuple[str, str, str]]) -> list[Topic]:
    return [
        Topic(section, [(question, answer) for _section, question, answer in alike])
        for section, alike in groupby(rows, key=lambda row: row[0])
    ]
