"""Who can be what. Pure: no Django here, so that rules may import it."""

from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Mark a label for makemessages; whoever shows it translates it."""
    return text


class Role(StrEnum):
    AUTHOR = "author"
    UNIT_DESK = "unit_desk"
    UNIT_HEAD = "unit_head"
    OFFICER = "officer"
    JUDGE = "judge"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    INSPECTOR = "inspector"


ROLE_LABELS = {
    Role.AUTHOR: gettext_noop("Tác giả"),
    Role.UNIT_DESK: gettext_noop("Cán bộ đầu mối đơn vị"),
    Role.UNIT_HEAD: gettext_noop("Thủ trưởng đơn vị"),
    Role.OFFICER: gettext_noop("Thư ký - chuyên viên thường trực"),
    Role.JUDGE: gettext_noop("Giám khảo"),
    Role.CHAIR: gettext_noop("Chủ tịch hội đồng"),
    Role.ADMINISTRATOR: gettext_noop("Quản trị"),
    Role.INSPECTOR: gettext_noop("Thanh tra"),
}


class UnitKind(StrEnum):
    DEPARTMENT = "department"
    PARTY_BODY = "party_body"
    MASS_ORGANISATION = "mass_organisation"
    FATHERLAND_FRONT = "fatherland_front"
    PUBLIC_SERVICE_UNIT = "public_service_unit"
    PEOPLES_COMMITTEE = "peoples_committee"
    ENTERPRISE = "enterprise"
    OTHER = "other"


UNIT_KIND_LABELS = {
    UnitKind.DEPARTMENT: gettext_noop("Cơ quan chuyên môn"),
    UnitKind.PARTY_BODY: gettext_noop("Cơ quan Đảng"),
    UnitKind.MASS_ORGANISATION: gettext_noop("Tổ chức chính trị - xã hội, đoàn thể"),
    UnitKind.FATHERLAND_FRONT: gettext_noop("Ủy ban Mặt trận Tổ quốc"),
    UnitKind.PUBLIC_SERVICE_UNIT: gettext_noop("Đơn vị sự nghiệp công lập"),
    UnitKind.PEOPLES_COMMITTEE: gettext_noop("Ủy ban nhân dân"),
    UnitKind.ENTERPRISE: gettext_noop("Doanh nghiệp"),
    UnitKind.OTHER: gettext_noop("Đơn vị khác"),
}


class UnitLevel(StrEnum):
    CENTRAL = "central"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    WARD = "ward"
    COMMUNE = "commune"
    ENTERPRISE = "enterprise"
    OTHER = "other"


UNIT_LEVEL_LABELS = {
    UnitLevel.CENTRAL: gettext_noop("Trung ương"),
    UnitLevel.PROVINCE: gettext_noop("Cấp tỉnh"),
    UnitLevel.CITY: gettext_noop("Cấp thành phố"),
    UnitLevel.DISTRICT: gettext_noop("Cấp huyện"),
    UnitLevel.WARD: gettext_noop("Phường"),
    UnitLevel.COMMUNE: gettext_noop("Xã"),
    UnitLevel.ENTERPRISE: gettext_noop("Cấp doanh nghiệp"),
    UnitLevel.OTHER: gettext_noop("Cấp khác"),
}


class SuccessionKind(StrEnum):
    MERGED = "merged"
    SPLIT = "split"
    RENAMED = "renamed"
    TRANSFERRED = "transferred"
    DISSOLVED = "dissolved"


SUCCESSION_LABELS = {
    SuccessionKind.MERGED: gettext_noop("Sáp nhập"),
    SuccessionKind.SPLIT: gettext_noop("Chia tách"),
    SuccessionKind.RENAMED: gettext_noop("Đổi tên"),
    SuccessionKind.TRANSFERRED: gettext_noop("Chuyển giao nhiệm vụ"),
    SuccessionKind.DISSOLVED: gettext_noop("Giải thể"),
}


class Employment(StrEnum):
    OFFICIAL = "official"
    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    WORKER = "worker"


EMPLOYMENT_LABELS = {
    Employment.OFFICIAL: gettext_noop("Cán bộ"),
    Employment.CIVIL_SERVANT: gettext_noop("Công chức"),
    Employment.PUBLIC_EMPLOYEE: gettext_noop("Viên chức"),
    Employment.WORKER: gettext_noop("Người lao động"),
}
