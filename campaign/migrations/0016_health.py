from django.db import migrations, models

from campaign.migrations import _guards


class Migration(migrations.Migration):
    dependencies = [
        ("campaign", "0015_mail_names_its_dossier"),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        _guards.LIFT_GUARDS,
        migrations.AddField(
            model_name="submission",
            name="section_saves",
            field=models.JSONField(blank=True, default=dict),
        ),
        _guards.RESTORE_GUARDS,
        migrations.CreateModel(
            name="Outage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-ended_at", "-pk"],
                "indexes": [models.Index(fields=["-ended_at"], name="outages_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gt", models.F("began_at"))), name="outage_in_order"
                    )
                ],
            },
        ),
    ]
