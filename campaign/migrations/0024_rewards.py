from datetime import date
from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from campaign.migrations import _guards

ERA_91, ERA_152 = date(2017, 10, 1), date(2025, 7, 1)
OLD = ("unsure", "Theo hiểu biết chung về Nghị định 91/2017/NĐ-CP và các văn bản tiếp theo")
NEW = ("checked", "Nghị định 152/2025/NĐ-CP")
# code, name, sort, object, level, coefficient
KINDS = [
    ("lao-dong-tien-tien", "Lao động tiên tiến", "title", "person", "base", "0.3"),
    ("chien-si-thi-dua-co-so", "Chiến sĩ thi đua cơ sở", "title", "person", "base", "1.0"),
    (
        "chien-si-thi-dua-tinh",
        "Chiến sĩ thi đua cấp bộ, ban, ngành, tỉnh",
        "title",
        "person",
        "province",
        "3.0",
    ),
    ("chien-si-thi-dua-toan-quoc", "Chiến sĩ thi đua toàn quốc", "title", "person", "nation", "4.5"),
    ("tap-the-lao-dong-tien-tien", "Tập thể lao động tiên tiến", "title", "collective", "base", "0.8"),
    ("tap-the-lao-dong-xuat-sac", "Tập thể lao động xuất sắc", "title", "collective", "province", "1.5"),
    ("giay-khen", "Giấy khen", "form", "person", "commune", "0.3"),
    ("giay-khen-tap-the", "Giấy khen (tập thể)", "form", "collective", "commune", "0.6"),
    ("giay-khen-ho-gia-dinh", "Giấy khen (hộ gia đình)", "form", "household", "commune", "0.45"),
    ("bang-khen-tinh", "Bằng khen cấp tỉnh", "form", "person", "province", "1.5"),
    ("bang-khen-tinh-tap-the", "Bằng khen cấp tỉnh (tập thể)", "form", "collective", "province", "3.0"),
    (
        "bang-khen-tinh-ho-gia-dinh",
        "Bằng khen cấp tỉnh (hộ gia đình)",
        "form",
        "household",
        "province",
        "2.25",
    ),
    ("bang-khen-thu-tuong", "Bằng khen của Thủ tướng Chính phủ", "form", "person", "nation", "3.5"),
    (
        "bang-khen-thu-tuong-tap-the",
        "Bằng khen của Thủ tướng Chính phủ (tập thể)",
        "form",
        "collective",
        "nation",
        "7.0",
    ),
]
EARLIER = {
    "lao-dong-tien-tien", "chien-si-thi-dua-co-so", "tap-the-lao-dong-tien-tien", "giay-khen", "giay-khen-tap-the",
}  # fmt: skip
OF_COMMUNE = (
    "giay-khen-xa",
    "Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã",
    "form",
    "person",
    "commune",
    "0.15",
)
SALARIES = [
    (1_490_000, date(2019, 7, 1), "secondary", "Chưa đối chiếu văn bản gốc"),
    (1_800_000, date(2023, 7, 1), "unsure", "Theo hiểu biết chung"),
    (2_340_000, date(2024, 7, 1), "checked", "Nghị định 73/2024/NĐ-CP"),
    (2_530_000, date(2026, 7, 1), "secondary", "Nghị định 161/2026/NĐ-CP, chưa thấy trang chính thức"),
]
KIND_CHANGED = " OR ".join(
    f"NEW.{name} <> OLD.{name}"
    for name in ("code", "name", "sort", "object", "level", "coefficient", "in_force_from")
)
FIGURES_CHANGED = " OR ".join(
    f"NEW.{name} <> OLD.{name}"
    for name in ("kind_id", "holder_name", "coefficient", "base_salary", "amount", "paid")
)
IN_USE = "EXISTS (SELECT 1 FROM campaign_reward WHERE kind_id = OLD.id AND decision_id IS NOT NULL)"
DECIDED = "OLD.decision_id IS NOT NULL AND NEW.decision_id IS NOT NULL"
GUARDS = [
    ("used_kind", "campaign_rewardkind", "UPDATE", f"({KIND_CHANGED}) AND {IN_USE}", "a used kind is only followed"),
    ("reward_figures", "campaign_reward", "UPDATE", f"({FIGURES_CHANGED}) AND {DECIDED}", "figures of a decision stay"),
    ("reward_stays", "campaign_reward", "DELETE", "OLD.decision_id IS NOT NULL", "a decided reward stays"),
    ("initiativeuse_stays", "campaign_initiativeuse", "DELETE", "1 = 1", "the ledger of uses only grows"),
]  # fmt: skip


def seed(apps, schema_editor):
    """What the texts say, each with how sure it is; an administrator goes on from here."""
    kinds = apps.get_model("campaign", "RewardKind")
    for face in KINDS:
        if face[0] in EARLIER:
            _kind(kinds, face, OLD, ERA_91, date(2025, 6, 30))
        _kind(kinds, face, NEW, ERA_152, None)
    _kind(kinds, OF_COMMUNE, OLD, ERA_91, date(2023, 12, 31))
    salaries = apps.get_model("campaign", "BaseSalary")
    for amount, since, certainty, source in SALARIES:
        salaries.objects.create(amount=amount, in_force_from=since, certainty=certainty, source=source)


def _kind(kinds, face, said, since, until):
    names = ("code", "name", "sort", "object", "level")
    kinds.objects.create(
        **dict(zip(names, face, strict=False)),
        coefficient=Decimal(face[-1]),
        certainty=said[0],
        source=said[1],
        in_force_from=since,
        in_force_to=until,
    )


def guard(apps, schema_editor):
    _guards.install(schema_editor.connection, GUARDS)


def unguard(apps, schema_editor):
    _guards.remove(schema_editor.connection, GUARDS)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("campaign", "0023_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BaseSalary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.PositiveIntegerField()),
                ("in_force_from", models.DateField(unique=True)),
                ("certainty", models.CharField(default="unsure", max_length=10)),
                ("source", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["-in_force_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["checked", "secondary", "unsure"])),
                        name="salary_certainty_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="salary_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelReward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind_code", models.SlugField(max_length=40)),
                (
                    "award_level",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="level_reward",
                        to="campaign.awardlevel",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RewardKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("sort", models.CharField(max_length=10)),
                ("object", models.CharField(max_length=12)),
                ("level", models.CharField(max_length=10)),
                ("coefficient", models.DecimalField(decimal_places=3, max_digits=6)),
                ("in_force_from", models.DateField()),
                ("in_force_to", models.DateField(blank=True, null=True)),
                ("certainty", models.CharField(default="unsure", max_length=10)),
                ("source", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["sort", "object", "-coefficient", "code", "-in_force_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "in_force_from"), name="reward_kind_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("sort__in", ["title", "form"])), name="reward_sort_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("object__in", ["person", "collective", "household"])),
                        name="reward_object_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["base", "commune", "province", "nation"])),
                        name="reward_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["checked", "secondary", "unsure"])),
                        name="reward_certainty_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("coefficient__gt", 0)), name="coefficient_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_to__isnull", True),
                            ("in_force_to__gte", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="reward_kind_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RewardList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("nature", models.CharField(default="thematic", max_length=10)),
                ("made_at", models.DateTimeField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reward_lists",
                        to="campaign.campaign",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reward_list",
                        to="campaign.decision",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder_key", models.CharField(max_length=400)),
                ("holder_name", models.CharField(max_length=200)),
                ("holder_note", models.CharField(blank=True, max_length=300)),
                ("year", models.PositiveSmallIntegerField()),
                ("ground", models.CharField(blank=True, max_length=500)),
                ("coefficient", models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                ("base_salary", models.PositiveIntegerField(blank=True, null=True)),
                ("amount", models.PositiveIntegerField(blank=True, null=True)),
                ("paid", models.BooleanField(default=True)),
                ("unpaid_reason", models.TextField(blank=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_reason", models.TextField(blank=True)),
                (
                    "authorship",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="campaign.authorship",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="campaign.decision",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="campaign.submission",
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
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="campaign.rewardkind",
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="campaign.rewardlist",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InitiativeUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("used_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_reason", models.TextField(blank=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="campaign.decision",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="campaign.submission",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaign.rewardkind",
                    ),
                ),
            ],
            options={
                "ordering": ["-used_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("submission",),
                        name="one_live_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True),
                            models.Q(("revoked_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="released_use_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="rewardlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("nature__in", ["thematic", "merit"])), name="reward_nature_known"
            ),
        ),
        migrations.AddIndex(
            model_name="reward",
            index=models.Index(fields=["holder_key", "year"], name="rewards_of_a_holder"),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission__isnull", False)),
                fields=("list", "kind", "holder_key", "year", "submission"),
                name="reward_once_for_an_initiative",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission__isnull", True)),
                fields=("list", "kind", "holder_key", "year", "ground"),
                name="reward_once_for_a_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submission__isnull", False), models.Q(("ground", ""), _negated=True), _connector="OR"
                ),
                name="reward_has_a_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__isnull", True), ("decision__isnull", True)),
                    models.Q(
                        ("amount__isnull", False),
                        ("base_salary__isnull", False),
                        ("coefficient__isnull", False),
                        ("decision__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="decided_reward_has_its_figures",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid", True), models.Q(("unpaid_reason", ""), _negated=True), _connector="OR"
                ),
                name="unpaid_has_a_reason",
            ),
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
