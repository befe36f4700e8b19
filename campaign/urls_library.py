"""Addresses of published results and open data."""

from django.urls import path

from campaign.views import public_results

public: list = [
    path("ket-qua/<slug:slug>/", public_results.results, name="results"),
    path("ket-qua/<slug:slug>/theo-giai/", public_results.results, {"by": "award"}, name="results_by_award"),
    path("ket-qua/<slug:slug>/theo-don-vi/", public_results.results, {"by": "unit"}, name="results_by_unit"),
    path("ket-qua/<slug:slug>/ket-qua.csv", public_results.results_file, {"kind": "csv"}, name="results_csv"),
    path(
        "ket-qua/<slug:slug>/ket-qua.json", public_results.results_file, {"kind": "json"}, name="results_json"
    ),
    path(
        "ket-qua/<slug:slug>/ket-qua.xlsx", public_results.results_file, {"kind": "xlsx"}, name="results_xlsx"
    ),
    path("du-lieu-mo/", public_results.schema, name="open_data"),
]
