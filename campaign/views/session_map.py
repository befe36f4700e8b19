"""The addresses of a council's live session: its console ("phien") and the members' own pages ("ghe")."""

from django.urls import path

from campaign.views import council_seat, session_rounds, sessions

ADDRESSES: list = [
    path("phien/moi/<int:ranking_pk>/", sessions.session_new, name="session_new"),
    path("phien/<int:pk>/", sessions.session, name="session"),
    path("phien/<int:pk>/khai-mac/", sessions.session_open, name="session_open"),
    path("phien/<int:pk>/huy/", sessions.session_cancel, name="session_cancel"),
    path("phien/<int:pk>/diem-danh/<int:seat_pk>/", sessions.session_attendance, name="session_attendance"),
    path("phien/<int:pk>/van-ban/<int:seat_pk>/", sessions.session_written, name="session_written"),
    path("phien/<int:pk>/muc/<int:item_pk>/", sessions.session_item, name="session_item"),
    path("phien/<int:pk>/muc/<int:item_pk>/xet/", sessions.session_take_up, name="session_take_up"),
    path("phien/<int:pk>/bo-phieu/", sessions.session_vote, name="session_vote"),
    path("phien/<int:pk>/luot/<int:number>/", session_rounds.session_round, name="session_round"),
    path("phien/<int:pk>/luot/<int:number>/huy/", session_rounds.session_void, name="session_void"),
    path("phien/<int:pk>/man-chieu/", session_rounds.session_screen, name="session_screen"),
    path("phien/<int:pk>/<slug:paper>.<slug:kind>", session_rounds.session_paper, name="session_paper"),
    path("phien/<int:pk>/ket-thuc/", sessions.session_close, name="session_close"),
    path("ghe/<int:pk>/", council_seat.seat, name="seat"),
    path("ghe/<int:pk>/nhan-phieu/<int:number>/", council_seat.draw, name="draw"),
    path("ghe/<int:pk>/bo-phieu/<int:number>/", council_seat.cast, name="cast"),
    path("ghe/<int:pk>/khong-tham-gia/<int:item_pk>/", council_seat.recuse, name="recuse"),
]
