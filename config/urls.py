from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("accounts.urls")),
    path("", include("campaign.urls")),
]
handler400 = "campaign.views.errors.bad_request"
handler403 = "campaign.views.errors.forbidden"
handler404 = "campaign.views.errors.not_found"
handler500 = "campaign.views.errors.server_error"
