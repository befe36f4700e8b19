"""Quotas as rows, the rule at the end of a quota, and lots that were drawn: what people type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.unit import KINDS, Unit
from campaign.actions.award_rule import Drawn, RuleWish
from campaign.documents import plan
from campaign.forms.fields import NumberField, TextField
from campaign.forms.plan import Editor, RowForm, kept, row_formset
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.quota import AwardRule
from campaign.rules.awards import CHAIN, CUT_POLICIES
from campaign.rules.quotas import BASES, EACH, ROUNDINGS, Quota, quota_problem
from campaign.rules.ranking_words import LINKS

CUT_LINKS = ("top_share", "direct_worker", "female", "submitted_at", "draw")
CUT_LENGTH = 4
LOT_WAYS = [("lots", _("Bốc thăm")), ("ballot", _("Bỏ phiếu trong hội đồng"))]


class QuotaRow(RowForm):
    short = ("position", "number", "percent")
    label = LineField(
        label=_("Tên chỉ tiêu"), max_length=200, help_text=_("Ví dụ: Giải Nhất mỗi nội dung thi đua")
    )
    level_id = forms.TypedChoiceField(label=_("Giải"), coerce=int, empty_value=None, required=False)
    strand_id = forms.TypedChoiceField(
        label=_("Nội dung thi đua"), coerce=int, empty_value=None, required=False
    )
    unit_kind = forms.ChoiceField(
        label=_("Loại đơn vị"), choices=[("", _("Mọi loại đơn vị")), *KINDS], required=False
    )
    unit_code = LineField(
        label=_("Mã đơn vị"),
        required=False,
        max_length=32,
        help_text=_("Chỉ ghi khi chỉ tiêu dành cho một đơn vị."),
    )
    each = forms.ChoiceField(label=_("Cách tính"), choices=[*EACH.items()], required=False)
    number = forms.IntegerField(label=_("Số giải"), required=False, min_value=0, max_value=99999)
    percent = NumberField(label=_("Hoặc tỷ lệ (%)"), required=False, highest=100)
    base = forms.ChoiceField(
        label=_("Tỷ lệ tính trên số"), choices=[("", _("Không dùng tỷ lệ")), *BASES.items()], required=False
    )
    rounding = forms.ChoiceField(
        label=_("Cách làm tròn"), choices=[("", _("Không dùng tỷ lệ")), *ROUNDINGS.items()], required=False
    )

    field_order = ["label", "level_id", "each"]

    def __init__(
        self,
        *args: Any,
        levels: list[tuple[int, str]],
        strands: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level_id"].choices = [("", _("Mọi giải")), *levels]
        self.fields["strand_id"].choices = [("", _("Mọi nội dung thi đua")), *strands]

    def clean_unit_code(self) -> Unit | None:
        code = self.cleaned_data["unit_code"]
        found = Unit.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(
                _("Không có đơn vị mang mã «%(code)s». Hãy xem lại mã trong danh sách đơn vị."),
                params={"code": code},
            )
        return found

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.errors or not facts.get("label"):
            return facts
        problem = quota_problem(
            Quota(
                code="",
                label=facts["label"],
                strand=str(facts.get("strand_id") or ""),
                unit=str(facts.get("unit_code") or ""),
                **{name: facts[name] for name in ("each", "number", "percent", "base", "rounding")},
            )
        )
        if problem:
            raise forms.ValidationError(str(problem))
        return facts

    def row(self) -> dict[str, Any]:
        facts = super().row()
        unit, by_number = facts.pop("unit_code"), facts["number"] is not None
        return facts | {"unit_id": unit.pk if unit else None} | (NO_SHARE if by_number else {})


NO_SHARE = {"percent": None, "base": "", "rounding": ""}


class QuotaEditor(Editor):
    def __init__(self, campaign: Campaign, typed: Any = None) -> None:
        rows = plan.rows_of(campaign, "quotas")
        super().__init__(rows)
        codes = dict(Unit.objects.filter(pk__in=[row["unit_id"] for row in rows]).values_list("pk", "code"))
        choices = {
            "levels": [*campaign.award_levels.values_list("pk", "label")],
            "strands": [*campaign.strands.values_list("pk", "name")],
        }
        initial = [
            row | {"position": order, "unit_code": codes.get(row["unit_id"], "")}
            for order, row in enumerate(rows, 1)
        ]
        self.formset = row_formset(QuotaRow)(typed, initial=initial, form_kwargs=choices, prefix="dong")
        self.tables = [self.formset]
        self.stands = [row["label"] for row in rows]

    def rows(self) -> list[dict[str, Any]]:
        return [form.row() for form in kept(self.formset)]


class RuleForm(forms.Form):
    """What happens to equals at the end of a quota."""

    cut_policy = forms.ChoiceField(
        label=_("Khi nhóm đồng hạng vượt chỉ tiêu"), choices=[*CUT_POLICIES.items()], widget=forms.RadioSelect
    )
    seed = LineField(
        label=_("Mã bốc thăm"),
        required=False,
        max_length=100,
        help_text=_(
            "Một dãy chữ số công khai, ví dụ kết quả xổ số của một ngày đã định. Ghi trước khi có phiếu chấm nào "
            "khóa; sau đó không sửa được."
        ),
    )
    seed_source = LineField(label=_("Nguồn của mã bốc thăm"), required=False, max_length=300)

    def __init__(self, *args: Any, rule: AwardRule, **kwargs: Any) -> None:
        links = {f"link_{place}": link for place, link in enumerate(rule.cut_chain, 1)}
        facts = {name: getattr(rule, name) for name in ("cut_policy", "seed", "seed_source")}
        super().__init__(*args, initial=facts | links, **kwargs)
        for place in range(1, CUT_LENGTH + 1):
            self.fields[f"link_{place}"] = forms.ChoiceField(
                label=_("Căn cứ riêng (%(place)s)") % {"place": place},
                choices=[("", _("Không so thêm")), *((link, LINKS[link]) for link in CUT_LINKS)],
                required=False,
            )
        self.order_fields(["cut_policy", *(f"link_{place}" for place in range(1, CUT_LENGTH + 1))])

    def wish(self) -> RuleWish:
        facts = self.cleaned_data
        chosen = [facts[f"link_{place}"] for place in range(1, CUT_LENGTH + 1)]
        chain = [link for link in chosen if link] if facts["cut_policy"] == CHAIN else []
        return RuleWish(facts["cut_policy"], chain, facts["seed"], facts["seed_source"])


class LotForm(forms.Form):
    """The outcome of a drawing: one number of order for each dossier of the group."""

    way = forms.ChoiceField(label=_("Hình thức"), choices=LOT_WAYS)
    held_on = DayField(label=_("Ngày thực hiện"))
    place = LineField(label=_("Địa điểm"), max_length=200)
    witnesses = TextField(
        label=_("Người chứng kiến"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Họ tên và chức vụ, ít nhất hai người."),
    )

    def __init__(self, *args: Any, numbers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        for index, number in enumerate(numbers):
            self.fields[f"place_{index}"] = forms.IntegerField(
                label=_("Thứ tự bốc được của hồ sơ %(number)s") % {"number": number},
                min_value=1,
                max_value=len(numbers),
            )

    def clean_held_on(self) -> Any:
        if self.cleaned_data["held_on"] > clock.today():
            raise forms.ValidationError(_("Ngày này ở tương lai. Hãy ghi sau khi đã bốc thăm."))
        return self.cleaned_data["held_on"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        places = [facts.get(f"place_{index}") for index in range(len(self.numbers))]
        if not self.errors and len(set(places)) < len(places):
            raise forms.ValidationError(_("Mỗi hồ sơ một thứ tự khác nhau. Hãy xem lại kết quả bốc thăm."))
        return facts

    def drawn(self) -> Drawn:
        facts = self.cleaned_data
        ordered = sorted(enumerate(self.numbers), key=lambda pair: facts[f"place_{pair[0]}"])
        return Drawn(
            order=[number for _index, number in ordered],
            **{name: facts[name] for name in ("way", "held_on", "place", "witnesses")},
        )
