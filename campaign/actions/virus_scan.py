"""Asking ClamAV about a file over its socket (INSTREAM). Without a socket in the settings nobody is asked."""

import socket
import struct
from dataclasses import dataclass

from django.conf import settings

from campaign.models.attachment import ScanState

TIMEOUT = 20
PIECE = 1 << 16
LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class Verdict:
    """`virus` names what was found."""

    state: ScanState
    virus: str = ""


def scan(content: bytes) -> Verdict:
    """FAILED whatever the reason that no clear answer came; the caller decides what that means."""
    if not settings.CLAMAV_SOCKET:
        return Verdict(ScanState.UNSCANNED)
    try:
        return _verdict(_ask(settings.CLAMAV_SOCKET, content))
    except (OSError, ValueError):
        return Verdict(ScanState.FAILED)


def _ask(address: str, content: bytes) -> str:
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        return _answer(line)


def _connected(address: str) -> socket.socket:
    """A path, or host:port."""
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(TIMEOUT)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").decode("utf-8", "replace")


def _verdict(answer: str) -> Verdict:
    """ "stream: OK", "stream: Eicar-Signature FOUND"; anything else, such as a size limit, is no answer."""
    said = answer.partition(": ")[2]
    if said == "OK":
        return Verdict(ScanState.CLEAN)
    if said.endswith(" FOUND"):
        return Verdict(ScanState.INFECTED, said.removesuffix(" FOUND")[:100])
    return Verdict(ScanState.FAILED)
