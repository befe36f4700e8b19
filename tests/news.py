"""Published articles with pictures, for the tests of the news."""

import io
from datetime import UTC, datetime

from django.core.files.base import ContentFile
from PIL import Image

from campaign.actions import news, news_files
from campaign.actions.news_files import Said
from campaign.models import clock
from tests.factories import make_article

MOMENT = datetime(2019, 8, 27, 12, 55, tzinfo=UTC)


def published(by, at=MOMENT, pictures=0, **words):
    article = make_article(by=by, **words)
    for number in range(pictures):
        said = Said(f"Cờ và hoa, ảnh {number}", "Ảnh minh họa")
        news_files.add_picture(article, by=by, upload=picture(), said=said)
    with clock.at(at):
        return news.publish(article, by=by)


def picture():
    stream = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(stream, "PNG")
    return ContentFile(stream.getvalue(), name="anh.png")
