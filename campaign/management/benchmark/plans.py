"""The campaigns of the benchmark: one in judging, and earlier years with the same strands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models.user import User
from campaign.management.benchmark.city import City
from campaign.models.campaign import AwardLevel, Campaign, ChecklistItem, LegalBasis, Strand, Window
from campaign.models.judging import Panel, PanelMember
from campaign.models.quota import AwardQuota
from campaign.models.rulebook import Band, Criterion, LevelMinimum, LevelRule, Rubric
from campaign.rules.phases import Kind

STRANDS = (
    "Cải cách hành chính",
    "Giáo dục và đào tạo",
    "Y tế và bảo vệ sức khỏe",
    "Nông nghiệp và thủy sản",
    "Đô thị và môi trường",
    "Sản xuất và dịch vụ",
)
CRITERIA = (
    ("novelty", "Tính mới", 40),
    ("applicability", "Khả năng áp dụng", 30),
    ("benefit", "Hiệu quả", 30),
)
PRIZES = (("nhat", "Giải Nhất", 6, 90), ("nhi", "Giải Nhì", 12, 80), ("ba", "Giải Ba", 24, 70))
# Kind of window: opens and closes, in days from the base moment.
JUDGING = {
    Kind.SUBMIT: (-60, 5),
    Kind.ENDORSE: (-60, 10),
    Kind.CHECK: (-60, 20),
    Kind.JUDGE: (-30, 40),
    Kind.COUNCIL: (40, 60),
    Kind.PUBLISH: (60, 120),
    Kind.APPEAL: (60, 120),
}


@dataclass(frozen=True)
class Plan:
    campaign: Campaign
    strands: list[Strand]
    criteria: list[Criterion]
    prizes: list[AwardLevel]
    items: list[ChecklistItem]
    base: datetime
    panels: list[tuple[Panel, list[User]]]

    @property
    def year(self) -> int:
        return self.campaign.year


def rubric() -> Rubric:
    made = Rubric.objects.create(
        code="thu-tai",
        name="Bộ tiêu chí 40-30-30",
        effective_from=date(2019, 1, 1),
        pass_total=50,
        tie_chain=["total", "criterion:novelty", "direct_worker", "female"],
    )
    for order, (code, label, points) in enumerate(CRITERIA, 1):
        criterion = Criterion.objects.create(
            rubric=made, code=code, order=order, label=label, max_points=points, min_points=0
        )
        Band.objects.create(criterion=criterion, order=1, label="Cao", low=points // 2, high=points)
        Band.objects.create(criterion=criterion, order=2, label="Vừa", low=0, high=points // 2)
    for order, (level, total, least) in enumerate([("A", 85, 30), ("B", 70, 20), ("C", 50, 10)], 1):
        rule = LevelRule.objects.create(
            rubric=made, order=order, code=level, label=f"Loại {level}", total_min=total
        )
        LevelMinimum.objects.create(level=rule, criterion=made.criteria.get(code="novelty"), points=least)
    return made


def campaign(city: City, marks: Rubric, base: datetime, *, closed: bool) -> Plan:
    """`base` is the moment in the middle of judging."""
    made = Campaign.objects.create(
        slug=f"thu-tai-{base.year}",
        year=base.year,
        title=f"Phong trào thi đua phát huy sáng kiến năm {base.year}",
        theme="Sáng kiến vì người dân và doanh nghiệp",
        plan_number=f"{base.year % 100}/KH-UBND",
        plan_date=(base - timedelta(days=70)).date(),
        issuer=city.units[0],
        issuer_name="Ủy ban nhân dân thành phố",
        place_name="Thành phố mẫu",
        about="Mời cán bộ, công chức, viên chức và người lao động gửi giải pháp đã được áp dụng.",
        contact="Điện thoại: 0123 456 789",
        unit_kinds=["department", "public_service_unit", "enterprise"],
        employments=["civil_servant", "official", "public_employee", "worker"],
        announced_at=base - timedelta(days=65),
        closed_at=base + timedelta(days=130) if closed else None,
    )
    _text(made)
    strands = [
        Strand.objects.create(campaign=made, code=f"noi-dung-{order}", order=order, name=name, rubric=marks)
        for order, name in enumerate(STRANDS, 1)
    ]
    days = {
        kind: (base + timedelta(first), base + timedelta(last)) for kind, (first, last) in JUDGING.items()
    }
    Window.objects.bulk_create(
        Window(campaign=made, kind=kind.value, opens=opens, closes=closes)
        for kind, (opens, closes) in days.items()
    )
    return Plan(
        campaign=made,
        strands=strands,
        criteria=list(marks.criteria.all()),
        prizes=list(made.award_levels.all()),
        items=list(made.checklist.all()),
        base=base,
        panels=_panels(city, strands, base),
    )


def _text(made: Campaign) -> None:
    for order, (code, label, quota, least) in enumerate(PRIZES, 1):
        level = AwardLevel.objects.create(
            campaign=made, order=order, code=code, label=label, minimum_total=least
        )
        AwardQuota.objects.create(
            campaign=made, order=order, label=label, level=level, each="strand", number=quota
        )
    for order, text in enumerate(["Đơn đúng mẫu", "Nộp trong thời hạn", "Đủ tệp kèm theo"], 1):
        ChecklistItem.objects.create(campaign=made, order=order, text=text)
    LegalBasis.objects.create(campaign=made, order=1, text="Nghị định 13/2012/NĐ-CP về Điều lệ Sáng kiến")


def _panels(city: City, strands: list[Strand], base: datetime) -> list[tuple[Panel, list[User]]]:
    """Each strand has its own share of the judges."""
    size, panels = len(city.judges) // len(strands), []
    for place, strand in enumerate(strands):
        panel = Panel.objects.create(
            campaign=strand.campaign,
            strand=strand,
            name=f"Tổ giám khảo số {place + 1}",
            decision_number=f"{place + 1}/QĐ-UBND",
            decision_date=base.date() - timedelta(days=40),
        )
        members = city.judges[place * size : (place + 1) * size]
        PanelMember.objects.bulk_create(
            PanelMember(panel=panel, user=user, answer="accepted") for user in members
        )
        panels.append((panel, members))
    return panels
