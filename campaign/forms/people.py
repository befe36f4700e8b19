"""People as rows of a table of the application, and the table of the trial use. Blank rows do not count."""

from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from campaign.models.submission import Submission
from campaign.rules.application import LONGEST_TRIAL_TABLE


class PersonForm(forms.Form):
    full_name = LineField(label=_("Họ và tên"), required=False, max_length=150)
    birth_date = DayField(label=_("Ngày sinh"), required=False)
    workplace = LineField(label=_("Nơi công tác hoặc nơi thường trú"), required=False, max_length=200)
    job_title = LineField(label=_("Chức danh"), required=False, max_length=150)
    qualification = LineField(label=_("Trình độ chuyên môn"), required=False, max_length=150)

    def is_blank(self) -> bool:
        typed = (value for name, value in self.cleaned_data.items() if name != DELETION_FIELD_NAME)
        return not any(typed)

    def row(self) -> dict[str, Any] | None:
        facts = self.cleaned_data
        return None if facts.get(DELETION_FIELD_NAME) or self.is_blank() else facts

    def name_missing(self) -> None:
        if "full_name" not in self.errors:
            self.add_error("full_name", _("Hãy ghi họ và tên, hoặc xóa dòng này."))


class ParticipantForm(PersonForm):
    work_supported = LineField(label=_("Nội dung công việc hỗ trợ"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if any(value for name, value in facts.items() if name != DELETION_FIELD_NAME) and not facts.get(
            "full_name"
        ):
            self.name_missing()
        return facts


def participant_rows(submission: Submission) -> list[dict[str, Any]]:
    return [
        {**_person(row), "work_supported": row.work_supported} for row in submission.trial_participants.all()
    ]


def _person(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in PersonForm.base_fields}


Participants = forms.formset_factory(
    ParticipantForm,
    extra=1,
    can_delete=True,
    max_num=LONGEST_TRIAL_TABLE,
    validate_max=True,
    absolute_max=LONGEST_TRIAL_TABLE + 10,
)
