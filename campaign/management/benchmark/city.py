"""The units and people of the benchmark. The first unit and the first author have more than the others."""

from dataclasses import dataclass
from datetime import date
from random import Random

from accounts.models.post import Post
from accounts.models.unit import Unit, UnitVersion
from accounts.models.user import User
from accounts.roles import Role
from accounts.text import fold
from campaign.management.benchmark import words

UNITS, JUDGES, LEAST_AUTHORS, DOSSIERS_PER_AUTHOR = 120, 60, 40, 5
SINCE = date(2015, 1, 1)
STAFF = {
    "THUKY": Role.OFFICER,
    "CHUTICH": Role.CHAIR,
    "QUANTRI": Role.ADMINISTRATOR,
    "THANHTRA": Role.INSPECTOR,
}
NO_PASSWORD = "!"  # noqa: S105  the mark of an account that no password opens


@dataclass(frozen=True)
class City:
    units: list[Unit]
    names: list[str]
    staff: dict[str, User]
    heads: list[User]
    judges: list[User]
    authors: list[User]

    @property
    def officer(self) -> User:
        return self.staff["THUKY"]


def build(dossiers: int) -> City:
    rng = Random("city")  # noqa: S311  repeatable on purpose
    names = [f"Đơn vị thử tải số {number:03}" for number in range(1, UNITS + 1)]
    units = _units(names)
    staff = _people(rng, list(STAFF))
    heads = _people(rng, [f"TT-{number:03}" for number in range(1, UNITS + 1)])
    judges = _people(rng, [f"GK-{number:02}" for number in range(1, JUDGES + 1)])
    number_of_authors = max(LEAST_AUTHORS, dossiers // DOSSIERS_PER_AUTHOR)
    authors = _people(rng, [f"TG-{number:05}" for number in range(1, number_of_authors + 1)])
    held = [(user, units[0], STAFF[code]) for code, user in zip(STAFF, staff, strict=True)]
    held += [(user, unit, Role.UNIT_HEAD) for user, unit in zip(heads, units, strict=True)]
    held += [(user, units[place % UNITS], Role.JUDGE) for place, user in enumerate(judges)]
    held += [(user, units[place % UNITS], Role.AUTHOR) for place, user in enumerate(authors)]
    posts = [Post(user=user, unit=unit, role=role.value, starts=SINCE) for user, unit, role in held]
    Post.objects.bulk_create(posts, batch_size=1000)
    return City(units, names, dict(zip(STAFF, staff, strict=True)), heads, judges, authors)


def _units(names: list[str]) -> list[Unit]:
    units = Unit.objects.bulk_create(Unit(code=f"DV-{place:03}") for place in range(1, len(names) + 1))
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit,
            name=name,
            search_text=fold(name),
            kind="department",
            level="city",
            valid_from=SINCE,
        )
        for unit, name in zip(units, names, strict=True)
    )
    return units


def _people(rng: Random, codes: list[str]) -> list[User]:
    people = []
    for code in codes:
        user = User(
            staff_code=code,
            email=f"{code.lower()}@example.vn",
            password=NO_PASSWORD,
            employment="civil_servant",
            gender=words.chosen(rng, ["female", "male"]),
            birth_date=date(1970 + int(rng.random() * 30), 1 + int(rng.random() * 12), 1),
            job_title="Chuyên viên",
            qualification="Đại học",
        )
        user.rename(words.person(rng))
        people.append(user)
    return User.objects.bulk_create(people, batch_size=1000)
