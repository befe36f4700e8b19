"""The office's list of articles and what one article is waiting for."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models.user import User
from campaign.models.news import DRAFT, RELEASED, WITHDRAWN, Article, ArticleQuerySet
from campaign.rules import permissions
from campaign.rules.phrase import Phrase

SCHEDULED, PUBLISHED = "scheduled", "published"
TABS = {
    "": Phrase("Tất cả"),
    DRAFT: Phrase("Bản nháp"),
    SCHEDULED: Phrase("Hẹn đăng"),
    PUBLISHED: Phrase("Đang đăng"),
    WITHDRAWN: Phrase("Đã gỡ"),
}
LABELS = {
    DRAFT: Phrase("Bản nháp"),
    SCHEDULED: Phrase("Hẹn đăng"),
    PUBLISHED: Phrase("Đang đăng"),
    WITHDRAWN: Phrase("Đã gỡ"),
}
TONES = {DRAFT: "draft", SCHEDULED: "current", PUBLISHED: "done", WITHDRAWN: "withdrawn"}


@dataclass(frozen=True)
class Line:
    article: Article
    standing: str

    @property
    def label(self) -> Phrase:
        return LABELS[self.standing]

    @property
    def tone(self) -> str:
        return TONES[self.standing]


@dataclass(frozen=True)
class Rights:
    """What this reader may do with the article now; the buttons that are not shown would be refused."""

    can_write: bool
    can_publish: bool
    can_withdraw: bool


def rows(tab: str, now: datetime) -> ArticleQuerySet:
    found = Article.objects.select_related("section", "saved_by").defer("body")
    if tab == SCHEDULED:
        return found.scheduled(now)
    if tab == PUBLISHED:
        return found.published(now)
    return found.filter(status=tab) if tab else found


def line(article: Article, now: datetime) -> Line:
    return Line(article, standing(article, now))


def standing(article: Article, now: datetime) -> str:
    if article.status != RELEASED or article.publish_at is None:
        return article.status
    return PUBLISHED if article.publish_at <= now else SCHEDULED


def rights(article: Article, user: User, now: datetime) -> Rights:
    publisher = not permissions.of_campaign("publish_news", user)
    is_released = article.status == RELEASED
    return Rights(
        can_write=publisher or not is_released,
        can_publish=publisher and standing(article, now) != PUBLISHED,
        can_withdraw=publisher and is_released,
    )
