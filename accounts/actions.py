"""What administrators do to people and units, and people to their own account. Each is all or nothing."""

import logging
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import Unit, UnitSuccession, UnitVersion
from accounts.models.user import ERASED, User
from accounts.refusal import Refused
from accounts.roles import Role
from accounts.text import clean_line

logger = logging.getLogger(__name__)


def require_administrator(by: User) -> None:
    if not by.has_role(Role.ADMINISTRATOR):
        raise Refused(_("Chỉ quản trị được làm việc này. Chưa có gì thay đổi."))


def choose_language(user: User, language: str) -> None:
    User.objects.filter(pk=user.pk).update(language=language)


def add_person(facts: dict[str, Any], *, by: User) -> User:
    """A person without a password: they choose it through a sign-in link."""
    require_administrator(by)
    try:
        with transaction.atomic():
            person = User.objects.create_user(**facts)
    except IntegrityError as error:
        raise Refused(
            _("Mã nhân sự hoặc địa chỉ thư đã có người dùng. Chưa lập tài khoản; hãy sửa rồi gửi lại.")
        ) from error
    logger.info("person %s added by %s", person.pk, by.pk)
    return person


@transaction.atomic
def register_worker(facts: dict[str, Any], *, unit: Unit, by: User) -> User:
    """Somebody of the own unit who does not use a computer: named by the unit's desk, without mail or password."""
    if unit.pk not in by.unit_ids(Role.UNIT_DESK, Role.UNIT_HEAD):
        raise Refused(
            _("Chỉ cán bộ đầu mối hoặc thủ trưởng của đơn vị được ghi tên người lao động của đơn vị.")
        )
    Unit.objects.select_for_update().get(pk=unit.pk)
    number = User.objects.filter(staff_code__startswith=f"G{unit.pk}-").count() + 1
    person = User.objects.create_user(f"G{unit.pk}-{number:03}", **facts)
    Post.objects.create(user=person, unit=unit, role=Role.AUTHOR, starts=today())
    logger.info("worker %s registered by %s", person.pk, by.pk)
    return person


def update_person(person: User, facts: dict[str, Any], *, by: User) -> User:
    require_administrator(by)
    facts = facts | {"email": (facts.get("email") or "").lower() or None}
    for name, value in facts.items():
        setattr(person, name, value)
    person.rename(facts["full_name"])
    try:
        with transaction.atomic():
            person.save(update_fields=[*facts, "sort_key", "search_text"])
    except IntegrityError as error:
        raise Refused(
            _(
                "Mã nhân sự hoặc địa chỉ thư đã có người dùng. Thông tin cũ được giữ nguyên; hãy sửa rồi gửi lại."
            )
        ) from error
    logger.info("person %s changed by %s", person.pk, by.pk)
    return person


@transaction.atomic
def set_active(person: User, active: bool, *, by: User) -> None:
    """Open or close an account; a closed one is signed out at its next request."""
    require_administrator(by)
    if person.pk == by.pk:
        raise Refused(_("Bạn không thể tự khóa tài khoản của mình. Hãy nhờ một quản trị khác."))
    User.objects.filter(pk=person.pk).update(is_active=active)
    logger.info("person %s set active=%s by %s", person.pk, active, by.pk)


@transaction.atomic
def erase_person(person: User, *, alias: str, by: User) -> None:
    """What says who it was goes; the row stays, because dossiers and decisions point to it."""
    require_administrator(by)
    if person.pk == by.pk:
        raise Refused(_("Bạn không thể tự xóa tài khoản của mình. Hãy nhờ một quản trị khác."))
    for name in ("gender", "employment", "job_title", "qualification"):
        setattr(person, name, "")
    person.staff_code, person.email, person.birth_date = f"{ERASED}{person.pk}", None, None
    person.direct_worker, person.is_active, person.is_staff = False, False, False
    person.rename(alias)
    person.set_unusable_password()
    person.save()
    EmailAddress.objects.filter(user=person).delete()
    still_held = person.posts.filter(Q(ends__isnull=True) | Q(ends__gt=today()))
    still_held.filter(starts__gt=today()).update(ends=F("starts"))
    still_held.filter(starts__lte=today()).update(ends=today())
    person.posts.update(title="")
    logger.info("person %s erased by %s", person.pk, by.pk)


def issue_sign_in_link(person: User, *, by: User) -> str:
    """An address, good for one hour and one use, where the person chooses a password nobody else sees."""
    require_administrator(by)
    if not person.is_active:
        raise Refused(_("Tài khoản đang bị khóa nên chưa cấp liên kết. Hãy mở khóa trước."))
    logger.info("sign-in link for %s issued by %s", person.pk, by.pk)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    return settings.SITE_URL.rstrip("/") + path


@transaction.atomic
def add_post(person: User, facts: dict[str, Any], *, by: User) -> Post:
    require_administrator(by)
    if person.posts.filter(unit=facts["unit"], role=facts["role"], ends__isnull=True).exists():
        raise Refused(_("Người này đang giữ đúng vai trò đó tại đơn vị đó. Chưa thêm gì."))
    post = Post.objects.create(user=person, **facts)
    logger.info("post %s added by %s", post.pk, by.pk)
    return post


@transaction.atomic
def appoint_first_administrator(person: User, unit: Unit) -> Post:
    """The one appointment that nobody with a role can make; refused as soon as there is an administrator."""
    if Post.objects.valid_on(today()).filter(role=Role.ADMINISTRATOR, user__is_active=True).exists():
        raise Refused(_("Đã có quản trị. Chưa có gì thay đổi; hãy nhờ người đó thêm vị trí cho bạn."))
    post = Post.objects.create(user=person, unit=unit, role=Role.ADMINISTRATOR, starts=today())
    logger.info("post %s: first administrator", post.pk)
    return post


@transaction.atomic
def end_post(post: Post, *, ends: date, by: User) -> Post:
    require_administrator(by)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.ends is not None and post.ends <= ends:
        raise Refused(_("Vị trí này đã kết thúc trước ngày đó. Chưa có gì thay đổi."))
    if ends < post.starts:
        raise Refused(
            _("Ngày thôi giữ không thể trước ngày bắt đầu. Chưa có gì thay đổi, hãy chọn lại ngày.")
        )
    if post.role == Role.ADMINISTRATOR and not _other_administrators(post).exists():
        raise Refused(_("Đây là quản trị cuối cùng. Hãy giao vai trò quản trị cho người khác trước."))
    post.ends = ends
    post.save(update_fields=["ends"])
    logger.info("post %s ended by %s", post.pk, by.pk)
    return post


def _other_administrators(post: Post):
    posts = Post.objects.valid_on(today()).filter(role=Role.ADMINISTRATOR, ends__isnull=True)
    return posts.filter(user__is_active=True).exclude(pk=post.pk)


@transaction.atomic
def add_unit(code: str, facts: dict[str, Any], *, by: User) -> Unit:
    require_administrator(by)
    unit = Unit.objects.create(code=clean_line(code))
    UnitVersion.objects.create(unit=unit, **facts)
    logger.info("unit %s added by %s", unit.pk, by.pk)
    return unit


@transaction.atomic
def add_unit_version(unit: Unit, facts: dict[str, Any], *, by: User) -> UnitVersion:
    """A new name, kind, level or parent from a day on; the version before it ends that day."""
    require_administrator(by)
    _refuse_circle(unit, facts.get("parent"))
    version = _continue_as(unit, facts)
    logger.info("unit %s has a new version, by %s", unit.pk, by.pk)
    return version


def _refuse_circle(unit: Unit, parent: Unit | None) -> None:
    seen = {unit.pk}
    above = parent.pk if parent else None
    while above is not None:
        if above in seen:
            raise Refused(_("Đơn vị cấp trên lại thuộc chính đơn vị này. Chưa có gì thay đổi, hãy chọn lại."))
        seen.add(above)
        above = Unit.objects.filter(pk=above).named().values_list("parent_unit_id", flat=True).first()


def _continue_as(unit: Unit, facts: dict[str, Any]) -> UnitVersion:
    _close(unit, facts["valid_from"])
    return UnitVersion.objects.create(unit=unit, **facts)


def _close(unit: Unit, on: date) -> UnitVersion:
    """End the last version on that day; its history is never rewritten."""
    last = unit.versions.select_for_update().order_by("-valid_from").first()
    if last is None or on <= last.valid_from or (last.valid_to is not None and on < last.valid_to):
        raise Refused(
            _(
                "Ngày này không sau phiên bản cuối cùng của đơn vị. Chưa có gì thay đổi, hãy chọn ngày muộn hơn."
            )
        )
    if last.valid_to is None:
        last.valid_to = on
        last.save(update_fields=["valid_to"])
    return last


@transaction.atomic
def merge_unit(unit: Unit, facts: dict[str, Any], *, move_people: bool, by: User) -> UnitSuccession:
    """Let `successor` take over on a day: the unit ends, its people and sub-units may move along."""
    require_administrator(by)
    successor, on = facts["successor"], facts["on"]
    if successor.pk == unit.pk or _descends(unit, successor):
        raise Refused(_("Đơn vị kế thừa phải là đơn vị khác, chưa nhập vào đơn vị này. Chưa có gì thay đổi."))
    if not successor.versions.in_force(on).exists():
        raise Refused(_("Đơn vị kế thừa không hoạt động vào ngày đó. Chưa có gì thay đổi, hãy chọn lại."))
    _close(unit, on)
    _move_sub_units(unit, successor, on)
    if move_people:
        _move_people(unit, successor, on)
    succession = UnitSuccession.objects.create(predecessor=unit, **facts)
    logger.info("unit %s succeeded by %s, by %s", unit.pk, successor.pk, by.pk)
    return succession


def _descends(unit: Unit, successor: Unit) -> bool:
    """Whether `unit` already is where `successor` went to."""
    gone = {successor.pk}
    while True:
        further = set(
            UnitSuccession.objects.filter(predecessor__in=gone)
            .exclude(successor__in=gone)
            .values_list("successor", flat=True)
        )
        if not further:
            return unit.pk in gone
        gone |= further


def _move_sub_units(unit: Unit, successor: Unit, on: date) -> None:
    below = UnitVersion.objects.filter(parent=unit, valid_to__isnull=True, valid_from__lt=on)
    for version in below.exclude(unit=successor).select_related("unit"):
        facts = {name: getattr(version, name) for name in ("name", "short_name", "kind", "level")}
        _continue_as(version.unit, facts | {"parent": successor, "valid_from": on})


def _move_people(unit: Unit, successor: Unit, on: date) -> None:
    posts = unit.posts.select_for_update().filter(Q(ends__isnull=True) | Q(ends__gt=on))
    held = set(successor.posts.filter(ends__isnull=True).values_list("user_id", "role"))
    for post in posts:
        starts, ends = max(on, post.starts), post.ends
        post.ends = starts
        post.save(update_fields=["ends"])
        if (post.user_id, post.role) not in held:
            Post.objects.create(
                user_id=post.user_id,
                unit=successor,
                role=post.role,
                title=post.title,
                starts=starts,
                ends=ends,
            )
