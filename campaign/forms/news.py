"""What readers ask of the news, and what the office types of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.documents import news
from campaign.forms.fields import TextField
from campaign.models.news import ArticleQuerySet, Section
from campaign.rules import month_grid
from campaign.rules.calendar import vn_date
from campaign.rules.crop import FOCUS_LABELS, RATIO_LABELS
from campaign.rules.files import ACCEPT
from campaign.rules.phrase import Phrase

PICTURE_ACCEPT = ".jpg,.jpeg,.png,.webp"


class MarkupField(forms.CharField):
    """HTML as the browser sends it; the action keeps what `rules/rich_text.py` lets through."""


class NewsFilter(forms.Form):
    """A day or a month that makes no sense is as good as none."""

    ngay = forms.DateField(
        label=_("Xem theo ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    thang = forms.SlugField(required=False, max_length=7)

    @property
    def day(self) -> date | None:
        self.is_valid()
        found = self.cleaned_data.get("ngay")
        return found if found and month_grid.is_shown(found) else None

    @property
    def month(self) -> date | None:
        self.is_valid()
        return month_grid.month_of(self.cleaned_data.get("thang") or "")

    @property
    def said(self) -> Phrase | None:
        """What the list is narrowed to, in words."""
        if self.day:
            return Phrase("Ngày %(date)s", date=vn_date(self.day))
        return month_grid.label(self.month) if self.month else None

    def narrow(self, rows: ArticleQuerySet) -> ArticleQuerySet:
        if self.day:
            return news.on_day(rows, self.day)
        return news.in_month(rows, self.month) if self.month else rows


class ArticleForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.all(), label=_("Chuyên mục"), empty_label=_("Chọn chuyên mục")
    )
    title = LineField(label=_("Tiêu đề"), max_length=300)
    lead = TextField(
        label=_("Tóm tắt"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Một hai câu, hiện ở danh sách tin và đầu bài."),
    )
    body = MarkupField(
        label=_("Nội dung"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 18, "data-rich-text": ""}),
        help_text=_(
            "Dán từ Word được: máy chủ chỉ giữ đoạn, tiêu đề, danh sách, bảng, chữ đậm, chữ nghiêng và liên kết."
        ),
    )
    by_line = LineField(
        label=_("Người viết"),
        required=False,
        max_length=100,
        help_text=_("Tên ghi dưới bài, có thể là bút danh."),
    )
    video_url = forms.URLField(
        label=_("Địa chỉ phim"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Chỉ hiện thành liên kết; trang không tải gì từ địa chỉ ấy."),
    )


class ScheduleForm(forms.Form):
    at = forms.DateTimeField(
        label=_("Hẹn đăng lúc (giờ Việt Nam)"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"required": _("Hãy chọn ngày giờ đăng. Bài được giữ nguyên.")},
    )


class WithdrawForm(forms.Form):
    reason = LineField(
        label=_("Lý do gỡ bài"),
        max_length=300,
        help_text=_("Chỉ ghi trong nhật ký và trang soạn bài."),
        error_messages={"required": _("Cần ghi lý do gỡ bài. Bài vẫn được giữ nguyên như đang đăng.")},
    )


class PictureWordsForm(forms.Form):
    alt = LineField(
        label=_("Văn bản thay thế"),
        max_length=300,
        help_text=_("Một câu nói ảnh cho thấy gì, cho người không nhìn thấy ảnh."),
        error_messages={
            "required": _(
                "Ảnh chưa có văn bản thay thế nên chưa được nhận. Bài được giữ nguyên; hãy ghi một câu nói ảnh cho "
                "thấy gì rồi gửi lại."
            )
        },
    )
    caption = LineField(label=_("Chú thích dưới ảnh"), required=False, max_length=300)


class PictureForm(PictureWordsForm):
    file = forms.FileField(
        label=_("Ảnh"),
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": PICTURE_ACCEPT}),
        help_text=_("JPEG, PNG hoặc WebP. Thông tin máy ảnh và nơi chụp được bỏ đi."),
        error_messages={"required": _("Bạn chưa chọn ảnh nào nên chưa thêm gì. Hãy chọn ảnh rồi bấm lại.")},
    )
    ratio = forms.ChoiceField(label=_("Khuôn hình"), choices=list(RATIO_LABELS.items()))
    focus = forms.ChoiceField(
        label=_("Khi cắt thì giữ"), choices=list(FOCUS_LABELS.items()), initial="centre"
    )
    field_order = ("file", "ratio", "focus", "alt", "caption")


class PictureEditForm(PictureWordsForm):
    order = forms.IntegerField(label=_("Thứ tự"), min_value=1, max_value=999)


class ArticleFileForm(forms.Form):
    title = LineField(label=_("Tên tài liệu"), max_length=200, help_text=_("Ví dụ: Kế hoạch số 129/KH-UBND."))
    file = forms.FileField(
        label=_("Tệp đính kèm"),
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Bạn chưa chọn tệp nào nên chưa đính kèm gì. Hãy chọn tệp rồi bấm lại.")
        },
    )


class SectionForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = LineField(label=_("Tên chuyên mục"), max_length=100, required=False)


class LinkForm(forms.Form):
    label = LineField(label=_("Tên liên kết"), max_length=150, required=False)
    url = forms.URLField(label=_("Địa chỉ"), max_length=500, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if bool(found.get("label")) != bool(found.get("url")) and not self.errors:
            raise forms.ValidationError(
                _("Mỗi liên kết cần cả tên và địa chỉ. Các liên kết đang có được giữ nguyên.")
            )
        return found


class VisitStartForm(forms.Form):
    start = forms.IntegerField(
        label=_("Số lượt truy cập ban đầu"),
        min_value=0,
        max_value=10**12,
        help_text=_("Số đã đếm ở cổng trước; lượt mới được cộng thêm vào số này."),
    )
