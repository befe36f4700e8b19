"""What a replaced Word template may hold: known values, loops over known lists, conditions; nothing that can run.

The same environment tries a template when it is uploaded and renders it later, so nothing can slip past the trial.
"""

import re
from typing import Any

from jinja2 import StrictUndefined, TemplateError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from campaign.rules.phrase import Phrase

MOST_BYTES = 2_000_000
FILTERS = (
    "upper",
    "lower",
    "capitalize",
    "trim",
    "length",
    "join",
    "default",
    "first",
    "last",
    "escape",
    "e",
)
ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
)
UNFILLABLE = Phrase(
    "Mẫu có dấu ngoặc nhọn hoặc lệnh chưa đóng đúng chỗ, nên không điền được. Hãy tải mẫu có sẵn về rồi sửa lại từ đó."
)
UNKNOWN = re.compile(r"'([^']{1,80})' is undefined|has no attribute '([^']{1,80})'")


class BadTemplate(Exception):
    """Why a template cannot be used, in words for whoever made it."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(str(phrase))
        self.phrase = phrase


class Guarded(ImmutableSandboxedEnvironment):
    """Everything that is rendered passes through `from_string`: body, headers, footers, notes, properties."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests.clear()

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        _require_plain(self.parse(source), ())
        return super().from_string(source, *args, **kwargs)


def _require_plain(node: nodes.Node, loops: tuple[str, ...]) -> None:
    if not isinstance(node, ALLOWED) or (isinstance(node, nodes.Getattr) and node.attr.startswith("_")):
        raise BadTemplate(
            Phrase(
                "Mẫu có lệnh %(what)s (dòng lệnh trong ngoặc nhọn); mẫu chỉ được chứa trường, vòng lặp qua danh sách "
                "và điều kiện.",
                what=type(node).__name__,
            )
        )
    if isinstance(node, nodes.For):
        _require_list(node, loops)
        loops = (*loops, node.target.name if isinstance(node.target, nodes.Name) else "")
    for inner in node.iter_child_nodes():
        _require_plain(inner, loops)


def _require_list(node: nodes.For, loops: tuple[str, ...]) -> None:
    """A list of the paper, or inside a loop a list of its row: so the length of a paper grows with its data alone."""
    over = node.iter
    whole = isinstance(over, nodes.Name) and not loops
    of_row = (
        isinstance(over, nodes.Getattr) and isinstance(over.node, nodes.Name) and over.node.name in loops[-1:]
    )
    if not (whole or of_row) or node.recursive:
        raise BadTemplate(
            Phrase(
                "Vòng lặp trong mẫu chỉ được đi qua một danh sách của văn bản, hoặc qua danh sách của chính dòng "
                "đang lặp."
            )
        )


def explained(error: TemplateError) -> BadTemplate:
    """What the library says, as a sentence with the name that it stumbled over."""
    found = UNKNOWN.search(str(error)) if isinstance(error, UndefinedError) else None
    if found:
        name = found[1] or found[2]
        return BadTemplate(
            Phrase("Mẫu dùng trường “%(name)s” mà văn bản này không có. Hãy xem danh sách trường.", name=name)
        )
    return BadTemplate(UNFILLABLE)
