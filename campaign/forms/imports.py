"""What is typed to bring in a list, and to search the library."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.rules.legacy_list import MOST_BYTES


class ListForm(forms.Form):
    source = LineField(
        label=_("Nguồn danh sách"),
        max_length=300,
        help_text=_("Ví dụ: Quyết định công nhận sáng kiến năm 2025 của thành phố."),
    )
    file = forms.FileField(
        label=_("Tệp danh sách"),
        max_length=200,
        help_text=_("CSV hoặc XLSX, có dòng tiêu đề với ít nhất hai cột: tên sáng kiến, tác giả."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB. Hãy chia danh sách thành nhiều tệp."))
        return file


class LibraryForm(forms.Form):
    q = LineField(label=_("Tìm theo tên, tác giả, đơn vị (không cần dấu)"), required=False, max_length=200)
