"""Plain functions that make what a test needs; a reader sees what each thing is made of."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from accounts.models.post import Post
from accounts.models.unit import Unit, UnitVersion
from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.news import Words
from campaign.actions.news import write as write_article
from campaign.models import clock
from campaign.models.campaign import AwardLevel, Campaign, ChecklistItem, Strand, Window
from campaign.models.conflict import Conflict
from campaign.models.decision import Award, Decision, Proposal, Sitting
from campaign.models.judging import Assignment, CombinedScore, Mark, Panel, PanelMember, Sheet
from campaign.models.news import Article, Section
from campaign.models.quota import AwardQuota
from campaign.models.ranking import Ranking
from campaign.models.rulebook import Band, Criterion, LevelMinimum, LevelRule, Rubric
from campaign.models.submission import Authorship, Submission, random_code
from campaign.rules.phases import KINDS

PASSWORD = "mat-khau-thu-nghiem-2026"
_serial = itertools.count(1)


def make_unit(name="Phòng Kinh tế", *, kind="department", level="city", parent=None) -> Unit:
    unit = Unit.objects.create(code=f"DV{next(_serial):04}")
    UnitVersion.objects.create(
        unit=unit, name=name, kind=kind, level=level, parent=parent, valid_from=date(2000, 1, 1)
    )
    return unit


def make_user(*roles: Role, unit=None, full_name="Nguyễn Văn An", **extra) -> User:
    number = next(_serial)
    user = User.objects.create_user(
        staff_code=f"CB{number:04}",
        full_name=full_name,
        email=f"cb{number:04}@example.vn",
        password=PASSWORD,
        employment=extra.pop("employment", "civil_servant"),
        **extra,
    )
    unit = unit or make_unit(f"Phòng số {number}")
    for role in roles or (Role.AUTHOR,):
        Post.objects.create(user=user, unit=unit, role=role.value, starts=date(2000, 1, 1))
    return user


def make_article(*, by: User, title="Phát động phong trào", **words) -> Article:
    """A draft that is complete, in the section of the 2019 plan."""
    section, _is_new = Section.objects.get_or_create(
        slug="quy-hoach-ke-hoach", defaults={"name": "Quy hoạch - Kế hoạch", "order": 1}
    )
    facts = {"section": section, "lead": "Đoàn kết, sáng tạo.", "body": "<p>Toàn thành phố tham gia.</p>"}
    return write_article(Words(title=title, **(facts | words)), by=by)


def make_rubric(code="tieu-chi") -> Rubric:
    """Novelty 40, applicability 30, benefit 30; recognised from 50 with at least 10 in each."""
    rubric = Rubric.objects.create(
        code=f"{code}-{next(_serial)}",
        name="Bộ tiêu chí 40-30-30",
        effective_from=date(2019, 1, 1),
        pass_total=Decimal(50),
        tie_chain=["total", "criterion:novelty", "direct_worker", "female"],
    )
    rows = [
        ("novelty", "Tính mới", 40),
        ("applicability", "Khả năng áp dụng", 30),
        ("benefit", "Hiệu quả", 30),
    ]
    criteria = {
        code: Criterion.objects.create(
            rubric=rubric, code=code, order=order, label=label, max_points=points, min_points=10
        )
        for order, (code, label, points) in enumerate(rows, 1)
    }
    Band.objects.create(criterion=criteria["novelty"], order=1, label="Hoàn toàn mới", low=30, high=40)
    Band.objects.create(
        criterion=criteria["novelty"], order=2, label="Có cải tiến", low=10, high=Decimal("29.5")
    )
    for order, (level, total, minimum) in enumerate([("A", 85, 30), ("B", 70, 20), ("C", 50, 10)], 1):
        rule = LevelRule.objects.create(
            rubric=rubric, order=order, code=level, label=f"Loại {level}", total_min=total
        )
        LevelMinimum.objects.create(level=rule, criterion=criteria["novelty"], points=minimum)
    return rubric


def make_campaign(*, open_windows=KINDS, issuer=None, rubric=None, **extra) -> Campaign:
    """A running campaign with one strand; windows not named in `open_windows` closed yesterday."""
    issuer = issuer or make_unit("Ủy ban nhân dân thành phố", kind="peoples_committee")
    number = next(_serial)
    fields = {
        "slug": f"phong-trao-{number}",
        "year": 2026,
        "title": f"Phong trào phát huy sáng kiến {number}",
        "plan_number": f"{number}/KH-UBND",
        "plan_date": date(2026, 1, 5),
        "issuer": issuer,
        "issuer_name": "Ủy ban nhân dân thành phố",
        "place_name": "Bạc Liêu",
        "unit_kinds": ["department", "peoples_committee", "public_service_unit", "enterprise"],
        "employments": ["official", "civil_servant", "public_employee", "worker"],
        "announced_at": clock.now(),
    }
    campaign = Campaign.objects.create(**(fields | extra))
    Strand.objects.create(
        campaign=campaign, code="cai-tien", order=1, name="Sáng kiến kỹ thuật", rubric=rubric or make_rubric()
    )
    now = clock.now()
    for kind in KINDS:
        closes = now + timedelta(days=30) if kind in open_windows else now - timedelta(days=1)
        Window.objects.create(campaign=campaign, kind=kind, opens=now - timedelta(days=30), closes=closes)
    ChecklistItem.objects.create(campaign=campaign, order=1, text="Đơn đúng mẫu, đủ chữ ký")
    ChecklistItem.objects.create(
        campaign=campaign, order=2, text="Nộp trong thời hạn một năm từ ngày áp dụng lần đầu"
    )
    for order, (code, label, quota, minimum) in enumerate(
        [("nhat", "Giải Nhất", 1, 85), ("nhi", "Giải Nhì", 2, 75), ("ba", "Giải Ba", 3, 65)], 1
    ):
        level = AwardLevel.objects.create(
            campaign=campaign, order=order, code=code, label=label, minimum_total=minimum
        )
        AwardQuota.objects.create(
            campaign=campaign, order=order, label=label, level=level, each="strand", number=quota
        )
    return campaign


def make_submission(*, campaign=None, owner=None, state="draft", shares=(10000,), **extra) -> Submission:
    """A complete dossier in any state; the first author is the owner, the others have no account.

    What was filed has been confirmed by all of them; for a draft that a test files call `confirm_shares`.
    """
    campaign = campaign or make_campaign()
    owner = owner or make_user(Role.AUTHOR)
    unit = extra.pop("unit", None) or owner.home_unit
    now = clock.now()
    fields = {
        "code": random_code(),
        "campaign": campaign,
        "strand": campaign.strands.first(),
        "unit": unit,
        "unit_name": unit.name_on(clock.today()),
        "endorsing_unit": unit,
        "owner": owner,
        "state": state,
        "title": "Cải tiến quy trình tiếp nhận hồ sơ một cửa",
        "summary": "Rút ngắn thời gian tiếp nhận hồ sơ từ ba ngày còn một ngày.",
        "addressee": "Hội đồng sáng kiến thành phố",
        "field_of_application": "Cải cách hành chính",
        "first_used_on": clock.today() - timedelta(days=90),
        "nature": "Trước đây hồ sơ được ghi sổ tay. Giải pháp mới dùng phiếu có mã và bảng phân luồng.",
        "conditions": "Máy tính và máy in của bộ phận một cửa.",
        "benefits_author": "Tiết kiệm 120 giờ công mỗi tháng.",
        "created_at": now,
        "saved_at": now,
        "state_since": now,
    }
    if state != "draft":
        fields |= {"submitted_at": now, "register_number": f"T{next(_serial):04}/2026"}
    submission = Submission.objects.create(**(fields | extra))
    for order, share in enumerate(shares, 1):
        Authorship.objects.create(
            submission=submission,
            order=order,
            user=owner if order == 1 else None,
            access="edit" if order == 1 else "view",
            full_name=owner.full_name if order == 1 else f"Trần Thị Bình {order}",
            birth_date=date(1985, 3, order),
            workplace=submission.unit_name,
            job_title="Chuyên viên",
            qualification="Đại học",
            share_bp=share,
        )
    if state != "draft":
        confirm_shares(submission)
    return submission


def confirm_shares(submission) -> None:
    """As if everybody beside the owner had confirmed the own share on paper."""
    submission.authorships.exclude(user=submission.owner).update(
        confirmed_at=clock.now(), confirmed_way="paper", signed_on=clock.today()
    )


def make_panel(campaign, *judges) -> Panel:
    panel = Panel.objects.create(
        campaign=campaign, name="Tổ giám khảo", decision_number="12/QĐ-UBND", decision_date=date(2026, 2, 1)
    )
    for judge in judges:
        PanelMember.objects.create(panel=panel, user=judge, answer="accepted")
    return panel


def make_assignment(submission, judge, *, panel=None, by=None, source="plan") -> Assignment:
    panel = panel or make_panel(submission.campaign, judge)
    return Assignment.objects.create(
        submission=submission,
        judge=judge,
        panel=panel,
        alias=random_code(),
        assigned_by=by or judge,
        assigned_at=clock.now(),
        source=source,
    )


def make_conflict(dossier, person, *, source="office", verdict="upheld", **extra) -> Conflict:
    """Something that the office upheld, unless the words say otherwise."""
    now = clock.now()
    given = {} if verdict == "open" else {"verdict_by": person, "verdict_at": now}
    facts = {"reason": "Là em ruột của tác giả.", "declared_by": person, "declared_at": now}
    return Conflict.objects.create(
        submission=dossier, person=person, source=source, verdict=verdict, **(facts | given | extra)
    )


def make_sheet(assignment, points, *, locked=True, comment="") -> Sheet:
    """`points` by criterion code."""
    of = {"assignment": assignment, "submission": assignment.submission, "judge": assignment.judge}
    sheet = Sheet.objects.create(**of, comment=comment, saved_at=clock.now())
    for criterion in assignment.submission.strand.rubric.criteria.all():
        Mark.objects.create(sheet=sheet, criterion=criterion, points=points[criterion.code])
    if locked:
        sheet.status, sheet.locked_at, sheet.total = "locked", clock.now(), sum(map(Decimal, points.values()))
        sheet.save()
    return sheet


def make_judged(campaign, total, *, novelty="30", level="A", **extra) -> Submission:
    """A dossier whose sheets are combined; `level` "" means it reached none."""
    dossier = make_submission(campaign=campaign, state="judged", **extra)
    CombinedScore.objects.create(
        submission=dossier,
        sheets=3,
        method="mean",
        total=Decimal(total),
        spread=0,
        criterion_means={"novelty": novelty, "applicability": "20", "benefit": "20"},
        level_code=level,
        level_label=f"Loại {level}" if level else "",
        computed_at=clock.now(),
    )
    return dossier


def make_decision(
    campaign, *outcomes, number=5, signed_on=date(2026, 6, 5), strand=None, **dossier
) -> Decision:
    """Signed on one dossier for each outcome: the code of a prize, "recognised" or "not_recognised"."""
    by, now = make_user(Role.OFFICER), clock.now()
    strand = strand or campaign.strands.first()
    facts = {"campaign": campaign, "strand": strand}
    ranking = Ranking.objects.create(
        number=1, made_by=by, made_at=now, tie_chain=[], parameters={}, inputs_sha256="0" * 64, **facts
    )
    sitting = Sitting.objects.create(
        ranking=ranking,
        held_on=date(2026, 6, 1),
        members_total=7,
        members_present=7,
        recorded_by=by,
        recorded_at=now,
        **facts,
    )
    decision = Decision.objects.create(
        campaign=campaign,
        number=number,
        year=signed_on.year,
        signed_on=signed_on,
        signer_power="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer_name="Nguyễn Văn Mẫu",
        recorded_by=by,
        recorded_at=now,
    )
    for position, outcome in enumerate(outcomes, 1):
        made = make_submission(campaign=campaign, strand=strand, state="decided", **dossier)
        level = campaign.award_levels.filter(code=outcome).first()
        face = {"outcome": "award" if level else outcome, "award_level": level, "submission": made}
        reason = "Trùng với sáng kiến năm 2019." if outcome == "not_recognised" else ""
        Proposal.objects.create(
            sitting=sitting, position=position, total=90 - position, votes_for=7, reason=reason, **face
        )
        Award.objects.create(decision=decision, reason=reason, level_label="Loại A", **face)
    return decision


def content_of(stored):
    """What is on the disk; closed again, since a field and its row hold each other until some later moment."""
    with stored.open("rb") as opened:
        return opened.read()
