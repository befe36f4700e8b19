"""A campaign's plan as rows that a page shows and an action compares: what stood there when somebody began to edit."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import models

from campaign.models.campaign import AwardLevel, Campaign, ChecklistItem, LegalBasis, Strand, Window
from campaign.models.quota import AwardQuota
from campaign.rules.phrase import Phrase

GENERAL = (
    "title",
    "year",
    "plan_number",
    "plan_date",
    "issuer_id",
    "issuer_name",
    "place_name",
    "theme",
    "about",
    "who_may_enter",
    "priority_note",
    "conduct_note",
    "contact",
    "unit_kinds",
    "employments",
    "check_months",
    "answer_months",
    "supplement_days",
    "first_use_months",
    "max_files",
    "max_file_mb",
    "max_total_mb",
    "confirm_shares",
    "invitation_days",
    "reminder_hours",
)


@dataclass(frozen=True)
class Part:
    """A list that belongs to the plan; `named_by` is the field its rows are known by."""

    model: type[models.Model]
    fields: tuple[str, ...]
    named_by: str
    label: Phrase


PARTS = {
    "legal_bases": Part(LegalBasis, ("text", "note"), "text", Phrase("Căn cứ pháp lý")),
    "strands": Part(
        Strand,
        ("name", "description", "rubric_id", "judges_per_dossier"),
        "name",
        Phrase("Nội dung thi đua"),
    ),
    "award_levels": Part(
        AwardLevel,
        ("label", "minimum_total", "bonus_coefficient", "note"),
        "label",
        Phrase("Giải thưởng"),
    ),
    "quotas": Part(
        AwardQuota,
        (
            "label",
            "level_id",
            "strand_id",
            "unit_kind",
            "unit_id",
            "each",
            "number",
            "percent",
            "base",
            "rounding",
        ),
        "label",
        Phrase("Chỉ tiêu giải thưởng"),
    ),
    "checklist": Part(ChecklistItem, ("text", "basis"), "text", Phrase("Danh mục kiểm tra hồ sơ")),
}


def general_facts(campaign: Campaign) -> dict[str, Any]:
    return {name: getattr(campaign, name) for name in GENERAL}


def rows_of(campaign: Campaign, part: str) -> list[dict[str, Any]]:
    chosen = PARTS[part]
    rows = chosen.model._default_manager.filter(campaign=campaign)
    return list(rows.order_by("order", "pk").values("pk", *chosen.fields))


def timetable_rows(campaign: Campaign) -> list[dict[str, Any]]:
    windows = Window.objects.filter(campaign=campaign).order_by("strand__order", "opens", "pk")
    return list(windows.values("kind", "strand_id", "opens", "closes", "note", "grace_minutes"))


def mark(content: Any) -> str:
    """Changes with whatever the content says; a form carries it in its hidden field `version`."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
