"""PAdES, baseline B, by pyHanko. Imported only where a certificate is set: the library is an option (`signature`)."""

import io
from concurrent.futures import ThreadPoolExecutor

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter


def sign(content: bytes, pkcs12: bytes, password: str, *, reason: str, place: str) -> bytes:
    """The same bytes with a signature behind them; ValueError when the password does not open the PKCS#12 file."""
    signer = SimpleSigner.load_pkcs12_data(pkcs12, [], password.encode())
    meta = PdfSignatureMetadata(
        field_name="ChuKySo",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=place,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    # The library runs a loop of its own, which a thread that has one forbids.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(sign_pdf, writer, meta, signer=signer).result().getvalue()
