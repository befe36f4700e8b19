"""The texts that an installation starts with. None was compared with its original here: each says so and waits for a
person to check it; an administrator corrects all of it in the portal.
"""

from datetime import date

INITIATIVE = (
    "Nghị định số 13/2012/NĐ-CP và thông tư hướng dẫn vẫn được viện dẫn trong các quyết định cuối năm 2025."
)
DATES = "Ngày ban hành và ngày có hiệu lực chưa được đối chiếu với bản chính; hãy kiểm tra trước khi chọn."

# kind, number, title, issuer, issued, from, to, purpose, certainty, note
TEXTS = [
    (
        "Luật Thi đua, khen thưởng",
        "15/2003/QH11",
        "được sửa đổi, bổ sung năm 2005 và năm 2013",
        "Quốc hội",
        None,
        date(2004, 7, 1),
        date(2023, 12, 31),
        "reward",
        "secondary",
        "Được viện dẫn trong các quyết định trước năm 2024. " + DATES,
    ),
    (
        "Luật Thi đua, khen thưởng",
        "06/2022/QH15",
        "",
        "Quốc hội",
        date(2022, 6, 15),
        date(2024, 1, 1),
        None,
        "both",
        "secondary",
        "Có hiệu lực từ ngày 01/01/2024. " + DATES,
    ),
    (
        "Luật Khoa học, công nghệ và đổi mới sáng tạo",
        "93/2025/QH15",
        "",
        "Quốc hội",
        None,
        date(2025, 10, 1),
        None,
        "recognition",
        "secondary",
        "Được viện dẫn trong một quyết định cấp tỉnh tháng 12 năm 2025. " + DATES,
    ),
    (
        "Nghị định",
        "13/2012/NĐ-CP",
        "ban hành Điều lệ Sáng kiến",
        "Chính phủ",
        date(2012, 3, 2),
        date(2012, 4, 20),
        None,
        "recognition",
        "secondary",
        INITIATIVE + " Chưa tìm thấy văn bản thay thế; hãy kiểm tra lại trước mỗi đợt. " + DATES,
    ),
    (
        "Nghị định",
        "91/2017/NĐ-CP",
        "quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng",
        "Chính phủ",
        date(2017, 7, 31),
        date(2017, 10, 1),
        date(2023, 12, 31),
        "both",
        "secondary",
        "Được viện dẫn trong các quyết định trước năm 2024. " + DATES,
    ),
    (
        "Nghị định",
        "98/2023/NĐ-CP",
        "quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng",
        "Chính phủ",
        date(2023, 12, 31),
        date(2024, 1, 1),
        date(2025, 6, 30),
        "both",
        "secondary",
        "Được Nghị định số 152/2025/NĐ-CP thay thế từ ngày 01/7/2025. " + DATES,
    ),
    (
        "Nghị định",
        "152/2025/NĐ-CP",
        "quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành "
        "một số điều của Luật Thi đua, khen thưởng",
        "Chính phủ",
        date(2025, 6, 14),
        date(2025, 7, 1),
        None,
        "both",
        "secondary",
        "Có hiệu lực từ ngày 01/7/2025. Trích yếu và ngày ban hành cần đối chiếu với bản chính. " + DATES,
    ),
    (
        "Nghị định",
        "161/2026/NĐ-CP",
        "quy định mức lương cơ sở",
        "Chính phủ",
        None,
        date(2026, 7, 1),
        None,
        "bonus",
        "unsure",
        "Chưa tìm thấy trang chính thức; chỉ biết qua nguồn thứ cấp. " + DATES,
    ),
    (
        "Nghị định",
        "73/2024/NĐ-CP",
        "quy định mức lương cơ sở và chế độ tiền thưởng đối với cán bộ, công chức, viên chức và lực lượng vũ trang",
        "Chính phủ",
        date(2024, 6, 30),
        date(2024, 7, 1),
        date(2026, 6, 30),
        "bonus",
        "secondary",
        "Mức lương cơ sở 2.340.000 đồng. Ngày hết hiệu lực lấy theo nguồn thứ cấp. " + DATES,
    ),
    (
        "Thông tư",
        "18/2013/TT-BKHCN",
        "hướng dẫn thi hành một số quy định của Điều lệ Sáng kiến được ban hành theo Nghị định số 13/2012/NĐ-CP",
        "Bộ trưởng Bộ Khoa học và Công nghệ",
        date(2013, 8, 1),
        date(2013, 9, 30),
        None,
        "recognition",
        "secondary",
        INITIATIVE + " Ngày có hiệu lực cần đối chiếu với bản chính. " + DATES,
    ),
    (
        "Thông tư",
        "01/2024/TT-BNV",
        "quy định biện pháp thi hành Luật Thi đua, khen thưởng",
        "Bộ trưởng Bộ Nội vụ",
        None,
        date(2024, 1, 1),
        date(2025, 8, 3),
        "both",
        "secondary",
        "Được Thông tư số 15/2025/TT-BNV thay thế. " + DATES,
    ),
    (
        "Thông tư",
        "15/2025/TT-BNV",
        "quy định biện pháp thi hành Luật Thi đua, khen thưởng",
        "Bộ trưởng Bộ Nội vụ",
        date(2025, 8, 4),
        date(2025, 8, 4),
        None,
        "both",
        "secondary",
        "Biết chắc có văn bản này; trích yếu và ngày có hiệu lực cần đối chiếu với bản chính.",
    ),
]
FIELDS = (
    "kind_name",
    "number",
    "title",
    "issuer",
    "issued_on",
    "in_force_from",
    "in_force_to",
    "purpose",
    "certainty",
    "note",
)

SERIES = [
    ("quyet-dinh", "Quyết định của cơ quan tổ chức", "decision", "QĐ-UBND", True),
    ("quyet-dinh-hoi-dong", "Quyết định của hội đồng sáng kiến", "decision", "QĐ-HĐSK", True),
    ("quyet-dinh-cap-tren", "Quyết định của cấp trên (số do nơi ban hành cấp)", "decision", "QĐ-UBND", False),
    ("to-trinh-hoi-dong", "Tờ trình của hội đồng sáng kiến", "proposal", "TTr-HĐSK", True),
    ("thong-bao-hoi-dong", "Thông báo không công nhận sáng kiến", "notice", "TB-HĐSK", True),
]


def seed_texts(apps, schema_editor):
    texts = apps.get_model("campaign", "LegalText")
    texts.objects.bulk_create(
        texts(order=order * 10, **dict(zip(FIELDS, row, strict=True))) for order, row in enumerate(TEXTS, 1)
    )


def seed_series(apps, schema_editor):
    series = apps.get_model("campaign", "RegisterSeries")
    series.objects.bulk_create(
        series(code=code, name=name, kind=kind, symbol=symbol, is_ours=is_ours)
        for code, name, kind, symbol, is_ours in SERIES
    )


def enter_decisions(apps, schema_editor):
    """Decisions recorded so far come into the register of their symbol, and carry what they rested on."""
    decisions = apps.get_model("campaign", "Decision")
    for decision in decisions.objects.order_by("signed_on", "pk").select_related("campaign"):
        decision.series = _series_of(apps, decision.symbol)
        decision.entry = apps.get_model("campaign", "RegisterEntry").objects.create(
            series=decision.series,
            year=decision.year,
            number=decision.number,
            dated_on=decision.signed_on,
            subject=f"Công nhận sáng kiến: {decision.campaign.title}"[:300],
            signer_name=decision.signer_name,
            recorded_by_id=decision.recorded_by_id,
            recorded_at=decision.recorded_at,
        )
        publication = apps.get_model("campaign", "Publication").objects.filter(decision=decision).first()
        decision.released_at = publication.published_at if publication else None
        decision.issuer_line = decision.campaign.issuer_name
        decision.bases = list(decision.campaign.legal_bases.order_by("order").values_list("text", flat=True))
        decision.save()
        _count(apps, f"so-van-ban/{decision.series.code}/{decision.year}", decision.number)


def _series_of(apps, symbol):
    series = apps.get_model("campaign", "RegisterSeries").objects
    known = series.filter(symbol=symbol, kind="decision", is_ours=True).first()
    code = f"quyet-dinh-{series.count() + 1}"
    return known or series.create(code=code, name=f"Quyết định {symbol}", kind="decision", symbol=symbol)


def _count(apps, register, number):
    counter, _made = apps.get_model("campaign", "Counter").objects.get_or_create(register=register)
    counter.last = max(counter.last, number)
    counter.save()
