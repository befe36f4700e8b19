"""Papers with numbers, for the tests of decisions."""

from datetime import date
from typing import Any

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.decision import record_decision
from campaign.actions.decision_paper import Paper
from campaign.actions.revocation import revoke
from campaign.documents.decision_draft import draft_of
from campaign.models import clock
from campaign.models.decision import Award, Decision, Sitting
from campaign.models.legal import LegalText
from campaign.models.register import RegisterSeries
from tests.factories import make_user

SERIES = {
    "decision": ("quyet-dinh", "Quyết định của cơ quan tổ chức", "QĐ-UBND"),
    "proposal": ("to-trinh-hoi-dong", "Tờ trình của hội đồng sáng kiến", "TTr-HĐSK"),
    "notice": ("thong-bao-hoi-dong", "Thông báo không công nhận sáng kiến", "TB-HĐSK"),
}


def make_series(kind: str = "decision", code: str = "", **face: Any) -> RegisterSeries:
    known, name, symbol = SERIES[kind]
    face = {"name": name, "symbol": symbol, "kind": kind} | face
    return RegisterSeries.objects.get_or_create(code=code or known, defaults=face)[0]


def make_paper(number: int | None = 5, **changes: Any) -> Paper:
    face = {
        "series": changes.get("series") or make_series(),
        "signed_on": clock.today(),
        "signer_power": "TM. ỦY BAN NHÂN DÂN",
        "signer_title": "CHỦ TỊCH",
        "signer_name": "Phạm Văn Ký",
    }
    return Paper(**(face | changes), number=number)


def sign(*sittings: Sitting, by: User | None = None, **changes: Any) -> Decision:
    """A recorded decision on what these sittings proposed."""
    by = by or make_user(Role.OFFICER)
    return record_decision(list(sittings), by=by, paper=make_paper(**changes), seen=draft_of(sittings).digest)


def make_legal_text(number: str = "13/2012/NĐ-CP", **face: Any) -> LegalText:
    face = {"kind_name": "Nghị định", "issuer": "Chính phủ", "in_force_from": date(2012, 4, 20)} | face
    return LegalText.objects.create(number=number, **({"certainty": "checked"} | face))


def take_back(award: Award, *, by: User, reason: str, **changes: Any) -> Decision:
    """A recorded revocation; its number is the next."""
    return revoke(award, by=by, reason=reason, paper=make_paper(**({"number": None} | changes)))


def typed_paper(page: Any = None, **changes: Any) -> dict[str, Any]:
    """What a person types of a paper; `page` is the answer that shows the list, whose digest goes with it."""
    series = make_series(changes.pop("kind", "decision"))
    typed = {
        "series": str(series.pk),
        "signed_on": clock.today().isoformat(),
        "preset": "tm",
        "signer_name": "Phạm Văn Ký",
    }
    if page is not None and "draft" in (page.context or {}):
        typed["seen"] = page.context["draft"].digest
    return typed | changes
