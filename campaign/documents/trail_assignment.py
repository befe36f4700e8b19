"""Who judges what, in the words of the trail."""

from campaign.rules.phrase import Phrase

VERBS = {
    "replace_judge": Phrase("Thay giám khảo"),
    "commit_assignment": Phrase("Thực hiện phương án phân công"),
    "assign_by_list": Phrase("Phân công theo tệp"),
    "set_demand": Phrase("Đổi số giám khảo của hồ sơ"),
    "keep_apart": Phrase("Tách hai giám khảo"),
    "let_together": Phrase("Thôi tách hai giám khảo"),
    "require_fields": Phrase("Đổi cách phân công theo chuyên môn của tổ"),
    "remind_judge": Phrase("Nhắc giám khảo"),
}
FACTS = {
    "judges_wanted": Phrase("Số giám khảo cần"),
    "only_known_fields": Phrase("Chỉ giao hồ sơ đúng chuyên môn"),
    "given": Phrase("Lượt phân công"),
    "short": Phrase("Hồ sơ để lại"),
    "seed": Phrase("Số bốc thăm"),
    "parts": Phrase("Số nhóm giám khảo không có hồ sơ chung"),
}
