"""The site map, by audience. Slugs are Vietnamese, names are English."""

from django.urls import include, path

from campaign.views import dashboard, endorser
from campaign.views.staff import eligibility, queue

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
]
judge: list = []
council: list = []
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
