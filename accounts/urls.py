from allauth.account import views as allauth_views
from django.urls import include, path, re_path

from accounts import views

sign_in = [
    path("dang-nhap/", allauth_views.login, name="account_login"),
    path("dang-xuat/", allauth_views.logout, name="account_logout"),
    path("bi-khoa/", allauth_views.account_inactive, name="account_inactive"),
    path("xac-nhan-lai/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("mat-khau/doi/", allauth_views.password_change, name="account_change_password"),
    path("mat-khau/dat/", allauth_views.password_set, name="account_set_password"),
    path("mat-khau/quen/", allauth_views.password_reset, name="account_reset_password"),
    path("mat-khau/quen/da-gui/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path(
        "mat-khau/dat-lai/xong/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mat-khau/dat-lai/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("ngon-ngu/", views.language, name="language"),
]

own = [
    path("", views.profile, name="profile"),
    path("nguoi/", views.people, name="people"),
    path("nguoi/them/", views.add_person, name="add_person"),
    path("nguoi/<int:pk>/", views.person, name="person"),
    path("nguoi/<int:pk>/sua/", views.edit_person, name="edit_person"),
    path("nguoi/<int:pk>/khoa/", views.close_account, name="close_account"),
    path("nguoi/<int:pk>/mo-khoa/", views.open_account, name="open_account"),
    path("nguoi/<int:pk>/lien-ket/", views.sign_in_link, name="sign_in_link"),
    path("nguoi/<int:pk>/vi-tri/them/", views.add_post, name="add_post"),
    path("vi-tri/<int:pk>/ket-thuc/", views.end_post, name="end_post"),
    path("don-vi/", views.units, name="units"),
    path("don-vi/them/", views.add_unit, name="add_unit"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
    path("don-vi/<int:pk>/phien-ban/them/", views.add_unit_version, name="add_unit_version"),
    path("don-vi/<int:pk>/ke-thua/", views.merge_unit, name="merge_unit"),
]

urlpatterns = [*sign_in, path("", include((own, "accounts")))]
