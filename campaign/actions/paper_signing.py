"""Sign a paper that was issued, with the certificate of this server; every signature stands in the trail."""

import hashlib
import logging

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.documents import decision_papers, signature
from campaign.documents.papers import File
from campaign.models.decision import Decision
from campaign.models.issued_paper import IssuedPaper
from campaign.rules.phrase import NO_OBJECTION, Phrase

log = logging.getLogger(__name__)


@transaction.atomic
def sign_paper(decision: Decision, name: str, *, by: User) -> File:
    """The PDF of the very bytes whose hash was kept, with a signature behind them; a signature is never kept here."""
    gate.require_in_campaign("issue_papers", by)
    issued = IssuedPaper.objects.filter(decision=decision, kind=name, award=None).first()
    refuse_if(_problem(decision, issued))
    made = decision_papers.paper(decision, name, "pdf")
    if issued is None or hashlib.sha256(made.content).hexdigest() != issued.pdf_sha256:
        raise Refused(
            Phrase(
                "Chưa ký: tệp lập lại hôm nay không còn trùng từng byte với bản đã phát hành. Bản đã phát hành không "
                "thay đổi; hãy ký bản đã lưu lúc phát hành."
            )
        )
    try:
        content = signature.signed(made.content, reason=f"{decision}", place=decision.campaign.place_name)
    except signature.Unsigned as error:
        log.error("no signature: %s", error)
        raise Refused(
            Phrase(
                "Máy chủ chưa ký được văn bản này nên chưa có tệp nào được tạo. Bản đã phát hành được giữ nguyên; hãy "
                "báo quản trị hệ thống kiểm tra chứng thư số."
            )
        ) from error
    facts = {"decision": str(decision), "paper": name, "sha256": hashlib.sha256(content).hexdigest()}
    trail.record("sign_paper", by=by, campaign=decision.campaign, facts=facts)
    return File(made.name.replace(".pdf", "-ky-so.pdf"), made.content_type, content)


def _problem(decision: Decision, issued: IssuedPaper | None) -> Phrase:
    if not signature.is_set_up():
        return Phrase(
            "Máy chủ này chưa cài chứng thư số nên không ký được. Văn bản được giữ nguyên; hãy tải bản PDF và ký bằng "
            "công cụ của cơ quan."
        )
    if decision.reverted_at:
        return Phrase("Quyết định này đã bị hủy nên không ký văn bản của nó. Không có gì thay đổi.")
    if issued is None:
        return Phrase("Văn bản này chưa phát hành nên chưa ký. Không có gì thay đổi; hãy phát hành trước.")
    return NO_OBJECTION
