import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def take_from_the_notices(apps, schema_editor):
    """A letter and its notice have one key, and the notice always knew its dossier."""
    notices = apps.get_model("campaign", "Notice").objects.filter(key=OuterRef("key"))
    messages = apps.get_model("campaign", "Message").objects
    messages.update(submission=Subquery(notices.values("submission")[:1]))


class Migration(migrations.Migration):
    dependencies = [("campaign", "0014_allocation")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="campaign.submission",
            ),
        ),
        migrations.RunPython(take_from_the_notices, migrations.RunPython.noop),
    ]
