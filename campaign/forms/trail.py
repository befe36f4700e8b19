"""What an inspector asks of the trail: a kind of act, a person, a dossier, days."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.user import User
from campaign.documents.trail import VERBS
from campaign.models.audit import Event
from campaign.rules.calendar import VIETNAM


class TrailForm(forms.Form):
    viec = forms.ChoiceField(label=_("Việc"), required=False)
    nguoi = LineField(label=_("Người thực hiện"), required=False, max_length=100)
    ho_so = LineField(label=_("Số tiếp nhận của hồ sơ"), required=False, max_length=40)
    tu_ngay = DayField(label=_("Từ ngày"), required=False)
    den_ngay = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["viec"].choices = [("", _("Mọi việc")), *VERBS.items()]

    def narrow(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """A filter that makes no sense is as good as none."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        filters = {
            "viec": lambda verb: {"verb": verb},
            "nguoi": lambda words: {"actor__in": User.objects.matching(words).values("pk")},
            "ho_so": lambda number: {"submission__register_number": number},
            "tu_ngay": lambda day: {"at__gte": _midnight(day)},
            "den_ngay": lambda day: {"at__lt": _midnight(day + timedelta(days=1))},
        }
        for name, value in asked.items():
            events = events.filter(**filters[name](value))
        return events


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
