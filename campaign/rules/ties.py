"""What the data itself says of two people: a tie is a hint with its evidence, never a verdict.

A person is tied to a dossier through one of its authors. Nothing here asks a database: posts, units and earlier
works come in as values.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.text import fold
from campaign.rules.calendar import vn_date
from campaign.rules.conflicts import Kind
from campaign.rules.phrase import Phrase

FORMER = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Held:
    """A post from `starts` until the day before `ends`; `parent` is the unit above its unit today."""

    unit: int
    unit_name: str
    starts: date
    ends: date | None = None
    parent: int | None = None
    is_head: bool = False

    def is_held(self, on: date) -> bool:
        return self.starts <= on and (self.ends is None or self.ends > on)


@dataclass(frozen=True)
class Person:
    """`pk` 0: somebody without an account, known by name and workplace as typed."""

    pk: int
    name: str
    posts: tuple[Held, ...] = ()
    workplace: str = ""


@dataclass(frozen=True)
class Work:
    """Something that several people made together, of any year."""

    title: str
    year: int | None
    accounts: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tie:
    kind: Kind
    author: str
    evidence: Phrase = field(compare=False)

    @property
    def is_weak(self) -> bool:
        return self.kind is Kind.NAMESAKE


def ties(person: Person, authors: Sequence[Person], works: Iterable[Work], on: date) -> list[Tie]:
    """One of each kind, for the first author that shows it; an author of the dossier is nothing but its author."""
    if any(author.pk == person.pk for author in authors):
        own = Phrase("%(name)s là tác giả hoặc đồng tác giả của hồ sơ.", name=person.name)
        return [Tie(Kind.AUTHOR, person.name, own)]
    known = list(works)
    found: dict[Kind, Tie] = {}
    for author in authors:
        for kind, evidence in _between(person, author, known, on).items():
            if evidence:
                found.setdefault(kind, Tie(kind, author.name, evidence))
    return [found[kind] for kind in Kind if kind in found]


class Around:
    """Finds, of many people, those who may be tied to an author at all, so that not every pair is looked at.

    Whoever `ties` names is among them; who is among them need not be tied.
    """

    def __init__(self, people: Iterable[Person], works: Iterable[Work]) -> None:
        self._found: dict[Hashable, set[int]] = defaultdict(set)
        known = list(people)
        for one in known:
            for post in one.posts:
                self._found["unit", post.unit].add(one.pk)
                self._found["above", post.parent].add(one.pk)
                self._found[_family(one.name), fold(post.unit_name)].add(one.pk)
        for work in works:
            makers = {one.pk for one in known if _is_of(work, one)}
            for key in (*work.accounts, *work.names) if makers else ():
                self._found["work", key] |= makers

    def of(self, author: Person) -> set[int]:
        keys: list[Hashable] = [("work", author.pk), ("work", author.name)]
        keys.append((_family(author.name), fold(author.workplace)))
        for post in author.posts:
            keys += [("unit", post.unit), ("above", post.unit), (_family(author.name), fold(post.unit_name))]
            keys += [("unit", post.parent)] if post.parent else []
        return {author.pk}.union(*(self._found.get(key, ()) for key in keys))


def _between(person: Person, author: Person, works: Sequence[Work], on: date) -> Mapping[Kind, Phrase | None]:
    return {
        Kind.COAUTHOR: _made_together(person, author, works),
        Kind.MANAGER: _manager(person, author, on),
        Kind.UNIT: _same_unit(person, author, on),
        Kind.PARENT_UNIT: _unit_above(person, author, on),
        Kind.NAMESAKE: _namesake(person, author, on),
    }


def _made_together(person: Person, author: Person, works: Sequence[Work]) -> Phrase | None:
    work = next((one for one in works if _is_of(one, person) and _is_of(one, author)), None)
    if work is None:
        return None
    return Phrase(
        "Cùng %(author)s là tác giả của «%(title)s»%(year)s.",
        author=author.name,
        title=work.title,
        year=f" ({work.year})" if work.year else "",
    )


def _is_of(work: Work, person: Person) -> bool:
    """Accounts for certain; names, in lists that know no accounts, only when they are exactly the same."""
    return bool(person.pk and person.pk in work.accounts) or person.name in work.names


def _manager(person: Person, author: Person, on: date) -> Phrase | None:
    for head, member in ((person, author), (author, person)):
        for post in _now(head, on):
            if post.is_head and any(post.unit in (other.unit, other.parent) for other in _now(member, on)):
                return Phrase(
                    "%(head)s là thủ trưởng «%(unit)s», quản lý %(member)s.",
                    head=head.name,
                    unit=post.unit_name,
                    member=member.name,
                )
    return None


def _same_unit(person: Person, author: Person, on: date) -> Phrase | None:
    """Today, or together in the last three years."""
    shared = [(mine, theirs) for mine in person.posts for theirs in author.posts if mine.unit == theirs.unit]
    for mine, theirs in shared:
        if mine.is_held(on) and theirs.is_held(on):
            return Phrase(
                "Hiện cùng công tác tại «%(unit)s» với %(author)s.", unit=mine.unit_name, author=author.name
            )
    for mine, theirs in shared:
        first, last = max(mine.starts, theirs.starts), min(mine.ends or on, theirs.ends or on)
        if first < last and on - last <= FORMER:
            return Phrase(
                "Từng cùng công tác tại «%(unit)s» với %(author)s từ %(first)s đến %(last)s.",
                unit=mine.unit_name,
                author=author.name,
                first=vn_date(first),
                last=vn_date(last),
            )
    return None


def _unit_above(person: Person, author: Person, on: date) -> Phrase | None:
    for upper, lower in ((person, author), (author, person)):
        for post in _now(upper, on):
            below = next((other for other in _now(lower, on) if other.parent == post.unit), None)
            if below:
                return Phrase(
                    "%(upper)s công tác tại «%(unit)s», đơn vị cấp trên trực tiếp của «%(below)s» nơi %(lower)s "
                    "công tác.",
                    upper=upper.name,
                    unit=post.unit_name,
                    below=below.unit_name,
                    lower=lower.name,
                )
    return None


def _namesake(person: Person, author: Person, on: date) -> Phrase | None:
    """Half of all people share few family names, so this is only a reason to ask."""
    family = _family(person.name)
    units = {fold(post.unit_name) for post in _now(person, on)}
    places = {fold(post.unit_name) for post in _now(author, on)} | ({fold(author.workplace)} - {""})
    if family != _family(author.name) or not units & places:
        return None
    return Phrase(
        "Cùng họ với %(author)s và cùng nơi công tác: dấu hiệu yếu, chỉ để hỏi lại có phải họ hàng không.",
        author=author.name,
    )


def _family(name: str) -> str:
    words = name.casefold().split()
    return words[0] if len(words) > 1 else ""


def _now(person: Person, on: date) -> list[Held]:
    return [post for post in person.posts if post.is_held(on)]
