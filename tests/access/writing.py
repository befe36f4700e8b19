"""Every form that invites to write at length carries the mark by which its text is kept; the exceptions say why."""

import re

from tests.access.crawl import Crawl

FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
MARK = 'name="typed_for"'
# By the name of the field, with the reason.
NOT_KEPT = {
    "remark": "on the public page of a paper form: its reader has no account in which it could be kept",
    "erase-text": "asked together with the password, and carrying it out deletes what is kept",
}


def forms_that_forget(found: Crawl) -> list[str]:
    """Page and field, once."""
    pages = {
        (target.name, answer.text) for (_, target), answer in found.answers.items() if answer.status == 200
    }
    forgetful = {(name, field) for name, text in pages for field in long_fields_without_mark(text)}
    return [f"{name}: {field}" for name, field in sorted(forgetful) if field not in NOT_KEPT]


def long_fields_without_mark(page: str) -> list[str]:
    forms = [form for form in FORM.findall(page) if MARK not in form]
    return [name for form in forms for name in re.findall(r'<textarea\b[^>]*?\bname="([^"]+)"', form)]
