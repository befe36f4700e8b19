import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from campaign.migrations import _guards

IS_AUTHOR = (
    "(EXISTS (SELECT 1 FROM campaign_authorship WHERE submission_id = NEW.submission_id AND user_id = NEW.judge_id)"
    " OR EXISTS (SELECT 1 FROM campaign_submission WHERE id = NEW.submission_id AND owner_id = NEW.judge_id))"
)
JUDGES = "EXISTS (SELECT 1 FROM campaign_assignment WHERE ended_at IS NULL AND submission_id = {} AND judge_id = {})"
BARRED = (
    "EXISTS (SELECT 1 FROM campaign_conflict WHERE submission_id = NEW.submission_id AND person_id = NEW.judge_id"
    " AND (verdict = 'upheld' OR (verdict = 'open' AND source = 'judge')))"
)
OWN = "nobody judges the own work"
JUDGED = "a judge of the dossier cannot become its author"

GUARDS = [
    ("own_work_given", "campaign_assignment", "INSERT", f"NEW.ended_at IS NULL AND {IS_AUTHOR}", OWN),
    (
        "own_work_moved",
        "campaign_assignment",
        "UPDATE OF judge_id, submission_id, ended_at",
        f"NEW.ended_at IS NULL AND {IS_AUTHOR}",
        OWN,
    ),
    (
        "conflict_given",
        "campaign_assignment",
        "INSERT",
        f"NEW.ended_at IS NULL AND {BARRED}",
        "nobody judges in a conflict of interest",
    ),
    *[
        (name, "campaign_authorship", event, JUDGES.format("NEW.submission_id", "NEW.user_id"), JUDGED)
        for name, event in [
            ("judge_written_in", "INSERT"),
            ("judge_made_author", "UPDATE OF user_id, submission_id"),
        ]
    ],
    (
        "judge_made_owner",
        "campaign_submission",
        "UPDATE OF owner_id",
        JUDGES.format("NEW.id", "NEW.owner_id"),
        JUDGED,
    ),
    ("conflict_stays", "campaign_conflict", "DELETE", "1 = 1", "a conflict cannot be deleted"),
    (
        "verdict_stays",
        "campaign_conflict",
        "UPDATE",
        "OLD.by_administrator AND NOT NEW.by_administrator",
        "only an administrator changes the verdict of an administrator",
    ),
]


def keep_what_stands(apps, schema_editor):
    """So far every conflict was declared by its judge, and who sat on a panel had been asked on paper."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:  # a table with deferred checks of keys still to come cannot be altered
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    apps.get_model("campaign", "Conflict").objects.update(declared_by=models.F("person"))
    apps.get_model("campaign", "PanelMember").objects.update(answer="accepted")
    if postgresql:
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("campaign", "0009_fairness_and_feedback"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        _guards.LIFT_GUARDS,
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
            ],
            options={
                "ordering": ["first_day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(default="initiative", max_length=12)),
                ("name", models.CharField(max_length=200)),
                ("decision_number", models.CharField(max_length=60)),
                ("decision_date", models.DateField()),
                ("term_from", models.DateField()),
                ("term_to", models.DateField(blank=True, null=True)),
                ("quorum_numerator", models.PositiveSmallIntegerField(default=2)),
                ("quorum_denominator", models.PositiveSmallIntegerField(default=3)),
                ("majority_numerator", models.PositiveSmallIntegerField(default=2)),
                ("majority_denominator", models.PositiveSmallIntegerField(default=3)),
                ("written_opinions", models.BooleanField(default=False)),
                ("state_funded", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="CouncilMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(default="member", max_length=12)),
                ("left_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="conflict",
            options={"ordering": ["pk"]},
        ),
        migrations.RemoveConstraint(
            model_name="conflict",
            name="conflict_once",
        ),
        migrations.RenameField(model_name="conflict", old_name="judge", new_name="person"),
        migrations.AlterField(
            model_name="conflict",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conflicts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="by_administrator",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="conflict",
            name="declared_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="kind",
            field=models.CharField(default="other", max_length=20),
        ),
        migrations.AddField(
            model_name="conflict",
            name="source",
            field=models.CharField(default="judge", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="conflict",
            name="verdict",
            field=models.CharField(default="open", max_length=10),
        ),
        migrations.AddField(
            model_name="conflict",
            name="verdict_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="conflict",
            name="verdict_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="verdict_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="answer",
            field=models.CharField(default="invited", max_length=10),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="answer_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="capacity",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="fields",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="minimum",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(keep_what_stands, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="conflict",
            name="declared_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="conflict",
            index=models.Index(fields=["verdict", "-declared_at", "-id"], name="conflict_desk"),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.UniqueConstraint(
                fields=("submission", "person", "kind", "source"), name="conflict_once_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "author",
                            "coauthor",
                            "manager",
                            "unit",
                            "parent_unit",
                            "namesake",
                            "family",
                            "interest",
                            "adviser",
                            "dispute",
                            "other",
                        ],
                    )
                ),
                name="conflict_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["judge", "author", "suggested", "office"])),
                name="conflict_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["open", "upheld", "dismissed"])),
                name="conflict_verdict_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "open"),
                    models.Q(("verdict_at__isnull", False), ("verdict_by__isnull", False)),
                    _connector="OR",
                ),
                name="verdict_has_a_giver",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "suggested"), _negated=True),
                    models.Q(("verdict", "open"), _negated=True),
                    _connector="OR",
                ),
                name="suggestion_is_kept_with_its_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["invited", "accepted", "declined"])),
                name="member_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__isnull", True), ("capacity__gte", models.F("minimum")), _connector="OR"
                ),
                name="capacity_holds_the_minimum",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="absences",
                to="campaign.panelmember",
            ),
        ),
        migrations.AddField(
            model_name="council",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="councils", to="campaign.campaign"
            ),
        ),
        migrations.AddField(
            model_name="councilmember",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="members", to="campaign.council"
            ),
        ),
        migrations.AddField(
            model_name="councilmember",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="council_seats",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="absence_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["initiative", "emulation"])), name="council_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quorum_numerator__gt", 0), ("quorum_numerator__lte", models.F("quorum_denominator"))
                ),
                name="quorum_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("majority_numerator__gt", 0),
                    ("majority_numerator__lte", models.F("majority_denominator")),
                ),
                name="majority_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("term_to__isnull", True), ("term_to__gte", models.F("term_from")), _connector="OR"
                ),
                name="term_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="councilmember",
            constraint=models.UniqueConstraint(fields=("council", "user"), name="seat_once_per_council"),
        ),
        migrations.AddConstraint(
            model_name="councilmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True), ("role", "chair")),
                fields=("council",),
                name="one_chair_per_council",
            ),
        ),
        migrations.AddConstraint(
            model_name="councilmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["chair", "vice_chair", "secretary", "union", "member"])),
                name="seat_role_known",
            ),
        ),
        _guards.RESTORE_GUARDS,
        migrations.RunPython(
            lambda apps, schema_editor: _guards.install(schema_editor.connection, GUARDS),
            lambda apps, schema_editor: _guards.remove(schema_editor.connection, GUARDS),
        ),
    ]
