from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import SUCCESSIONS, Unit, UnitVersion
from accounts.models.user import User
from accounts.text import clean_line

SELECTED = mark_safe(" selected")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


class LineField(forms.CharField):
    """One clean line: NFC, nothing invisible, single spaces."""

    def to_python(self, value):
        return clean_line(super().to_python(value) or "")


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def validate(self, value):
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise ValidationError(_("Ngày phải nằm trong khoảng từ năm 1900 đến năm 2100."))


class Select(forms.Select):
    """The same element, written at once: a template for each of hundreds of options takes longer than the page."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        known = (("" if key is None else str(key), label) for key, label in self.choices)
        lines = ((key, SELECTED if key in chosen else "", label) for key, label in known)
        told = format_html_join("\n", '<option value="{}"{}>{}</option>', lines)
        given = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, given, told)


class UnitField(forms.ModelChoiceField):
    """Units that work today, by name."""

    widget = Select

    def __init__(self, **kwargs):
        super().__init__(Unit.objects.none(), **kwargs)

    def offer(self, *, without=None):
        units = Unit.objects.in_force().called().order_by("name", "pk")
        self.queryset = units.exclude(pk=without.pk) if without else units


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class SearchForm(forms.Form):
    q = LineField(label=_("Tìm theo tên hoặc mã"), required=False, max_length=100)


class PersonForm(forms.ModelForm):
    class Meta:
        model = User
        fields = [
            "staff_code",
            "full_name",
            "email",
            "gender",
            "birth_date",
            "employment",
            "direct_worker",
            "job_title",
            "qualification",
        ]
        field_classes = {
            "staff_code": LineField,
            "full_name": LineField,
            "birth_date": DayField,
            "job_title": LineField,
            "qualification": LineField,
        }
        help_texts = {"email": _("Để trống nếu không có; khi đó liên kết đăng nhập được giao tận tay.")}

    def clean_email(self):
        return (self.cleaned_data["email"] or "").lower() or None

    def clean_birth_date(self):
        born = self.cleaned_data["birth_date"]
        if born and born > today():
            raise ValidationError(_("Ngày sinh không thể ở tương lai."))
        return born


class PostForm(forms.ModelForm):
    unit = UnitField(label=_("Đơn vị"))

    class Meta:
        model = Post
        fields = ["unit", "role", "title", "starts"]
        field_classes = {"title": LineField, "starts": DayField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer()
        self.fields["starts"].initial = today


class EndPostForm(forms.Form):
    ends = DayField(
        label=_("Thôi giữ từ ngày"),
        initial=today,
        help_text=_("Từ ngày này người đó không còn quyền của vị trí."),
    )


class UnitVersionForm(forms.ModelForm):
    parent = UnitField(label=_("Đơn vị cấp trên"), required=False)

    class Meta:
        model = UnitVersion
        fields = ["name", "short_name", "kind", "level", "parent", "valid_from"]
        field_classes = {"name": LineField, "short_name": LineField, "valid_from": DayField}

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(without=unit)


class UnitForm(UnitVersionForm):
    code = LineField(label=_("Mã đơn vị"), max_length=32)
    field_order = ["code"]

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Unit.objects.filter(code__iexact=code).exists():
            raise ValidationError(_("Mã này đã thuộc về một đơn vị khác."))
        return code


class MergeForm(forms.Form):
    successor = UnitField(label=_("Đơn vị kế thừa"))
    kind = forms.ChoiceField(label=_("Hình thức"), choices=SUCCESSIONS)
    on = DayField(label=_("Từ ngày"), initial=today)
    move_people = forms.BooleanField(
        label=_("Chuyển mọi người đang làm việc sang đơn vị kế thừa"), required=False, initial=True
    )

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].offer(without=unit)
