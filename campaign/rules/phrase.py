"""A Vietnamese sentence with its values, put into the reader's language when it is shown.

The rules know no framework, so they cannot call gettext. They return a Phrase; `str(phrase)` translates the
template and then fills in the values. The campaign app plugs the translator in once, when it starts.
"""

from collections.abc import Callable
from typing import Any

_translate: Callable[[str], str] = str


def use_translator(translate: Callable[[str], str]) -> None:
    """Called once by the app that knows the reader's language."""
    global _translate
    _translate = translate


class Phrase:
    """`Phrase("Còn thiếu %(gap)s %%.", gap="0,01")`; an empty phrase is false and means "no objection"."""

    __slots__ = ("template", "values")

    def __init__(self, template: str, **values: Any) -> None:
        self.template = template
        self.values = values

    def __str__(self) -> str:
        if not self.template:
            return ""
        text = _translate(self.template)
        return text % self.values if self.values else text.replace("%%", "%")

    def __bool__(self) -> bool:
        return bool(self.template)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Phrase):
            return self.template == other.template and self.values == other.values
        return str(self) == other

    def __hash__(self) -> int:
        return hash(self.template)

    def __repr__(self) -> str:
        return f"Phrase({str(self)!r})"


NO_OBJECTION = Phrase("")
