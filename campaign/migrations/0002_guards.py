"""Guards in the database itself: what raw SQL may not do either, on SQLite and on PostgreSQL alike.

The list of moves is a frozen copy of the table in campaign.rules.workflow; a test compares the two.
"""

from django.db import migrations

MOVES = [
    "draft>submitted",
    "returned>submitted",
    "submitted>withdrawn",
    "returned>withdrawn",
    "endorsed>withdrawn",
    "supplement>withdrawn",
    "withdrawn>draft",
    "submitted>returned",
    "submitted>declined",
    "submitted>endorsed",
    "endorsed>supplement",
    "supplement>endorsed",
    "supplement>dropped",
    "endorsed>accepted",
    "endorsed>refused",
    "accepted>assigned",
    "assigned>judging",
    "judging>judged",
    "judged>ranked",
    "ranked>proposed",
    "proposed>decided",
    "decided>published",
    "published>revoked",
]

EDITABLE = "('draft', 'returned', 'supplement')"
STATE_OF = "(SELECT state FROM campaign_submission WHERE id = {row}.submission_id)"
SUM_OF = "(SELECT COALESCE(SUM(share_bp), 0) FROM campaign_authorship WHERE submission_id = {row})"
SHEET_OF = "(SELECT status FROM campaign_sheet WHERE id = {row}.sheet_id)"

# name, table, event, condition, message
GUARDS = [
    (
        "submission_moves",
        "campaign_submission",
        "UPDATE OF state",
        "OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ("
        + ", ".join(f"'{move}'" for move in MOVES)
        + ")",
        "illegal move of a dossier",
    ),
    (
        "submission_shares",
        "campaign_submission",
        "UPDATE OF state",
        "OLD.state IN ('draft', 'returned', 'supplement') AND NEW.state IN ('submitted', 'endorsed') AND "
        + SUM_OF.format(row="NEW.id")
        + " <> 10000",
        "shares of a submitted dossier must make 100.00",
    ),
    (
        "submission_stays",
        "campaign_submission",
        "DELETE",
        "OLD.state <> 'draft' OR OLD.register_number <> ''",
        "a submitted dossier cannot be deleted",
    ),
    (
        "share_frozen",
        "campaign_authorship",
        "UPDATE OF share_bp, submission_id",
        STATE_OF.format(row="OLD") + f" NOT IN {EDITABLE} AND OLD.share_bp <> NEW.share_bp",
        "shares of a submitted dossier cannot change",
    ),
    (
        "author_stays",
        "campaign_authorship",
        "DELETE",
        STATE_OF.format(row="OLD") + f" NOT IN {EDITABLE}",
        "an author of a submitted dossier cannot be removed",
    ),
    (
        "author_fits",
        "campaign_authorship",
        "INSERT",
        STATE_OF.format(row="NEW")
        + f" NOT IN {EDITABLE} AND "
        + SUM_OF.format(row="NEW.submission_id")
        + " + NEW.share_bp > 10000",
        "shares of a submitted dossier cannot grow",
    ),
    (
        "sheet_locked",
        "campaign_sheet",
        "UPDATE",
        "OLD.status = 'locked' AND (NEW.status <> 'locked' OR NEW.total <> OLD.total OR NEW.comment <> OLD.comment"
        " OR NEW.judge_id <> OLD.judge_id OR NEW.submission_id <> OLD.submission_id)",
        "a locked sheet cannot change",
    ),
    ("sheet_stays", "campaign_sheet", "DELETE", "OLD.status = 'locked'", "a locked sheet cannot be deleted"),
    *[
        (
            f"mark_{event.lower()}",
            "campaign_mark",
            event,
            SHEET_OF.format(row=row) + " = 'locked'",
            "marks of a locked sheet cannot change",
        )
        for event, row in [("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")]
    ],
    ("event_unchanged", "campaign_event", "UPDATE", "1 = 1", "the trail cannot be changed"),
    *[
        (f"{table}_stays", f"campaign_{table}", "DELETE", "1 = 1", f"{table} cannot be deleted")
        for table in [
            "event",
            "revision",
            "decision",
            "award",
            "publication",
            "publishedresult",
            "certificate",
            "rankedsubmission",
            "ranking",
            "proposal",
        ]
    ],
    (
        "attachment_stays",
        "campaign_attachment",
        "DELETE",
        STATE_OF.format(row="OLD") + " <> 'draft'",
        "a file of a submitted dossier cannot be deleted",
    ),
]
NO_TRUNCATE = ["event", "submission", "sheet", "award", "decision", "certificate"]


def sqlite(name, table, event, condition, message):
    yield (
        f"CREATE TRIGGER guard_{name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def postgresql(name, table, event, condition, message):
    row = "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE FUNCTION guard_{name}() RETURNS trigger AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {row}; END $$ LANGUAGE plpgsql"
    )
    yield (
        f"CREATE TRIGGER guard_{name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION guard_{name}()"
    )


def install(connection):
    statements = sqlite if connection.vendor == "sqlite" else postgresql
    with connection.cursor() as cursor:
        for guard in GUARDS:
            for statement in statements(*guard):
                cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION guard_truncate() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no truncate' "
                "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"
            )
            for table in NO_TRUNCATE:
                cursor.execute(
                    f"CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON campaign_{table} "
                    "EXECUTE FUNCTION guard_truncate()"
                )


def remove(connection):
    with connection.cursor() as cursor:
        for name, *_ in GUARDS:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION IF EXISTS guard_{name}() CASCADE")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS guard_{name}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS guard_truncate() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("campaign", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: install(schema_editor.connection),
            lambda apps, schema_editor: remove(schema_editor.connection),
        )
    ]
