"""A ranking is kept whole, cannot be changed, and is computed again to the same hash on either database."""

from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models.unit import Unit
from accounts.roles import Role
from campaign.actions.ranking import changed_dossiers, make_ranking, require_fresh
from campaign.actions.refused import Refused
from campaign.documents import ranking_inputs
from campaign.documents.ranking_explain import author_explanation
from campaign.documents.ranking_proof import may_have_moved, prove
from campaign.models.campaign import AwardLevel, Strand
from campaign.models.judging import CombinedScore
from campaign.models.quota import AwardQuota
from campaign.models.ranking import RankedSubmission, Ranking, RankingInputs
from campaign.models.submission import Authorship, Submission
from campaign.rules import ranking_record
from campaign.rules.ranking_record import digest
from tests.factories import make_campaign, make_judged, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 5, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def ranking(campaign, officer):
    """Three dossiers, the middle one of a mostly female team."""
    unit = make_unit("Đơn vị được đếm")
    Unit.objects.filter(pk=unit.pk).update(code="DV-BAM")
    rows = [("95", "0001/2026"), ("90", "0002/2026"), ("90", "0003/2026")]
    for total, number in rows:
        make_judged(campaign, total, register_number=number, submitted_at=NOON, unit=unit)
    Authorship.objects.filter(submission__register_number="0003/2026").update(gender="female")
    return make_ranking(campaign.strands.get(), by=officer)


def test_the_same_data_have_the_same_hash_on_sqlite_and_postgresql(ranking):
    assert ranking.inputs_sha256 == ("8f7d8d15b153613c8abfdce2b8aec0ce2f2d4f0b3e4f7162296ac00d8a9420d4")
    assert ranking.sha256 == ("799f8fe61116c02c69086d61283f8c34de82598f2cc3dd3f982d73b3a4cb77b6")


def test_a_ranking_proves_itself(ranking):
    proof = prove(Ranking.objects.get(pk=ranking.pk))
    assert (proof.sha256, proof.broken, proof.moved) == (ranking.sha256, [], [])


def test_the_hash_covers_what_is_kept(ranking):
    kept = RankingInputs.objects.get(ranking=ranking).content
    rows = ranking_record.compute(
        ranking_record.terms_from_json(ranking.parameters), ranking_record.inputs_from_json(kept)
    ).rows()
    assert digest(ranking.parameters, kept, rows) == ranking.sha256
    assert rows == [
        ["0001/2026", 1, "above", "awarded", "nhat"],
        ["0003/2026", 2, "above", "awarded", "nhi"],
        ["0002/2026", 3, "below", "awarded", "nhi"],
    ]


def test_every_row_has_its_codes_and_facts(ranking):
    row = ranking.rows.get(submission__register_number="0003/2026")
    assert (row.tie_code, row.award_code, row.facts["tie"]["link"]) == ("above", "awarded", "female")
    assert row.facts["award"]["misses"][0]["code"] == "cap_full"


def refused(sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE campaign_ranking SET sha256 = 'x'",
        "UPDATE campaign_ranking SET inputs_sha256 = 'x'",
        "UPDATE campaign_ranking SET parameters = '{}'",
        "UPDATE campaign_ranking SET number = 9",
        "DELETE FROM campaign_rankinginputs",
        "UPDATE campaign_rankinginputs SET content = '{}'",
        "UPDATE campaign_rankedsubmission SET position = 9",
        "UPDATE campaign_rankedsubmission SET award_level_id = NULL",
    ],
)
def test_the_database_refuses_to_change_a_ranking(ranking, sql):
    refused(sql)


def test_a_newer_ranking_still_takes_its_place(ranking, officer):
    newer = make_ranking(ranking.strand, by=officer)
    assert list(Ranking.objects.filter(is_current=True)) == [newer]


def verified(*arguments):
    said = StringIO()
    try:
        call_command("verify_ranking", *arguments, stdout=said)
    except CommandError as problem:
        return said.getvalue(), str(problem)
    return said.getvalue(), ""


def test_the_command_prints_the_hash(ranking):
    said, problem = verified(str(ranking.pk))
    assert f"OK  {ranking.pk} (cai-tien no. 1)  {ranking.sha256}" in said.splitlines()
    assert problem == ""


def test_the_command_names_the_dossier_whose_score_moved(ranking):
    CombinedScore.objects.filter(submission__register_number="0002/2026").update(total=Decimal(91))
    said, problem = verified("--all")
    assert "    live data: hồ sơ 0002/2026" in said.splitlines()
    assert problem == "1 of 1 rankings do not hold."


def test_the_command_finds_a_row_that_was_forged_past_the_guards(ranking):
    forged = RankedSubmission(
        ranking=ranking, submission=make_submission(), line=4, position=4, total=1, tie_code="below"
    )
    forged.save()
    said, problem = verified(str(ranking.pk))
    number = forged.submission.register_number
    assert f"    record: dòng của hồ sơ {number} khác với kết quả tính lại" in said.splitlines()
    assert problem == "1 of 1 rankings do not hold."


def test_the_command_knows_when_there_is_no_such_ranking():
    assert verified("4711") == ("", "No such ranking: 4711.")


@pytest.mark.parametrize(
    "change",
    [
        lambda: CombinedScore.objects.filter(submission__register_number="0002/2026").update(total=91),
        lambda: Authorship.objects.update(direct_worker=True),
        lambda: AwardQuota.objects.filter(level__code="nhat").update(number=2),
        lambda: AwardLevel.objects.filter(code="nhat").update(minimum_total=99),
        lambda: Submission.objects.filter(register_number="0002/2026").update(unit=make_unit("Đơn vị khác")),
    ],
)
def test_whatever_decides_makes_the_ranking_old(ranking, change):
    require_fresh(ranking)
    change()
    with pytest.raises(Refused, match="Bảng xếp hạng này đã cũ"):
        require_fresh(ranking)


def test_only_the_dossiers_that_moved_are_named(ranking):
    CombinedScore.objects.filter(submission__register_number="0002/2026").update(total=91)
    assert list(changed_dossiers(ranking, ranking_inputs.strand_of(ranking))) == ["0002/2026"]


def test_a_page_learns_in_one_query_that_something_was_done_since(
    ranking, officer, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert not may_have_moved(ranking)
    make_ranking(ranking.strand, by=officer)
    assert not may_have_moved(ranking)


def test_the_author_reads_the_own_reasons_and_no_other_dossier(ranking):
    lines = author_explanation(Submission.objects.get(register_number="0003/2026"))
    assert [str(line) for line in lines] == [
        "Hạng 2 với 90,00 điểm.",
        "Có 2 hồ sơ cùng tổng điểm; thứ tự được phân định theo căn cứ: Nữ, hoặc tập thể có từ 70 % là nữ "
        "(khoản 6 Điều 4 Nghị định 152/2025/NĐ-CP).",
        "Giải Nhì: hạng 2 với 90,00 điểm (trong chỉ tiêu; đạt ngưỡng 75,00 điểm). "
        "Dự bị Giải Nhất: hạng 2 với 90,00 điểm, chỉ tiêu «Giải Nhất» (1) đã đủ.",
    ]
    for other in ("0001/2026", "0002/2026"):
        assert other not in "".join(map(str, lines))


def second_strand(campaign):
    return Strand.objects.create(
        campaign=campaign,
        code="quan-ly",
        order=2,
        name="Giải pháp quản lý",
        rubric=campaign.strands.get().rubric,
    )


def test_strands_that_share_a_quota_compete_for_it(campaign, officer):
    AwardQuota.objects.filter(level__code="nhat").update(each="")
    other = second_strand(campaign)
    make_judged(campaign, "90", register_number="0001/2026")
    make_judged(campaign, "95", register_number="0002/2026", strand=other)
    first, second = (make_ranking(strand, by=officer) for strand in campaign.strands.order_by("order"))
    assert [(row.position, row.award_level.code) for row in first.rows.all()] == [(1, "nhi")]
    assert [(row.position, row.award_level.code) for row in second.rows.all()] == [(1, "nhat")]
    assert first.rows.get().facts["pool_position"] == 2


def test_a_shared_quota_waits_until_every_strand_is_judged(campaign, officer):
    AwardQuota.objects.filter(level__code="nhat").update(each="")
    make_judged(campaign, "90")
    make_submission(campaign=campaign, state="judging", strand=second_strand(campaign))
    with pytest.raises(Refused, match="hồ sơ của nội dung khác chưa chấm xong"):
        make_ranking(campaign.strands.get(code="cai-tien"), by=officer)


@pytest.mark.parametrize(
    ("base", "rounding", "winners"),
    [("accepted", "down", 0), ("recognised", "half_up", 2), ("submitted", "up", 2)],
)
def test_a_quota_may_be_a_percentage_of_a_base(campaign, officer, base, rounding, winners):
    AwardQuota.objects.filter(level__code="nhat").update(
        number=None, percent=50, base=base, rounding=rounding
    )
    for total in ("95", "94", "93"):
        make_judged(campaign, total)
    ranking = make_ranking(campaign.strands.get(), by=officer)
    assert ranking.rows.filter(award_level__code="nhat").count() == winners
