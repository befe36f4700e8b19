"""The file in which a judge marked without a connection."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 5_000_000


class SheetFileForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp phiếu chấm đã điền"),
        help_text=_("Tệp XLSX tải từ trang này, không quá 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Hãy chọn tệp."), "empty": _("Tệp rỗng.")},
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB. Hãy dùng đúng tệp đã tải từ trang này."))
        return file
