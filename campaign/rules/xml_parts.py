"""Reading the XML inside office files without building it: only what is asked for, and no declarations of entities."""

from collections.abc import Callable
from xml.parsers import expat

Attributes = dict[str, str]


class HostileXml(ValueError):
    """A document type or an entity, which office programs never write."""


def walk(
    content: bytes,
    start: Callable[[str, Attributes], None],
    text: Callable[[str, str], None] | None = None,
) -> None:
    """`start(name, attributes)` for each element, `text(name, words)` for what stands in it; names without prefix."""
    parser, path = expat.ParserCreate(), []
    parser.buffer_text = True

    def opened(name: str, attributes: Attributes) -> None:
        path.append(local(name))
        start(path[-1], {local(key): value for key, value in attributes.items()})

    def read(words: str) -> None:
        if text and path:
            text(path[-1], words)

    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda name: path.pop()
    parser.CharacterDataHandler = read
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError("not well-formed") from error


def local(name: str) -> str:
    return name.rpartition(":")[2]


def refuse(*declared: object) -> None:
    raise HostileXml(str(declared[0]))
