"""Addresses of published results, open data, the library, the board of good examples and adoptions."""

from django.urls import path

from campaign.views import adoption, library, library_author, public_results
from campaign.views.staff import examples, showcase

RESULTS = "ket-qua/<slug:slug>/"
ENTRY = "thu-vien/<slug:code>/"

public: list = [
    path(RESULTS, public_results.results, name="results"),
    path(f"{RESULTS}theo-giai/", public_results.results, {"by": "award"}, name="results_by_award"),
    path(f"{RESULTS}theo-don-vi/", public_results.results, {"by": "unit"}, name="results_by_unit"),
    path(f"{RESULTS}ket-qua.csv", public_results.results_file, {"kind": "csv"}, name="results_csv"),
    path(f"{RESULTS}ket-qua.json", public_results.results_file, {"kind": "json"}, name="results_json"),
    path(f"{RESULTS}ket-qua.xlsx", public_results.results_file, {"kind": "xlsx"}, name="results_xlsx"),
    path("du-lieu-mo/", public_results.schema, name="open_data"),
    path("thu-vien/", library.library, name="library"),
    path("thu-vien/nhan-rong/", library.spread, name="spread"),
    path(ENTRY, library.entry, name="library_entry"),
    path(f"{ENTRY}anh/<int:number>/", library.picture, name="library_picture"),
    path(f"{ENTRY}anh/<int:number>/day-du/", library.picture, {"whole": True}, name="library_picture_whole"),
    path("guong-dien-hinh/", library.honour_board, name="honour_board"),
    path("guong-dien-hinh/<int:pk>/anh/", library.honour_picture, name="honour_picture"),
]
author: list = [
    path("guong-dien-hinh/", library_author.examples, name="examples"),
    path("guong-dien-hinh/<int:pk>/", library_author.example, name="example"),
    path("guong-dien-hinh/<int:pk>/anh/", library_author.example_picture, name="example_picture"),
    path("<slug:code>/thu-vien/", library_author.present, name="library"),
    path("<slug:code>/thu-vien/thu-lai/", library_author.retract, name="library_retract"),
]
unit: list = [
    path("nhan-rong/", adoption.adoptions, name="adoptions"),
    path("nhan-rong/moi/<slug:code>/", adoption.adopt, name="adopt"),
    path("nhan-rong/<int:pk>/", adoption.adoption, name="adoption"),
    path("nhan-rong/<int:pk>/xac-nhan/", adoption.confirm, name="adoption_confirm"),
    path("nhan-rong/<int:pk>/hieu-qua/<int:months>/", adoption.report, name="adoption_report"),
    path("nhan-rong/<int:pk>/thoi/", adoption.withdraw, name="adoption_withdraw"),
]
office: list = [
    path("thu-vien/", showcase.library, name="showcase"),
    path("thu-vien/<int:pk>/an/", showcase.hide, name="showcase_hide"),
    path("thu-vien/<int:pk>/hien/", showcase.unhide, name="showcase_unhide"),
    path("thu-vien/danh-sach/<int:pk>/mo/", showcase.open_past, name="open_past"),
    path("nhan-rong/", showcase.adoptions, name="adoptions"),
    path("guong-dien-hinh/", examples.examples, name="examples"),
    path("guong-dien-hinh/moi/<slug:code>/", examples.example_new, name="example_new"),
    path("guong-dien-hinh/<int:pk>/", examples.example, name="example"),
    path("guong-dien-hinh/<int:pk>/go/", examples.remove, name="example_remove"),
]
