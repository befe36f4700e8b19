"""A published article of the world with a picture and a file, and a draft that nobody outside may find."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from campaign.actions.news import publish
from campaign.models.news import Article, ArticleFile, Picture
from tests.access.tokens import token
from tests.factories import make_article

READING = [
    "sitemap",
    *(f"news:{name}" for name in ("list", "section", "month", "gallery", "picture", "picture_small")),
    *(f"news:{name}" for name in ("file", "article", "print", "rss", "atom")),
]
DESK = [
    "office:news",
    *(f"office:article{name}" for name in ("", "_new", "_preview", "_versions")),
    *(f"office:{name}" for name in ("picture_new", "picture_edit", "news_file_new")),
]
DESK_ACTS = [
    *(f"office:article_{name}" for name in ("publish", "schedule", "withdraw")),
    *(f"office:{name}" for name in ("picture_remove", "news_file_remove")),
]
OPEN = "tin-da-dang"


def write_news(people):
    shown = make_article(by=people["officer"], title="Tin đã đăng")
    _stored(Picture(article=shown, alt="Ảnh", width=1, height=1, order=1), _point(), "file", "small")
    facts = {"title": "Kế hoạch", "name": "ke-hoach.pdf", "content_type": "application/pdf", "size": 9}
    _stored(ArticleFile(article=shown, **facts), b"%PDF-1.7\n", "file")
    publish(shown, by=people["administrator"])
    make_article(by=people["officer"], title="Tin còn nháp", body=f"<p>{token('article')}</p>")


def _stored(row, content, *fields):
    for field in fields:
        getattr(row, field).save(f"news-files/{row.public_id.hex}", ContentFile(content), save=False)
    row.save()


def _point():
    stream = io.BytesIO()
    Image.new("RGB", (1, 1)).save(stream, "WEBP")
    return stream.getvalue()


def article():
    return Article.objects.get(slug=OPEN)


def draft(world):
    return Article.objects.exclude(slug=OPEN).get().pk


OBJECTS = {
    "news:section": lambda w: article().section.slug,
    **dict.fromkeys(("news:article", "news:print"), lambda w: OPEN),
    **dict.fromkeys(("news:picture", "news:picture_small"), lambda w: Picture.objects.get().public_id),
    "news:file": lambda w: ArticleFile.objects.get().public_id,
    **dict.fromkeys([*DESK, *DESK_ACTS], draft),
    **dict.fromkeys(("office:picture_edit", "office:picture_remove"), lambda w: Picture.objects.get().pk),
    "office:news_file_remove": lambda w: ArticleFile.objects.get().pk,
}
