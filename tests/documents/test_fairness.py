"""The desk's figures come from the counted sheets that the reader may meet, and the official totals from all."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from campaign.documents.fairness import chart, dossier_order, dossier_rows, judge_rows, report_for, strands
from campaign.documents.fairness_totals import basis_in_minutes, official_totals
from campaign.models import clock
from campaign.models.fairness import ScoreBasis
from campaign.models.judging import Assignment, CombinedScore, Sheet
from campaign.models.submission import Authorship, Submission
from campaign.rules.fairness_basis import NEVER_ASKED
from tests.factories import make_conflict, make_submission, make_user
from tests.marks import make_marked_strand

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def choose_adjusted(strand):
    ScoreBasis.objects.create(
        strand=strand, basis="adjusted", members_total=9, members_present=9, votes_for=9, reason="Lệch.",
        decided_at=clock.now(), decided_by=make_user(Role.CHAIR),
    )  # fmt: skip


def test_the_hard_judge_is_found_below_zero_and_the_shift_goes_up(officer):
    strand, judges, dossiers = make_marked_strand()
    report = report_for(strand, officer)

    rows = judge_rows(report, report.judges)

    assert rows[0].name == judges[0].full_name
    assert rows[0].severity.startswith("−")
    assert rows[0].effect.startswith("−")
    met = dossier_rows(report, [dossiers[0].pk])[0]
    assert met.shift.startswith("+")


def test_the_chart_says_the_same_as_the_table(officer):
    strand, _, _ = make_marked_strand()
    report = report_for(strand, officer)
    rows = judge_rows(report, report.judges)

    drawn = chart(rows, report)

    assert [(bar.name, bar.text) for bar in drawn.bars] == [(row.name, row.effect) for row in rows]
    assert all(bar.low < bar.at < bar.high for bar in drawn.bars)
    assert drawn.bars[0].at < drawn.zero


def test_what_was_given_by_hand_is_not_adjusted(officer):
    strand, _, _ = make_marked_strand(source="hand")

    report = report_for(strand, officer)

    assert (dict(report.totals), dict(report.inside)) == ({}, {})
    assert "bằng tay" in str(report.warnings[0])


def test_drafts_void_sheets_and_other_rounds_are_not_counted(officer):
    strand, judges, dossiers = make_marked_strand()
    Sheet.objects.filter(submission=dossiers[0], judge=judges[0]).update(voided_at=clock.now())
    CombinedScore.objects.filter(submission=dossiers[1]).update(round=2)

    report = report_for(strand, officer)

    assert (report.dossiers, report.sheets) == (7, 20)


def test_an_own_dossier_is_in_no_figure(officer):
    """The report of its author is that of a strand in which the dossier does not exist."""
    strand, _, dossiers = make_marked_strand()
    whole = report_for(strand, officer)
    Authorship.objects.filter(submission=dossiers[2]).update(user=officer)

    seen = report_for(strand, officer)
    Sheet.objects.filter(submission=dossiers[2]).update(voided_at=clock.now())

    assert seen.judges == report_for(strand, make_user(Role.OFFICER)).judges
    assert (whole.dossiers, seen.dossiers) == (8, 7)


def test_a_dossier_in_conflict_is_in_no_figure(officer):
    strand, _, dossiers = make_marked_strand()
    make_conflict(dossiers[3], officer)

    seen = report_for(strand, officer)
    Sheet.objects.filter(submission=dossiers[3]).update(voided_at=clock.now())

    assert seen == report_for(strand, officer)
    assert [one.number for one in dossier_rows(seen, dossier_order(seen))] == [
        one.register_number for one in dossiers if one != dossiers[3]
    ]


def test_the_desk_is_closed_to_judges_of_the_strand_and_until_judging_ends(officer):
    strand, judges, _ = make_marked_strand()
    assert [one.pk for one in strands(officer)] == [strand.pk]
    assert list(strands(judges[0])) == []

    make_submission(campaign=strand.campaign, state="judging")

    assert list(strands(officer)) == []


def test_raw_totals_are_official_until_the_council_says_otherwise():
    strand, _, dossiers = make_marked_strand()
    raw = dict(CombinedScore.objects.values_list("submission", "total"))

    assert {pk: one.total for pk, one in official_totals(strand).items()} == raw
    assert basis_in_minutes(strand) == NEVER_ASKED

    choose_adjusted(strand)
    adjusted = official_totals(strand)

    assert adjusted[dossiers[0].pk].raw == raw[dossiers[0].pk]
    assert adjusted[dossiers[0].pk].total > raw[dossiers[0].pk]
    assert {one.total.as_tuple().exponent for one in adjusted.values()} == {-2}


def test_a_strand_given_by_hand_keeps_its_raw_totals_even_after_the_vote():
    strand, _, _ = make_marked_strand(source="file")
    choose_adjusted(strand)

    assert {one.adjusted for one in official_totals(strand).values()} == {None}


def test_official_totals_ask_a_fixed_number_of_questions():
    strand, _, _ = make_marked_strand()
    choose_adjusted(strand)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        official_totals(strand)

    assert len(asked) <= 6  # totals, vote, prizes, campaign, rubric, sheets


def test_adjusted_totals_on_the_desk_are_the_official_ones(officer):
    strand, _, dossiers = make_marked_strand()
    choose_adjusted(strand)
    report = report_for(strand, officer)
    shown = {row.pk: row.adjusted for row in dossier_rows(report, [one.pk for one in dossiers])}

    official = {pk: f"{one.total:.2f}".replace(".", ",") for pk, one in official_totals(strand).items()}

    assert shown == official
    assert Submission.objects.count() == len(shown)
    assert Assignment.objects.filter(source="plan").count() == 24
    assert max(Decimal(one.replace(",", ".")) for one in official.values()) > 0
