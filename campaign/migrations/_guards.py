"""SQLite rebuilds a table to alter it and forgets its triggers: a migration of a guarded table begins with
LIFT_GUARDS and ends with RESTORE_GUARDS. PostgreSQL keeps its triggers, so there both do nothing.
"""

from django.db import migrations

ALL = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
_lifted: dict[str, str] = {}


def lift(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        _lifted.update(cursor.execute(ALL).fetchall())
        for name in _lifted:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def restore(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        for name in list(_lifted):
            cursor.execute(_lifted.pop(name))


def install(connection, guards):
    """Each guard is (name, table, event, condition, message), as in 0002."""
    with connection.cursor() as cursor:
        for name, table, event, condition, message in guards:
            if connection.vendor == "sqlite":
                cursor.execute(
                    f"CREATE TRIGGER guard_{name} BEFORE {event} ON {table} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
                )
                continue
            row = "OLD" if event == "DELETE" else "NEW"
            cursor.execute(
                f"CREATE FUNCTION guard_{name}() RETURNS trigger AS $$ BEGIN IF {condition} THEN "
                f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                f"RETURN {row}; END $$ LANGUAGE plpgsql"
            )
            cursor.execute(
                f"CREATE TRIGGER guard_{name} BEFORE {event} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION guard_{name}()"
            )


def remove(connection, guards):
    with connection.cursor() as cursor:
        for name, *_ in guards:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION IF EXISTS guard_{name}() CASCADE")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS guard_{name}")


LIFT_GUARDS = migrations.RunPython(lift, restore)
RESTORE_GUARDS = migrations.RunPython(restore, lift)
