"""Words that stand for secrets."""

import uuid


def token(name: str) -> str:
    """A word that no page says by itself, the same for the same name."""
    return "Zq" + uuid.uuid5(uuid.NAMESPACE_OID, name).hex[:10]
