"""What people ask of a queue: a group of states, a search, and for the office campaign, strand and unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, Select, UnitField
from campaign.models.campaign import Campaign, Strand
from campaign.models.submission import SubmissionQuerySet
from campaign.rules.waiting import OFFICE_GROUPS, UNIT_GROUPS

ALL = "tat-ca"


class UnitQueueForm(forms.Form):
    groups = UNIT_GROUPS
    longest_wait_first = frozenset({"cho-don-vi", "tra-lai"})
    default_group = "cho-don-vi"
    latest_first = "-submitted_at"  # an order by the last change would tell what is judged and decided

    nhom = forms.CharField(widget=forms.HiddenInput, required=False)
    q = LineField(
        label=_("Tìm theo tên, tác giả hoặc số hồ sơ"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def narrow(self, rows: SubmissionQuerySet) -> SubmissionQuerySet:
        rows = rows.matching(self.words)
        return rows if self.group == ALL else rows.filter(state__in=sorted(self.groups[self.group][1]))

    @property
    def words(self) -> str:
        return self._asked("q") or ""

    @property
    def group(self) -> str:
        asked = self._asked("nhom")
        return asked if asked in self.groups or asked == ALL else self.default_group

    @property
    def order(self) -> str:
        return "state_since" if self.group in self.longest_wait_first else self.latest_first

    def tabs(self) -> list[dict[str, Any]]:
        named = [(key, label) for key, (label, _states) in self.groups.items()] + [(ALL, _("Tất cả"))]
        return [{"key": key, "label": label, "current": key == self.group} for key, label in named]

    def _asked(self, name: str) -> Any:
        """A filter that makes no sense is as good as none."""
        self.is_valid()
        return self.cleaned_data.get(name)


class OfficeQueueForm(UnitQueueForm):
    """The officer starts with the own work, other readers with everything."""

    groups = OFFICE_GROUPS
    longest_wait_first = frozenset({"cho-kiem-tra", "cho-bo-sung", "tai-don-vi"})
    latest_first = "-state_since"

    phong_trao = forms.ChoiceField(label=_("Phong trào"), required=False, widget=Select)
    noi_dung = forms.ModelChoiceField(
        Strand.objects.none(),
        label=_("Nội dung thi đua"),
        required=False,
        empty_label=_("Tất cả nội dung"),
        widget=Select,
    )
    don_vi = UnitField(label=_("Đơn vị"), required=False, empty_label=_("Tất cả đơn vị"))
    field_order = ["nhom", "q", "phong_trao", "noi_dung", "don_vi"]

    def __init__(self, *args: Any, officer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default_group = "cho-kiem-tra" if officer else ALL
        found = list(Campaign.objects.announced().values_list("pk", "slug", "year", "title"))
        campaigns = [(slug, f"{year} · {title}") for _pk, slug, year, title in found]
        self.keys = {slug: pk for pk, slug, _year, _title in found}
        self.newest = campaigns[0][0] if campaigns else ALL
        self.fields["phong_trao"].choices = [*campaigns, (ALL, _("Tất cả phong trào"))]
        self.initial.setdefault("phong_trao", self.newest)
        self.fields["don_vi"].offer()
        self.fields["noi_dung"].queryset = Strand.objects.filter(campaign__slug=self._campaign_asked())

    def narrow(self, rows: SubmissionQuerySet) -> SubmissionQuerySet:
        rows = super().narrow(rows)
        if self.campaign != ALL:
            rows = rows.filter(campaign=self.keys[self.campaign])  # by key, so that an index gives the order
        if self._asked("noi_dung"):
            rows = rows.filter(strand=self._asked("noi_dung"))
        if self._asked("don_vi"):
            rows = rows.filter(unit=self._asked("don_vi"))
        return rows

    @property
    def is_narrowed(self) -> bool:
        """Something is asked beyond the newest campaign."""
        return self.campaign != self.newest or bool(self._asked("noi_dung") or self._asked("don_vi"))

    @property
    def campaign(self) -> str:
        return self._asked("phong_trao") or self.newest

    def _campaign_asked(self) -> str:
        asked, known = self.data.get("phong_trao"), self.fields["phong_trao"].choices
        return asked if asked and any(asked == slug for slug, _title in known) else self.newest
