"""Addresses of publication: the office's side, and what anybody may look up."""

from django.urls import path

from campaign.views import public_proof
from campaign.views.staff import corrections, publication, publishing

public: list = [
    path("ket-qua/<slug:slug>/doi-chieu/", public_proof.verify, name="verify"),
    path("ket-qua/<slug:slug>/doi-chieu/lan-<int:version>/", public_proof.version, name="verify_version"),
    path(
        "ket-qua/<slug:slug>/doi-chieu/lan-<int:version>.json",
        public_proof.version_file,
        {"kind": "json"},
        name="verify_json",
    ),
    path(
        "ket-qua/<slug:slug>/doi-chieu/lan-<int:version>.csv",
        public_proof.version_file,
        {"kind": "csv"},
        name="verify_csv",
    ),
]
publication_office: list = [
    path("quyet-dinh/<int:pk>/cong-bo/", publishing.publish, name="publish"),
    path("cong-bo/<slug:slug>/", publishing.publishing, name="publishing"),
    path("cong-bo/<slug:slug>/duyet/", publishing.publish_together, name="publish_together"),
    path("cong-bo/<slug:slug>/hen-gio/", publishing.schedule, name="publish_at"),
    path("cong-bo/hen-gio/<int:pk>/huy/", publishing.cancel, name="publish_cancel"),
    path("cong-bo/<slug:slug>/dong/", corrections.lines, name="published_lines"),
    path("cong-bo/dong/<int:result_pk>/dinh-chinh/", corrections.correct, name="correct"),
    path("giay-chung-nhan/", publication.certificates, name="certificates"),
    path("so-giay-chung-nhan.xlsx", publication.certificates_sheet, name="certificates_sheet"),
]
