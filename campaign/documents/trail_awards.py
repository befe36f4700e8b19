"""Words for the acts of ranking and allocation."""

from campaign.rules.awards import CUT_POLICIES
from campaign.rules.phrase import Phrase

VERBS = {
    "make_ranking": Phrase("Lập bảng xếp hạng"),
    "choose_score_basis": Phrase("Hội đồng chọn cách tính điểm xếp hạng"),
    "set_award_rule": Phrase("Đặt cách xử lý khi vượt chỉ tiêu"),
    "draw_lots": Phrase("Ghi kết quả bốc thăm"),
}
FACTS = {
    "cut_policy": Phrase("Khi nhóm đồng hạng vượt chỉ tiêu"),
    "cut_chain": Phrase("Căn cứ riêng"),
    "seed": Phrase("Mã bốc thăm"),
    "seed_source": Phrase("Nguồn của mã bốc thăm"),
    "order": Phrase("Thứ tự"),
    "witnesses": Phrase("Người chứng kiến"),
}
WORDS = {"cut_policy": CUT_POLICIES}
