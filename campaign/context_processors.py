"""What every page needs: the menu of the reader's roles. Lazy, so that a page without a menu pays nothing."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.roles import Role
from campaign.documents.following import unread
from campaign.documents.guides import place_of
from campaign.models.submission import OFFICE_ROLES

KIN = {
    **dict.fromkeys(
        ("office:councils", "office:conflicts", "office:redactions", "office:violations"), "office:panels"
    ),
    "office:appeals": "office:questions",
    "office:certificates": "office:decisions",
    **dict.fromkeys(("office:showcase", "office:examples", "office:adoptions"), "office:decisions"),
    "unit:adoptions": "unit:queue",
    "author:examples": "author:list",
    "public:honour_board": "public:library",
    "office:outbox": "office:questions",
    "office:reports": "office:statistics",
    "office:rankings": "office:scores",
    "setup:data_requests": "accounts:people",
    "setup:imports": "setup:campaigns",
    "setup:library": "setup:campaigns",
    "inspect:trail": "setup:campaigns",
    "setup:reward_money": "setup:campaigns",
    **dict.fromkeys(
        ("office:rewards", "office:register", "office:holds", "office:legal_texts"), "office:decisions"
    ),
}


def portal(request: HttpRequest) -> dict[str, Any]:
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "unread": SimpleLazyObject(lambda: unread(request.user)),
        "help_here": SimpleLazyObject(lambda: help_here(request)),
    }


def help_here(request: HttpRequest) -> str:
    """The section of the guide that is about the page at hand; "" where none is."""
    place = place_of(request.resolver_match.view_name) if request.resolver_match else None
    return f"{reverse('public:guide', args=[place[0].slug])}#{place[1]}" if place else ""


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    entries = _signed_in(request.user) if request.user.is_authenticated else []
    entries = entries or _for_everybody()
    urls = [(reverse(name), label) for name, label in entries]
    here = _place(request.path, {url: url for url, _label in urls} | _kin([name for name, _label in entries]))
    return [{"url": url, "label": label, "current": url == here} for url, label in urls]


def _for_everybody() -> list[tuple[str, str]]:
    return [
        ("public:home", _("Trang chủ")),
        ("news:list", _("Tin tức")),
        ("public:library", _("Thư viện sáng kiến")),
        ("public:statistics", _("Thống kê")),
        ("public:certificate_check", _("Kiểm tra giấy chứng nhận")),
        ("public:help", _("Hướng dẫn")),
    ]


def _kin(names: list[str]) -> dict[str, str]:
    """Pages that belong to an entry of another address."""
    kin = {page: entry for page, entry in KIN.items() if entry in names and page not in names}
    found = {reverse(page): reverse(entry) for page, entry in kin.items()}
    if "office:panels" in names:
        found[reverse("office:queue") + "phan-cong/"] = reverse("office:panels")
    if "office:decisions" in names:
        found[reverse("office:queue") + "cong-bo/"] = reverse("office:decisions")
    return found


def _place(path: str, entries: dict[str, str]) -> str:
    """The entry that the page belongs to: the one with the longest address that the page's address starts with."""
    found = [url for url in entries if path == url or (url != "/" and path.startswith(url))]
    return entries[max(found, key=len)] if found else ""


def _signed_in(user: Any) -> list[tuple[str, str]]:
    """The menu by role; everybody who signs in can write a dossier."""
    candidates = [
        ((), "dashboard", _("Việc của tôi")),
        ((Role.AUTHOR,), "author:list", _("Hồ sơ của tôi")),
        ((Role.UNIT_DESK, Role.UNIT_HEAD), "unit:queue", _("Hồ sơ đơn vị")),
        (OFFICE_ROLES, "office:queue", _("Hồ sơ phong trào")),
        ((Role.OFFICER, Role.ADMINISTRATOR), "office:panels", _("Hội đồng và giám khảo")),
        ((Role.JUDGE,), "judge:list", _("Chấm điểm")),
        (OFFICE_ROLES, "office:scores", _("Điểm và xếp hạng")),
        ((Role.CHAIR,), "council:sittings", _("Phiên họp hội đồng")),
        ((Role.OFFICER, Role.ADMINISTRATOR), "office:decisions", _("Quyết định và công bố")),
        (OFFICE_ROLES, "office:statistics", _("Thống kê, báo cáo")),
        ((Role.OFFICER, Role.ADMINISTRATOR), "office:news", _("Tin bài")),
        ((Role.ADMINISTRATOR,), "setup:campaigns", _("Quản trị phong trào")),
        ((Role.ADMINISTRATOR,), "accounts:people", _("Người và đơn vị")),
        ((Role.OFFICER, Role.ADMINISTRATOR), "office:questions", _("Hỏi đáp, kiến nghị, thư đi")),
        ((Role.INSPECTOR,), "inspect:trail", _("Nhật ký")),
    ]
    return [(name, label) for roles, name, label in candidates if not roles or user.has_role(*roles)]
