"""What changed between two frozen versions of a dossier, in words: text by text, person by person, file by file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from campaign.rules.application import FIELDS, Field
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import Phrase
from campaign.rules.sections import section_of
from campaign.rules.shares import format_bp
from campaign.rules.text_difference import Segment, difference

Content = Mapping[str, Any]
NOTHING = Phrase("để trống")
PERSON = {
    "full_name": Phrase("họ và tên"),
    "representative": Phrase("người đại diện"),
    "birth_date": Phrase("ngày sinh"),
    "workplace": Phrase("nơi công tác hoặc thường trú"),
    "job_title": Phrase("chức danh"),
    "qualification": Phrase("trình độ"),
    "work_supported": Phrase("nội dung hỗ trợ"),
    "share_bp": Phrase("tỷ lệ đóng góp"),
}
OTHERS = ("kind", "email", "gender", "direct_worker")
PEOPLE = {"authors": Phrase("Tác giả"), "participants": Phrase("Người áp dụng thử")}


@dataclass(frozen=True)
class Change:
    """`segments` is one text with what came and went marked; `lines` say it in sentences for people and files."""

    section: str
    label: Phrase
    segments: tuple[Segment, ...] = ()
    lines: tuple[Phrase, ...] = ()
    is_long: bool = False


def changes(before: Content, after: Content, *, confidential: bool = True) -> list[Change]:
    """In the form's order. Without the right to the confidential part not even its change is told."""
    shown = [field for field in FIELDS if confidential or field.name != "confidential"]
    found = [_text(field, before, after) for field in shown]
    found += [_people(key, before, after) for key in PEOPLE]
    found += [_strand(before, after), _files(before.get("files", []), after.get("files", []))]
    return [change for change in found if change.segments or change.lines]


def _text(field: Field, before: Content, after: Content) -> Change:
    is_day = field.name == "first_used_on"
    old, new = (_shown(content.get(field.name), is_day=is_day) for content in (before, after))
    segments = tuple(difference(old, new)) if old != new else ()
    return Change(section_of(field.name), field.label, segments, is_long=field.long)


def _strand(before: Content, after: Content) -> Change:
    """Named by its code: the name may have been put into other words since."""
    old, new = before.get("strand", ""), after.get("strand", "")
    said = Phrase("Từ «%(old)s» sang «%(new)s».", old=old, new=new)
    return Change(section_of("strand_id"), Phrase("Nội dung thi đua"), lines=(said,) if old != new else ())


def _people(key: str, before: Content, after: Content) -> Change:
    old, new = (_named(content.get(key, [])) for content in (before, after))
    lines = [Phrase("Thêm %(who)s.", who=_who(row)) for name, row in new.items() if name not in old]
    lines += [Phrase("Bỏ %(who)s.", who=_who(row)) for name, row in old.items() if name not in new]
    for name in new:
        lines += _amended(old[name], new[name]) if name in old else []
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        lines.append(Phrase("Thứ tự trong danh sách thay đổi."))
    return Change(section_of(key), PEOPLE[key], lines=tuple(lines))


def _named(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """By what names a row through its changes; namesakes without one by their turn."""
    found: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        name = row.get("uid") or row["full_name"]
        turn = sum(key.split("\n")[0] == name for key in found)
        found[f"{name}\n{turn}"] = row
    return found


def _who(row: Mapping[str, Any]) -> Phrase | str:
    if "share_bp" not in row:
        return row["full_name"]
    return Phrase("%(name)s (%(share)s %%)", name=row["full_name"], share=format_bp(row["share_bp"]))


def _amended(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Phrase]:
    for name, label in PERSON.items():
        was, now = old.get(name) or "", new.get(name) or ""
        if was != now:
            yield Phrase(
                "%(who)s: %(what)s từ %(old)s thành %(new)s.",
                who=new["full_name"],
                what=label,
                old=_said(name, was),
                new=_said(name, now),
            )
    if any(old.get(name) != new.get(name) for name in OTHERS):
        yield Phrase("%(who)s: thông tin khác của dòng này thay đổi.", who=new["full_name"])


def _said(name: str, value: Any) -> Phrase | str:
    if name == "share_bp":
        return f"{format_bp(value or 0)} %"
    shown = _shown(value, is_day=name == "birth_date")
    return Phrase("«%(value)s»", value=shown) if shown else NOTHING


def _shown(value: Any, *, is_day: bool = False) -> str:
    """Dates are frozen as "2026-01-31"; a text that looks like one stays what it is."""
    if isinstance(value, date):
        return vn_date(value)
    return vn_date(date.fromisoformat(value)) if is_day and value else str(value or "")


def _files(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Change:
    old, new = ({row["sha256"]: row["name"] for row in rows} for rows in (before, after))
    added = [name for sha, name in new.items() if sha not in old]
    gone = [name for sha, name in old.items() if sha not in new]
    replaced = [name for name in added if name in gone]
    lines = [Phrase("Tệp «%(name)s» được thay bằng bản khác.", name=name) for name in replaced]
    lines += [Phrase("Thêm tệp «%(name)s».", name=name) for name in added if name not in replaced]
    lines += [Phrase("Bỏ tệp «%(name)s».", name=name) for name in gone if name not in replaced]
    return Change("tep", Phrase("Tệp kèm theo"), lines=tuple(lines))
