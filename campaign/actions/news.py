"""Articles: written and changed by the office, published, scheduled and withdrawn by the administrator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from accounts.models.user import User
from accounts.text import clean_line, clean_text, fold, is_blank
from campaign.actions import gate, trail
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.news import DRAFT, RELEASED, WITHDRAWN, Article, ArticleVersion, Section
from campaign.rules.calendar import vn_datetime, vn_stamp
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.rich_text import clean_body

SLUG_LENGTH = 100
VERSIONED = ("title", "lead", "body", "by_line")


@dataclass(frozen=True)
class Words:
    """What is typed of an article; `body` is HTML as the browser sent it."""

    section: Section
    title: str
    lead: str = ""
    body: str = ""
    by_line: str = ""
    video_url: str = ""

    def cleaned(self) -> dict[str, Any]:
        lines = {name: clean_line(getattr(self, name)) for name in ("title", "by_line", "video_url")}
        texts = {"lead": clean_text(self.lead), "body": clean_body(self.body)}
        return {"section": self.section, **lines, **texts}


@transaction.atomic
def write(words: Words, *, by: User) -> Article:
    """A draft, which only the office sees."""
    gate.require_in_campaign("write_news", by)
    facts = words.cleaned()
    article = Article.objects.create(
        **facts, slug=_free_slug(facts["title"]), status=DRAFT, saved_by=by, saved_at=clock.now()
    )
    trail.record("write_article", by=by, facts=told(article))
    return article


@transaction.atomic
def amend(article: Article, words: Words, *, by: User, seen: int) -> Article:
    """`seen` is the version that the writer had before the eyes. What the public reads is kept version by version."""
    held, facts = locked(article, by=by), words.cleaned()
    changed = [name for name, value in facts.items() if getattr(held, name) != value]
    if not changed:
        return held
    refuse_if(_stale(held, seen))
    for name in changed:
        setattr(held, name, facts[name])
    if held.status == RELEASED:
        refuse_if(_incomplete(held))
    touch(held, by=by)
    trail.record("amend_article", by=by, facts=told(held) | {"fields": changed, "version": held.version})
    return held


@transaction.atomic
def publish(article: Article, *, by: User, at: datetime | None = None) -> Article:
    """Now, or at a moment that is still to come; then the article appears at its minute by itself."""
    gate.require_in_campaign("publish_news", by)
    held, now = locked(article, by=by), clock.now()
    refuse_if(_published_before(held, now) or _incomplete(held) or _past(at, now))
    held.status, held.publish_at, held.updated_at = RELEASED, at or now, None
    held.withdrawn_reason = ""
    _kept(held, by, now)
    verb = "schedule_article" if at else "publish_article"
    trail.record(verb, by=by, facts=told(held) | {"publish_at": vn_stamp(held.publish_at)})
    return held


@transaction.atomic
def withdraw(article: Article, *, by: User, reason: str) -> Article:
    """Gone from every public page, feed and list in the same moment; the office keeps it and can publish it again."""
    gate.require_in_campaign("publish_news", by)
    held = locked(article, by=by)
    refuse_if(_cannot_be_withdrawn(held, reason))
    held.status, held.withdrawn_reason = WITHDRAWN, clean_text(reason)
    _kept(held, by, clock.now())
    trail.record("withdraw_article", by=by, facts=told(held) | {"reason": held.withdrawn_reason})
    return held


def locked(article: Article, *, by: User) -> Article:
    """To be changed by this person: the office writes drafts, the administrator also what is released."""
    gate.require_in_campaign("write_news", by)
    held = Article.objects.select_for_update(of=("self",)).select_related("section").get(pk=article.pk)
    if held.status == RELEASED:
        gate.require_in_campaign("publish_news", by)
    return held


def touch(article: Article, *, by: User) -> None:
    """One more version; what the public could read before says from now on that it was changed."""
    now = clock.now()
    if _is_public(article, now):
        article.updated_at = now
    _kept(article, by, now)


def _kept(article: Article, by: User, now: datetime) -> None:
    """What is released is kept version by version."""
    article.version += 1
    article.saved_by, article.saved_at = by, now
    article.save()
    if article.status == RELEASED:
        text = {name: getattr(article, name) for name in VERSIONED}
        ArticleVersion.objects.create(
            article=article, number=article.version, saved_by=by, saved_at=now, **text
        )


def told(article: Article) -> dict[str, Any]:
    return {"title": article.title, "article": article.slug}


def _is_public(article: Article, now: datetime) -> bool:
    return article.status == RELEASED and article.publish_at is not None and article.publish_at <= now


def _free_slug(title: str) -> str:
    stem = slugify(fold(title))[:SLUG_LENGTH].strip("-") or "tin"
    taken = set(Article.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _stale(article: Article, seen: int) -> Phrase:
    if article.version == seen:
        return NO_OBJECTION
    return Phrase(
        "Bài đã được %(name)s sửa lúc %(moment)s, sau khi bạn mở trang. Bản đang lưu được giữ nguyên và chữ bạn vừa gõ "
        "vẫn còn trên trang; hãy so với bản đang lưu rồi lưu lại.",
        name=article.saved_by.full_name,
        moment=vn_datetime(article.saved_at),
    )


def _incomplete(article: Article) -> Phrase:
    missing = [
        str(label)
        for label, text in ((Phrase("tóm tắt"), article.lead), (Phrase("nội dung"), article.body))
        if is_blank(text)
    ]
    if not missing:
        return NO_OBJECTION
    return Phrase(
        "Bài chưa có %(missing)s nên chưa đăng được. Bản đang lưu được giữ nguyên; hãy viết đủ rồi đăng.",
        missing=", ".join(missing),
    )


def _published_before(article: Article, now: datetime) -> Phrase:
    if not _is_public(article, now):
        return NO_OBJECTION
    return Phrase("Bài này đang được đăng. Không có gì thay đổi; muốn sửa thì sửa ngay trong trang soạn bài.")


def _past(at: datetime | None, now: datetime) -> Phrase:
    if at is None or at > now:
        return NO_OBJECTION
    return Phrase(
        "Thời điểm hẹn đăng đã qua nên chưa hẹn được. Bài được giữ nguyên; hãy chọn thời điểm sắp tới hoặc đăng ngay."
    )


def _cannot_be_withdrawn(article: Article, reason: str) -> Phrase:
    if article.status != RELEASED:
        return Phrase("Bài này không đang đăng và không hẹn đăng nên không có gì để gỡ. Bài được giữ nguyên.")
    if is_blank(reason):
        return Phrase("Cần ghi lý do gỡ bài. Bài vẫn được giữ nguyên như đang đăng.")
    return NO_OBJECTION
