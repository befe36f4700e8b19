"""What people type about an appeal: its ground, the panel, the conclusion, the terms of a campaign."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.documents.appeals import candidates, is_listed
from campaign.forms.fields import TextField
from campaign.models.appeal import AppealTerms
from campaign.models.following import Appeal
from campaign.rules.appeals import OUTCOMES, open_outcomes
from campaign.rules.voices import LONGEST

LONGEST_GROUND, MOST_GROUNDS = 200, 20


class AppealForm(forms.Form):
    ground = forms.ChoiceField(label=_("Căn cứ"))
    grounds = TextField(
        label=_("Nội dung và căn cứ kiến nghị"),
        max_length=LONGEST,
        help_text=_("Nêu rõ điều bạn không đồng ý, vì sao, và căn cứ vào đâu trong hồ sơ hoặc tiêu chí."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, data: Any, *, terms: AppealTerms) -> None:
        super().__init__(data)
        choices = [(ground, ground) for ground in terms.grounds]
        self.fields["ground"].choices = [("", _("Chọn một căn cứ")), *choices]


class PanelForm(forms.Form):
    """Only people who may sit are offered; the act asks again."""

    members = forms.MultipleChoiceField(
        label=_("Thành viên, ít nhất ba người"), widget=forms.CheckboxSelectMultiple, required=False
    )
    chair = forms.ChoiceField(label=_("Tổ trưởng"), required=False)

    def __init__(self, data: Any, *, filed: Appeal) -> None:
        people = candidates(filed) if filed.answered_at is None else []
        seated = {
            "members": [str(one.pk) for one in people if one.is_member],
            "chair": next((str(one.pk) for one in people if one.is_chair), ""),
        }
        super().__init__(data, initial=seated)
        choices = [(str(one.pk), one.name) for one in people]
        self.fields["members"].choices = choices
        self.fields["chair"].choices = [("", _("Chọn tổ trưởng")), *choices]

    def taken(self) -> tuple[list[int], int | None]:
        said = self.cleaned_data
        return [int(pk) for pk in said["members"]], int(said["chair"]) if said["chair"] else None


class ConclusionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Kết luận của tổ xem xét"), widget=forms.RadioSelect)
    answer = TextField(
        label=_("Lý do, căn cứ của kết luận"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Tác giả đọc được nguyên văn. Không nêu tên người chấm hoặc thành viên của tổ."),
    )

    def __init__(self, data: Any, *, filed: Appeal) -> None:
        super().__init__(data)
        found = open_outcomes(
            is_recognised=is_listed(filed.submission), is_rejudged=filed.rejudged_at is not None
        )
        self.fields["outcome"].choices = [(one.value, OUTCOMES[one]) for one in found]


class TermsForm(forms.Form):
    filing_days = forms.IntegerField(
        label=_("Số ngày được kiến nghị, kể từ ngày công bố"),
        required=False,
        min_value=1,
        max_value=365,
        help_text=_("Để trống thì theo thời gian tiếp nhận kiến nghị trong lịch của phong trào."),
    )
    answer_days = forms.IntegerField(label=_("Số ngày phải trả lời"), min_value=1, max_value=365)
    working_days = forms.BooleanField(
        label=_("Chỉ tính ngày làm việc (Thứ Hai tới Thứ Sáu; ngày lễ vẫn tính)"), required=False
    )
    grounds = TextField(
        label=_("Các căn cứ kiến nghị, mỗi dòng một căn cứ"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, data: Any, *, terms: AppealTerms) -> None:
        shown = {name: getattr(terms, name) for name in ("filing_days", "answer_days", "working_days")}
        super().__init__(data, initial=shown | {"grounds": "\n".join(terms.grounds)})

    def clean_grounds(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["grounds"].splitlines())
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST_GROUNDS or any(len(line) > LONGEST_GROUND for line in found):
            raise forms.ValidationError(
                _("Nhiều nhất %(most)s căn cứ, mỗi căn cứ không quá %(longest)s ký tự.")
                % {"most": MOST_GROUNDS, "longest": LONGEST_GROUND}
            )
        return found
