"""One campaign from its announcement to a certificate, in browsers, each person with their own."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.plan_making import make_waiting
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.judging import Assignment
from campaign.models.submission import Submission
from campaign.rules.phases import Kind
from tests.decisions import make_series
from tests.factories import PASSWORD, make_campaign, make_unit, make_user
from tests.journeys.calendar import now_is
from tests.journeys.visitor import pdf, photo

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.slow]
TITLE = "Phiếu có mã giúp giảm thời gian chờ ở bộ phận một cửa"
NATURE = "Trước đây hồ sơ được ghi sổ tay nên hay nhầm. Giải pháp dùng phiếu có mã và bảng phân luồng."
SECRET = "Công thức phân luồng chưa công bố"
MARKS = [("35,5", "25", "8,5"), ("36", "25,5", "24"), ("35", "26", "23,5")]


@pytest.fixture
def people():
    unit = make_unit("Phòng Hành chính một cửa")
    named = {
        "author": (Role.AUTHOR, "Nguyễn Thị Lan"),
        "co_author": (Role.AUTHOR, "Trần Minh Đức"),
        "head": (Role.UNIT_HEAD, "Phạm Thu Hà"),
    }
    inside = {name: make_user(role, unit=unit, full_name=full) for name, (role, full) in named.items()}
    outside = {
        "administrator": make_user(Role.ADMINISTRATOR, full_name="Lê Quang Quản"),
        "officer": make_user(Role.OFFICER, full_name="Vũ Thị Thư"),
        "chair": make_user(Role.CHAIR, full_name="Đặng Văn Chủ"),
        "other": make_user(Role.AUTHOR, full_name="Hồ Văn Ngoài"),
        "judges": [make_user(Role.JUDGE, full_name=f"Giám Khảo {name}") for name in ("Một", "Hai", "Ba")],
    }
    return SimpleNamespace(**inside, **outside)


def test_a_campaign_runs_from_its_announcement_to_a_certificate(visitor, people):
    passer_by = visitor()
    campaign = announce(visitor(people.administrator), passer_by)
    co_author = visitor(people.co_author, phone=True)
    dossier = write_and_file(visitor(phone=True), people, campaign, co_author)
    nobody_else_sees_it(visitor(people.other), dossier)
    now_is(campaign, Kind.ENDORSE)
    endorse(visitor(people.head), dossier)
    now_is(campaign, Kind.CHECK)
    accept(visitor(people.officer), dossier)
    found_panel(visitor, visitor(people.officer), people, dossier)
    now_is(campaign, Kind.JUDGE)
    judge(visitor, people, dossier)
    now_is(campaign, Kind.COUNCIL)
    rank(visitor(people.officer), campaign)
    hold_sitting(visitor(people.chair), campaign)
    decide(visitor(people.officer), campaign)
    nothing_is_out(visitor, people, passer_by, campaign, dossier)
    now_is(campaign, Kind.PUBLISH)
    publish(visitor(people.administrator), campaign)
    result_and_certificate(passer_by, visitor(people.author, phone=True), campaign, dossier)


def announce(administrator, passer_by):
    """Last year's plan is cloned; nobody sees the new campaign before it is announced."""
    source = make_campaign(
        title="Phong trào phát huy sáng kiến năm 2025", year=2025, contact="Bộ phận thường trực"
    )
    now_is(source, Kind.SUBMIT)
    administrator.open(reverse("setup:clone", args=[source.slug]))
    administrator.fill(
        {
            "Tên phong trào": "Phong trào phát huy sáng kiến năm 2026",
            "Số kế hoạch": "301/KH-UBND",
            "Ngày ký kế hoạch": "2026-01-05",
        }
    )
    administrator.press("Nhân bản")
    campaign = Campaign.objects.get(plan_number="301/KH-UBND")
    passer_by.page.goto(reverse("public:campaign", args=[campaign.slug]))
    passer_by.sees_nothing_of("301/KH-UBND")
    now_is(campaign, Kind.SUBMIT)
    administrator.open(reverse("setup:campaign", args=[campaign.slug]))
    administrator.press("Công bố phong trào", sure="Công bố").sees("Đã công bố phong trào.")
    passer_by.open(reverse("public:campaign", args=[campaign.slug])).sees("301/KH-UBND")
    passer_by.open("/").sees("Phong trào phát huy sáng kiến năm 2026").picture("home")
    return campaign


def write_and_file(phone, people, campaign, co_author):
    """On a phone, signing in like everybody: two authors who make 100 %, two files, a number and a receipt."""
    phone.open(reverse("author:start", args=[campaign.slug]))
    phone.fill({"Mã nhân sự": people.author.staff_code, "Mật khẩu": PASSWORD}).press("Đăng nhập")
    phone.choose("Sáng kiến kỹ thuật").press("Bắt đầu viết")
    dossier = Submission.objects.get(owner=people.author)
    write(phone, people)
    join(phone, co_author, people, dossier)
    phone.page.set_input_files("#id_files", [pdf(), photo()])
    phone.page.get_by_role("link", name="anh-hien-truong.png", exact=True).wait_for()
    phone.look().sees("minh-chung.pdf", "anh-hien-truong.png").picture("editor")
    phone.press("Lưu, rà lại và nộp").sees("Hồ sơ đã đủ để nộp")
    phone.choose("Tôi xin cam đoan").press("Nộp hồ sơ").sees("0001/2026")
    return Submission.objects.get(pk=dossier.pk)


def join(phone, co_author, people, dossier):
    """The owner invites the colleague of the second row, who accepts and confirms the own share."""
    phone.press("Lưu và mở trang đồng tác giả").page.get_by_text("Mời Trần Minh Đức bằng tài khoản").click()
    row = phone.page.locator("main ol.plain-list > li").nth(1)
    phone.fill({"Mã nhân sự hoặc thư điện tử": people.co_author.staff_code}, within=row)
    phone.press("Gửi lời mời", within=row).sees("Đã gửi lời mời tới Trần Minh Đức.")
    co_author.open(reverse("dashboard")).follow("lời mời làm đồng tác giả").follow(TITLE)
    co_author.sees("40,00 %").sees_nothing_of(SECRET)
    co_author.press("Nhận lời").press("Xác nhận tỷ lệ 40,00 %").sees(
        "Đã ghi xác nhận tỷ lệ đóng góp của bạn."
    )
    phone.open(reverse("author:edit", args=[dossier.code]))


def write(phone, people):
    phone.fill(
        {
            "Tên sáng kiến": TITLE,
            "Tóm tắt": "Giảm thời gian chờ từ ba ngày còn một ngày.",
            "Lĩnh vực áp dụng": "Cải cách hành chính",
            "Ngày áp dụng lần đầu": "2026-08-01",
            "Mô tả bản chất": NATURE,
            "Điều kiện cần thiết": "Máy in phiếu và bảng phân luồng.",
            "Thông tin cần được bảo mật": SECRET,
            "Lợi ích thu được theo ý kiến": "Tiết kiệm 120 giờ công mỗi tháng.",
        }
    )
    rows = phone.page.locator("#tac-gia .formset-row")
    phone.page.get_by_role("button", name="Thêm tác giả").click()
    phone.fill({"Tỷ lệ đóng góp (%)": "60"}, within=rows.nth(0))
    phone.fill({"Họ và tên": people.co_author.full_name, "Tỷ lệ đóng góp (%)": "40"}, within=rows.nth(1))


def nobody_else_sees_it(other, dossier):
    for name in ("author:detail", "unit:detail", "office:detail"):
        other.page.goto(reverse(name, args=[dossier.code]))
        other.sees_nothing_of(TITLE, SECRET)


def endorse(head, dossier):
    head.open(reverse("unit:queue")).sees(TITLE)
    head.open(reverse("unit:detail", args=[dossier.code]))
    head.choose("Xác nhận hồ sơ và chuyển lên").fill({"Nhận xét hoặc lý do": "Đã dùng ở đơn vị từ tháng 8."})
    head.press("Gửi ý kiến").sees("Đã xác nhận hồ sơ")


def accept(officer, dossier):
    officer.open(reverse("office:check", args=[dossier.code]))
    for answer in officer.page.get_by_label("Đạt", exact=True).all():
        answer.check()
    officer.choose("Tiếp nhận: mọi mục").press("Ghi kết luận").sees("Đã tiếp nhận hồ sơ")


def found_panel(visitor, officer, people, dossier):
    officer.open(reverse("office:panel_new"))
    officer.page.get_by_label("Chấm cho").select_option(index=1)
    officer.fill(
        {
            "Tên tổ giám khảo": "Tổ giám khảo số 1",
            "Số quyết định thành lập": "15/QĐ-UBND",
            "Ngày ký quyết định": "2026-02-01",
        }
    )
    officer.press("Lập tổ")
    for one in people.judges:
        officer.page.get_by_label("Người tham gia").select_option(value=str(one.pk))
        officer.press("Thêm vào tổ").sees(one.full_name)
    for one in people.judges:
        visitor(one).open(reverse("judge:seats")).choose("Nhận lời tham gia tổ").press("Gửi trả lời").sees(
            "Đã ghi câu"
        )
    officer.open(reverse("office:assignment", args=[dossier.strand_id])).press("Lập phương án")
    make_waiting()
    officer.open(reverse("office:assignment", args=[dossier.strand_id]))
    officer.sees(*(one.full_name for one in people.judges))
    officer.press("Phân công theo phương án này", sure="Phân công").sees("Đã phân công 1 hồ sơ")


def judge(visitor, people, dossier):
    """Blind, each for themselves; who has locked may read the others' marks, never before."""
    for number, one in enumerate(people.judges):
        judge = visitor(one)
        given = Assignment.objects.get(judge=one, submission=dossier)
        judge.open(reverse("judge:list")).sees(TITLE)
        judge.open(reverse("judge:sheet", args=[given.alias])).sees(NATURE, SECRET)
        judge.sees_nothing_of(
            dossier.code, dossier.register_number, dossier.unit_name, "Nguyễn Thị Lan", "Trần Minh Đức",
            "minh-chung.pdf", *(f"Lời riêng của người {other}" for other in range(3)),
        )  # fmt: skip
        mark(judge, number)
        author = visitor(people.author).open(reverse("author:detail", args=[dossier.code]))
        author.sees("Đã tiếp nhận, đang được xét").sees_nothing_of("Giám Khảo", "Lời riêng", "Đã chấm xong")


def mark(judge, number):
    novelty, applicability, benefit = MARKS[number]
    judge.fill(
        {
            "Điểm Tính mới": novelty,
            "Điểm Khả năng áp dụng": applicability,
            "Điểm Hiệu quả": benefit,
            "Nhận xét chung": f"Lời riêng của người {number}",
        }
    )
    if number == 0:
        judge.picture("sheet")
    judge.press("Lưu và khóa phiếu").sees(benefit)
    judge.press("Khóa phiếu").sees("Đã khóa phiếu chấm.")


def rank(officer, campaign):
    """The table says what decided the place and why the prize."""
    officer.open(reverse("office:rankings"))
    officer.press("Lập bảng xếp hạng").sees("Đã lập bảng xếp hạng số 1.", TITLE, "Giải Nhì")
    officer.sees(campaign.rankings.get().rows.get().award_reason).picture("ranking")
    officer.follow("Tính lại và đối chiếu").sees("Khớp")
    officer.follow("Giải thích hạng").sees("Điểm theo tiêu chí")


def hold_sitting(chair, campaign):
    chair.open(reverse("council:sittings"))
    chair.open(reverse("council:sitting_new", args=[campaign.rankings.get().pk]))
    chair.fill(
        {
            "Ngày họp": today(),
            "Địa điểm": "Phòng họp số 1",
            "Thư ký": "Vũ Thị Thư",
            "Tổng số thành viên hội đồng": "9",
            "Số thành viên dự họp": "8",
            "Số biên bản": "03/BB-HĐSK",
        }
    )
    chair.page.get_by_label("Đồng ý", exact=False).first.fill("8")
    chair.press("Ghi kết quả phiên họp", sure="Ghi kết quả").sees("Đã ghi kết quả phiên họp.")


def today():
    return clock.today().isoformat()


def decide(officer, campaign):
    make_series()
    officer.open(reverse("office:decisions"))
    officer.open(reverse("office:decision_new", args=[campaign.sittings.get().pk]))
    officer.fill({"Số văn bản": "5", "Ngày ký": today(), "Họ và tên người ký": "Phạm Văn Ký"})
    officer.page.get_by_label("Mẫu quyền hạn ký").select_option("tm")
    officer.press("Ghi quyết định", sure="Ghi quyết định").sees("Đã ghi quyết định 05/QĐ-UBND.")


def nothing_is_out(visitor, people, passer_by, campaign, dossier):
    """Everything is decided and signed; whoever is not of the office still reads what they read before."""
    words = ("Giải Nhì", "Phạm Văn Ký", "05/QĐ-UBND", "Đã có quyết định")
    passer_by.open(reverse("public:results", args=[campaign.slug])).sees_nothing_of(TITLE, *words)
    for one in (people.author, people.co_author):
        reader = visitor(one).open(reverse("author:detail", args=[dossier.code]))
        reader.sees("Đã tiếp nhận, đang được xét").sees_nothing_of(*words)
    visitor(people.head).open(reverse("unit:detail", args=[dossier.code])).sees_nothing_of(*words)


def publish(administrator, campaign):
    administrator.open(reverse("office:publish", args=[campaign.decisions.get().pk])).sees(TITLE)
    administrator.press("Công bố kết quả", sure="Công bố").sees("Đã công bố kết quả")


def result_and_certificate(passer_by, author, campaign, dossier):
    passer_by.open(reverse("public:results", args=[campaign.slug])).sees(TITLE, "Nguyễn Thị Lan", "Giải Nhì")
    passer_by.picture("results").sees_nothing_of(SECRET, "Giám Khảo", "Lời riêng")
    author.open(reverse("author:detail", args=[dossier.code])).sees("Đã công bố")
    code = dossier.authorships.first().certificates.get().code
    passer_by.open(reverse("public:certificate_check")).fill({"Mã kiểm tra": code})
    passer_by.press("Kiểm tra").sees("Nguyễn Thị Lan", TITLE, "05/QĐ-UBND").picture("certificate")
