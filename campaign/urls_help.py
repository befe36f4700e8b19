"""Addresses of help, statistics and reports, kept apart because the site map would be too long."""

from django.urls import path

from campaign.views import help as public_help
from campaign.views import statistics as public_statistics
from campaign.views.staff import help as staff_help
from campaign.views.staff import reports, statistics

public: list = [
    path("thong-ke/", public_statistics.statistics, name="statistics"),
    path("huong-dan/", public_help.index, name="help"),
    path("huong-dan/to-roi/", public_help.leaflet_page, name="leaflet"),
    path("huong-dan/to-roi.pdf", public_help.leaflet_file, name="leaflet_pdf"),
]
guides: list = [
    path("huong-dan/<slug:role>/", public_help.guide, name="guide"),
]
office: list = [
    path("thong-ke/", statistics.statistics, name="statistics"),
    path("thong-ke/bang.xlsx", statistics.spreadsheet, name="statistics_xlsx"),
    path("thong-ke/don-vi-chua-nop/", statistics.silent, name="silent_units"),
    path("bao-cao/", reports.reports, name="reports"),
    path("bao-cao/<int:pk>/", reports.report, name="report"),
    path("bao-cao/<int:pk>/ban-hanh/", reports.issue, name="report_issue"),
    path("bao-cao/<int:pk>/van-ban.<slug:kind>", reports.paper, name="report_paper"),
    path("ho-so/<slug:code>/tien-lam-loi/", reports.benefit, name="benefit"),
]
setup: list = [
    path("hoi-dap-chung/", staff_help.questions, name="help_questions"),
    path("hoi-dap-chung/cau-mau/", staff_help.take_standard, name="help_take"),
    path("hoi-dap-chung/moi/", staff_help.question_new, name="help_question_new"),
    path("hoi-dap-chung/<int:pk>/", staff_help.question, name="help_question"),
    path("hoi-dap-chung/<int:pk>/bo/", staff_help.question_remove, name="help_question_remove"),
]
