"""Words for the acts around decisions: registers, proposal papers, scopes, revocations, holds, legal texts."""

from campaign.documents.decision_draft import SCOPE_LABELS
from campaign.rules.phrase import Phrase

VERBS = {
    "record_proposal_paper": Phrase("Ghi tờ trình vào sổ"),
    "record_decision": Phrase("Ghi quyết định vào sổ"),
    "revert_decision": Phrase("Hủy quyết định chưa công bố"),
    "raise_scope": Phrase("Ghi quyết định công nhận phạm vi rộng hơn"),
    "release_scope": Phrase("Công bố công nhận phạm vi rộng hơn"),
    "record_revocation": Phrase("Ghi quyết định thu hồi vào sổ"),
    "place_hold": Phrase("Tạm dừng xét"),
    "lift_hold": Phrase("Kết thúc tạm dừng xét"),
    "open_series": Phrase("Mở dãy số văn bản"),
    "amend_series": Phrase("Sửa dãy số văn bản"),
    "add_legal_text": Phrase("Thêm căn cứ pháp lý"),
    "amend_legal_text": Phrase("Sửa căn cứ pháp lý"),
}
FACTS = {
    "paper": Phrase("Tờ trình"),
    "bases": Phrase("Căn cứ"),
    "scope": Phrase("Phạm vi ảnh hưởng"),
    "revoked_in": Phrase("Quyết định thu hồi"),
    "hold": Phrase("Lần tạm dừng số"),
    "series": Phrase("Dãy số"),
    "open": Phrase("Đang mở"),
    "text": Phrase("Văn bản"),
    "certainty": Phrase("Mức chắc chắn"),
}
WORDS = {"scope": SCOPE_LABELS}
