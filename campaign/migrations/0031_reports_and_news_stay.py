"""An issued report, what officers wrote in it, and every text that the public read in the news stay as they were."""

from django.db import migrations

from campaign.migrations import _guards

KEPT = (
    ("reporttext", "1 = 1", "a text of a report cannot change"),
    ("report", "OLD.issued_at IS NOT NULL", "what was issued cannot change"),
    ("articleversion", "1 = 1", "what the public read cannot change"),
)
GUARDS = [
    (f"{name}_{event.lower()}", f"campaign_{name}", event, condition, message)
    for name, condition, message in KEPT
    for event in ("UPDATE", "DELETE")
]


class Migration(migrations.Migration):
    dependencies = [("campaign", "0030_issued_papers_stay")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: _guards.install(schema_editor.connection, GUARDS),
            lambda apps, schema_editor: _guards.remove(schema_editor.connection, GUARDS),
        ),
    ]
