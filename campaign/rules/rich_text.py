"""The body of an article as safe, plain HTML: whatever was pasted, only these tags and attributes come through.

Pure. Word's markup (classes, styles, `o:p`, conditional comments) loses everything but its words and structure.
"""

import re

import nh3

from accounts.text import nfc

TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"),
    *("strong", "b", "em", "i", "u", "sub", "sup", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
# Their words are no text of the article either.
DROPPED_WHOLE = {
    *("script", "style", "title", "template", "noscript", "iframe", "object", "embed"),
    *("svg", "math", "textarea", "select", "xml"),
}
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}
NUMBERS = frozenset({"colspan", "rowspan", "start"})
SCHEMES = {"http", "https", "mailto", "tel"}
# The page has its own h1, and two steps below it are enough.
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
RENAMED_TAG = re.compile(rf"<(/?)({'|'.join(RENAMED)})>")
EMPTY = re.compile(r"<(p|h2|h3|li|strong|em|u|sub|sup|blockquote)>(?:\s|<br>)*</\1>")
LINK_TO_NOTHING = re.compile(r'<a rel="noopener noreferrer">(.*?)</a>', re.DOTALL)
INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
MOST_ROUNDS = 12


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in NUMBERS and not re.fullmatch(r"[1-9][0-9]{0,2}", value):
        return None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=DROPPED_WHOLE,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
    strip_comments=True,
)


def clean_body(html: str) -> str:
    """The same again when it is cleaned again: our own clean-up goes on until the parser has nothing more to mend."""
    text, before = nfc(html), ""
    for _again in range(MOST_ROUNDS):
        if text == before:
            return text
        before, text = text, _tidied(CLEANER.clean(text))
    return CLEANER.clean(text).strip()


def _tidied(cleaned: str) -> str:
    tidy = RENAMED_TAG.sub(lambda found: f"<{found[1]}{RENAMED[found[2]]}>", cleaned)
    tidy = INVISIBLE.sub("", tidy.replace("&nbsp;", " "))
    return EMPTY.sub("", LINK_TO_NOTHING.sub(r"\1", tidy)).strip()
