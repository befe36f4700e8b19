"""Who may open the pages of results, library, board of honour and adoptions, and the things that stand on them."""

from datetime import timedelta

from campaign.models import clock
from campaign.models.adoption import Adoption, BenefitCheck
from campaign.models.attachment import Attachment
from campaign.models.library import ImportBatch
from campaign.models.showcase import GoodExample, LibraryEntry
from tests.access.tokens import token
from tests.access.world import EVERYBODY, ROLES, World
from tests.showcase import make_picture

PUBLIC, SIGNED_IN = frozenset(EVERYBODY), frozenset(ROLES)
PANEL = frozenset({"officer", "officer_author", "administrator"})
OFFICE = PANEL | {"chair", "inspector"}
AUTHORS = frozenset({"owner", "co_author", "officer_author"})
DESKS = frozenset({"unit_desk", "unit_head", "other_head"})
FILES = tuple(f"public:results_{kind}" for kind in ("csv", "json", "xlsx"))
OPEN = (
    "results", "results_by_award", "results_by_unit", "open_data", "library", "library_entry", "spread",
    "honour_board",
)  # fmt: skip
STEPS = tuple(f"unit:adoption{step}" for step in ("", "_confirm", "_report", "_withdraw"))
PICTURES = ("public:library_picture", "public:library_picture_whole", "public:honour_picture")
OF_EXAMPLE = ("office:example", "office:example_remove")

PAGES = {
    **{f"public:{name}": PUBLIC for name in OPEN},
    **dict.fromkeys(FILES, PUBLIC),
    **dict.fromkeys(PICTURES, PUBLIC),
    "author:library": AUTHORS,
    "author:examples": SIGNED_IN,
    "author:example": frozenset({"owner"}),
    "author:example_picture": frozenset({"owner"}),
    "unit:adoptions": DESKS,
    "unit:adopt": frozenset(EVERYBODY) - {"anonymous"},  # who may not is told who may
    **dict.fromkeys(STEPS, frozenset({"other_head"})),
    "office:showcase": PANEL,
    "office:showcase_hide": PANEL - AUTHORS,
    "office:examples": PANEL,
    "office:example_new": PANEL - AUTHORS,
    **dict.fromkeys(OF_EXAMPLE, PANEL - AUTHORS),
    "office:adoptions": OFFICE,
}
ACTS = {
    "author:library_retract": AUTHORS,
    "office:showcase_unhide": PANEL - AUTHORS,
    "office:open_past": frozenset({"administrator"}),
}
PUBLISHED = frozenset({"published"})
ONLY_IN = dict.fromkeys((*FILES, "author:library", "author:library_retract"), PUBLISHED)
ASKED = "Người được hỏi"
ENTRIES = (
    "public:library_entry", "public:library_picture", "public:library_picture_whole", "unit:adopt",
    "office:example_new",
)  # fmt: skip


def entry(world: World) -> LibraryEntry | None:
    return LibraryEntry.objects.filter(submission=world.dossier).first()


def entry_code(world: World) -> str | None:
    """With a picture that its author approved."""
    found = entry(world)
    if found is None:
        return None
    if not found.pictures.exists():
        found.pictures.create(attachment=picture(world), order=1, alternative="Máy trên bàn")
        LibraryEntry.objects.filter(pk=found.pk).update(approved_at=clock.now())
    return found.code


def picture(world: World) -> Attachment:
    return world.dossier.attachments.filter(content_type="image/png").first() or make_picture(world.dossier)


def entry_pk(world: World) -> int | None:
    found = entry(world)
    return found.pk if found else None


def adoption(world: World) -> int | None:
    """Of another unit, with a check that is due."""
    found, head = entry(world), world.people["other_head"]
    if found is None:
        return None
    ago, now = clock.today() - timedelta(days=200), clock.now()
    facts = {
        "unit_name": "Đơn vị khác", "unit_kind": "department", "starts_on": ago, "contact": "Người phụ trách",
        "plan": "Ở bộ phận một cửa.", "pledged_by": head, "pledged_at": now, "applied_on": ago,
        "applied_where": "Bộ phận một cửa.", "confirmed_by": head, "confirmed_at": now,
    }  # fmt: skip
    made, _ = Adoption.objects.get_or_create(entry=found, unit=head.home_unit, defaults=facts)
    BenefitCheck.objects.get_or_create(adoption=made, months=6, defaults={"due_on": clock.today()})
    return made.pk


def example(world: World) -> int | None:
    found = entry(world)
    if found is None:
        return None
    facts = {
        "unit_name": found.unit_name, "period": "Quý I", "story": "Làm việc tốt.", "asked": world.people["owner"],
        "written_by": world.people["officer"], "written_at": clock.now(), "consent": "agreed",
        "answered_at": clock.now(), "picture": picture(world), "alternative": "Người bên máy",
    }  # fmt: skip
    unanswered = {"consent": "asked", "answered_at": None, "story": f"Chưa trả lời {token('story')}"}
    GoodExample.objects.get_or_create(entry=found, name=ASKED, defaults=facts | unanswered)
    return GoodExample.objects.get_or_create(entry=found, name="Người được nêu gương", defaults=facts)[0].pk


def asked(world: World) -> int | None:
    """The author has not answered yet, so nobody else outside may read the words."""
    return GoodExample.objects.get(name=ASKED).pk if example(world) else None


def batch(world: World) -> int | None:
    found = ImportBatch.objects.first()
    return found.pk if found else None


OBJECTS = {
    **dict.fromkeys(STEPS, adoption),
    **dict.fromkeys((*OF_EXAMPLE, "author:example_picture", "public:honour_picture"), example),
    "author:example": asked,
    **dict.fromkeys(("office:showcase_hide", "office:showcase_unhide"), entry_pk),
    "office:open_past": batch,
}
