"""Which pages are measured, as whom, and how many questions each asks the database: JSON for deploy/bench.py.

Runs inside Django on a database that `manage.py benchmark_data` has filled; it signs people in, nothing else.
"""

import gzip
import json
import sys
import time

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models.user import User
from campaign.models.campaign import Campaign, Strand
from campaign.models.decision import Decision
from campaign.models.judging import Assignment
from campaign.models.publication import Certificate, PublishedResult
from campaign.models.ranking import Ranking
from campaign.models.showcase import LibraryEntry
from campaign.models.submission import Submission

HOST = "127.0.0.1"
VISITS = 5
AUTHOR, UNIT, OFFICER, JUDGE = "TG-00001", "TT-001", "THUKY", "GK-01"
CHAIR, ADMINISTRATOR, INSPECTOR = "CHUTICH", "QUANTRI", "THANHTRA"
FLOORS = [("constant view", "/do-dac/hang-so/"), ("one query, 50 rows", "/do-dac/mot-cau-hoi/")]


def pages():
    yield from (("floor", "", name, path) for name, path in FLOORS)
    yield from public_pages()
    yield from author_pages()
    yield from unit_pages()
    yield from office_pages()
    yield from judge_pages()
    yield from other_pages()


def public_pages():
    past = Campaign.objects.filter(publications__isnull=False).order_by("-year").first()
    result = PublishedResult.objects.filter(campaign=past, line=150).get()
    yield "public", "", "home", reverse("public:home")
    yield "public", "", "campaign", reverse("public:campaign", args=[running().slug])
    yield "public", "", "results", reverse("public:results", args=[past.slug])
    yield "public", "", "results, page 6", reverse("public:results", args=[past.slug]) + f"?sau={result.pk}"
    yield "public", "", "results, search", reverse("public:results", args=[past.slug]) + "?q=nuoi+tom"
    yield "public", "", "results, by unit", reverse("public:results_by_unit", args=[past.slug])
    yield "public", "", "results, JSON", reverse("public:results_json", args=[past.slug])
    entry = LibraryEntry.objects.shown().order_by("pk")[20]
    yield "public", "", "library", reverse("public:library")
    yield "public", "", "library, page 2", reverse("public:library") + f"?sau={entry.pk}"
    yield "public", "", "library, search", reverse("public:library") + f"?q=nuoi+tom&nam={entry.year}"
    yield "public", "", "initiative", reverse("public:library_entry", args=[entry.code])
    yield "public", "", "certificate", reverse("public:certificate", args=[Certificate.objects.first().code])
    yield "public form", "", "sign-in", reverse("account_login")


def author_pages():
    mine = Submission.objects.filter(owner__staff_code=AUTHOR, campaign=running()).order_by("pk")
    accepted = mine.filter(state="accepted").first()
    draft = (
        Submission.objects.filter(campaign=running(), state="draft").select_related("owner").earliest("pk")
    )
    writer = draft.owner.staff_code
    yield "list", AUTHOR, "dashboard", reverse("dashboard")
    yield "list", AUTHOR, "own dossiers", reverse("author:list")
    yield "list", AUTHOR, "own dossier", reverse("author:detail", args=[accepted.code])
    yield "list", AUTHOR, "receipt", reverse("author:receipt", args=[accepted.code])
    yield "form", writer, "writing a dossier", reverse("author:edit", args=[draft.code])
    yield "form", writer, "checks before filing", reverse("author:submit", args=[draft.code])
    yield "form", writer, "similar texts of a draft", reverse("author:similar", args=[draft.code])
    yield "list", AUTHOR, "notices", reverse("notices")
    yield "work", AUTHOR, "application as PDF", reverse("author:paper", args=[accepted.code, "don", "pdf"])


def unit_pages():
    units = Submission.objects.filter(endorsing_unit__posts__user__staff_code=UNIT, state="submitted")
    yield "list", UNIT, "dashboard", reverse("dashboard")
    yield "list", UNIT, "queue", reverse("unit:queue")
    yield "list", UNIT, "search", reverse("unit:queue") + "?nhom=tat-ca&q=nuoi+tom"
    yield "form", UNIT, "dossier with opinion", reverse("unit:detail", args=[units.first().code])


def office_pages():
    dossiers = Submission.objects.filter(campaign=running()).order_by("pk")
    endorsed, accepted = (dossiers.filter(state=state) for state in ("endorsed", "accepted"))
    deep = accepted[accepted.count() // 2]
    queue, one = reverse("office:queue"), endorsed.first()
    yield "list", OFFICER, "dashboard", reverse("dashboard")
    yield "list", OFFICER, "queue", queue
    yield "list", OFFICER, "queue, everything", f"{queue}?nhom=tat-ca"
    yield "list", OFFICER, "queue, deep page", f"{queue}?nhom=dang-xet&sau={deep.pk}"
    yield "list", OFFICER, "queue of a unit", f"{queue}?nhom=tat-ca&don_vi={deep.unit_id}"
    yield "list", OFFICER, "queue of a strand", f"{queue}?nhom=tat-ca&noi_dung={deep.strand_id}"
    yield "list", OFFICER, "search, common words", f"{queue}?nhom=tat-ca&q=quy+trinh"
    yield (
        "list",
        OFFICER,
        "search, a number",
        f"{queue}?nhom=tat-ca&q={deep.register_number.partition('/')[0]}",
    )
    yield "list", OFFICER, "search, nothing found", f"{queue}?nhom=tat-ca&q=khong+bao+gio+thay"
    yield "list", OFFICER, "dossier", reverse("office:detail", args=[deep.code])
    yield "form", OFFICER, "dossier with check", reverse("office:check", args=[one.code])
    yield "list", OFFICER, "panels", reverse("office:panels")
    judging = dossiers.filter(state="judging").first()
    yield "form", OFFICER, "judges of a dossier", reverse("office:assign", args=[judging.code])
    yield "list", OFFICER, "rankings", reverse("office:rankings")
    yield "list", OFFICER, "ranking", reverse("office:ranking", args=[Ranking.objects.first().pk])
    yield "list", OFFICER, "decisions", reverse("office:decisions")
    yield "list", OFFICER, "certificates", reverse("office:certificates")
    yield "list", OFFICER, "outgoing mail", reverse("office:outbox")
    strand = Strand.objects.filter(campaign=running()).first()
    yield "list", OFFICER, "a strand's assignment", reverse("office:assignment", args=[strand.pk])
    yield "list", OFFICER, "loads of judges", reverse("office:loads", args=[strand.pk])


def judge_pages():
    mine = Assignment.objects.filter(judge__staff_code=JUDGE, submission__campaign=running()).order_by("pk")
    opened, locked = (mine.filter(sheet__status=status).first() for status in ("draft", "locked"))
    yield "list", JUDGE, "dashboard", reverse("dashboard")
    yield "list", JUDGE, "own list", reverse("judge:list")
    yield "form", JUDGE, "score sheet", reverse("judge:sheet", args=[opened.alias])
    yield "list", JUDGE, "locked sheet", reverse("judge:sheet", args=[locked.alias])


def other_pages():
    dossier = Submission.objects.filter(campaign=running(), state="accepted").order_by("pk").first()
    yield "list", CHAIR, "dashboard", reverse("dashboard")
    yield "list", CHAIR, "sittings", reverse("council:sittings")
    yield "list", ADMINISTRATOR, "dashboard", reverse("dashboard")
    yield "list", ADMINISTRATOR, "campaigns", reverse("setup:campaigns")
    yield "list", ADMINISTRATOR, "people", reverse("accounts:people")
    yield "list", ADMINISTRATOR, "people, search", reverse("accounts:people") + "?q=nguyen+van"
    yield "work", ADMINISTRATOR, "decision of 300 lines", reverse("office:decision", args=[signed().pk])
    yield "list", INSPECTOR, "dashboard", reverse("dashboard")
    yield "list", INSPECTOR, "trail", reverse("inspect:trail")
    yield "list", INSPECTOR, "trail of a dossier", reverse("inspect:dossier", args=[dossier.code])


def running():
    return Campaign.objects.running().get()


def signed():
    return Decision.objects.first()


def signed_in(staff_code, known):
    if staff_code not in known:
        known[staff_code] = Client()
        if staff_code:
            known[staff_code].force_login(User.objects.get(staff_code=staff_code))
    return known[staff_code]


def computing(client, path):
    """Milliseconds of this process alone: what other programs on the machine and the database do is not in it."""
    begun = time.thread_time()
    client.get(path, HTTP_HOST=HOST)
    return (time.thread_time() - begun) * 1000


def measured(kind, who, name, path, clients):
    """The first visit does not count: it loads templates and translations."""
    client = signed_in(who, clients)
    client.get(path, HTTP_HOST=HOST)
    cpu = min(computing(client, path) for _ in range(VISITS))
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path, HTTP_HOST=HOST)
    session = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return {
        "kind": kind,
        "who": who,
        "name": name,
        "path": path,
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session.value}" if session else "",
        "status": response.status_code,
        "queries": len(asked),
        "cpu": round(cpu, 2),
        "kilobytes": round(len(response.content) / 1000, 1),
        "zipped": round(len(gzip.compress(response.content, 6)) / 1000, 1),
    }


def tell():
    clients = {}
    json.dump([measured(*page, clients) for page in pages()], sys.stdout)
