"""What nobody types by accident, and the forms and addresses to put it into."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile

VALUES = {
    "nothing": "",
    "a NUL byte": "a\x00b",
    "ten thousand letters": "ă" * 10_000,
    "a line without end": "0" * 5000,
    "a number beyond the database": "99999999999999999999999999",
    "a number beyond 32 bits": "3000000000",
    "a negative number": "-1",
    "an exponent": "1e999999",
    "not a number": "NaN",
    "other people's digits": "٣٣",
    "a superscript": "²",
    "the first day of all": "0001-01-01",
    "the last day of all": "9999-12-31",
    "a moment of the first day": "0001-01-01T00:00",
    "a moment of the last day": "9999-12-31T23:59",
    "no such day": "2026-02-31",
    "invisible letters": "\u200b\u3164\u2060",
    "turned round": "\u202etxt.exe\u2066",
    "half a letter": b"\xed\xa0\x80",
    "a script": "<script>alert(1)</script>",
    "a template": "{{ 7|add:7 }}{% debug %}%(x)s %s {0.__class__}",
    "a pattern": "%_\\' OR 1=1 --",
    "a header": "a\r\nBcc: b@example.vn",
    "a list": "[]",
}
# What a database may refuse; the others are told apart before it is asked, so that one database shows it.
REFUSED_BY_DATABASES = (
    "a NUL byte", "ten thousand letters", "a number beyond the database", "a number beyond 32 bits",
    "a negative number", "the first day of all", "the last day of all", "a moment of the first day",
    "a moment of the last day", "half a letter",
)  # fmt: skip
# The ones that a single field, among others that are in order, has to stand, by the kind of the field.
SHARP = {
    "date": ("the first day of all", "the last day of all"),
    "datetime-local": ("a moment of the first day", "a moment of the last day"),
    "number": ("a NUL byte", "a number beyond 32 bits"),
    "": ("a NUL byte", "ten thousand letters"),
    "hidden": ("a NUL byte", "a number beyond 32 bits"),
    "select": ("a NUL byte", "a number beyond 32 bits"),
}
ASKED = (
    "a NUL byte", "ten thousand letters", "a number beyond 32 bits", "the first day of all", "the last day of all",
    "a moment of the last day", "a line without end", "other people's digits", "a superscript", "half a letter",
    "a pattern",
)  # fmt: skip
QUERY = (
    "q", "nhom", "phong_trao", "noi_dung", "don_vi", "don-vi", "sau", "truoc", "ma", "viec", "nguoi", "ho_so",
    "tu_ngay", "den_ngay", "xem", "next", "giai", "code", "version", "page",
)  # fmt: skip
PATHS = ("9" * 30, "0", "9223372036854775808", "-", "_" * 300)


@dataclass(frozen=True)
class PageForm:
    action: str
    fields: dict[str, str]
    files: tuple[str, ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)

    def all_with(self, value: str | bytes) -> dict[str, str]:
        return dict.fromkeys(self.fields, value)

    def single_fields(self) -> list[str]:
        """Of a table, the first row speaks for the others."""
        return [name for name in self.fields if not re.search(r"-[1-9]\d*-", name)]

    def sharp_for(self, name: str) -> tuple[str, ...]:
        return SHARP.get(self.kinds.get(name, ""), SHARP[""])

    def one_with(self, name: str, value: str) -> dict[str, str]:
        return self.fields | {name: value}


class _Reader(HTMLParser):
    """The forms of a page that are sent by POST, each field with what stands in it."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.open, self.choice = address, [], None, ""

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form" and facts.get("method", "").lower() == "post":
            self.open = {
                "action": facts.get("action") or self.address,
                "fields": {},
                "files": [],
                "kinds": {},
            }
        if self.open is None:
            return
        if facts.get("formaction"):
            self.forms.append(self._form(facts["formaction"]))
        self._field(tag, facts)

    def _field(self, tag, facts):
        name = facts.get("name", "")
        if tag in ("input", "button", "textarea", "select") and facts.get("type") == "file":
            self.open["files"].append(name)
        elif tag in ("input", "textarea", "select") and name and name != "csrfmiddlewaretoken":
            self.open["fields"].setdefault(name, facts.get("value") or "")
            self.open["kinds"].setdefault(name, "select" if tag == "select" else facts.get("type") or "")
            self.choice = name if tag == "select" else ""
        elif tag == "option" and self.choice and facts.get("value") and not self.open["fields"][self.choice]:
            self.open["fields"][self.choice] = facts["value"]

    def handle_endtag(self, tag):
        if tag == "form" and self.open is not None:
            self.forms.append(self._form(self.open["action"], tuple(self.open["files"])))
            self.open = None

    def _form(self, action, files=()):
        return PageForm(action, self.open["fields"], files, self.open["kinds"])


def forms_of(page: str, address: str) -> list[PageForm]:
    reader = _Reader(address)
    reader.feed(page)
    return [form for form in reader.forms if not form.action.startswith("/tai-khoan/ngon-ngu")]


def nonsense_in_path(path: str) -> list[str]:
    """The address with each of its numbers and codes replaced by something that cannot be."""
    parts = [part for part in path.split("/") if re.search(r"\d", part)]
    return [path.replace(f"/{part}", f"/{other}") for part in parts for other in PATHS]


def strange_files() -> list[SimpleUploadedFile]:
    names = ("..\\..\\windows\\a.pdf", "a\x00.pdf", "ă" * 400 + ".pdf", "\u202efdp.exe", "con.pdf", ".pdf")
    named = [SimpleUploadedFile(name, b"%PDF-1.7\n", "application/pdf") for name in names]
    broken = [b"%PDF-", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\x89PNG\r\n\x1a\n" + b"\0" * 30]
    broken += [b"\xff\xd8\xff" + b"\xff" * 40, b"RIFF\0\0\0\0WEBPVP8X" + b"\xff" * 30, b"\0", b"<svg/>", b""]
    endings = ("pdf", "docx", "xlsx", "png", "jpg", "webp", "pdf", "svg", "csv")
    return named + [
        SimpleUploadedFile(f"tep.{ending}", content, "text/html")
        for ending, content in zip(endings, broken, strict=True)
    ]
