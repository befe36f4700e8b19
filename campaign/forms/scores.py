"""What the office types about rounds, closes and votes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.forms.fields import TextField
from campaign.rules.votes import MOST_BYTES, parse_votes


class RoundChoiceForm(forms.Form):
    round = forms.TypedChoiceField(label=_("Vòng chính thức"), coerce=int)
    reason = LineField(label=_("Lý do chọn vòng này"), max_length=500)

    def __init__(self, *args: Any, rounds: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].choices = [(one, _("Vòng %(number)s") % {"number": one}) for one in rounds]


class RoundOpenForm(forms.Form):
    reason = LineField(label=_("Lý do mở vòng chấm mới"), max_length=500)


class CloseForm(forms.Form):
    """`seen` is how many late sheets the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = LineField(label=_("Lý do đóng việc chấm"), max_length=500)


class ReopenForm(forms.Form):
    reason = LineField(label=_("Lý do mở lại việc chấm"), max_length=500)


class ThirdJudgeForm(forms.Form):
    judge = forms.IntegerField(widget=forms.HiddenInput)


class VotesForm(forms.Form):
    source = LineField(
        label=_("Nguồn của số phiếu"),
        max_length=300,
        help_text=_("Ví dụ: Biên bản kiểm phiếu số 02/BB ngày 5/6/2026"),
    )
    lines = TextField(
        label=_("Số phiếu của từng hồ sơ"),
        required=False,
        max_length=200_000,
        help_text=_("Mỗi hồ sơ một dòng: số tiếp nhận; số phiếu. Có thể dán hai cột từ bảng tính."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label=_("Hoặc gửi tệp CSV"),
        required=False,
        help_text=_(
            "Hai cột như trên, ghi bằng UTF-8, tối đa 1 MB. Nội dung của tệp được dùng thay cho ô trên."
        ),
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        text = self._text(facts)
        parsed, wrong = parse_votes(text)
        for line, why in wrong.items():
            self.refuse_line(line, str(why))
        if not parsed and not wrong:
            self.add_error("lines", _("Hãy ghi ít nhất một dòng hoặc chọn tệp."))
        return facts | {"parsed": parsed}

    def refuse_line(self, line: int, why: str) -> None:
        self.add_error("lines", _("Dòng %(line)s: %(why)s.") % {"line": line, "why": why})

    def _text(self, facts: dict[str, Any]) -> str:
        file = facts.get("file")
        if not file:
            return facts.get("lines", "")
        try:
            if file.size > MOST_BYTES:
                raise ValueError
            return file.read().decode("utf-8-sig")
        except ValueError:
            self.add_error(
                "file", _("Không đọc được tệp. Hãy lưu thành CSV UTF-8 không quá 1 MB rồi gửi lại.")
            )
            return ""
