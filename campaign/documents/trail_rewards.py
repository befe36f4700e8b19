"""Words for the acts of rewards and of what they are worth."""

from campaign.rules.bonus import CERTAINTIES, NATURES
from campaign.rules.phrase import Phrase

VERBS = {
    "make_reward_list": Phrase("Lập danh sách khen thưởng"),
    "propose_rewards": Phrase("Thêm vào danh sách khen thưởng"),
    "remove_reward": Phrase("Bỏ khỏi danh sách khen thưởng"),
    "drop_reward_list": Phrase("Bỏ danh sách khen thưởng"),
    "record_rewards": Phrase("Ghi quyết định khen thưởng"),
    "release_rewards": Phrase("Báo người được khen thưởng"),
    "revoke_reward": Phrase("Thu hồi khen thưởng"),
    "add_reward_kind": Phrase("Thêm danh hiệu hoặc hình thức"),
    "amend_reward_kind": Phrase("Sửa danh hiệu hoặc hình thức"),
    "follow_reward_kind": Phrase("Đặt phiên bản mới của danh hiệu hoặc hình thức"),
    "set_base_salary": Phrase("Đặt mức lương cơ sở"),
}
FACTS = {
    "list": Phrase("Danh sách"),
    "nature": Phrase("Loại khen thưởng"),
    "kind": Phrase("Danh hiệu, hình thức"),
    "total": Phrase("Tổng tiền thưởng"),
    "coefficient": Phrase("Hệ số"),
    "amount": Phrase("Số tiền"),
    "since": Phrase("Có hiệu lực từ"),
    "source": Phrase("Nguồn"),
    "year": Phrase("Năm"),
}
WORDS = {"nature": NATURES, "certainty": CERTAINTIES}
