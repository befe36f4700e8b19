"""The final report of 2019, with the money that some initiatives had brought, each by its own act."""

from datetime import datetime

from campaign.actions.benefit import record_benefit
from campaign.actions.report import begin_report, issue_report, save_report
from campaign.management.demo.people import acting
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.clock import VIETNAM
from campaign.models.register import RegisterSeries

ADDED_UP = datetime(2020, 1, 8, 9, tzinfo=VIETNAM)
ISSUED = datetime(2020, 1, 15, 16, tzinfo=VIETNAM)
MONEY = (48_500_000, 126_000_000, 9_750_000, 31_200_000)
TEXTS = {
    "direction": "Ban hành kế hoạch và công văn hướng dẫn đến từng đơn vị; mở hai buổi hướng dẫn viết đơn.\n"
    "Lập tổ giám khảo theo từng nội dung; mỗi hồ sơ do ba giám khảo chấm độc lập.",
    "examples": "Nhiều giải pháp đã dùng được ngay ở đơn vị khác mà không cần thêm kinh phí.",
    "strengths": "Hồ sơ gắn với việc hằng ngày, có số liệu trước và sau.\nNgười lao động trực tiếp tham gia đều.",
    "weaknesses": "Một số đơn vị chưa có hồ sơ; vài hồ sơ viết chung chung, phải bổ sung.",
    "causes": "Chưa phổ biến đủ đến tổ, đội; người viết ít quen cách tính hiệu quả.",
    "next_steps": "Theo dõi việc nhân rộng sau sáu tháng và mười hai tháng.\n"
    "Hướng dẫn viết đơn tại chỗ ở đơn vị chưa có hồ sơ.",
    "proposals": "Cấp trên hỗ trợ tập huấn cách tính hiệu quả kinh tế.",
}
SIGNER = {"power": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Trần Văn Mẫu"}


def report_on(campaign: Campaign) -> None:
    by = acting("THUKY")
    published = campaign.submissions.filter(state="published").order_by("register_number")
    with clock.at(ADDED_UP):
        for dossier, amount in zip(published, MONEY, strict=False):
            record_benefit(dossier, amount=amount, basis="Bảng tính kèm theo hồ sơ.", by=by)
    with clock.at(ISSUED):
        report = begin_report(campaign, kind="final", since=None, until=None, by=by)
        report = save_report(report, texts=TEXTS, version=report.version, by=by)
        series = RegisterSeries.objects.get(code="bao-cao")
        issue_report(report, series=series, number=None, signed_on=ISSUED.date(), signer=SIGNER, by=by)
