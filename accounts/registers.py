"""What the registers show: people and units with their posts, versions and successors."""

from typing import Any

from django.db.models import Prefetch, QuerySet, Subquery

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import Unit, UnitSuccession, UnitVersion, version_of
from accounts.models.user import User
from accounts.roles import Role
from accounts.text import fold


def named_unit(given: str | None) -> Unit | None:
    if not given or not given.isascii() or not given.isdigit() or len(given) > 18:
        return None
    return Unit.objects.named().filter(pk=int(given)).first()


def people(words: str, unit: Unit | None) -> QuerySet[User]:
    current = Post.objects.valid_on(today())
    found = User.objects.matching(words)
    if unit:
        found = found.filter(pk__in=current.filter(unit=unit).values("user_id"))
    return found.prefetch_related(
        Prefetch("posts", queryset=current.with_unit_names(), to_attr="current_posts")
    )


def posts_of(person: User) -> QuerySet[Post]:
    return person.posts.with_unit_names().order_by("-starts", "pk")


def units(words: str) -> QuerySet[Unit]:
    found = Unit.objects.named()
    for word in fold(words).split():
        found = found.filter(pk__in=UnitVersion.objects.filter(search_text__contains=word).values("unit_id"))
    return found


def history_of(unit: Unit) -> dict[str, Any]:
    named = Unit.objects.named()
    desks = unit.posts.valid_on(today()).exclude(role=Role.AUTHOR)
    parents = version_of("parent_id", today())
    return {
        "versions": unit.versions.annotate(parent_name=Subquery(parents.values("name")[:1])),
        "successors": UnitSuccession.objects.filter(predecessor=unit).prefetch_related(
            Prefetch("successor", queryset=named)
        ),
        "predecessors": UnitSuccession.objects.filter(successor=unit).prefetch_related(
            Prefetch("predecessor", queryset=named)
        ),
        "posts": desks.select_related("user").order_by("role", "user__sort_key", "pk"),
    }


def as_it_is(unit: Unit) -> dict[str, Any]:
    """Today's facts, as the first values of the form for the next version."""
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "level": unit.level,
        "parent": unit.parent_unit_id,
        "valid_from": today(),
    }
