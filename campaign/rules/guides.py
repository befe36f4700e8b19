"""What a guide of the help pages is made of. `tests/journeys/test_help_pictures.py` takes the pictures."""

from dataclasses import dataclass

from campaign.rules.phrase import Phrase


@dataclass(frozen=True)
class Picture:
    """`static/help/<name>.webp`; the sizes are those of the file, so that nothing moves when it comes."""

    name: str
    alt: Phrase
    width: int = 390
    height: int = 640

    @property
    def file(self) -> str:
        return f"help/{self.name}.webp"


@dataclass(frozen=True)
class Link:
    """`page` is the name of an address without arguments."""

    page: str
    label: Phrase


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: Phrase
    steps: tuple[Phrase, ...]
    picture: Picture | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Guide:
    slug: str
    title: Phrase
    lead: Phrase
    sections: tuple[Section, ...]
