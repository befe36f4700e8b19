"""Pictures and files of an article: checked by their content, painted or copied anew, always with words beside them."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max, QuerySet

from accounts.models.user import User
from accounts.text import clean_line, is_blank
from campaign.actions import news, trail
from campaign.actions.attachment import Judged, judged
from campaign.actions.file_limits import no_room
from campaign.actions.refused import Refused, refuse_if
from campaign.models.news import Article, ArticleFile, Picture
from campaign.rules.clean_copy import PICTURES, clean_copy
from campaign.rules.crop import WHOLE, Painted, cut
from campaign.rules.files import clean_name
from campaign.rules.phrase import NO_OBJECTION, Phrase

Row = TypeVar("Row", Picture, ArticleFile)
MOST_MB, MOST_PICTURES, MOST_FILES = 20, 30, 20


@dataclass(frozen=True)
class Frame:
    """What part of the picture is shown; see `rules.crop`."""

    ratio: str = WHOLE
    focus: str = "centre"


@dataclass(frozen=True)
class Said:
    """What is told of a picture: instead of it, and below it."""

    alt: str
    caption: str = ""

    def cleaned(self) -> dict[str, str]:
        return {"alt": clean_line(self.alt), "caption": clean_line(self.caption)}


def add_picture(
    article: Article, *, by: User, upload: File, said: Said, frame: Frame | None = None
) -> Picture:
    """Cut and painted anew before the article's row is held; without words for who cannot see it, no picture."""
    refuse_if(_wordless(said))
    one = _received(upload)
    if one.kind.content_type not in PICTURES:
        raise Refused(_no_picture(one.name))
    try:
        painted = cut(one.content, *astuple(frame or Frame()))
    except (OSError, ValueError) as error:
        raise Refused(_no_picture(one.name)) from error
    return _keep_picture(article, by, one.name, painted, said)


@transaction.atomic
def _keep_picture(article: Article, by: User, name: str, painted: Painted, said: Said) -> Picture:
    held = news.locked(article, by=by)
    refuse_if(_too_many(held.pictures.count(), MOST_PICTURES))
    last = held.pictures.aggregate(last=Max("order"))["last"] or 0
    size = {"width": painted.size[0], "height": painted.size[1]}
    picture = Picture(article=held, order=last + 1, **size, **said.cleaned())
    place = f"{picture.public_id.hex[:2]}/{picture.public_id.hex}.webp"
    files = {
        "file": (f"news-pictures/{place}", painted.wide),
        "small": (f"news-previews/{place}", painted.small),
    }
    _stored(picture, name, files)
    _told("add_picture", held, by, {"alt": picture.alt})
    return picture


@transaction.atomic
def amend_picture(picture: Picture, *, by: User, said: Said, order: int) -> Picture:
    held = news.locked(picture.article, by=by)
    picture = _standing(held.pictures.all(), picture.pk)
    refuse_if(_wordless(said))
    picture.order = order
    for name, words in said.cleaned().items():
        setattr(picture, name, words)
    picture.save(update_fields=["order", "alt", "caption"])
    _told("amend_picture", held, by, {"alt": picture.alt})
    return picture


@transaction.atomic
def remove_picture(picture: Picture, *, by: User) -> None:
    """The stored points go with the nightly sweep, so that nothing is lost should this act not be committed."""
    held = news.locked(picture.article, by=by)
    picture = _standing(held.pictures.all(), picture.pk)
    facts = {"alt": picture.alt}
    picture.delete()
    _told("remove_picture", held, by, facts)


def add_file(article: Article, *, by: User, upload: File, title: str) -> ArticleFile:
    """The public gets the copy without properties and names, and nothing else of it is kept."""
    one = _received(upload)
    try:
        content = clean_copy(one.kind.content_type, one.content)
    except ValueError as error:
        raise Refused(_no_copy(one.name)) from error
    return _keep_file(article, by, one, content, clean_line(title))


@transaction.atomic
def _keep_file(article: Article, by: User, one: Judged, content: bytes, title: str) -> ArticleFile:
    held = news.locked(article, by=by)
    refuse_if(_too_many(held.files.count(), MOST_FILES))
    kept = ArticleFile(
        article=held,
        title=title or PurePosixPath(one.name).stem,
        name=one.name,
        content_type=one.kind.content_type,
        size=len(content),
    )
    place = f"news-files/{kept.public_id.hex[:2]}/{kept.public_id.hex}"
    _stored(kept, one.name, {"file": (place, content)})
    _told("add_news_file", held, by, {"file": kept.title})
    return kept


@transaction.atomic
def remove_file(file: ArticleFile, *, by: User) -> None:
    held = news.locked(file.article, by=by)
    file = _standing(held.files.all(), file.pk)
    facts = {"file": file.title}
    file.delete()
    _told("remove_news_file", held, by, facts)


def _received(upload: File) -> Judged:
    name = clean_name(upload.name or "")
    if (upload.size or 0) > MOST_MB * 1_000_000:
        raise Refused(
            Phrase(
                "Tệp «%(name)s» lớn hơn %(limit)s MB nên chưa được nhận. Bài và các tệp đã có vẫn còn; hãy giảm dung "
                "lượng rồi gửi lại.",
                name=name,
                limit=MOST_MB,
            )
        )
    return judged(name, upload.read())


def _stored(row: Picture | ArticleFile, name: str, files: Mapping[str, tuple[str, bytes]]) -> None:
    """Files first: one without a row is swept, a row without its file would promise what is not there."""
    try:
        for field, (place, content) in files.items():
            getattr(row, field).save(place, ContentFile(content), save=False)
    except OSError as error:
        raise no_room(error, name) from error
    row.save(force_insert=True)


def _standing(rows: QuerySet[Row], pk: int) -> Row:
    """Of an article that is held: somebody else may have taken it away meanwhile."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(
            Phrase(
                "Ảnh hoặc tệp này vừa được người khác bỏ khỏi bài nên không có gì thay đổi. Hãy mở lại trang soạn bài "
                "để xem những gì đang có."
            )
        )
    return found


def _told(verb: str, article: Article, by: User, facts: dict[str, str]) -> None:
    news.touch(article, by=by)
    trail.record(verb, by=by, facts=news.told(article) | facts)


def _wordless(said: Said) -> Phrase:
    if not is_blank(said.alt):
        return NO_OBJECTION
    return Phrase(
        "Ảnh chưa có văn bản thay thế nên chưa được nhận. Bài được giữ nguyên; hãy ghi một câu nói ảnh cho thấy gì, để "
        "người không nhìn thấy ảnh cũng hiểu, rồi gửi lại."
    )


def _no_picture(name: str) -> Phrase:
    return Phrase(
        "Tệp «%(name)s» không phải là ảnh đọc được nên chưa được nhận. Bài được giữ nguyên; hãy chọn ảnh JPEG, PNG "
        "hoặc WebP rồi gửi lại.",
        name=name,
    )


def _no_copy(name: str) -> Phrase:
    return Phrase(
        "Không tạo được bản công khai của tệp «%(name)s» nên tệp chưa được nhận. Bài và các tệp đã có vẫn còn; hãy in "
        "lại thành PDF thường rồi gửi lại.",
        name=name,
    )


def _too_many(count: int, most: int) -> Phrase:
    if count < most:
        return NO_OBJECTION
    return Phrase(
        "Bài đã có %(most)s mục nên chưa nhận thêm. Những gì đã có vẫn còn; hãy bỏ bớt rồi gửi lại.",
        most=most,
    )
