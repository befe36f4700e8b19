"""The official application on the screen: the items of the form in its own words (TT 18/2013, Annex I)."""

from dataclasses import dataclass

from campaign.documents.application import Application, application
from campaign.models.submission import Submission

NONE, UNWRITTEN = "Không có.", "(chưa ghi)"
# Number, field and the form's own heading. It is Vietnamese whatever language the reader has chosen.
ITEMS = (
    ("1", "investor", "Chủ đầu tư tạo ra sáng kiến (trường hợp tác giả không đồng thời là chủ đầu tư)"),
    ("2", "field_of_application", "Lĩnh vực áp dụng sáng kiến"),
    (
        "3",
        "first_used_on",
        "Ngày sáng kiến được áp dụng lần đầu hoặc áp dụng thử (ghi ngày nào sớm hơn)",
    ),
    ("4", "nature", "Mô tả bản chất của sáng kiến"),
    ("5", "confidential", "Những thông tin cần được bảo mật"),
    ("6", "conditions", "Các điều kiện cần thiết để áp dụng sáng kiến"),
    (
        "7",
        "benefits_author",
        "Đánh giá lợi ích thu được hoặc dự kiến có thể thu được do áp dụng sáng kiến theo ý kiến của tác giả",
    ),
    (
        "8",
        "benefits_others",
        "Đánh giá lợi ích thu được hoặc dự kiến có thể thu được do áp dụng sáng kiến theo ý kiến của tổ chức, cá nhân "
        "đã tham gia áp dụng sáng kiến lần đầu, kể cả áp dụng thử",
    ),
)
OPTIONAL = frozenset({"investor", "confidential", "benefits_others"})


@dataclass(frozen=True)
class Preview:
    form: Application
    title: str
    items: list[tuple[str, str, str]]

    @property
    def we(self) -> str:
        return "Chúng tôi" if len(self.form.authors) > 1 else "Tôi"

    @property
    def author_word(self) -> str:
        return "đồng tác giả" if len(self.form.authors) > 1 else "tác giả"


def preview(submission: Submission) -> Preview:
    """For its authors, who may read the confidential part."""
    form = application(submission)
    written = {line.name: line.value for line in form.lines} | {"confidential": form.confidential}
    items = [
        (number, label, written[name] or (NONE if name in OPTIONAL else UNWRITTEN))
        for number, name, label in ITEMS
    ]
    return Preview(form, written["title"] or UNWRITTEN, items)
