"""What the locked sheets make together by the rubric's data: weights, criteria left out, a zero that says copied."""

from decimal import Decimal

import pytest

from campaign.actions.judging import Entry, lock, save_sheet
from campaign.actions.refused import Refused
from campaign.models.judging import CombinedScore
from campaign.models.rulebook import Criterion, Rubric
from tests.actions import test_rounds
from tests.actions.test_rounds import entries, judged
from tests.factories import make_assignment

pytestmark = pytest.mark.django_db
dossier, judges = test_rounds.dossier, test_rounds.judges


def test_the_chair_may_weigh_more(dossier, judges):
    panel = judges[0].panel
    panel.members.filter(user=judges[0]).update(role="chair")
    weights = {"chair": "2", f"@{judges[1].staff_code}": "0.5"}
    Rubric.objects.filter(pk=dossier.strand.rubric_id).update(combination="weighted_mean", weights=weights)

    judged(dossier, judges, 60, 80)

    score = CombinedScore.objects.get()
    assert (score.total, score.method) == (64, "weighted_mean")
    assert [weight for _, _, weight in score.inputs] == ["2", "0.5"]


def test_a_criterion_left_out_by_rule_scales_the_sheet(dossier, judges):
    Criterion.objects.filter(code="benefit").update(na_rule="Khi không nhằm lợi ích.", min_points=0)
    given = make_assignment(dossier, judges[0], panel=judges[0].panel)
    typed = entries(60) | {"benefit": Entry(None, "Không nhằm lợi ích.", not_applicable=True)}

    save_sheet(given, by=judges[0], entries=typed, comment="", version=0)
    sheet = lock(given, by=judges[0], version=1)

    assert sheet.total == Decimal("64.29")  # 45 of 70, scaled to 100
    assert list(sheet.marks.values_list("points", "not_applicable")) == [
        (30, False),
        (15, False),
        (None, True),
    ]
    assert CombinedScore.objects.get().criterion_means == {"novelty": "30.00", "applicability": "15.00"}


def test_leaving_out_without_a_rule_is_refused_in_a_draft_too(dossier, judges):
    given = make_assignment(dossier, judges[0], panel=judges[0].panel)
    typed = {"benefit": Entry(None, "Không.", not_applicable=True)}

    with pytest.raises(Refused, match="Hiệu quả: tiêu chí này phải được chấm"):
        save_sheet(given, by=judges[0], entries=typed, comment="", version=0)


@pytest.mark.parametrize(
    ("copied", "level", "reason"),
    [
        (2, "", "Không đủ điều kiện công nhận: 2 trong 3 phiếu kết luận giải pháp sao chép (điểm 0)."),
        (
            1,
            "C",
            "Đạt mức Loại C: tổng điểm 53,33 ≥ 50,00. Chưa đạt mức Loại B: tổng điểm 53,33 < 70,00. "
            "Lưu ý: 1 trong 3 phiếu kết luận giải pháp sao chép (điểm 0).",
        ),
    ],
)
def test_copied_in_the_eyes_of_most_judges_is_not_recognised(dossier, judges, copied, level, reason):
    dossier.campaign.strands.update(judges_per_dossier=3)
    Criterion.objects.filter(code="benefit").update(zero_is_copied=True, min_points=0)
    zero = {
        "novelty": Entry(Decimal(20)),
        "applicability": Entry(Decimal(20)),
        "benefit": Entry(Decimal(0), copied_from="Báo Mẫu số 1."),
    }
    fair = {code: Entry(Decimal(20)) for code in zero}
    given = [make_assignment(dossier, judge, panel=judges[0].panel) for judge in judges[:3]]

    for place, one in enumerate(given):
        save_sheet(one, by=one.judge, entries=zero if place < copied else fair, comment="", version=0)
        lock(one, by=one.judge, version=1)

    score = CombinedScore.objects.get()
    assert (score.level_code, score.level_reason, score.copied) == (level, reason, copied)
