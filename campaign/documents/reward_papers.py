"""The decision that rewards: who is given what, for what, and the money that goes with it."""

from collections import Counter

from campaign.documents.decision_facts import Facts
from campaign.documents.decree import annex, articles, head, numbered
from campaign.rules.calendar import vn_number
from campaign.rules.money import dong_in_words

REWARD_COLUMNS = (
    ("line", "STT", 6),
    ("holder", "Họ và tên, tên tập thể", 30),
    ("note", "Chức vụ, đơn vị", 40),
    ("kind", "Danh hiệu, hình thức khen thưởng", 30),
    ("ground", "Thành tích", 60),
    ("coefficient", "Hệ số", 8),
    ("money", "Tiền thưởng (đồng)", 18),
)


def reward_facts(facts: Facts) -> Facts:
    rows = facts["rewards"]
    total = sum(row["amount"] for row in rows)
    about = f"Về việc khen thưởng {facts['movement']}"
    kinds = "; ".join(f"{name}: {count}" for name, count in Counter(row["kind"] for row in rows).items())
    return (
        head(facts)
        | {"document_title": f"Quyết định số {facts['number']}: {about}", "about": about}
        | {"bases": numbered(facts)}
        | articles(
            f"Tặng danh hiệu thi đua, hình thức khen thưởng cho các tập thể, cá nhân có tên tại Phụ lục kèm theo "
            "Quyết định "
            f"này ({kinds}).",
            f"Tổng số tiền thưởng kèm theo là {vn_number(total)} đồng (bằng chữ: {dong_in_words(total)}), chi từ Quỹ "
            "thi "
            "đua, "
            "khen thưởng theo quy định.",
            "Quyết định này có hiệu lực kể từ ngày ký.",
            "Thủ trưởng các đơn vị có liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành "
            "Quyết "
            "định này./.",
        )
        | {"recipients": ["- Như Điều 4;", "- Lưu: VT."]}
        | annex(facts, "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG", rows)
        | {"total": vn_number(total), "total_words": dong_in_words(total)}
    )
