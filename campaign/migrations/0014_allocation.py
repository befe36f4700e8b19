import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from campaign.migrations import _guards

FROZEN = (
    "strand_id",
    "number",
    "made_by_id",
    "made_at",
    "tie_chain",
    "parameters",
    "trail_number",
    "algorithm",
    "inputs_sha256",
    "sha256",
)
GUARDS = [
    (
        "ranking_frozen",
        "campaign_ranking",
        "UPDATE",
        " OR ".join(f"OLD.{name} <> NEW.{name}" for name in FROZEN),
        "a ranking cannot change; a newer one is a new row",
    ),
    ("rankedsubmission_frozen", "campaign_rankedsubmission", "UPDATE", "1 = 1", "a ranking cannot change"),
    ("rankinginputs_frozen", "campaign_rankinginputs", "UPDATE", "1 = 1", "what was ranked cannot change"),
    ("rankinginputs_stays", "campaign_rankinginputs", "DELETE", "1 = 1", "what was ranked cannot be deleted"),
    ("lotdraw_frozen", "campaign_lotdraw", "UPDATE", "1 = 1", "drawn lots cannot change"),
    ("lotdraw_stays", "campaign_lotdraw", "DELETE", "1 = 1", "drawn lots cannot be deleted"),
]


def quotas_as_rows(apps, schema_editor):
    """The number that stood at a level counted in every strand by itself."""
    levels = apps.get_model("campaign", "AwardLevel").objects.filter(quota__isnull=False)
    apps.get_model("campaign", "AwardQuota").objects.bulk_create(
        apps.get_model("campaign", "AwardQuota")(
            campaign=level.campaign,
            order=level.order,
            label=level.label,
            level=level,
            each="strand",
            number=level.quota,
        )
        for level in levels.order_by("campaign_id", "order")
    )
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def rows_as_quotas(apps, schema_editor):
    rows = apps.get_model("campaign", "AwardQuota").objects.filter(each="strand", number__isnull=False)
    for row in rows.filter(level__isnull=False, unit_kind="", unit__isnull=True):
        apps.get_model("campaign", "AwardLevel").objects.filter(pk=row.level_id).update(quota=row.number)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("campaign", "0013_assignment_source"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        _guards.LIFT_GUARDS,
        migrations.AddField(
            model_name="rankedsubmission",
            name="award_code",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="rankedsubmission",
            name="facts",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="rankedsubmission",
            name="tie_code",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="ranking",
            name="trail_number",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="ranking",
            name="algorithm",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="ranking",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.CreateModel(
            name="RankingInputs",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField()),
                (
                    "ranking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to="campaign.ranking",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AwardQuota",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=200)),
                ("unit_kind", models.CharField(blank=True, max_length=24)),
                ("each", models.CharField(blank=True, max_length=10)),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("percent", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("base", models.CharField(blank=True, max_length=12)),
                ("rounding", models.CharField(blank=True, max_length=12)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotas",
                        to="campaign.campaign",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotas",
                        to="campaign.awardlevel",
                    ),
                ),
                (
                    "strand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotas",
                        to="campaign.strand",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("each__in", ["", "strand", "unit"])), name="quota_each_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("base", ""),
                                ("number__isnull", False),
                                ("percent__isnull", True),
                                ("rounding", ""),
                            ),
                            models.Q(
                                ("base__in", ["submitted", "accepted", "recognised", "staff"]),
                                ("number__isnull", True),
                                ("percent__isnull", False),
                                ("rounding__in", ["down", "half_up", "up", "at_least_one"]),
                            ),
                            _connector="OR",
                        ),
                        name="quota_number_or_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent__isnull", True),
                            models.Q(("percent__gt", 0), ("percent__lte", 100)),
                            _connector="OR",
                        ),
                        name="quota_percent_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cut_policy", models.CharField(default="cut", max_length=10)),
                ("cut_chain", models.JSONField(default=list)),
                ("seed", models.CharField(blank=True, max_length=100)),
                ("seed_source", models.CharField(blank=True, max_length=300)),
                ("seed_announced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_rule",
                        to="campaign.campaign",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cut_policy__in", ["cut", "extend", "ballot", "chain"])),
                        name="cut_policy_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LotDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(default="lots", max_length=10)),
                ("held_on", models.DateField()),
                ("place", models.CharField(max_length=200)),
                ("witnesses", models.TextField()),
                ("order", models.JSONField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "strand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lot_draws",
                        to="campaign.strand",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["lots", "ballot"])), name="lot_way_known"
                    )
                ],
            },
        ),
        migrations.RunPython(quotas_as_rows, rows_as_quotas),
        migrations.RemoveField(model_name="awardlevel", name="quota"),
        _guards.RESTORE_GUARDS,
        migrations.RunPython(
            lambda apps, schema_editor: _guards.install(schema_editor.connection, GUARDS),
            lambda apps, schema_editor: _guards.remove(schema_editor.connection, GUARDS),
        ),
    ]
