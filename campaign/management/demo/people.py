"""The units and people of the demonstration, and who acts for whom."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from accounts.models.post import Post
from accounts.models.unit import Unit, UnitSuccession, UnitVersion
from accounts.models.user import User
from accounts.roles import Role
from campaign.management.demo import content
from campaign.models import clock

PASSWORD = "sangkien-demo-2026"  # noqa: S105  known to everybody who tries the portal
SIGN_INS = (
    "TACGIA",
    "DAUMOI",
    "THUTRUONG",
    "THUKY",
    "GIAMKHAO",
    "GIAMKHAO2",
    "CHUTICH",
    "QUANTRI",
    "THANHTRA",
)
VERSION = ("name", "short_name", "kind", "level", "valid_from", "valid_to")
PERSON = (
    "staff_code",
    "email",
    "gender",
    "birth_date",
    "employment",
    "direct_worker",
    "job_title",
    "qualification",
)


def load_units() -> None:
    rows = content.units()
    units = {row["code"]: Unit.objects.create(code=row["code"]) for row in rows}
    for row in rows:
        for version in row["versions"]:
            facts = {name: version[name] for name in VERSION}
            facts |= {"unit": units[row["code"]], "parent": units.get(version["parent"])}
            UnitVersion.objects.create(**facts)
    UnitSuccession.objects.bulk_create(
        UnitSuccession(
            predecessor=units[row["code"]], successor=units[heir["code"]], kind=heir["kind"], on=heir["on"]
        )
        for row in rows
        for heir in row["successors"]
    )


def load_people() -> None:
    """One hash serves everybody: a strong one takes its time, and the password is no secret."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    hashed = make_password(PASSWORD)
    for row in content.people():
        user = User(password=hashed, **{name: row[name] for name in PERSON})
        user.rename(row["full_name"])
        user.save(force_insert=True)
        Post.objects.bulk_create(_posts(user, row, units))


def _posts(user: User, row: content.Row, units: dict[str, Unit]) -> Iterator[Post]:
    """The file names the last day of a post; the portal keeps the first day after it."""
    for post in (*row["earlier_posts"], row):
        ends = date.fromisoformat(post["ends"]) + timedelta(days=1) if "ends" in post else None
        for role in post["roles"]:
            yield Post(
                user=user,
                unit=units[post["unit"]],
                role=role,
                title=post["job_title"],
                starts=post["starts"],
                ends=ends,
            )


def acting(staff_code: str) -> User:
    """Read anew, so that the posts are those of the day that the clock shows."""
    return User.objects.get(staff_code=staff_code)


def head_of(unit_id: int) -> User:
    """Who heads the unit on that day."""
    held = Post.objects.valid_on(clock.today()).filter(unit=unit_id, role=Role.UNIT_HEAD)
    return held.select_related("user").order_by("pk")[0].user
