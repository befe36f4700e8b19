"""The site map, by audience. Slugs are Vietnamese, names are English."""

from django.urls import include, path

from campaign.views import dashboard

public: list = []
author: list = []
unit: list = []
office: list = []
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
