"""What a machine can find in a dossier before a person checks it.

A "block" is a ground to refuse, a "warn" a hint. The legal time bar (NĐ 13/2012 Art. 5)
is one year from the first use to the filing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from accounts.roles import EMPLOYMENT_LABELS, UNIT_KIND_LABELS, Employment, UnitKind
from accounts.text import is_blank, same_name
from campaign.rules import shares
from campaign.rules.calendar import add_months, vn_date
from campaign.rules.phrase import NO_OBJECTION, Phrase

BLOCK = "block"
WARN = "warn"
TIME_BAR_MONTHS = 12


@dataclass(frozen=True)
class Finding:
    code: str
    severity: str
    reason: Phrase


@dataclass(frozen=True)
class Author:
    """`employment` is empty for people from outside the system, whom the forms allow."""

    full_name: str
    birth_date: date | None
    share: int
    employment: str = ""


@dataclass(frozen=True)
class Facts:
    """A dossier as the rules see it. An empty set of admitted kinds admits all.

    `values` by field name, `required` the labels of the fields that must be filled, `closed` the answer of
    `phases.closed_reason` for the strand.
    """

    filed_on: date
    first_used_on: date | None
    unit_kind: str
    authors: Sequence[Author]
    attachments: int
    values: Mapping[str, object]
    required: Mapping[str, Phrase | str]
    admitted_units: Collection[str] = ()
    admitted_people: Collection[str] = ()
    closed: Phrase = NO_OBJECTION


def findings(facts: Facts) -> list[Finding]:
    """Everything found, the grounds to refuse first."""
    found = [
        *_block("strand_closed", facts.closed),
        *_block("unit_kind", unit_problem(facts.unit_kind, facts.admitted_units)),
        *(finding for author in facts.authors for finding in _person(author, facts.admitted_people)),
        *_first_use(facts.first_used_on, facts.filed_on),
        *_missing(facts),
        *_block("shares", shares.problem([author.share for author in facts.authors])),
        *_block("same_author", duplicate_authors(facts.authors)),
        *_attachments(facts.attachments),
    ]
    return sorted(found, key=lambda finding: finding.severity != BLOCK)


def _block(code: str, reason: Phrase) -> list[Finding]:
    return [Finding(code, BLOCK, reason)] if reason else []


def unit_problem(kind: str, admitted: Collection[str]) -> Phrase:
    if not admitted or kind in admitted:
        return NO_OBJECTION
    return Phrase(
        "Loại đơn vị «%(kind)s» không thuộc đối tượng của nội dung thi đua này. Hãy chọn nội dung "
        "khác hoặc hỏi cơ "
        "quan thường trực.",
        kind=Phrase(UNIT_KIND_LABELS[UnitKind(kind)]),
    )


def person_problem(author: Author, admitted: Collection[str]) -> Phrase:
    if not admitted or not author.employment or author.employment in admitted:
        return NO_OBJECTION
    return Phrase(
        "Tác giả %(name)s là «%(kind)s», không thuộc đối tượng của nội dung thi đua này. Hãy chọn "
        "nội dung khác hoặc "
        "hỏi cơ quan thường trực.",
        name=author.full_name,
        kind=Phrase(EMPLOYMENT_LABELS[Employment(author.employment)]),
    )


def _person(author: Author, admitted: Collection[str]) -> list[Finding]:
    return _block("person_kind", person_problem(author, admitted))


def _first_use(first_used_on: date | None, filed_on: date) -> list[Finding]:
    code = "first_use_future" if first_used_on and first_used_on > filed_on else "time_bar"
    return _block(code, first_use_problem(first_used_on, filed_on))


def first_use_problem(first_used_on: date | None, filed_on: date) -> Phrase:
    """A year to the day is still in time; a solution not used yet has no bar."""
    if first_used_on is None:
        return NO_OBJECTION
    if first_used_on > filed_on:
        return Phrase(
            "Ngày áp dụng lần đầu %(used)s sau ngày nộp %(filed)s. Hãy sửa ngày hoặc nộp sau khi đã áp dụng.",
            used=vn_date(first_used_on),
            filed=vn_date(filed_on),
        )
    last_day = add_months(first_used_on, TIME_BAR_MONTHS)
    if filed_on > last_day:
        return Phrase(
            "Sáng kiến áp dụng lần đầu ngày %(used)s nên hạn nộp đơn là hết ngày %(last)s (một năm, "
            "Điều 5 Nghị định "
            "13/2012/NĐ-CP); ngày nộp %(filed)s đã quá hạn. Hãy kiểm tra lại ngày áp dụng.",
            used=vn_date(first_used_on),
            last=vn_date(last_day),
            filed=vn_date(filed_on),
        )
    return NO_OBJECTION


def required_missing(
    values: Mapping[str, object], required: Mapping[str, Phrase | str]
) -> dict[str, Phrase | str]:
    """The required fields that hold nothing a person can see, with their labels."""
    return {field: label for field, label in required.items() if _is_empty(values.get(field))}


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_blank(value))


def _missing(facts: Facts) -> list[Finding]:
    return [
        Finding(
            f"missing:{field}",
            BLOCK,
            Phrase("Chưa điền mục «%(label)s». Hãy bổ sung trước khi nộp.", label=label),
        )
        for field, label in required_missing(facts.values, facts.required).items()
    ]


def duplicate_authors(authors: Sequence[Author]) -> Phrase:
    """The same name and birth date twice; two namesakes born on different days are two people."""
    for first, second in combinations(authors, 2):
        if first.birth_date == second.birth_date and same_name(first.full_name, second.full_name):
            return Phrase(
                "%(name)s được ghi hai lần trong danh sách tác giả. Hãy giữ lại một dòng.",
                name=first.full_name,
            )
    return NO_OBJECTION


def _attachments(count: int) -> list[Finding]:
    if count:
        return []
    reason = Phrase(
        "Hồ sơ chưa có tệp minh chứng kèm theo. Vẫn nộp được, nhưng nên bổ sung để thuận lợi khi xét."
    )
    return [Finding("no_attachment", WARN, reason)]
