"""The same work in a browser that runs no scripts: nothing may depend on them."""

import pytest
from django.urls import reverse

from campaign.models import clock
from campaign.models.submission import Submission
from campaign.rules.phases import Kind
from tests.access.world import build
from tests.factories import make_campaign, make_user
from tests.journeys.calendar import now_is
from tests.journeys.visitor import pdf

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain(visitor):
    return lambda user=None, **options: visitor(user, java_script_enabled=False, **options)


def test_a_dossier_is_written_with_two_authors_and_a_file_and_filed(plain):
    campaign = make_campaign()
    now_is(campaign, Kind.SUBMIT)
    writer = make_user(full_name="Nguyễn Thị Lan")
    phone = plain(writer, phone=True).open(reverse("author:start", args=[campaign.slug]))
    phone.choose("Sáng kiến kỹ thuật").press("Bắt đầu viết")
    phone.fill(
        {
            "Tên sáng kiến": "Phiếu có mã ở bộ phận một cửa",
            "Tóm tắt": "Giảm thời gian chờ còn một ngày.",
            "Lĩnh vực áp dụng": "Cải cách hành chính",
            "Ngày áp dụng lần đầu": "2026-08-01",
            "Mô tả bản chất": "Phiếu có mã và bảng phân luồng.",
            "Điều kiện cần thiết": "Máy in phiếu.",
            "Lợi ích thu được theo ý kiến": "Tiết kiệm 120 giờ công mỗi tháng.",
        }
    )
    rows = phone.page.locator("#tac-gia .formset-row")
    phone.fill({"Tỷ lệ đóng góp (%)": "60"}, within=rows.nth(0))
    phone.fill({"Họ và tên": "Trần Minh Đức", "Tỷ lệ đóng góp (%)": "40"}, within=rows.nth(1))
    phone.page.set_input_files("#id_files", [pdf()])

    phone.press("Lưu và mở trang đồng tác giả").page.get_by_text("Ghi nhận bản giấy có chữ ký").click()
    today = clock.today().isoformat()
    phone.fill({"Ngày ký trên giấy": today}).press("Ghi nhận bản giấy").sees("Đã ghi nhận bản ký giấy.")
    phone.follow("Sửa bảng và tỷ lệ")
    phone.press("Lưu, rà lại và nộp").sees("Hồ sơ đã đủ để nộp")
    phone.choose("Tôi xin cam đoan").press("Nộp hồ sơ").sees("0001/2026")

    assert [row.share_bp for row in Submission.objects.get().authorships.all()] == [6000, 4000]


def test_a_unit_endorses_and_the_office_accepts(plain):
    world = build("submitted")
    head = plain(world.people["unit_head"]).open(reverse("unit:detail", args=[world.dossier.code]))
    head.choose("Xác nhận hồ sơ và chuyển lên").press("Gửi ý kiến").sees("Đã xác nhận hồ sơ")
    officer = plain(world.people["officer"]).open(reverse("office:check", args=[world.dossier.code]))
    for answer in officer.page.get_by_label("Đạt", exact=True).all():
        answer.check()
    officer.choose("Tiếp nhận: mọi mục").press("Ghi kết luận").sees("Đã tiếp nhận hồ sơ")


def test_a_judge_marks_and_locks(plain):
    world = build("judging")
    alias = world.alias("judge_waiting")
    judge = plain(world.people["judge_waiting"]).open(reverse("judge:sheet", args=[alias]))
    judge.fill({"Điểm Tính mới": "35,5", "Điểm Khả năng áp dụng": "25", "Điểm Hiệu quả": "8,5"})
    judge.press("Lưu và khóa phiếu").sees("69")
    judge.press("Khóa phiếu").sees("Đã khóa phiếu chấm.")


def test_the_results_come_out_and_a_certificate_is_checked(plain):
    world = build("decided")
    decision = world.campaign.decisions.get()
    administrator = plain(world.people["administrator"]).open(reverse("office:publish", args=[decision.pk]))
    administrator.press("Công bố kết quả").sees("Đã công bố kết quả")
    passer_by = plain().open(reverse("public:results", args=[world.campaign.slug])).sees(world.dossier.title)
    certificate = world.dossier.authorships.first().certificates.get()
    passer_by.open(reverse("public:certificate_check")).fill({"Mã kiểm tra": certificate.code})
    passer_by.press("Kiểm tra").sees(certificate.holder_name)
