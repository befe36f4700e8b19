"""The site map, by audience. Slugs are Vietnamese, names are English."""

from django.urls import include, path

from campaign.views import council as council_views
from campaign.views import dashboard, endorser
from campaign.views.staff import decision, eligibility, queue, ranking

public: list = []
author: list = []
unit: list = [
    path("", endorser.queue, name="queue"),
    path("<slug:code>/", endorser.detail, name="detail"),
    path("<slug:code>/y-kien/", endorser.decide, name="decide"),
]
office: list = [
    path("", queue.queue, name="queue"),
    path("ho-so/<slug:code>/", queue.detail, name="detail"),
    path("ho-so/<slug:code>/kiem-tra/", eligibility.check, name="check"),
    path("ho-so/<slug:code>/dung-xet/", queue.drop, name="drop"),
    path("xep-hang/", ranking.rankings, name="rankings"),
    path("xep-hang/<int:pk>/", ranking.ranking, name="ranking"),
    path("xep-hang/lap/<int:strand_pk>/", ranking.make_ranking, name="make_ranking"),
    path("quyet-dinh/", decision.decisions, name="decisions"),
    path("quyet-dinh/moi/<int:sitting_pk>/", decision.decision_new, name="decision_new"),
    path("quyet-dinh/<int:pk>/", decision.decision, name="decision"),
]
judge: list = []
council: list = [
    path("", council_views.sittings, name="sittings"),
    path("moi/<int:ranking_pk>/", council_views.sitting_new, name="sitting_new"),
    path("<int:pk>/", council_views.sitting, name="sitting"),
]
setup: list = []
inspect: list = []

urlpatterns = [
    path("viec-cua-toi/", dashboard.dashboard, name="dashboard"),
    path("", include((public, "public"))),
    path("ho-so/", include((author, "author"))),
    path("don-vi/", include((unit, "unit"))),
    path("van-phong/", include((office, "office"))),
    path("cham-diem/", include((judge, "judge"))),
    path("hoi-dong/", include((council, "council"))),
    path("quan-tri/", include((setup, "setup"))),
    path("thanh-tra/", include((inspect, "inspect"))),
]
