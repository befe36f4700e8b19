"""The addresses of judges."""

from django.urls import path

from campaign.views import judge as judge_views
from campaign.views import judge_files, judge_offline, judge_sheet, seats

judge: list = [
    path("", judge_views.index, name="list"),
    path("loi-moi/", seats.seats, name="seats"),
    path("loi-moi/<int:pk>/tra-loi/", seats.answer, name="seat_answer"),
    path("loi-moi/<int:pk>/ngay-ban/", seats.absence_add, name="absence_add"),
    path("ngay-ban/<int:pk>/bo/", seats.absence_remove, name="absence_remove"),
    path("do-chenh-cua-toi/", judge_views.spread, name="spread"),
    path("ngoai-tuyen/", judge_offline.offline, name="offline"),
    path("ngoai-tuyen/phieu-cham.xlsx", judge_offline.offline_file, name="offline_file"),
    path("ngoai-tuyen/<slug:sha256>/luu/", judge_offline.offline_save, name="offline_save"),
    path("<slug:alias>/", judge_sheet.sheet, name="sheet"),
    path("<slug:alias>/tinh-diem/", judge_sheet.autosave, name="autosave"),
    path("<slug:alias>/khoa/", judge_sheet.lock, name="lock"),
    path("<slug:alias>/phieu-cham.<slug:kind>", judge_files.sheet_paper, name="sheet_paper"),
    path("<slug:alias>/xung-dot/", judge_views.conflict, name="conflict"),
    path("<slug:alias>/tep/<int:number>/", judge_files.attachment, name="attachment"),
    path("<slug:alias>/tep/<int:number>/anh/", judge_files.picture, name="picture"),
    path("<slug:alias>/tep/<int:number>/pdf/", judge_files.document, name="document"),
]
