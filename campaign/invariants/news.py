"""What the public reads of the news."""

from collections.abc import Iterator

from campaign.invariants.states import Checks
from campaign.models.news import RELEASED, Article
from campaign.rules.phrase import Phrase
from campaign.rules.rich_text import clean_body

TEXT = ("title", "lead", "body", "by_line")


def _released_text_is_clean_and_kept() -> Iterator[str]:
    """Its last version says the same, and the cleaning would take nothing more out of it."""
    released = Article.objects.filter(status=RELEASED).prefetch_related("versions").order_by("pk")
    for article in released.iterator(chunk_size=100):
        last = next(iter(article.versions.all()), None)
        is_kept = last is not None and all(getattr(last, name) == getattr(article, name) for name in TEXT)
        if not is_kept or clean_body(article.body) != article.body:
            yield article.slug


CHECKS: Checks = {
    "released_text_is_clean_and_kept": (
        Phrase("Bài đang đăng giữ đủ các bản và không chứa mã lạ"),
        _released_text_is_clean_and_kept,
    ),
}
