"""Money of a dossier, the start of a report, its words, and the face of the signed paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, Select
from campaign.forms.adoption import WholeMoneyField
from campaign.forms.fields import TextField
from campaign.forms.signing import SignedForm
from campaign.models.campaign import Campaign
from campaign.rules.reports import KIND_LABELS, PARTS


class BenefitForm(forms.Form):
    amount = WholeMoneyField(
        label=_("Tiền làm lợi năm đầu (đồng)"),
        max_length=20,
        help_text=_("Chỉ ghi số có chứng từ hoặc cách tính rõ trong hồ sơ. Ví dụ: 12.500.000."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    basis = TextField(
        label=_("Lấy ở đâu, tính thế nào"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReportStartForm(forms.Form):
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Phong trào"), empty_label=None, widget=Select
    )
    kind = forms.ChoiceField(
        label=_("Loại báo cáo"), choices=[(key, label) for key, label in KIND_LABELS.items()]
    )
    since = DayField(
        label=_("Hồ sơ nộp từ ngày"), required=False, help_text=_("Để trống là từ đầu phong trào.")
    )
    until = DayField(label=_("đến hết ngày"), required=False, help_text=_("Để trống là đến ngày ban hành."))

    def __init__(self, *args: Any, campaigns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data


class ReportForm(forms.Form):
    """A field for each part; `version` says which words were shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            self.fields[part.name] = TextField(
                label=part.label,
                help_text=part.hint,
                required=False,
                max_length=part.limit,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    def texts(self) -> dict[str, str]:
        return {part.name: self.cleaned_data[part.name] for part in PARTS}


class IssueForm(SignedForm):
    """Number, day and signer of a report."""

    kind = "report"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["council"]

    def face(self) -> dict[str, Any]:
        data = self.cleaned_data
        signer = {"power": data["signer_power"], "title": data["signer_title"], "name": data["signer_name"]}
        return {
            "series": data["series"],
            "number": data["number"],
            "signed_on": data["signed_on"],
            "signer": signer,
        }
