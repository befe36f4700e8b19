from django.db import migrations, models

from campaign.migrations import _guards


class Migration(migrations.Migration):
    dependencies = [("campaign", "0012_rounds")]

    operations = [
        _guards.LIFT_GUARDS,
        migrations.AddField(
            model_name="assignment",
            name="source",
            field=models.CharField(default="hand", max_length=4),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["plan", "hand", "file"])),
                name="assignment_source_known",
            ),
        ),
        _guards.RESTORE_GUARDS,
    ]
