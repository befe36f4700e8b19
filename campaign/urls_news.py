"""The addresses of the news, what crawlers ask for, and the desk where the office writes."""

from django.urls import include, path

from campaign.views import feeds, news, platform
from campaign.views.staff import news as desk_views
from campaign.views.staff import news_files

reading: list = [
    path("", news.articles, name="list"),
    path("chuyen-muc/<slug:section>/", news.articles, name="section"),
    path("lich/", news.month, name="month"),
    path("hinh-anh/", news.gallery, name="gallery"),
    path("anh/<uuid:picture>/", news.picture, name="picture"),
    path("anh/<uuid:picture>/nho/", news.picture_small, name="picture_small"),
    path("tep/<uuid:file>/", news.file, name="file"),
    path("bai/<slug:article>/", news.article, name="article"),
    path("bai/<slug:article>/ban-in/", news.print_version, name="print"),
    path("rss.xml", feeds.rss, name="rss"),
    path("atom.xml", feeds.atom, name="atom"),
]
site: list = [
    path("robots.txt", platform.robots, name="robots"),
    path("sitemap.xml", feeds.site_map, name="sitemap"),
    path("tin-tuc/", include((reading, "news"))),
]
desk: list = [
    path("tin-bai/", desk_views.articles, name="news"),
    path("tin-bai/moi/", desk_views.article_new, name="article_new"),
    path("tin-bai/chuyen-muc/", news_files.setup, name="news_setup"),
    path("tin-bai/<int:pk>/", desk_views.article, name="article"),
    path("tin-bai/<int:pk>/xem-truoc/", desk_views.preview, name="article_preview"),
    path("tin-bai/<int:pk>/cac-ban/", desk_views.versions, name="article_versions"),
    path("tin-bai/<int:pk>/dang/", desk_views.publish, name="article_publish"),
    path("tin-bai/<int:pk>/hen-dang/", desk_views.schedule, name="article_schedule"),
    path("tin-bai/<int:pk>/go/", desk_views.withdraw, name="article_withdraw"),
    path("tin-bai/<int:pk>/anh/", news_files.picture_new, name="picture_new"),
    path("tin-bai/<int:pk>/tep/", news_files.file_new, name="news_file_new"),
    path("tin-bai/anh/<int:pk>/", news_files.picture_edit, name="picture_edit"),
    path("tin-bai/anh/<int:pk>/bo/", news_files.picture_remove, name="picture_remove"),
    path("tin-bai/tep/<int:pk>/bo/", news_files.file_remove, name="news_file_remove"),
]
