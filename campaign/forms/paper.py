"""What the unit desk types about paper forms, and what the holder of a stub types to confirm one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField, UnitField
from accounts.models.user import EMPLOYMENTS, GENDERS, User
from campaign.forms.fields import TextField
from campaign.models.campaign import Strand
from campaign.models.paper import DESK
from campaign.rules.paper import MOST_AT_ONCE


class StrandField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Strand) -> str:
        return f"{obj.campaign.title} – {obj.name}"


class PrintForm(forms.Form):
    strand = StrandField(Strand.objects.none(), label=_("Nội dung thi đua"), empty_label=None)
    unit = UnitField(label=_("Đơn vị"), empty_label=None)
    count = forms.IntegerField(label=_("Số phiếu"), min_value=1, max_value=MOST_AT_ONCE, initial=5)

    def __init__(self, *args: Any, desk: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = Strand.objects.filter(
            campaign__announced_at__isnull=False, campaign__closed_at__isnull=True
        )
        self.fields["strand"].queryset = running.select_related("campaign").order_by("-campaign__pk", "order")
        units = self.fields["unit"]
        units.offer()
        units.queryset = units.queryset.filter(pk__in=desk.unit_ids(*DESK))


class WorkerForm(forms.Form):
    """Somebody of the unit who has a staff code already."""

    staff_code = LineField(
        label=_("Mã nhân sự của tác giả"),
        help_text=_("Người đứng đầu danh sách tác giả trên phiếu, thuộc đơn vị này."),
        max_length=32,
    )

    def __init__(self, *args: Any, unit_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id = unit_id

    def clean_staff_code(self) -> User:
        rows = User.objects.filter(posts__unit=self.unit_id, is_active=True).distinct()
        found = rows.filter(staff_code__iexact=self.cleaned_data["staff_code"]).first()
        if found is None:
            raise forms.ValidationError(
                _("Đơn vị không có người nào mang mã này. Hãy kiểm tra lại, hoặc ghi người mới ở bên dưới.")
            )
        return found


class NewWorkerForm(forms.Form):
    """Somebody of the unit without an account."""

    full_name = LineField(label=_("Họ và tên"), max_length=150)
    birth_date = DayField(label=_("Ngày sinh"))
    gender = forms.ChoiceField(label=_("Giới tính"), choices=GENDERS)
    employment = forms.ChoiceField(label=_("Đối tượng"), choices=EMPLOYMENTS)
    job_title = LineField(label=_("Chức danh"), max_length=150, required=False)
    qualification = LineField(label=_("Trình độ chuyên môn"), max_length=150, required=False)
    direct_worker = forms.BooleanField(
        label=_("Trực tiếp lao động, sản xuất, kinh doanh, dịch vụ"), required=False
    )


class StubForm(forms.Form):
    """The two codes of the stub; hyphens, spaces and capitals do not matter."""

    ma = LineField(label=_("Mã phiếu"), max_length=20)
    bi_mat = LineField(
        label=_("Mã bí mật"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class RemarkForm(forms.Form):
    remark = TextField(
        label=_("Chỗ chưa đúng"),
        help_text=_("Ghi ngắn gọn, ví dụ: tỷ lệ của tôi là 60, không phải 50."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
