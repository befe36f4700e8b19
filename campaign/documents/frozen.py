"""The official application as a revision keeps it: the read model of `application.py` from frozen content."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaign.documents.application import Application, Author, Line, Participant, author_name
from campaign.documents.files import FileLine, file_size
from campaign.models.submission import Submission
from campaign.rules.application import FIELDS, Field
from campaign.rules.calendar import vn_date
from campaign.rules.shares import format_bp

APART = frozenset({"addressee", "confidential"})


def frozen_application(submission: Submission, content: Mapping[str, Any]) -> Application:
    return Application(
        addressee=content["addressee"],
        authors=tuple(_author(number, row) for number, row in enumerate(content["authors"], 1)),
        lines=tuple(_line(content, field) for field in FIELDS if field.name not in APART),
        confidential=content["confidential"],
        participants=tuple(
            Participant(number, *_person(row), row["work_supported"])
            for number, row in enumerate(content["participants"], 1)
        ),
        files=tuple(
            FileLine(number, row["name"], file_size(row["size"]))
            for number, row in enumerate(content["files"], 1)
        ),
        place=submission.campaign.place_name,
    )


def _line(content: Mapping[str, Any], field: Field) -> Line:
    value = content.get(field.name) or ""
    shown = _day(value) if field.name == "first_used_on" else value
    return Line(field.name, field.label, shown, field.long, field.required)


def _author(number: int, row: Mapping[str, Any]) -> Author:
    full_name, born, workplace, job_title, qualification = _person(row)
    name, share = author_name(full_name, row.get("representative", "")), f"{format_bp(row['share_bp'])} %"
    return Author(number, name, born, workplace, job_title, qualification, share)


def _person(row: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    born = _day(row["birth_date"])
    return row["full_name"], born, row["workplace"], row["job_title"], row["qualification"]


def _day(written: str | None) -> str:
    return vn_date(date.fromisoformat(written)) if written else ""
