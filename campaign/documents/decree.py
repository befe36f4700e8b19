"""What a paper of an agency is put together from: its head, bases, articles and annex, as values for the templates."""

from campaign.documents.decision_facts import Facts
from campaign.rules.signing import numbered_bases


def numbered(facts: Facts, *more: str) -> list[str]:
    return numbered_bases([*facts["bases"], *more])


def head(facts: Facts) -> Facts:
    names = ("issuer", "number", "place_and_date", "authority", "signer_lines", "signer_name")
    return {"parent": "", **{name: facts[name] for name in names}}


def articles(*texts: str) -> Facts:
    rows = [{"heading": f"Điều {number}.", "text": text} for number, text in enumerate(texts, 1)]
    return {"articles": rows[:-1], "last_article": rows[-1]}


def annex(facts: Facts, title: str, rows: list[Facts]) -> Facts:
    reference = f"(Kèm theo Quyết định số {facts['number']} {facts['day']} của {facts['issuer']})"
    return {
        "annex_title": title,
        "annex_reference": reference,
        "rows": [printed(row) for row in rows],
        "count": str(len(rows)),
    }


def printed(row: Facts) -> Facts:
    """Words alone: numbers and keys are for reckoning."""
    return {name: value for name, value in row.items() if isinstance(value, str)}


def request(facts: Facts) -> str:
    proposal = facts["proposal"]
    return f"Theo đề nghị của {proposal['council']} tại Tờ trình số {proposal['number']} {proposal['day']}"
