"""What was issued is never changed and never deleted."""

from django.db import migrations

from campaign.migrations import _guards

GUARDS = [
    (f"{name}_{event.lower()}", f"campaign_{name}", event, "1 = 1", "what was issued cannot change")
    for name in ("decisionsnapshot", "issuedpaper")
    for event in ("UPDATE", "DELETE")
]


class Migration(migrations.Migration):
    dependencies = [("campaign", "0029_report_numbers")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: _guards.install(schema_editor.connection, GUARDS),
            lambda apps, schema_editor: _guards.remove(schema_editor.connection, GUARDS),
        ),
    ]
