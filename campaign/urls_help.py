"""Addresses of help, statistics and reports, kept apart because the site map would be too long."""

from django.urls import path

from campaign.views import statistics as public_statistics
from campaign.views.staff import statistics

public: list = [
    path("thong-ke/", public_statistics.statistics, name="statistics"),
]
office: list = [
    path("thong-ke/", statistics.statistics, name="statistics"),
    path("thong-ke/bang.xlsx", statistics.spreadsheet, name="statistics_xlsx"),
    path("thong-ke/don-vi-chua-nop/", statistics.silent, name="silent_units"),
]
