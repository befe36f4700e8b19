"""The face of a signed paper as it is typed: number, day, signer, and what it rests on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from campaign.actions.decision_paper import Paper
from campaign.actions.proposal_paper import ProposalFace
from campaign.documents.legal import Basis, bases_for
from campaign.documents.registers import next_numbers
from campaign.forms.fields import TextField
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.council import Council
from campaign.models.decision import ProposalPaper
from campaign.models.register import RegisterSeries
from campaign.rules import signature

NEXT = _("Để trống để lấy số kế tiếp của dãy. Nếu số do sổ giấy cấp thì nhập số đó.")
POWER_LENGTH, TITLE_LENGTH = 200, 100


class SignedForm(forms.Form):
    """Number and signer; the kind of the series is the paper's."""

    kind = "decision"
    series = forms.ModelChoiceField(RegisterSeries.objects.none(), label=_("Dãy số"), empty_label=None)
    number = forms.IntegerField(
        label=_("Số văn bản"), min_value=1, max_value=99999, required=False, help_text=NEXT
    )
    signed_on = DayField(label=_("Ngày ký"))
    preset = forms.ChoiceField(
        label=_("Mẫu quyền hạn ký"),
        required=False,
        choices=[("", _("Tự ghi ở hai ô dưới")), *((one.code, one.of) for one in signature.PRESETS)],
        help_text=_("Chọn mẫu thì có thể để trống hai ô dưới; ô nào đã ghi thì lấy theo ô đó."),
    )
    signer_power = TextField(
        label=_("Quyền hạn ký"),
        required=False,
        max_length=POWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Tối đa hai dòng, ví dụ: TM. ỦY BAN NHÂN DÂN rồi KT. CHỦ TỊCH. Để trống khi người đứng đầu ký theo thẩm "
            "quyền."
        ),
    )
    signer_title = LineField(
        label=_("Chức vụ người ký"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("Ví dụ: PHÓ CHỦ TỊCH"),
    )
    signer_name = LineField(
        label=_("Họ và tên người ký"), max_length=150, help_text=_("Không ghi học hàm, học vị.")
    )
    council = forms.ModelChoiceField(
        Council.objects.none(), label=_("Hội đồng"), required=False, empty_label=_("Không ghi hội đồng")
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["series"].queryset = series = RegisterSeries.objects.of(self.kind)
        following = next_numbers(series, clock.today().year)
        self.fields["series"].label_from_instance = lambda one: _series_label(one, following.get(one.pk))
        self.fields["council"].queryset = campaign.councils.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = signature.preset(data.get("preset") or "")
        power, title = (
            signature.tidy(data.get("signer_power") or ""),
            signature.tidy(data.get("signer_title") or ""),
        )
        if chosen and not title:
            power, title = power or chosen.power, chosen.title
        data["signer_power"], data["signer_title"] = power, title
        if (
            len(power) > POWER_LENGTH or len(title) > TITLE_LENGTH
        ):  # capitals may be longer than what was typed
            self.add_error("signer_power", _("Dòng quyền hạn hoặc chức vụ quá dài. Hãy ghi ngắn hơn."))
        elif problem := signature.problem(power, title):
            self.add_error("signer_title" if not title else "signer_power", str(problem))
        return data

    @property
    def face(self) -> dict[str, Any]:
        names = (
            "series", "number", "signed_on", "signer_power", "signer_title", "signer_name", "council",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


class ProposalForm(SignedForm):
    kind = "proposal"

    def proposal(self) -> ProposalFace:
        return ProposalFace(**self.face)


class DecisionForm(SignedForm):
    """`purpose` says which texts of law are offered; only those that are sure come ticked."""

    bases = forms.MultipleChoiceField(label=_("Căn cứ"), required=False, widget=forms.CheckboxSelectMultiple)
    extra_bases = TextField(
        label=_("Căn cứ khác"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một căn cứ, không ghi chữ “Căn cứ” ở đầu."),
    )

    def __init__(self, *args: Any, purpose: str = "recognition", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = bases_for(self.campaign, purpose)
        today = clock.today()
        self.fields["bases"].choices = [(one.key, _offer(one)) for one in self.offered]
        self.fields["bases"].initial = [
            one.key for one in self.offered if one.is_settled and one.holds_on(today)
        ]
        self.fields["bases"].help_text = _(
            "Văn bản đã đối chiếu và còn hiệu lực được đánh dấu sẵn. Văn bản chưa đối chiếu chỉ được in khi bạn tự "
            "chọn."
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day = data.get("signed_on")
        for one in self.chosen if day else []:
            if not one.holds_on(day):
                self.add_error(
                    "bases", _("Không có hiệu lực vào ngày ký: %(text)s. Hãy bỏ chọn.") % {"text": one.text}
                )
        return data

    @property
    def chosen(self) -> list[Basis]:
        keys = set(self.cleaned_data.get("bases") or ())
        return [one for one in self.offered if one.key in keys]

    def paper(self, *, proposal: ProposalPaper | None = None) -> Paper:
        extra = [line.strip().rstrip(";.") for line in self.cleaned_data["extra_bases"].splitlines()]
        bases = [one.text for one in self.chosen] + [line for line in extra if line]
        notices = self.cleaned_data.get("notices")
        return Paper(**self.face, bases=tuple(bases), proposal=proposal, notices=notices)


class RecognitionForm(DecisionForm):
    """With the series of the letters to whom is not recognised, where there are any."""

    notices = forms.ModelChoiceField(
        RegisterSeries.objects.none(),
        label=_("Dãy số của thông báo không công nhận"),
        empty_label=None,
        help_text=_("Mỗi hồ sơ không được công nhận lấy một số kế tiếp của dãy này."),
    )

    def __init__(self, *args: Any, with_notices: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notices"].queryset = RegisterSeries.objects.of("notice")
        if not with_notices:
            del self.fields["notices"]


class RevocationForm(DecisionForm):
    reason = TextField(
        label=_("Lý do thu hồi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Ghi căn cứ và lý do. Tác giả đọc được lý do này trong thư; trang công khai chỉ ghi là đã thu hồi."
        ),
        error_messages={"required": _("Cần ghi lý do thu hồi. Kết quả đã công bố vẫn giữ nguyên.")},
    )
    field_order = ("reason",)


class RevertForm(forms.Form):
    reason = TextField(
        label=_("Lý do hủy"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Lý do ở lại trong sổ văn bản và nhật ký; tác giả không được báo vì chưa được báo kết quả."
        ),
        error_messages={"required": _("Cần ghi lý do hủy. Quyết định vẫn giữ nguyên.")},
    )


def _series_label(one: RegisterSeries, following: str | None) -> str:
    if following is None:
        return str(one)
    return _("%(series)s (số kế tiếp: %(number)s)") % {"series": one, "number": following}


def _offer(one: Basis) -> str:
    return f"{one.text} — {one.about}"
