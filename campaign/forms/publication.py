"""What people ask of published results and certificates, and the hour of a publication."""

import re
from typing import Any
from urllib.parse import unquote

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.text import fold
from campaign.actions.publication_correction import Words
from campaign.documents import certificate as register
from campaign.forms.fields import TextField
from campaign.forms.plan import MomentField
from campaign.models.campaign import Campaign
from campaign.models.publication import Certificate, PublishedResult

NO_PRIZE = "cong-nhan"
CODE_LENGTH = 22
CODE = re.compile(rf"[A-Za-z0-9_-]{{{CODE_LENGTH}}}")
NUMBER = re.compile(r"0*([0-9]{1,7})(?:/([0-9]{4}))?")
SEARCH_BOX = forms.TextInput(attrs={"type": "search"})


def words_filter(words: str, field: str) -> Q:
    """Every word, in any order, without accents."""
    found = Q()
    for word in fold(words).split():
        found &= Q(**{f"{field}__contains": word})
    return found


class FilterForm(forms.Form):
    """A filter that makes no sense is as good as none."""

    q = LineField(label=_("Tìm"), required=False, max_length=100, widget=SEARCH_BOX)

    def asked(self, name: str) -> str:
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class ResultSearchForm(FilterForm):
    giai = forms.ChoiceField(label=_("Giải"), required=False)
    noi_dung = forms.ChoiceField(label=_("Nội dung thi đua"), required=False)
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)

    def __init__(self, data: Any, *, campaign: Campaign) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Tên sáng kiến, tác giả, đơn vị")
        self.fields["giai"].choices = [
            ("", _("Tất cả")),
            *((row["code"], row["label"]) for row in campaign.prize_choices),
            (NO_PRIZE, _("Công nhận sáng kiến")),
        ]
        strands = [(row["code"], row["name"]) for row in campaign.strand_choices]
        units = [(row["unit_name"], row["unit_name"]) for row in campaign.unit_choices]
        self.fields["noi_dung"].choices = [("", _("Tất cả nội dung")), *strands]
        self.fields["don_vi"].choices = [("", _("Tất cả đơn vị")), *units]

    def narrow(self, rows: QuerySet[PublishedResult]) -> QuerySet[PublishedResult]:
        rows = rows.filter(words_filter(self.asked("q"), "search_text"))
        if prize := self.asked("giai"):
            rows = rows.filter(award_code="" if prize == NO_PRIZE else prize)
        if strand := self.asked("noi_dung"):
            rows = rows.filter(strand_code=strand)
        if unit := self.asked("don_vi"):
            rows = rows.filter(unit_name=unit)
        return rows

    @property
    def is_narrow(self) -> bool:
        return any(self.asked(name) for name in self.fields)


class LineSearchForm(FilterForm):
    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Tên sáng kiến, tác giả, đơn vị")

    def narrow(self, rows: QuerySet[PublishedResult]) -> QuerySet[PublishedResult]:
        return rows.filter(words_filter(self.asked("q"), "search_text"))


class CertificateCodeForm(forms.Form):
    """The code as printed under the square, or the whole address that the square leads to."""

    ma = LineField(
        label=_("Mã kiểm tra"),
        max_length=300,
        help_text=_(
            "22 ký tự in dưới ô vuông trên giấy chứng nhận; chữ hoa và chữ thường khác nhau. "
            "Có thể dán cả đường dẫn."
        ),
        error_messages={"required": _("Hãy nhập mã in dưới ô vuông trên giấy chứng nhận.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "off",
                "autocorrect": "off",
                "spellcheck": "false",
            }
        ),
    )

    def clean_ma(self) -> str:
        typed = unquote(self.cleaned_data["ma"]).rstrip("/").rsplit("/", 1)[-1].replace(" ", "")
        if not CODE.fullmatch(typed):
            raise ValidationError(
                _(
                    "Mã có 22 ký tự gồm chữ cái không dấu, chữ số, gạch nối và gạch dưới; mã vừa nhập có %(length)s "
                    "ký tự hoặc có ký tự khác. Hãy so lại từng ký tự với giấy chứng nhận."
                ),
                params={"length": len(typed)},
            )
        return typed


CERTIFICATE_STATES = {
    "con-gia-tri": (
        _("Còn giá trị"),
        Q(revoked_at=None, replaced_at=None, result__stayed_at=None),
    ),
    "dang-xem-xet": (
        _("Đang được xem xét"),
        Q(revoked_at=None, replaced_at=None, result__stayed_at__isnull=False),
    ),
    "da-thay": (_("Đã thay bằng giấy khác"), Q(revoked_at=None, replaced_at__isnull=False)),
    "da-thu-hoi": (_("Đã thu hồi"), Q(revoked_at__isnull=False)),
}


class CertificateSearchForm(FilterForm):
    nam = forms.ChoiceField(label=_("Năm"), required=False)
    phong_trao = forms.ChoiceField(label=_("Phong trào"), required=False)
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Tất cả")), *((code, label) for code, (label, _where) in CERTIFICATE_STATES.items())],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].label = _("Tìm theo người được cấp, sáng kiến, đơn vị hoặc số (ví dụ 12/2026)")
        self.fields["nam"].choices = [
            ("", _("Tất cả")),
            *((str(year), str(year)) for year in register.years()),
        ]
        titles = [(one.slug, one.title) for one in register.campaigns()]
        self.fields["phong_trao"].choices = [("", _("Tất cả phong trào")), *titles]

    def narrow(self, rows: QuerySet[Certificate]) -> QuerySet[Certificate]:
        if year := self.asked("nam"):
            rows = rows.filter(year=int(year))
        if slug := self.asked("phong_trao"):
            rows = rows.filter(result__campaign__slug=slug)
        if state := self.asked("tinh_trang"):
            rows = rows.filter(CERTIFICATE_STATES[state][1])
        words = self.asked("q")
        if not words:
            return rows
        return rows.filter(words_filter(words, "result__search_text") | self._number(words) | Q(code=words))

    @staticmethod
    def _number(words: str) -> Q:
        match = NUMBER.fullmatch(words)
        if not match:
            return Q(pk__in=[])
        number, year = match.groups()
        return Q(number=int(number), year=int(year)) if year else Q(number=int(number))


class ScheduleForm(forms.Form):
    at = MomentField(
        label=_("Ngày, giờ công bố (giờ Việt Nam)"),
        help_text=_("Trong thời gian công bố của lịch phong trào; hủy được cho tới giờ đó."),
        error_messages={"required": _("Chưa hẹn giờ: hãy chọn ngày và giờ. Chưa có gì ra ngoài.")},
    )


class CorrectionForm(forms.Form):
    """One published line: its title, unit and the names of its authors."""

    title = LineField(label=_("Tên sáng kiến"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    unit_name = LineField(label=_("Đơn vị"), max_length=200)

    def __init__(self, data: Any, *, result: PublishedResult, names: dict[int, str]) -> None:
        super().__init__(data, initial={"title": result.title, "unit_name": result.unit_name})
        for number, (pk, name) in enumerate(names.items(), 1):
            label = _("Tác giả thứ %(number)s") % {"number": number}
            self.fields[f"name_{pk}"] = LineField(label=label, max_length=150, initial=name)
        self.names = list(names)
        self.fields["note"] = TextField(
            label=_("Nội dung đính chính"),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_(
                "Mọi người đọc được: ghi điều sai, điều đúng, không ghi lý do riêng. Ví dụ: dòng 12, tên tác giả là "
                "“Trần Thị Bình”, không phải “Trần Thị Bính”."
            ),
        )

    def words(self) -> Words:
        said = self.cleaned_data
        return Words(said["title"], said["unit_name"], {pk: said[f"name_{pk}"] for pk in self.names})
