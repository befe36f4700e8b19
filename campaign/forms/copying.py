"""Where an earlier dossier is copied to, and whether its files come along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.models.campaign import Campaign, Strand


class StrandField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Strand) -> str:
        return f"{obj.campaign.title}: {obj.name}"


class CopyForm(forms.Form):
    strand = StrandField(
        Strand.objects.none(),
        label=_("Chép sang nội dung thi đua"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    with_files = forms.BooleanField(
        label=_("Chép cả các tệp kèm theo còn hợp lệ"), required=False, initial=True
    )

    def __init__(self, *args: Any, campaign: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Campaign.objects.running().exclude(pk=campaign).order_by()
        strands = Strand.objects.filter(campaign__in=others).select_related("campaign")
        self.fields["strand"].queryset = strands.order_by("-campaign__year", "-campaign", "order")
        found = list(self.fields["strand"].queryset[:2])
        self.fields["strand"].initial = found[0] if len(found) == 1 else None
