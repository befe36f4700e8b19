"""An optional hook: the digital signature of an issued PDF (PAdES, baseline B), behind the bytes that were hashed.

`SIGNING_CERTIFICATE` names a PKCS#12 file, `SIGNING_PASSWORD` opens it; the library (pyHanko) is installed from
`deploy/signing.txt`. Who signs by a token or with the tool of a certification service leaves both empty.
"""

from importlib import import_module
from pathlib import Path

from django.conf import settings


class Unsigned(Exception):
    """No library, no certificate, a wrong password: the file that was to be signed is untouched."""


def is_set_up() -> bool:
    return bool(settings.SIGNING_CERTIFICATE)


def signed(content: bytes, *, reason: str, place: str) -> bytes:
    """The first `len(content)` bytes of what comes back are `content`, and still have their hash."""
    try:
        pkcs12 = Path(settings.SIGNING_CERTIFICATE).read_bytes()
        pades = import_module("campaign.documents.pades")
        return bytes(pades.sign(content, pkcs12, settings.SIGNING_PASSWORD, reason=reason, place=place))
    except OSError as error:
        raise Unsigned(f"{settings.SIGNING_CERTIFICATE} cannot be read") from error
    except ImportError as error:
        raise Unsigned("pyHanko is not installed: pip install -r deploy/signing.txt") from error
    except ValueError as error:
        raise Unsigned(f"{settings.SIGNING_CERTIFICATE} cannot be opened with SIGNING_PASSWORD") from error
