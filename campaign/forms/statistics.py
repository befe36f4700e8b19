"""Whose figures: campaign, strand, unit and days of filing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, Select, UnitField
from campaign.documents.statistics_rows import Scope
from campaign.models.campaign import Campaign, Strand


class StatisticsForm(forms.Form):
    """Answers with the newest campaign where nothing, or nothing that makes sense, is asked."""

    phong_trao = forms.ChoiceField(label=_("Phong trào"), required=False, widget=Select)
    noi_dung = forms.ModelChoiceField(
        Strand.objects.none(),
        label=_("Nội dung thi đua"),
        required=False,
        empty_label=_("Tất cả nội dung"),
        widget=Select,
    )
    don_vi = UnitField(label=_("Đơn vị"), required=False, empty_label=_("Tất cả đơn vị"))
    tu_ngay = DayField(label=_("Nộp từ ngày"), required=False)
    den_ngay = DayField(label=_("đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaigns = {one.slug: one for one in Campaign.objects.announced().defer("about", "theme")}
        self.fields["phong_trao"].choices = [
            (slug, f"{one.year} · {one.title}") for slug, one in self.campaigns.items()
        ]
        self.fields["don_vi"].offer()
        if self.campaign:
            self.initial["phong_trao"] = self.campaign.slug
            self.fields["noi_dung"].queryset = Strand.objects.filter(campaign=self.campaign)

    @property
    def campaign(self) -> Campaign | None:
        asked = self.data.get("phong_trao")
        return self.campaigns.get(asked or "") or next(iter(self.campaigns.values()), None)

    def scope(self, campaign: Campaign) -> Scope:
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return Scope(
            campaign, asked.get("noi_dung"), asked.get("don_vi"), asked.get("tu_ngay"), asked.get("den_ngay")
        )

    @property
    def previous(self) -> Campaign | None:
        """The last one before it: the campaign that it was cloned from, else the latest earlier one."""
        if self.campaign is None:
            return None
        by_key = {one.pk: one for one in self.campaigns.values()}
        if self.campaign.cloned_from_id in by_key:
            return by_key[self.campaign.cloned_from_id]
        earlier = [one for one in by_key.values() if one.year < self.campaign.year]
        return max(earlier, key=lambda one: (one.year, one.pk), default=None)
