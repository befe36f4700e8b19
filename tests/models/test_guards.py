"""What raw SQL may not do either, on both databases."""

import importlib
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from accounts.roles import Role
from campaign import migrations
from campaign.actions import news, trail
from campaign.actions.attachment import attach
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.judging import Assignment, Mark, Sheet
from campaign.models.news import ArticleVersion
from campaign.models.report import Report
from campaign.models.sheet_history import SheetRevision
from campaign.models.submission import Authorship, Submission
from campaign.rules.workflow import allowed_pairs
from tests.factories import (
    make_article,
    make_assignment,
    make_campaign,
    make_conflict,
    make_sheet,
    make_submission,
    make_user,
)
from tests.rules import corpus

pytestmark = pytest.mark.django_db
GOOD = {"novelty": "30", "applicability": "25", "benefit": "25"}


def refused(sql, *parameters):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_guarded_moves_are_the_table_of_moves():
    assert {tuple(move.split(">")) for move in latest_moves()} == set(allowed_pairs())


def latest_moves():
    """As the last migration that holds the list has it."""
    names = sorted(path.stem for path in Path(migrations.__file__).parent.glob("0*.py"))
    modules = [importlib.import_module(f"campaign.migrations.{name}") for name in names]
    return [module.MOVES for module in modules if hasattr(module, "MOVES")][-1]


def test_state_cannot_jump():
    dossier = make_submission(state="submitted")
    refused("UPDATE campaign_submission SET state = 'published' WHERE id = %s", dossier.pk)
    assert Submission.objects.get().state == "submitted"


def test_state_must_be_known():
    dossier = make_submission()
    refused("UPDATE campaign_submission SET state = 'wonderful' WHERE id = %s", dossier.pk)


def test_submission_with_wrong_shares_is_refused():
    dossier = make_submission(shares=(5000, 4999))
    refused(
        "UPDATE campaign_submission SET state = 'submitted', submitted_at = created_at WHERE id = %s",
        dossier.pk,
    )


def test_submission_with_right_shares_passes():
    dossier = make_submission(shares=(3333, 3333, 3334))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaign_submission SET state = 'submitted', submitted_at = created_at WHERE id = %s",
            [dossier.pk],
        )
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_submitted_dossier_cannot_be_deleted():
    dossier = make_submission(state="withdrawn")
    refused("DELETE FROM campaign_submission WHERE id = %s", dossier.pk)


def test_share_of_a_submitted_dossier_cannot_change():
    dossier = make_submission(state="endorsed", shares=(6000, 4000))
    refused("UPDATE campaign_authorship SET share_bp = 1 WHERE submission_id = %s", dossier.pk)
    refused("DELETE FROM campaign_authorship WHERE submission_id = %s", dossier.pk)


def test_locked_sheet_and_its_marks_cannot_change():
    judge = make_user(Role.JUDGE)
    sheet = make_sheet(make_assignment(make_submission(state="judging"), judge), GOOD)
    refused("UPDATE campaign_sheet SET total = 1 WHERE id = %s", sheet.pk)
    refused("UPDATE campaign_mark SET points = 1 WHERE sheet_id = %s", sheet.pk)
    refused("DELETE FROM campaign_mark WHERE sheet_id = %s", sheet.pk)
    refused("UPDATE campaign_sheet SET violation_kind = 'other' WHERE id = %s", sheet.pk)
    assert Sheet.objects.get().total == Decimal(80)


def test_a_locked_sheet_opens_only_over_a_kept_revision_of_itself():
    sheet = make_sheet(make_assignment(make_submission(state="judging"), make_user(Role.JUDGE)), GOOD)
    opening = "UPDATE campaign_sheet SET status = 'draft', total = NULL, locked_at = NULL WHERE id = %s"
    refused(opening, sheet.pk)

    kept = keep_revision(sheet)
    with connection.cursor() as cursor:
        cursor.execute(opening, [sheet.pk])

    sheet.refresh_from_db()
    assert sheet.status == "draft"
    refused("UPDATE campaign_sheetrevision SET reason = 'khác' WHERE id = %s", kept.pk)
    refused("DELETE FROM campaign_sheetrevision WHERE id = %s", kept.pk)


def keep_revision(sheet):
    return SheetRevision.objects.create(
        sheet=sheet,
        version=sheet.version,
        content={},
        sha256="0" * 64,
        total=sheet.total,
        locked_at=sheet.locked_at,
        returned_by=sheet.judge,
        returned_at=sheet.locked_at,
        reason="Chấm nhầm hồ sơ.",
    )


def test_draft_sheet_can_change():
    judge = make_user(Role.JUDGE)
    sheet = make_sheet(make_assignment(make_submission(state="judging"), judge), GOOD, locked=False)
    Mark.objects.filter(sheet=sheet).update(points=11)
    assert set(sheet.marks.values_list("points", flat=True)) == {Decimal(11)}


def test_one_sheet_per_judge_and_dossier():
    judge, dossier = make_user(Role.JUDGE), make_submission(state="judging")
    first = make_assignment(dossier, judge)
    make_sheet(first, GOOD)
    first.ended_at = first.assigned_at
    first.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_sheet(make_assignment(dossier, judge, panel=first.panel), GOOD)


def test_trail_cannot_be_rewritten():
    event = trail.record("test", by=None, facts={"a": 1})
    refused("UPDATE campaign_event SET verb = 'other' WHERE id = %s", event.pk)
    refused("DELETE FROM campaign_event WHERE id = %s", event.pk)
    assert Event.objects.get().verb == "test"


def test_trail_cannot_be_replaced():
    event = trail.record("test", by=None, facts={})
    if connection.vendor == "sqlite":
        refused("INSERT OR REPLACE INTO campaign_event SELECT * FROM campaign_event WHERE id = %s", event.pk)
    else:
        connection.check_constraints()  # what waits for the commit would stop TRUNCATE before our guard does
        refused("TRUNCATE campaign_event CASCADE")
    assert Event.objects.get().hash == event.hash


def test_broken_link_is_named():
    for number in range(3):
        trail.record("test", by=None, facts={"number": number})
    events = list(Event.objects.order_by("number"))
    assert trail.broken_links(events) == []
    events[1].facts = {"number": 99}
    assert trail.broken_links(events) == [2]
    assert trail.broken_links(events[:1] + events[2:]) == [3]


def test_the_content_of_a_file_stays_as_it_came():
    draft = make_submission()
    file = attach(draft, by=draft.owner, upload=SimpleUploadedFile("a.pdf", corpus.pdf())).attachment
    refused("UPDATE campaign_attachment SET sha256 = 'x' WHERE id = %s", file.pk)
    refused("UPDATE campaign_attachment SET file = 'dossiers/x' WHERE id = %s", file.pk)
    refused("UPDATE campaign_attachment SET size = 1 WHERE id = %s", file.pk)
    file.removed_at = file.uploaded_at
    file.save()
    assert type(file).objects.get().removed_at == file.uploaded_at


def test_an_issued_report_and_every_text_of_it_stay():
    by, now = make_user(Role.OFFICER), clock.now()
    report = Report.objects.create(
        campaign=make_campaign(), kind="final", edition=1, begun_by=by, begun_at=now
    )
    text = report.texts.create(number=1, parts={"direction": "Đã viết."}, saved_by=by, saved_at=now)
    refused("UPDATE campaign_reporttext SET number = 2 WHERE id = %s", text.pk)
    refused("DELETE FROM campaign_reporttext WHERE id = %s", text.pk)

    Report.objects.update(number=1, sha256="0" * 64, issued_at=now, issued_by=by)

    refused("UPDATE campaign_report SET number = 2 WHERE id = %s", report.pk)
    refused("DELETE FROM campaign_report WHERE id = %s", report.pk)


def test_what_the_public_read_in_the_news_stays():
    administrator = make_user(Role.ADMINISTRATOR)
    news.publish(make_article(by=administrator), by=administrator)
    version = ArticleVersion.objects.get()
    refused("UPDATE campaign_articleversion SET title = 'Khác' WHERE id = %s", version.pk)
    refused("DELETE FROM campaign_articleversion WHERE id = %s", version.pk)


def test_author_cannot_be_given_the_own_dossier():
    dossier, judge = make_submission(state="accepted"), make_user(Role.JUDGE)
    Authorship.objects.filter(submission=dossier).update(user=judge)
    assignment = make_assignment(make_submission(state="accepted"), judge)
    refused("UPDATE campaign_assignment SET submission_id = %s WHERE id = %s", dossier.pk, assignment.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_assignment(dossier, judge)


def test_owner_cannot_be_given_the_own_dossier():
    dossier, judge = make_submission(state="accepted"), make_user(Role.JUDGE)
    Submission.objects.filter(pk=dossier.pk).update(owner=judge)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_assignment(dossier, judge)


def test_judge_of_a_dossier_cannot_become_its_author_or_owner():
    dossier, judge = make_submission(state="returned"), make_user(Role.JUDGE)
    make_assignment(dossier, judge)
    refused("UPDATE campaign_authorship SET user_id = %s WHERE submission_id = %s", judge.pk, dossier.pk)
    refused("UPDATE campaign_submission SET owner_id = %s WHERE id = %s", judge.pk, dossier.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Authorship.objects.create(submission=dossier, user=judge, full_name="Người chấm")


def test_ended_assignment_cannot_come_back_to_somebody_who_became_an_author():
    dossier, judge = make_submission(state="returned"), make_user(Role.JUDGE)
    ended = make_assignment(dossier, judge)
    Assignment.objects.update(ended_at=clock.now())
    Authorship.objects.create(submission=dossier, user=judge, full_name="Người chấm")
    refused("UPDATE campaign_assignment SET ended_at = NULL WHERE id = %s", ended.pk)


@pytest.mark.parametrize(
    ("source", "verdict", "is_refused"),
    [
        ("judge", "open", True),
        ("office", "upheld", True),
        ("author", "open", False),
        ("judge", "dismissed", False),
    ],
)
def test_somebody_in_conflict_is_given_nothing(source, verdict, is_refused):
    dossier, judge = make_submission(state="accepted"), make_user(Role.JUDGE)
    make_conflict(dossier, judge, source=source, verdict=verdict)
    if is_refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_assignment(dossier, judge)
    else:
        assert make_assignment(dossier, judge).ended_at is None


def test_verdict_of_an_administrator_stays_one_and_conflicts_stay():
    conflict = make_conflict(
        make_submission(state="accepted"), make_user(Role.JUDGE), verdict="upheld", by_administrator=True
    )
    refused(
        "UPDATE campaign_conflict SET verdict = 'dismissed', by_administrator = %s WHERE id = %s",
        False,
        conflict.pk,
    )
    refused("DELETE FROM campaign_conflict WHERE id = %s", conflict.pk)
