"""Who signs and on what ground, as an official paper says it (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Sequence

GROUND = "Căn cứ "


def signer_lines(power: str, title: str) -> list[str]:
    """ "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH": the power's lines, then the post; no line twice."""
    lines = [" ".join(line.split()).upper() for line in [*power.splitlines(), title]]
    return [line for index, line in enumerate(lines) if line and line not in lines[:index]]


def authority(issuer: str, power: str, title: str) -> str:
    """Who decides: the body where somebody signs for it (TM.), else its head, whoever signs in the head's name."""
    lines = signer_lines(power, title)
    if not lines or lines[0].startswith("TM."):
        return issuer.upper()
    head = lines[0].split(". ", 1)[-1]
    return f"{head} {issuer.upper()}"


def numbered_bases(texts: Sequence[str]) -> list[str]:
    """Each with "Căn cứ" and its own end: a semicolon, the last a full stop."""
    grounds = [text.strip().rstrip(";.") for text in texts if text.strip()]
    lines = [
        text if text.lower().startswith(("căn cứ", "theo ", "xét ")) else GROUND + text for text in grounds
    ]
    return [line + (";" if number < len(lines) else ".") for number, line in enumerate(lines, 1)]
