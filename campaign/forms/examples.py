"""What the office types for the board of good examples."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.models.user import User
from campaign.actions.examples import Told
from campaign.documents.showcase import pictures_of
from campaign.forms.fields import TextField
from campaign.models.attachment import Attachment
from campaign.models.showcase import GoodExample, LibraryEntry

LONGEST_STORY = 4000


class AuthorField(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return obj.full_name


class PictureField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Attachment) -> str:
        return obj.name


class ExampleForm(forms.Form):
    asked = AuthorField(
        User.objects.none(),
        label=_("Người được nêu gương"),
        empty_label=None,
        help_text=_("Tác giả có tài khoản. Bài chỉ hiện khi người này đọc và đồng ý."),
    )
    collective = LineField(
        label=_("Tên tập thể"),
        required=False,
        max_length=200,
        help_text=_("Để trống nếu nêu gương cá nhân. Với tập thể, người chọn ở trên đồng ý thay tập thể."),
    )
    period = LineField(label=_("Đợt nêu gương"), max_length=60, help_text=_("Ví dụ: Quý III năm 2026."))
    order = forms.IntegerField(
        label=_("Thứ tự trên bảng"),
        min_value=1,
        max_value=9999,
        initial=100,
        help_text=_("Số nhỏ đứng trước."),
    )
    story = TextField(
        label=_("Bài viết"), max_length=LONGEST_STORY, widget=forms.Textarea(attrs={"rows": 10})
    )
    picture = PictureField(
        Attachment.objects.none(), label=_("Ảnh"), required=False, empty_label=_("Không dùng ảnh")
    )
    alternative = LineField(
        label=_("Trong ảnh có gì"),
        required=False,
        max_length=300,
        help_text=_("Một câu cho người không nhìn thấy ảnh; bắt buộc khi có ảnh."),
    )

    def __init__(
        self, *args: Any, entry: LibraryEntry, example: GoodExample | None = None, **kwargs: Any
    ) -> None:
        if example:
            kwargs["initial"] = {
                name: getattr(example, name)
                for name in ("asked", "period", "order", "story", "picture", "alternative")
            } | {"collective": example.name if example.is_collective else ""}
        super().__init__(*args, **kwargs)
        submission = entry.submission
        known = {submission.owner_id, *submission.author_ids}
        self.fields["asked"].queryset = User.objects.filter(pk__in=known, is_active=True).order_by("sort_key")
        pictures = [one.pk for one in pictures_of(submission)]
        self.fields["picture"].queryset = Attachment.objects.filter(pk__in=pictures)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("picture") and not self.cleaned_data.get("alternative"):
            self.add_error("alternative", _("Cần một câu mô tả ảnh, hoặc không dùng ảnh."))
        return self.cleaned_data

    def told(self) -> Told:
        names = ("asked", "collective", "period", "order", "story", "picture", "alternative")
        return Told(**{name: self.cleaned_data[name] for name in names})


class RemoveForm(forms.Form):
    reason = TextField(
        label=_("Lý do gỡ"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Người được nêu gương đọc được lý do này."),
        error_messages={"required": _("Cần ghi lý do. Bài vẫn giữ nguyên.")},
    )
