from django.db import migrations

from campaign.migrations import _guards

GUARDS = [
    (
        "attachment_content",
        "campaign_attachment",
        "UPDATE OF submission_id, public_id, file, sha256, size",
        "OLD.sha256 <> NEW.sha256 OR OLD.file <> NEW.file OR OLD.size <> NEW.size"
        " OR OLD.public_id <> NEW.public_id OR OLD.submission_id <> NEW.submission_id",
        "the content of a file cannot change; a newer version is a new row",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("campaign", "0006_coauthors")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: _guards.install(schema_editor.connection, GUARDS),
            lambda apps, schema_editor: _guards.remove(schema_editor.connection, GUARDS),
        ),
    ]
