"""One article as its page shows it, with what machines read of it: Open Graph and JSON-LD."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.html import _json_script_escapes
from django.utils.safestring import SafeString, mark_safe

from campaign.documents.files import KIND_NAMES, file_size
from campaign.documents.news import with_ids
from campaign.models.news import Article

LARGEST_TITLE, LARGEST_DESCRIPTION = 110, 300


@dataclass(frozen=True)
class Image:
    public_id: UUID
    alt: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True)
class PaperFile:
    public_id: UUID
    title: str
    note: str


@dataclass(frozen=True)
class Shown:
    article: Article
    address: str
    images: list[Image]
    papers: list[PaperFile]

    @property
    def body(self) -> SafeString:
        """Cleaned by `rules.rich_text` when it was saved."""
        return mark_safe(self.article.body)  # noqa: S308

    @property
    def description(self) -> str:
        return " ".join(self.article.lead.split())[:LARGEST_DESCRIPTION]

    @property
    def cover(self) -> Image | None:
        return self.images[0] if self.images else None

    @property
    def cover_address(self) -> str:
        return site_address("news:picture", self.images[0].public_id) if self.images else ""

    @property
    def structured(self) -> SafeString:
        """As the body of a JSON script, which no markup can end."""
        text = json.dumps(_structured(self), ensure_ascii=False)
        return mark_safe(text.translate(_json_script_escapes))  # noqa: S308


def shown(article: Article) -> Shown:
    """Of a row that `news.whole` has fetched."""
    images = [Image(**row) for row in with_ids(article.images)]
    papers = [
        PaperFile(
            row["public_id"],
            row["title"],
            f"{KIND_NAMES.get(row['content_type'], '')}, {file_size(row['size'])}",
        )
        for row in with_ids(article.papers)
    ]
    return Shown(article, site_address("news:article", article.slug), images, papers)


def site_address(name: str, *args: Any) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def _structured(shown: Shown) -> dict[str, Any]:
    article = shown.article
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:LARGEST_TITLE],
        "description": shown.description,
        "articleSection": article.section.name,
        "mainEntityOfPage": shown.address,
        "inLanguage": "vi",
    }
    if article.publish_at:
        told["datePublished"] = article.publish_at.isoformat(timespec="seconds")
        told["dateModified"] = (article.updated_at or article.publish_at).isoformat(timespec="seconds")
    if article.by_line:
        told["author"] = {"@type": "Person", "name": article.by_line}
    if shown.images:
        told["image"] = [site_address("news:picture", image.public_id) for image in shown.images]
    return told
