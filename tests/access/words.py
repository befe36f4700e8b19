"""What a reader sees of an answer of the portal, whatever kind of file it is."""

import functools
import io
import zipfile

from pypdf import PdfReader


@functools.lru_cache(64)
def words(kind: str, content: bytes) -> str:
    """What a reader sees; a paper or a spreadsheet is opened for it."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(
                archive.read(part).decode(errors="replace") for part in sorted(archive.namelist())
            )
    if kind.startswith("image/"):
        return kind
    if kind != "application/pdf" or not content.startswith(b"%PDF-1.7\n%"):
        return content.decode(errors="replace")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
