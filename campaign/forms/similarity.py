"""What an officer concludes about two texts that resemble each other."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.actions.similarity import LONGEST_REASON, seen
from campaign.documents.similar_pairs import VERDICTS
from campaign.forms.fields import TextField
from campaign.models.similarity import SimilarPair


class VerdictForm(forms.Form):
    version = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=_("Kết luận"), choices=[], widget=forms.RadioSelect)
    reason = TextField(
        label=_("Lý do"),
        help_text=_(
            "Nêu điểm giống và điểm khác; người kiểm tra sau đọc được ở cả hai hồ sơ. Tác giả không thấy."
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, pair: SimilarPair, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", {"version": seen(pair), "verdict": pair.verdict or None, "reason": pair.reason}
        )
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [(one.value, label) for one, label in VERDICTS.items()]

    def show_version(self, version: str) -> None:
        """After another verdict was shown beside the typed one, the next send is about that."""
        self.data = self.data.copy()
        self.data["version"] = version
