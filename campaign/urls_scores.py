"""The office's addresses of scores: tables, rounds, one more judge, the close of a panel, votes."""

from django.urls import path

from campaign.views.staff import rounds
from campaign.views.staff import scores as score_pages

scores: list = [
    path("to-giam-khao/<int:pk>/dong-cham/", rounds.close, name="panel_close"),
    path("to-giam-khao/<int:pk>/mo-lai-cham/", rounds.reopen, name="panel_reopen"),
    path("ho-so/<slug:code>/vong-cham/", rounds.rounds, name="rounds"),
    path("ho-so/<slug:code>/vong-cham/mo/", rounds.round_open, name="round_open"),
    path("ho-so/<slug:code>/vong-cham/chon/", rounds.round_choose, name="round_choose"),
    path("ho-so/<slug:code>/them-giam-khao/", rounds.third, name="third_judge"),
    path("tong-hop-diem/", score_pages.scores, name="scores"),
    path("tong-hop-diem/chenh-lech/", rounds.spreads, name="spreads"),
    path("tong-hop-diem/<int:strand_pk>/", score_pages.table, name="score_table"),
    path("tong-hop-diem/<int:strand_pk>/bang-tinh/", score_pages.spreadsheet, name="score_table_xlsx"),
    path("tong-hop-diem/<int:strand_pk>/binh-chon/", score_pages.votes, name="votes"),
]
