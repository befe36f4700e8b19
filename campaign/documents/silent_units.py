"""Units that sent nothing to a campaign, each with the people of the unit who can be asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import Unit
from accounts.roles import Role


@dataclass(frozen=True)
class Contact:
    name: str
    title: str
    email: str


@dataclass(frozen=True)
class SilentUnit:
    name: str
    code: str
    contacts: tuple[Contact, ...]


def with_contacts(units: Iterable[Unit]) -> list[SilentUnit]:
    """Heads and desks of today, in one question for all."""
    units = list(units)
    asked = (Role.UNIT_HEAD, Role.UNIT_DESK)
    posts = Post.objects.valid_on(today()).filter(unit__in=units, role__in=asked, user__is_active=True)
    found = defaultdict(list)
    for post in posts.select_related("user").order_by("role", "pk"):
        contact = Contact(post.user.full_name, post.title or post.get_role_display(), post.user.email or "")
        found[post.unit_id].append(contact)
    return [SilentUnit(str(unit), unit.code, tuple(found[unit.pk])) for unit in units]
