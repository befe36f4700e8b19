"""Open every URL of the portal as everybody and keep the answers as plain text."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models.post import Post
from campaign.models.audit import ChainHead, Event
from campaign.models.coauthors import Invitation
from campaign.models.following import Appeal, DataRequest, Feedback
from campaign.models.message import Message
from campaign.models.publication import Certificate
from campaign.models.submission import Submission
from campaign.notifications.unsubscribe import token_for
from campaign.rules.rubric_presets import PRESETS
from tests.access import bodies, deciding, helping, live_session, news, papers_table, showcase
from tests.access.reader import Reader
from tests.access.sent_files import UPLOAD_KEY
from tests.access.things import kept_text, list_on_trial, pair_kept_apart, similar_pair
from tests.access.words import words
from tests.access.world import EVERYBODY, JUDGES, World, build

LAST, TELLING = "published", ("judging", "decided")
COMPARED = ("draft", "judging")
SECRET = {"code", "alias", "public_id"}
LABELS = ("accounts", "campaign")
ELSEWHERE = {"code": "khongco222", "alias": "khongco222"}
PAPERS = papers_table.NAMED
FRESH = (
    r"ETag: \S+|Expires: [^\n]+|(csrfmiddlewaretoken|typed_for)\" value=\"[^\"]+\"|autosave-page=\"\w+\""
    r"|<code[^>]*>[0-9A-F]{8}</code>|\b[0-9A-F]{8}\b"
)


@dataclass(frozen=True)
class Target:
    """One address; `holder` is the judge to whom its alias belongs."""

    name: str
    path: str
    holder: str = ""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str

    @property
    def found(self) -> str:
        """ "in", "sign in" or "nothing" (404)."""
        if self.status == 404:
            return "nothing"
        return "sign in" if "/dang-nhap/" in self.location else "in"


@functools.cache
def names() -> set[str]:
    """Every named URL of the portal, with its namespace."""
    return set(_patterns(get_resolver(), ""))


def _patterns(resolver, space) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _patterns(entry, inner)
        else:
            yield f"{space}{entry.name}"


@functools.cache
def parameters(name: str) -> tuple[str, ...]:
    space, _, last = name.rpartition(":")
    resolver = get_resolver()
    for part in filter(None, space.split(":")):
        resolver = resolver.namespace_dict[part][1]
    return tuple(resolver.reverse_dict.getlist(last)[0][0][0][1])


def targets(world: World, *, everything: bool = False) -> list[Target]:
    """The addresses of the things that exist in this state; what no state can change is opened in one."""
    states = {name for name in names() if everything or _is_of_state(name, world.dossier.state)}
    return [target for name in sorted(states) for target in _addresses(world, name)]


def _is_of_state(name: str, state: str) -> bool:
    if state in (LAST, *TELLING) and not name.startswith(("account_", "accounts:")):
        return True
    return state == LAST or bool(SECRET & set(parameters(name)))


def concerns(who: str, target: Target) -> bool:
    """The sheets of three judges are tried by all judges; everybody else tries one of them."""
    return target.holder in ("", who, JUDGES[0]) or who in JUDGES


def _addresses(world: World, name: str) -> Iterator[Target]:
    wanted = parameters(name)
    holders = [judge for judge in JUDGES if "alias" in wanted and world.dossier.assignments.exists()]
    for holder in holders if "alias" in wanted else [""]:
        values = {key: _value(world, name, key, holder) for key in wanted}
        if None not in values.values():
            yield Target(name, reverse(name, kwargs=values), holder)


def _value(world: World, name: str, key: str, holder: str):
    simple = {
        "slug": lambda: world.campaign.slug,
        "alias": lambda: world.alias(holder),
        "public_id": lambda: world.attachment.public_id,
        "strand_pk": lambda: world.dossier.strand_id,
        "ranking_pk": lambda: _pk(world.campaign.rankings),
        "sitting_pk": lambda: _pk(world.campaign.sittings),
        "result_pk": lambda: _pk(world.campaign.results),
        "award_pk": lambda: _pk(world.dossier.awards.filter(published_results__isnull=False)),
        "number": lambda: _event_number() if name == "inspect:event" else 1,
        "field": lambda: "title",
        **dict.fromkeys(("line", "uidb36"), lambda: "1"),
        "version": lambda: papers_table.template(world) if name.startswith("setup:paper") else "1",
        "paper": lambda: PAPERS.get(name, "don"),
        "batch_pk": lambda: papers_table.batch(world),
        "item_pk": live_session.item,
        "seat_pk": live_session.seat,
        "kind": lambda: _kind(world, name),
        "role": lambda: "tac-gia",
        "months": lambda: 6,
        "uid": lambda: world.dossier.authorships.get(user=world.people["co_author"]).uid,
        "key": lambda: UPLOAD_KEY if name.startswith("author:") else "set-password",
        "code": lambda: _code(world, name),
        "sha256": lambda: list_on_trial(world, name),
        "pair": lambda: similar_pair(world),
    }
    return simple[key]() if key in simple else _OBJECTS[name](world)


def _kind(world: World, name: str):
    if name.startswith("setup:paper_template"):
        return "decision"
    return "docx" if world.dossier.state == "decided" else "pdf"


def _code(world: World, name: str):
    if name == "setup:rubric_preset":
        return next(iter(PRESETS))
    if name in showcase.ENTRIES:
        return showcase.entry_code(world)
    if name.startswith("unit:paper_"):
        return world.campaign.paper_forms.get().code
    if name not in ("public:certificate", "office:certificate_paper"):
        return world.dossier.code
    certificate = Certificate.objects.first()
    return certificate.code if certificate else None


def _event_number():
    latest = Event.objects.first()
    return latest.number if latest else None


def _pk(rows):
    first = rows.first()
    return first.pk if first else None


OF_RANKING = ("office:ranking", "office:ranking_row", "office:ranking_sheet", "office:lots")
_OBJECTS = {
    **dict.fromkeys(("accounts:unit", "accounts:add_unit_version", "accounts:merge_unit"), lambda w: w.dossier.unit_id),
    **dict.fromkeys(
        [f"accounts:{one}_account" for one in ("close", "open")]
        + [f"accounts:{one}" for one in ("person", "edit_person", "sign_in_link", "add_post")],
        lambda w: w.people["other_author"].pk,
    ),
    "share_link": lambda w: "lien-ket-cu",
    "author:invitation": lambda w: _pk(Invitation.objects.filter(to=w.people["co_author"])),
    "accounts:end_post": lambda w: _pk(Post.objects.filter(user=w.people["other_author"])),
    **dict.fromkeys(
        ("setup:rubric", "setup:rubric_edit", "setup:rubric_version", "setup:rubric_remove"),
        lambda w: w.dossier.strand.rubric_id,
    ),
    "office:strict_fields": lambda w: _pk(w.campaign.panels),
    **{f"office:panel_{act}": lambda w: _pk(w.campaign.panels) for act in ("close", "reopen")},
    **bodies.OBJECTS,
    **news.OBJECTS,
    **helping.OBJECTS,
    **showcase.OBJECTS,
    **papers_table.OBJECTS,
    **deciding.OBJECTS,
    "office:judge_work": lambda w: w.people[JUDGES[0]].pk,
    "office:remind_judge": lambda w: w.people[JUDGES[0]].pk,
    "office:together": pair_kept_apart,
    "office:sheet_return": lambda w: _pk(w.dossier.sheets),
    "office:violation": lambda w: _pk(w.dossier.sheets.exclude(violation_kind="").filter(status="locked")),
    "office:assign_end": lambda w: _pk(w.dossier.assignments),
    **dict.fromkeys(OF_RANKING, lambda w: _pk(w.campaign.rankings)),
    **{f"office:{name}": lambda w: _pk(w.campaign.decisions) for name in ("decision", "publish", "feedback")},
    "office:publish_cancel": lambda w: _pk(w.campaign.scheduled_publications),
    "office:extension_revoke": lambda w: _pk(w.campaign.extensions),
    "office:late_copy": lambda w: _pk(w.dossier.late_copies),
    **{f"office:mail{act}": lambda w: _pk(Message.objects.filter(submission=w.dossier)) for act in ("", "_retry")},
    "office:question": lambda w: _pk(Feedback.objects),
    **dict.fromkeys(("office:appeal", "office:appeal_panel"), lambda w: _pk(Appeal.objects)),
    **{f"setup:data_{name}": lambda w: _pk(DataRequest.objects) for name in ("request", "erase", "refuse")},
    "kept_forget": kept_text,
    "notice_read": lambda w: _pk(w.people["owner"].notices),
    "unsubscribe": lambda w: token_for(w.people["other_author"]),
    "council:sitting": lambda w: _pk(w.campaign.sittings),
    **dict.fromkeys(live_session.PAGES, live_session.key),
}  # fmt: skip


def clients(world: World) -> dict[str, Client]:
    found = {name: Reader() for name in EVERYBODY}
    for name, user in world.people.items():
        found[name].force_login(user)
    return found


@dataclass(frozen=True)
class Crawl:
    """`answers` by who and target; `changed` are those for whom reading changed what is stored."""

    world: World
    answers: dict[tuple[str, Target], Answer]
    missing: dict[tuple[str, Target], Answer]
    changed: list[str]


def crawl(state: str) -> Crawl:
    cache.clear()
    world = build(state)
    addresses, found, missing, changed = targets(world), {}, {}, []
    compares = state in COMPARED
    for who, client in clients(world).items():
        before = digest()
        for target in addresses:
            if concerns(who, target):
                found[who, target] = answer(client, target.path)
                if (
                    compares
                    and found[who, target].found == "nothing"
                    and SECRET & set(parameters(target.name))
                ):
                    missing[who, target] = answer(client, elsewhere(world, target))
        if digest() != before:
            changed.append(who)
    return Crawl(world, found, missing, changed)


def answer(client: Client, path: str, method: str = "get") -> Answer:
    response = getattr(client, method)(path)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return Answer(
        response.status_code,
        response.headers.get("Location", ""),
        headers + "\n\n" + words(response.headers.get("Content-Type", ""), content),
    )


def elsewhere(world: World, target: Target) -> str:
    """The address of the same page of a thing that does not exist."""
    alias = world.alias(target.holder) if target.holder else ""
    path = target.path.replace(world.dossier.code, ELSEWHERE["code"]).replace(
        alias or "\0", ELSEWHERE["alias"]
    )
    return path if path != target.path else re.sub(r"/\d+/", "/999999/", path)


def plain(text: str) -> str:
    """Without what differs at every request anyway: the token of the form, the reference, the address itself."""
    return re.sub(FRESH, "", text)


def digest() -> tuple:
    """How many rows there are of everything, and how far every dossier is."""
    states = Submission.objects.order_by("pk").values_list("pk", "state", "version", "saved_at")
    return (*_counts(), *states, *ChainHead.objects.values_list("number", "hash"))


def _counts() -> tuple:
    """In one statement, since it is asked often."""
    tables = [model._meta.db_table for label in LABELS for model in apps.get_app_config(label).get_models()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {table})" for table in tables))  # noqa: S608
        return cursor.fetchone()
