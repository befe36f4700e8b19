"""The site map, by audience. Slugs are Vietnamese, names are English."""

from django.urls import include, path

from campaign.views import author as author_views
from campaign.views import council as council_views
from campaign.views import (
    coauthors,
    dashboard,
    editor,
    endorser,
    files,
    following,
    invitations,
    kept_forms,
    platform,
    uploads,
)
from campaign.views import judge as judge_views
from campaign.views import papers as paper_views
from campaign.views import public as public_views
from campaign.views import similar as author_similar
from campaign.views import voices as author_voices
from campaign.views.staff import (
    audit,
    decision,
    eligibility,
    exchange,
    outbox,
    publication,
    queue,
    ranking,
    rubric,
    voices,
)
from campaign.views.staff import campaign as campaign_views
from campaign.views.staff import judging as staff_judging
from campaign.views.staff import similarity as staff_similarity

public: list = [
    path("", public_views.home, name="home"),
    path("phong-trao/<slug:slug>/", public_views.campaign, name="campaign"),
    path("phong-trao/<slug:slug>/lich.ics", public_views.calendar, name="calendar"),
    path("ket-qua/<slug:slug>/", public_views.results, name="results"),
    path("giay-chung-nhan/", public_views.certificate_check, name="certificate_check"),
    path("giay-chung-nhan/<slug:code>/", public_views.certificate, name="certificate"),
    path("huong-dan/", public_views.help_page, name="help"),
    path("kha-nang-tiep-can/", public_views.accessibility, name="accessibility"),
    path("bao-ve-du-lieu-ca-nhan/", public_views.privacy, name="privacy"),
]
author: list = [
    path("", author_views.dossiers, name="list"),
    path("moi/<slug:slug>/", author_views.start, name="start"),
    path("loi-moi/", invitations.invitations, name="invitations"),
    path("loi-moi/<int:pk>/", invitations.invitation, name="invitation"),
    path("<slug:code>/", author_views.detail, name="detail"),
    path("<slug:code>/dong-tac-gia/", coauthors.coauthors, name="coauthors"),
    path("<slug:code>/dong-tac-gia/nhac/", coauthors.ask, name="ask_shares"),
    path("<slug:code>/dong-tac-gia/xac-nhan/", coauthors.confirm, name="confirm_share"),
    path("<slug:code>/dong-tac-gia/<slug:uid>/", coauthors.coauthor, name="coauthor"),
    path("<slug:code>/sua/", editor.edit, name="edit"),
    path("<slug:code>/tep/", editor.upload, name="upload"),
    path("<slug:code>/tep/bat-dau/", uploads.upload_start, name="upload_start"),
    path("<slug:code>/tep/phan/<slug:key>/", uploads.upload_part, name="upload_part"),
    path("<slug:code>/tep/phan/<slug:key>/huy/", uploads.upload_cancel, name="upload_cancel"),
    path("<slug:code>/tep/<uuid:public_id>/ban-moi/", uploads.replace_file, name="replace_file"),
    path("<slug:code>/tep/<uuid:public_id>/xoa/", editor.remove_file, name="remove_file"),
    path("<slug:code>/tuong-tu/", author_similar.similar, name="similar"),
    path("<slug:code>/nop/", author_views.submit, name="submit"),
    path("<slug:code>/bien-nhan/", author_views.receipt, name="receipt"),
    path("<slug:code>/rut/", author_views.withdraw, name="withdraw"),
    path("<slug:code>/mo-lai/", author_views.revive, name="revive"),
    path("<slug:code>/bo-sung/", author_views.supplement, name="supplement"),
]
unit: list = [
    path("", endorser.queue, name="queue"),
    path("<slug:code>/", endorser.detail, name="detail"),
    path("<slug:code>/y-kien/", endorser.decide, name="decide"),
]
office: list = [
    path("", queue.queue, name="queue"),
    path("ho-so/<slug:code>/", queue.detail, name="detail"),
    path("ho-so/<slug:code>/kiem-tra/", eligibility.check, name="check"),
    path("ho-so/<slug:code>/so-sanh/", staff_similarity.compare, name="compare"),
    path("ho-so/<slug:code>/tuong-tu/<int:pair>/", staff_similarity.similar, name="similar"),
    path("ho-so/<slug:code>/dung-xet/", queue.drop, name="drop"),
    path("ho-so/<slug:code>/phan-cong/", staff_judging.assign, name="assign"),
    path("ho-so/<slug:code>/phan-cong/<int:pk>/ket-thuc/", staff_judging.assign_end, name="assign_end"),
    path("ho-so/<slug:code>/ket-thuc-cham/", staff_judging.finish, name="finish"),
    path("phan-cong/<int:strand_pk>/", staff_judging.strand_assignment, name="assignment"),
    path("<slug:code>/hoi-dap/", author_voices.questions, name="questions"),
    path("<slug:code>/kien-nghi/", author_voices.appeal, name="appeal"),
    path("<slug:code>/giay-to/<slug:paper>.<slug:kind>", paper_views.own_paper, name="paper"),
    path(
        "<slug:code>/giay-to/lan-<int:number>/<slug:paper>.<slug:kind>",
        paper_views.own_paper,
        name="revision_paper",
    ),
    path("to-giam-khao/", staff_judging.panels, name="panels"),
    path("to-giam-khao/moi/", staff_judging.panel_new, name="panel_new"),
    path("to-giam-khao/<int:pk>/", staff_judging.panel, name="panel"),
    path("to-giam-khao/<int:pk>/thanh-vien/", staff_judging.panel_seat, name="panel_seat"),
    path("to-giam-khao/thanh-vien/<int:pk>/thoi/", staff_judging.panel_release, name="panel_release"),
    path("<slug:code>/giay-to/<slug:paper>.<slug:kind>", paper_views.unit_paper, name="paper"),
    path(
        "<slug:code>/giay-to/lan-<int:number>/<slug:paper>.<slug:kind>",
        paper_views.unit_paper,
        name="revision_paper",
    ),
    path("xep-hang/", ranking.rankings, name="rankings"),
    path("xep-hang/<int:pk>/", ranking.ranking, name="ranking"),
    path("xep-hang/lap/<int:strand_pk>/", ranking.make_ranking, name="make_ranking"),
    path("quyet-dinh/", decision.decisions, name="decisions"),
    path("quyet-dinh/moi/<int:sitting_pk>/", decision.decision_new, name="decision_new"),
    path("quyet-dinh/<int:pk>/", decision.decision, name="decision"),
    path("ho-so/<slug:code>/giay-to/<slug:paper>.<slug:kind>", paper_views.office_paper, name="paper"),
    path(
        "ho-so/<slug:code>/giay-to/lan-<int:number>/<slug:paper>.<slug:kind>",
        paper_views.office_paper,
        name="revision_paper",
    ),
    path("quyet-dinh/<int:pk>/cong-bo/", publication.publish, name="publish"),
    path("giay-chung-nhan/", publication.certificates, name="certificates"),
    path("giay-chung-nhan/<int:award_pk>/thu-hoi/", publication.revoke, name="revoke"),
    path("hoi-dap/", voices.questions, name="questions"),
    path("hoi-dap/<int:pk>/", voices.question, name="question"),
    path("kien-nghi/", voices.appeals, name="appeals"),
    path("kien-nghi/<int:pk>/", voices.appeal, name="appeal"),
    path("thu-di/", outbox.outbox, name="outbox"),
    path("thu-di/<int:pk>/", outbox.mail, name="mail"),
    path("thu-di/<int:pk>/gui-lai/", outbox.retry, name="mail_retry"),
]
judge: list = [
    path("", judge_views.index, name="list"),
    path("<slug:alias>/", judge_views.sheet, name="sheet"),
    path("<slug:alias>/khoa/", judge_views.lock, name="lock"),
    path("<slug:alias>/xung-dot/", judge_views.conflict, name="conflict"),
    path("<slug:alias>/tep/<int:number>/", judge_views.attachment, name="attachment"),
]
council: list = [
    path("", council_views.sittings, name="sittings"),
    path("moi/<int:ranking_pk>/", council_views.sitting_new, name="sitting_new"),
    path("<int:pk>/", council_views.sitting, name="sitting"),
]
setup: list = [
    path("", campaign_views.campaigns, name="campaigns"),
    path("lap-phong-trao/", campaign_views.campaign_new, name="campaign_new"),
    path("phong-trao/<slug:slug>/", campaign_views.campaign, name="campaign"),
    path("phong-trao/<slug:slug>/thong-tin/", campaign_views.campaign_edit, name="campaign_edit"),
    path("phong-trao/<slug:slug>/nhan-ban/", campaign_views.clone, name="clone"),
    path("phong-trao/<slug:slug>/lich/", campaign_views.timetable, name="timetable"),
    path("phong-trao/<slug:slug>/noi-dung/", campaign_views.part, {"name": "strands"}, name="strands"),
    path(
        "phong-trao/<slug:slug>/giai-thuong/",
        campaign_views.part,
        {"name": "award_levels"},
        name="award_levels",
    ),
    path("phong-trao/<slug:slug>/kiem-tra/", campaign_views.part, {"name": "checklist"}, name="checklist"),
    path("phong-trao/<slug:slug>/can-cu/", campaign_views.part, {"name": "legal_bases"}, name="legal_bases"),
    path("phong-trao/<slug:slug>/cong-bo/", campaign_views.announce, name="announce"),
    path("phong-trao/<slug:slug>/ket-thuc/", campaign_views.close, name="close"),
    path("bo-tieu-chi/", rubric.rubrics, name="rubrics"),
    path("bo-tieu-chi/mau/<slug:code>/", rubric.rubric_preset, name="rubric_preset"),
    path("bo-tieu-chi/<int:pk>/", rubric.rubric, name="rubric"),
    path("bo-tieu-chi/<int:pk>/sua/", rubric.rubric_edit, name="rubric_edit"),
    path("bo-tieu-chi/<int:pk>/phien-ban-moi/", rubric.rubric_version, name="rubric_version"),
    path("bo-tieu-chi/<int:pk>/xoa/", rubric.rubric_remove, name="rubric_remove"),
    path("nhap-danh-sach/", exchange.imports, name="imports"),
    path("nhap-danh-sach/<slug:sha256>/", exchange.rehearsal, name="rehearsal"),
    path("nhap-danh-sach/<slug:sha256>/nhap/", exchange.commit, name="import_commit"),
    path("nhap-danh-sach/<slug:sha256>/bo/", exchange.discard, name="import_discard"),
    path("sang-kien-truoc-day/", exchange.library, name="library"),
    path("sang-kien-truoc-day/trung/", exchange.doubles, name="doubles"),
]
inspect: list = [
    path("", audit.trail, name="trail"),
    path("kiem-tra/", audit.check, name="check"),
    path("ho-so/<slug:code>/", audit.dossier, name="dossier"),
    path("su-kien/<int:number>/", audit.event, name="event"),
]

urlpatterns = [
    path("viec-cua-toi/", dashboard.dashboard, name="dashboard"),
    path("tep/<slug:code>/<uuid:public_id>/", files.attachment, name="attachment"),
    path("tep/<slug:code>/<uuid:public_id>/xem/", files.attachment_preview, name="attachment_preview"),
    path("thong-bao/", following.notices, name="notices"),
    path("thong-bao/da-doc/", following.notices_read, name="notices_read"),
    path("thong-bao/<int:pk>/da-doc/", following.notice_read, name="notice_read"),
    path("thong-bao/cach-nhan/", following.mail_preferences, name="mail_preferences"),
    path("thong-bao/thoi-nhan/<str:token>/", following.unsubscribe, name="unsubscribe"),
    path("luu-tam/", kept_forms.keep, name="keep"),
    path("luu-tam/khoa/", kept_forms.token, name="keep_token"),
    path("luu-tam/ban-dang-giu/", kept_forms.kept_list, name="kept"),
    path("luu-tam/ban-dang-giu/<int:pk>/bo/", kept_forms.forget, name="kept_forget"),
    path("xac-nhan-ty-le/<str:token>/", invitations.share_link, name="share_link"),
    path("healthz", platform.healthz, name="healthz"),
    path("readyz", platform.readyz, name="readyz"),
    path("robots.txt", platform.robots, name="robots"),
    path("qua-lon/", platform.too_large, name="too_large"),
    path("", include((public, "public"))),
    path("ho-so/", include((author, "author"))),
    path("don-vi/", include((unit, "unit"))),
    path("van-phong/", include((office, "office"))),
    path("cham-diem/", include((judge, "judge"))),
    path("hoi-dong/", include((council, "council"))),
    path("quan-tri/", include((setup, "setup"))),
    path("thanh-tra/", include((inspect, "inspect"))),
]
