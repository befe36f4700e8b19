"""The fields of the official application (TT 18/2013, Annex I) in the form's order.

One list, so that the form, the rehearsal, the printed copy and the blind copy cannot disagree about a name.
"""

from dataclasses import dataclass

from campaign.rules.phrase import NO_OBJECTION, Phrase

# Kept in every revision; it grows when a field comes, goes or changes its meaning.
FORM_VERSION = 1


@dataclass(frozen=True)
class Field:
    """`limit` in characters; `long` texts keep their line ends; `names_people` is left out of a blind copy."""

    name: str
    label: Phrase
    hint: Phrase = NO_OBJECTION
    limit: int = 300
    required: bool = True
    long: bool = False
    names_people: bool = False


FIELDS = (
    Field(
        "addressee",
        Phrase("Kính gửi"),
        Phrase("Đơn vị được yêu cầu công nhận sáng kiến; thường là đơn vị của bạn."),
        limit=200,
        names_people=True,
    ),
    Field(
        "title",
        Phrase("Tên sáng kiến"),
        Phrase("Nói ngắn gọn giải pháp làm gì, cho việc gì."),
    ),
    Field(
        "summary",
        Phrase("Tóm tắt"),
        Phrase("Ba đến năm câu: việc khó ở đâu, giải pháp là gì, đem lại điều gì."),
        limit=2000,
        long=True,
    ),
    Field(
        "investor",
        Phrase("Chủ đầu tư tạo ra sáng kiến"),
        Phrase("Chỉ điền khi chủ đầu tư không phải là tác giả."),
        required=False,
        names_people=True,
    ),
    Field(
        "field_of_application",
        Phrase("Lĩnh vực áp dụng"),
        Phrase("Ví dụ: cải cách hành chính, giáo dục, vệ sinh môi trường."),
    ),
    Field(
        "first_used_on",
        Phrase("Ngày áp dụng lần đầu hoặc áp dụng thử"),
        Phrase("Lấy ngày nào sớm hơn. Đơn phải nộp trong một năm kể từ ngày này."),
    ),
    Field(
        "nature",
        Phrase("Mô tả bản chất của sáng kiến"),
        Phrase("Cách làm cũ và điểm chưa tốt; cách làm mới, các bước; điểm mới và khác."),
        limit=20000,
        long=True,
    ),
    Field(
        "confidential",
        Phrase("Thông tin cần được bảo mật"),
        Phrase("Để trống nếu không có. Phần này không bao giờ được công bố."),
        limit=10000,
        required=False,
        long=True,
    ),
    Field(
        "conditions",
        Phrase("Điều kiện cần thiết để áp dụng"),
        Phrase("Thiết bị, con người, kinh phí, sự phối hợp cần có."),
        limit=10000,
        long=True,
    ),
    Field(
        "benefits_author",
        Phrase("Lợi ích thu được theo ý kiến của tác giả"),
        Phrase("Số liệu trước và sau; nếu tính được tiền thì nêu cách tính."),
        limit=10000,
        long=True,
    ),
    Field(
        "benefits_others",
        Phrase("Lợi ích theo ý kiến của tổ chức, cá nhân đã áp dụng thử"),
        Phrase("Ghi lại nhận xét của người, đơn vị đã dùng, nếu có."),
        limit=10000,
        required=False,
        long=True,
    ),
)
BY_NAME = {field.name: field for field in FIELDS}
TEXTS = tuple(field.name for field in FIELDS if field.name != "first_used_on")
REQUIRED = {field.name: field.label for field in FIELDS if field.required}
LONGEST_AUTHOR_TABLE = 20
LONGEST_TRIAL_TABLE = 30


def too_long(name: str, text: str) -> Phrase:
    field = BY_NAME[name]
    if len(text) <= field.limit:
        return NO_OBJECTION
    return Phrase(
        "Mục «%(label)s» có %(length)s ký tự, dài hơn mức cho phép %(limit)s ký tự. Nội dung đã nhập vẫn còn trong "
        "biểu mẫu; hãy rút gọn hoặc chuyển bớt sang tệp kèm theo.",
        label=field.label,
        length=len(text),
        limit=field.limit,
    )
