"""The plan of 2019 in short, as the portal knows it, for the article that tells of it."""

from datetime import date, datetime, time

from campaign.documents.render import pdf
from campaign.management.demo import content
from campaign.models.clock import VIETNAM
from campaign.rules.calendar import date_line, vn_date


def plan_summary() -> bytes:
    plan = content.campaign_2019()
    signed = date.fromisoformat(plan["plan_date"])
    title = f"Tóm tắt Kế hoạch số {plan['plan_number']}"
    facts = {
        "document_title": title,
        "draft": False,
        "foot": "Bản tóm tắt do cổng lập, không thay thế văn bản gốc.",
        "title": title.upper(),
        "subtitle": plan["title"],
        "parts": [
            {"heading": "1. Chủ đề", "lines": [plan["theme"]]},
            {"heading": "2. Đối tượng tham gia", "lines": [plan["participants"], plan["priority_group"]]},
            {"heading": "3. Nội dung thi đua", "lines": [f"- {row['title']}" for row in plan["strands"]]},
            {"heading": "4. Thế nào là sáng kiến", "lines": [f"- {kind}" for kind in plan["content_kinds"]]},
            {"heading": "5. Nguyên tắc", "lines": [f"- {rule}" for rule in plan["conduct_rules"]]},
            {
                "heading": "6. Xét khen thưởng",
                "lines": [f"Từ ngày {vn_date(date.fromisoformat(plan['review_date']))}."],
            },
        ],
        "place_and_date": date_line(plan["place_name"], signed),
    }
    return pdf("plan", facts, made_at=datetime.combine(signed, time(8), VIETNAM))
