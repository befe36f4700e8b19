"""Papers with numbers, for the tests of decisions."""

from typing import Any

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.decision import record_decision
from campaign.actions.decision_paper import Paper
from campaign.documents.decision_draft import draft_of
from campaign.models import clock
from campaign.models.decision import Decision, Sitting
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
