from django.db import migrations, models

from campaign.migrations import _guards


class Migration(migrations.Migration):
    dependencies = [("campaign", "0005_similar_public")]

    operations = [
        _guards.LIFT_GUARDS,
        migrations.AddField(
            model_name="authorship",
            name="representative",
            field=models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="authorship", name="signed_on", field=models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="authorship", name="asked_at", field=models.DateTimeField(blank=True, null=True)
        ),
        _guards.RESTORE_GUARDS,
    ]
