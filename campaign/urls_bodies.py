"""The office's addresses of councils, panels and conflicts of interest."""

from django.urls import path

from campaign.views.staff import conflicts, councils
from campaign.views.staff import judging as staff_judging
from campaign.views.staff import seats as staff_seats

bodies: list = [
    path("ho-so/<slug:code>/xung-dot/", conflicts.dossier, name="dossier_conflicts"),
    path("ho-so/<slug:code>/xung-dot/ket-luan/", conflicts.answer, name="conflict_answer"),
    path("xung-dot/", conflicts.conflicts, name="conflicts"),
    path("xung-dot/nguoi/", conflicts.people, name="conflict_people"),
    path("hoi-dong/", councils.councils, name="councils"),
    path("hoi-dong/moi/", councils.council_new, name="council_new"),
    path("hoi-dong/<int:pk>/", councils.council, name="council"),
    path("hoi-dong/<int:pk>/thanh-vien/", councils.seat, name="council_seat"),
    path("hoi-dong/thanh-vien/<int:pk>/thoi/", councils.leave, name="council_leave"),
    path("to-giam-khao/thanh-vien/<int:pk>/", staff_seats.member, name="panel_member"),
    path("to-giam-khao/thanh-vien/<int:pk>/thay/", staff_seats.replace, name="panel_replace"),
    path("to-giam-khao/", staff_judging.panels, name="panels"),
    path("to-giam-khao/moi/", staff_judging.panel_new, name="panel_new"),
    path("to-giam-khao/<int:pk>/", staff_judging.panel, name="panel"),
    path("to-giam-khao/<int:pk>/thanh-vien/", staff_judging.panel_seat, name="panel_seat"),
    path("to-giam-khao/thanh-vien/<int:pk>/thoi/", staff_judging.panel_release, name="panel_release"),
]
