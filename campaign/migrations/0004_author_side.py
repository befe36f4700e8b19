import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import campaign.models.campaign
import campaign.models.submission
from campaign.migrations import _guards

GUARDS = [
    (
        "confirmed_share",
        "campaign_authorship",
        "UPDATE OF share_bp",
        "OLD.share_bp <> NEW.share_bp AND NEW.confirmed_at IS NOT NULL",
        "a confirmed share cannot change",
    ),
    ("latecopy_stays", "campaign_latecopy", "DELETE", "1 = 1", "a late copy cannot be deleted"),
]


def name_rows(apps, schema_editor):
    rows = apps.get_model("campaign", "Authorship").objects
    batch = []
    for row in rows.order_by("pk").only("uid").iterator(chunk_size=1000):
        row.uid = uuid.uuid4().hex
        batch.append(row)
        if len(batch) == 1000:
            rows.bulk_update(batch, ["uid"])
            batch = []
    rows.bulk_update(batch, ["uid"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("campaign", "0003_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        _guards.LIFT_GUARDS,
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grounds", models.TextField()),
                ("filed_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-filed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("text", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("refused", models.BooleanField(default=False)),
                ("outcome", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(default="submit", max_length=20)),
                ("closes", models.DateTimeField()),
                ("reason", models.TextField()),
                ("most_uses", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("uses", models.PositiveSmallIntegerField(default=0)),
                ("granted_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-granted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FieldHelp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("help", models.TextField(blank=True)),
                ("example", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="IndexedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_confidential", models.BooleanField(default=False)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("indexed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("access", models.CharField(default="view", max_length=4)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, default="", max_length=10)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-invited_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("label", models.CharField(max_length=200)),
                ("address", models.CharField(max_length=300)),
                ("fields", models.JSONField()),
                ("saved_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LateCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("closed_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["received_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("news", models.CharField(default="now", max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("event", models.CharField(max_length=40)),
                ("text", models.CharField(max_length=300)),
                ("body", models.TextField(blank=True)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("is_duty", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("mail_due", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PaperForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("secret_hash", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("keyed_at", models.DateTimeField(blank=True, null=True)),
                ("disputed_at", models.DateTimeField(blank=True, null=True)),
                ("remark", models.TextField(blank=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField()),
                ("closes", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Shingle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SimilarPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.DecimalField(decimal_places=3, max_digits=4)),
                ("found_at", models.DateTimeField()),
                ("verdict", models.CharField(blank=True, default="", max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("verdict_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-score", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SupplementPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("section", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("answer", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("path", models.CharField(max_length=200)),
                ("started_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name="attachment",
            name="copy",
            field=models.FileField(blank=True, max_length=200, upload_to=""),
        ),
        migrations.AddField(
            model_name="attachment",
            name="copy_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="attachment",
            name="copy_state",
            field=models.CharField(default="waiting", max_length=10),
        ),
        migrations.AddField(
            model_name="attachment",
            name="preview",
            field=models.FileField(blank=True, max_length=200, upload_to=""),
        ),
        migrations.AddField(
            model_name="attachment",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="campaign.attachment",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="scan_state",
            field=models.CharField(default="unscanned", max_length=10),
        ),
        migrations.AddField(
            model_name="attachment",
            name="scanned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="authorship",
            name="access",
            field=models.CharField(default="view", max_length=4),
        ),
        migrations.AddField(
            model_name="authorship",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="authorship",
            name="confirmed_way",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="authorship",
            name="email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="authorship",
            name="kind",
            field=models.CharField(default="person", max_length=10),
        ),
        migrations.AddField(
            model_name="authorship",
            name="uid",
            field=models.CharField(default=campaign.models.submission.row_uid, max_length=36),
        ),
        migrations.AddField(
            model_name="campaign",
            name="confirm_shares",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="campaign",
            name="invitation_days",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="campaign",
            name="max_total_mb",
            field=models.PositiveSmallIntegerField(default=50),
        ),
        migrations.AddField(
            model_name="campaign",
            name="reminder_hours",
            field=models.JSONField(default=campaign.models.campaign.reminder_hours),
        ),
        migrations.AddField(
            model_name="revision",
            name="form_version",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="submission",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entered",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="is_late",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="window",
            name="grace_minutes",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("copy_state__in", ["waiting", "ready", "failed"])),
                name="attachment_copy_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("scan_state__in", ["unscanned", "clean", "infected", "failed"])),
                name="attachment_scan_state_known",
            ),
        ),
        migrations.RunPython(name_rows, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="authorship",
            constraint=models.UniqueConstraint(fields=("submission", "uid"), name="author_row_once"),
        ),
        migrations.AddConstraint(
            model_name="authorship",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["person", "collective"])), name="author_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorship",
            constraint=models.CheckConstraint(
                condition=models.Q(("access__in", ["view", "edit"])), name="author_access_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorship",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_way__in", ["", "account", "link", "paper"])),
                name="confirmed_way_known",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="campaign.submission"
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="data_requests",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="campaign.campaign"
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="granted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="strand",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="campaign.strand",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="extension",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="campaign.extension",
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="feedback", to="campaign.campaign"
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feedback",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="fieldhelp",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="field_help", to="campaign.campaign"
            ),
        ),
        migrations.AddField(
            model_name="indexedtext",
            name="past",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="indexed_texts",
                to="campaign.pastinitiative",
            ),
        ),
        migrations.AddField(
            model_name="indexedtext",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="indexed_texts",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="row",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitations",
                to="campaign.authorship",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="keptform",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="kept_forms",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="latecopy",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="latecopy",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="late_copies",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="mailpreference",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mail_preference",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="reader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paper_forms",
                to="campaign.campaign",
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="keyed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="strand",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="paper_forms", to="campaign.strand"
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="submission",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paper_form",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="paper_forms", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminders",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="shingle",
            name="text",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shingles",
                to="campaign.indexedtext",
            ),
        ),
        migrations.AddField(
            model_name="similarpair",
            name="other",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="similar_to",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="similarpair",
            name="past",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="similar_to",
                to="campaign.pastinitiative",
            ),
        ),
        migrations.AddField(
            model_name="similarpair",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="similar_pairs",
                to="campaign.submission",
            ),
        ),
        migrations.AddField(
            model_name="similarpair",
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
            model_name="supplementpoint",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="marked_points",
                to="campaign.supplementrequest",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="campaign.submission"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("submission",),
                name="one_open_appeal",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["export", "erasure"])), name="data_request_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at__isnull", True)),
                fields=("user", "kind"),
                name="one_open_data_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["submit", "endorse", "check", "judge", "council", "publish", "appeal"])
                ),
                name="extension_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("unit__isnull", True)),
                    models.Q(("person__isnull", True), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="extension_for_a_unit_or_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most_uses__isnull", True), ("uses__lte", models.F("most_uses")), _connector="OR"
                ),
                name="extension_uses_left",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(fields=["campaign", "-sent_at", "-id"], name="feedback_by_time"),
        ),
        migrations.AddConstraint(
            model_name="fieldhelp",
            constraint=models.UniqueConstraint(fields=("campaign", "field"), name="field_help_once"),
        ),
        migrations.AddConstraint(
            model_name="indexedtext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("past__isnull", False), ("submission__isnull", True)),
                    models.Q(("past__isnull", True), ("submission__isnull", False)),
                    _connector="OR",
                ),
                name="indexed_text_of_one_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="indexedtext",
            constraint=models.UniqueConstraint(
                fields=("submission", "is_confidential"), name="indexed_submission_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="indexedtext",
            constraint=models.UniqueConstraint(fields=("past",), name="indexed_past_once"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["", "accepted", "declined", "withdrawn"])),
                name="invitation_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("access__in", ["view", "edit"])), name="invitation_access_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")), fields=("submission", "to"), name="one_open_invitation"
            ),
        ),
        migrations.AddIndex(
            model_name="keptform",
            index=models.Index(fields=["owner", "-saved_at", "-id"], name="kept_forms_of"),
        ),
        migrations.AddConstraint(
            model_name="keptform",
            constraint=models.UniqueConstraint(fields=("owner", "key"), name="kept_form_once"),
        ),
        migrations.AddConstraint(
            model_name="latecopy",
            constraint=models.UniqueConstraint(fields=("submission", "sha256"), name="late_copy_once"),
        ),
        migrations.AddConstraint(
            model_name="mailpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(("news__in", ["now", "daily", "site"])), name="mail_way_known"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["reader", "-made_at", "-id"], name="notices_of"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)), fields=["reader"], name="notices_unread"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("mail_due", True)), fields=["reader"], name="notices_for_the_letter"
            ),
        ),
        migrations.AddIndex(
            model_name="paperform",
            index=models.Index(fields=["unit", "-made_at", "-id"], name="paper_forms_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("submission", "hours", "closes"), name="reminder_once"
            ),
        ),
        migrations.AddIndex(
            model_name="shingle",
            index=models.Index(fields=["value", "text"], name="shingle_found"),
        ),
        migrations.AddConstraint(
            model_name="shingle",
            constraint=models.UniqueConstraint(fields=("text", "value"), name="shingle_once"),
        ),
        migrations.AddConstraint(
            model_name="similarpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["", "same", "derived", "template", "different"])),
                name="similar_verdict_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="similarpair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("other__isnull", True), ("past__isnull", False)),
                    models.Q(("other__isnull", False), ("past__isnull", True)),
                    _connector="OR",
                ),
                name="similar_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="similarpair",
            constraint=models.UniqueConstraint(fields=("submission", "other"), name="similar_dossiers_once"),
        ),
        migrations.AddConstraint(
            model_name="similarpair",
            constraint=models.UniqueConstraint(fields=("submission", "past"), name="similar_past_once"),
        ),
        migrations.AddConstraint(
            model_name="supplementpoint",
            constraint=models.UniqueConstraint(fields=("request", "order"), name="supplement_point_once"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(fields=("submission", "by", "key"), name="upload_once"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("received__lte", models.F("size"))), name="upload_within_its_size"
            ),
        ),
        _guards.RESTORE_GUARDS,
        migrations.RunPython(
            lambda apps, schema_editor: _guards.install(schema_editor.connection, GUARDS),
            lambda apps, schema_editor: _guards.remove(schema_editor.connection, GUARDS),
        ),
    ]
