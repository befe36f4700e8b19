"""What a judge declares, and what the office types about panels and judges."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.user import User
from campaign.actions.panels import seatable
from campaign.documents.bench import Choice
from campaign.forms.fields import TextField
from campaign.models.campaign import Campaign
from campaign.models.judging import Panel

MEMBER_LABELS = [
    ("member", _("Thành viên")),
    ("chair", _("Tổ trưởng")),
    ("vice_chair", _("Tổ phó")),
    ("secretary", _("Thư ký")),
]


class ReasonForm(forms.Form):
    reason = TextField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class AmendPanelForm(forms.Form):
    name = LineField(label=_("Tên tổ giám khảo"), max_length=200)
    decision_number = LineField(
        label=_("Số quyết định thành lập"), max_length=60, help_text=_("Ví dụ: 15/QĐ-UBND")
    )
    decision_date = DayField(label=_("Ngày ký quyết định"))


class PanelForm(AmendPanelForm):
    """A panel serves one strand, or all strands of a campaign."""

    place = forms.ChoiceField(label=_("Chấm cho"))
    field_order = ["place", "name", "decision_number", "decision_date"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {
            key: (campaign, strand)
            for campaign in Campaign.objects.running().prefetch_related("strands")
            for key, strand in _keys(campaign)
        }
        groups: dict[str, list[tuple[str, Any]]] = {}
        for key, (campaign, strand) in self.places.items():
            groups.setdefault(campaign.title, []).append(
                (key, strand.name if strand else _("Mọi nội dung thi đua"))
            )
        self.fields["place"].choices = list(groups.items())

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        campaign, strand = self.places.get(facts.pop("place", ""), (None, None))
        return facts | {"campaign": campaign, "strand": strand}


def _keys(campaign: Campaign) -> Iterator[tuple[str, Any]]:
    yield f"p{campaign.pk}", None
    for strand in campaign.strands.all():
        yield f"n{strand.pk}", strand


class MemberForm(forms.Form):
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Người tham gia"),
        empty_label=_("Chọn một người"),
        help_text=_("Chỉ gồm người đang giữ nhiệm vụ giám khảo hoặc chủ tịch hội đồng."),
    )
    role = forms.ChoiceField(label=_("Vai trò trong tổ"), choices=MEMBER_LABELS)

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = panel.members.filter(left_on__isnull=True).values("user")
        self.fields["user"].queryset = seatable().exclude(pk__in=seated)


class AppointForm(forms.Form):
    judges = forms.MultipleChoiceField(
        label=_("Giám khảo"), error_messages={"required": _("Hãy chọn giám khảo.")}
    )
    reason = LineField(label=_("Lý do (khi chọn ít hơn số quy định)"), required=False, max_length=500)

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(choice.seat.user.pk): choice.seat.user for choice in choices}
        self.fields["judges"].choices = [(pk, user.full_name) for pk, user in self.people.items()]

    def clean_judges(self) -> list[User]:
        return [self.people[pk] for pk in self.cleaned_data["judges"]]
