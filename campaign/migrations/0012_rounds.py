from decimal import Decimal
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from campaign.migrations import _guards

# The table of moves as 0002 holds it, and judging opened again.
MOVES = [
    *import_module("campaign.migrations.0002_guards").MOVES,
    "judged>judging",
    "ranked>judging",
]
MOVE_GUARD = (
    "submission_moves",
    "campaign_submission",
    "UPDATE OF state",
    "OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ("
    + ", ".join(f"'{move}'" for move in MOVES)
    + ")",
    "illegal move of a dossier",
)
GUARDS = [MOVE_GUARD]
GUARDS += [
    (f"{table}_stays", f"campaign_{table}", "DELETE", "1 = 1", f"{table} cannot be deleted")
    for table in ["roundresult", "roundopening", "roundchoice", "panelclosing"]
] + [
    (f"{table}_unchanged", f"campaign_{table}", "UPDATE", "1 = 1", f"{table} cannot be changed")
    for table in ["roundresult", "roundopening", "roundchoice"]
]
EARLIER = [import_module("campaign.migrations.0002_guards").GUARDS[0]]


def guard(apps, schema_editor):
    _guards.remove(schema_editor.connection, [MOVE_GUARD])
    _guards.install(schema_editor.connection, GUARDS)


def unguard(apps, schema_editor):
    _guards.remove(schema_editor.connection, GUARDS)
    _guards.install(schema_editor.connection, EARLIER)


def keep_results(apps, schema_editor):
    """The results so far are the results of the first round."""
    results = apps.get_model("campaign", "RoundResult")
    names = [field.attname for field in results._meta.concrete_fields if field.name not in ("id", "why")]
    scores = apps.get_model("campaign", "CombinedScore").objects.order_by("pk").values(*names)
    results.objects.bulk_create((results(**score) for score in scores.iterator(1000)), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("campaign", "0011_sessions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        _guards.LIFT_GUARDS,
        migrations.CreateModel(
            name="CommunityVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("votes", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PanelClosing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("late", models.PositiveIntegerField(default=0)),
                ("closed_at", models.DateTimeField()),
                ("reopened_at", models.DateTimeField(blank=True, null=True)),
                ("reopen_reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RoundChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("of_rounds", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("chosen_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RoundOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RoundResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("sheets", models.PositiveSmallIntegerField()),
                ("method", models.CharField(max_length=20)),
                ("total", models.DecimalField(decimal_places=2, max_digits=6)),
                ("spread", models.DecimalField(decimal_places=2, max_digits=6)),
                ("criterion_means", models.JSONField()),
                ("inputs", models.JSONField(default=list)),
                ("votes", models.PositiveIntegerField(blank=True, null=True)),
                ("top_votes", models.PositiveIntegerField(blank=True, null=True)),
                ("vote_points", models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=5)),
                ("copied", models.PositiveSmallIntegerField(default=0)),
                ("level_code", models.CharField(blank=True, max_length=40)),
                ("level_label", models.CharField(blank=True, max_length=100)),
                ("level_reason", models.TextField(blank=True)),
                ("computed_at", models.DateTimeField()),
                ("why", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="assignment",
            name="judge_once_per_dossier",
        ),
        migrations.RemoveConstraint(
            model_name="rubric",
            name="rubric_combination_known",
        ),
        migrations.RemoveConstraint(
            model_name="sheet",
            name="one_sheet_per_judge",
        ),
        migrations.AddField(
            model_name="assignment",
            name="round",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="combinedscore",
            name="copied",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="combinedscore",
            name="inputs",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="combinedscore",
            name="round",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="combinedscore",
            name="top_votes",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="combinedscore",
            name="vote_points",
            field=models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=5),
        ),
        migrations.AddField(
            model_name="combinedscore",
            name="votes",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="criterion",
            name="evidence",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="criterion",
            name="group",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="criterion",
            name="na_rule",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="criterion",
            name="ticked",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="criterion",
            name="zero_is_copied",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="mark",
            name="not_applicable",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="rubric",
            name="spread_limit",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name="rubric",
            name="spread_unit",
            field=models.CharField(default="points", max_length=10),
        ),
        migrations.AddField(
            model_name="rubric",
            name="trim_each",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="rubric",
            name="trim_from",
            field=models.PositiveSmallIntegerField(default=5),
        ),
        migrations.AddField(
            model_name="rubric",
            name="vote_points",
            field=models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=5),
        ),
        migrations.AddField(
            model_name="rubric",
            name="weights",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="sheet",
            name="round",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="submission",
            name="judging_round",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("submission", "judge", "round"),
                name="judge_once_per_dossier",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("not_applicable", False), ("points__isnull", True), _connector="OR"),
                name="mark_left_out_has_no_points",
            ),
        ),
        migrations.AddConstraint(
            model_name="rubric",
            constraint=models.CheckConstraint(
                condition=models.Q(("combination__in", ["mean", "weighted_mean", "trimmed_mean"])),
                name="rubric_combination_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rubric",
            constraint=models.CheckConstraint(
                condition=models.Q(("spread_unit__in", ["points", "percent"])),
                name="rubric_spread_unit_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at__isnull", True)),
                fields=("submission", "judge", "round"),
                name="one_sheet_per_judge",
            ),
        ),
        migrations.AddField(
            model_name="communityvote",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="communityvote",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="community_vote",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="panelclosing",
            name="closed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="panelclosing",
            name="panel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="campaign.panel"
            ),
        ),
        migrations.AddField(
            model_name="panelclosing",
            name="reopened_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="roundchoice",
            name="chosen_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="roundchoice",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="round_choices",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="roundopening",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="roundopening",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="round_openings",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="roundresult",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="round_results",
                to="campaign.submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelclosing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reopened_at__isnull", True)), fields=("panel",), name="panel_closed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("round__gte", 1), ("round__lte", models.F("of_rounds"))),
                name="chosen_round_exists",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundopening",
            constraint=models.UniqueConstraint(fields=("submission", "round"), name="round_opened_once"),
        ),
        migrations.AddConstraint(
            model_name="roundopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("round__gte", 2)), name="round_after_the_first"
            ),
        ),
        _guards.RESTORE_GUARDS,
        migrations.RunPython(guard, unguard),
        migrations.RunPython(keep_results, migrations.RunPython.noop),
    ]
