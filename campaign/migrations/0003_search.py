"""An index for the search inside texts, where PostgreSQL offers trigrams; elsewhere the search reads every row."""

from django.db import DatabaseError, migrations, transaction

INDEXES = {
    "submission_search": "campaign_submission",
    "past_initiative_search": "campaign_pastinitiative",
}


def install(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:  # not installed on this server, or not allowed to this role
        return
    with connection.cursor() as cursor:
        for name, table in INDEXES.items():
            cursor.execute(f"CREATE INDEX {name} ON {table} USING gin (search_text gin_trgm_ops)")


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("campaign", "0002_guards")]
    operations = [migrations.RunPython(install, remove)]
