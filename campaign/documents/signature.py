"""An optional hook: the digital signature of an issued PDF (PAdES, baseline B), behind the bytes that were hashed.

`SIGNING_CERTIFICATE` names a PKCS#12 file, `SIGNING_PASSWORD` opens it; the library (pyHanko) is installed from
`deploy/signing.txt`. Who signs by a token or with the tool of a certification service leaves both empty.
"""

import io
from pathlib import Path

from django.conf import settings


class Unsigned(Exception):
    """No library, no certificate, a wrong password: the file that was to be signed is untouched."""


def is_set_up() -> bool:
    return bool(settings.SIGNING_CERTIFICATE)


def signed(content: bytes, *, reason: str, place: str) -> bytes:
    """The same bytes with a signature behind them, so that the first `len(content)` still have their hash."""
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
        from pyhanko.sign.fields import SigSeedSubFilter
    except ImportError as error:
        raise Unsigned("pyHanko is not installed: pip install -r deploy/signing.txt") from error
    try:
        signer = SimpleSigner.load_pkcs12_data(_certificate(), [], settings.SIGNING_PASSWORD.encode())
    except ValueError as error:
        raise Unsigned(f"{settings.SIGNING_CERTIFICATE} cannot be opened with SIGNING_PASSWORD") from error
    meta = PdfSignatureMetadata(
        field_name="ChuKySo",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=place,
    )
    written = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), meta, signer=signer)
    return written.getvalue()


def _certificate() -> bytes:
    try:
        return Path(settings.SIGNING_CERTIFICATE).read_bytes()
    except OSError as error:
        raise Unsigned(f"{settings.SIGNING_CERTIFICATE} cannot be read") from error
