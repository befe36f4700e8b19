"""What an author types beside the long form: the strand to start in, the declaration, the answer, a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.forms.fields import TextField
from campaign.models.campaign import Strand


class StrandField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Strand) -> str:
        return obj.name


class StartForm(forms.Form):
    strand = StrandField(
        Strand.objects.none(), label=_("Nội dung thi đua"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, strands: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strand"].queryset = strands


class DeclarationForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    declared = forms.BooleanField(
        label=_(
            "Tôi xin cam đoan mọi thông tin trong đơn là trung thực, đúng sự thật và hoàn toàn chịu trách nhiệm trước "
            "pháp luật."
        ),
        required=False,
    )


class WithdrawForm(forms.Form):
    reason = TextField(
        label=_("Lý do rút hồ sơ"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
