"""What staff ask of the outbox: a state and a search."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.text import fold
from campaign.models.message import WITHOUT_WORDS, Message

GROUPS = {
    "cho-gui": (_("Chờ gửi"), Q(sent_at=None, given_up_at=None)),
    "that-bai": (_("Không gửi được"), Q(given_up_at__isnull=False)),
    "da-gui": (_("Đã gửi"), Q(sent_at__isnull=False)),
    "tat-ca": (_("Tất cả"), Q()),
}


class OutboxForm(forms.Form):
    nhom = forms.CharField(widget=forms.HiddenInput, required=False)
    q = LineField(
        label=_("Tìm theo người nhận, địa chỉ hoặc tiêu đề"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def narrow(self, rows: QuerySet[Message]) -> QuerySet[Message]:
        rows = rows.filter(GROUPS[self.group][1])
        for word in self._asked("q").split():
            rows = rows.filter(
                Q(reader__search_text__contains=fold(word))
                | Q(to__contains=word.lower())
                | Q(subject__contains=word) & ~Q(event__in=sorted(WITHOUT_WORDS))
            )
        return rows

    @property
    def group(self) -> str:
        asked = self._asked("nhom")
        return asked if asked in GROUPS else "tat-ca"

    def tabs(self) -> list[dict[str, object]]:
        return [
            {"key": key, "label": label, "current": key == self.group}
            for key, (label, _where) in GROUPS.items()
        ]

    def _asked(self, name: str) -> str:
        """A filter that makes no sense is as good as none."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""
