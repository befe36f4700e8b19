"""The addresses of official papers: of a decision for the office, of the own dossier for its authors."""

from django.urls import path

from campaign.views import own_papers, papers
from campaign.views.staff import decision_papers, paper_templates, print_form


def _of_dossier(before: str, view) -> list:
    """As it stands, and as it was handed in."""
    place = f"{before}<slug:code>/giay-to"
    return [
        path(f"{place}/<slug:paper>.<slug:kind>", view, name="paper"),
        path(f"{place}/lan-<int:number>/<slug:paper>.<slug:kind>", view, name="revision_paper"),
    ]


unit_papers: list = _of_dossier("", papers.unit_paper)
office_papers: list = [
    *_of_dossier("ho-so/", papers.office_paper),
    path("quyet-dinh/<int:pk>/van-ban/", decision_papers.papers, name="decision_papers"),
    path("quyet-dinh/<int:pk>/van-ban/<slug:paper>/ky-so/", decision_papers.sign, name="paper_sign"),
    path("quyet-dinh/<int:pk>/van-ban/phat-hanh/", decision_papers.issue, name="papers_issue"),
    path(
        "quyet-dinh/<int:pk>/van-ban/<slug:paper>.<slug:kind>", decision_papers.paper, name="decision_paper"
    ),
    path(
        "phien-hop/<int:sitting_pk>/van-ban/<slug:paper>.<slug:kind>",
        decision_papers.draft,
        name="draft_paper",
    ),
    path("quyet-dinh/<int:pk>/phu-luc.xlsx", decision_papers.annex_sheet, name="decision_annex"),
    path(
        "quyet-dinh/<int:pk>/thong-bao/<int:award_pk>.<slug:kind>",
        decision_papers.notice,
        name="notice_paper",
    ),
    path("quyet-dinh/<int:pk>/giay-chung-nhan/lap/", decision_papers.batch, name="papers_batch"),
    path(
        "quyet-dinh/<int:pk>/giay-chung-nhan/<int:batch_pk>/",
        decision_papers.batch_file,
        name="papers_batch_file",
    ),
    path(
        "giay-chung-nhan/<slug:code>.<slug:kind>",
        decision_papers.certificate,
        name="certificate_paper",
    ),
]

author_papers: list = [
    *_of_dossier("", papers.own_paper),
    path("<slug:code>/giay-chung-nhan.<slug:kind>", own_papers.certificate, name="certificate_paper"),
    path("<slug:code>/thong-bao.<slug:kind>", own_papers.notice, name="notice_paper"),
]

setup_papers: list = [
    path("phoi-giay-khen/", print_form.print_form, name="print_form"),
    path("phoi-giay-khen/to-in-thu.pdf", print_form.test_sheet, name="print_form_test"),
    path("mau-van-ban/", paper_templates.templates, name="paper_templates"),
    path("mau-van-ban/<slug:kind>/", paper_templates.template, name="paper_template"),
    path("mau-van-ban/<slug:kind>/mau-co-san/", paper_templates.restore, name="paper_template_restore"),
    path("mau-van-ban/<slug:kind>/mau-co-san.docx", paper_templates.built_in, name="paper_template_own"),
    path("mau-van-ban/<slug:kind>/xem-thu.docx", paper_templates.preview, name="paper_template_preview"),
    path("mau-van-ban/<slug:kind>/ban-<int:version>.docx", paper_templates.kept, name="paper_template_kept"),
]
