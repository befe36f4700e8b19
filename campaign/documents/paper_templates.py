"""The Word templates that an administrator put in the place of built-in ones."""

from campaign.models.issued_paper import PaperTemplate


def in_use(template: str, kind: str = "docx") -> bytes | None:
    """Nothing where the built-in one holds; a PDF is always made from the built-in one."""
    if kind != "docx":
        return None
    found = PaperTemplate.objects.filter(kind=template, set_aside_at__isnull=True).first()
    return stored(found) if found else None


def stored(template: PaperTemplate) -> bytes:
    with template.file.open("rb") as opened:
        return opened.read()
