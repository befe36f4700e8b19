from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.unit import Unit
from accounts.prepared import Prepared
from accounts.roles import EMPLOYMENT_LABELS, Employment, Role
from accounts.text import clean_line, fold, name_key, nfc

EMPLOYMENTS = [(employment.value, _(label)) for employment, label in EMPLOYMENT_LABELS.items()]
GENDERS = [("female", _("Nữ")), ("male", _("Nam"))]
# The staff code of somebody whose personal data was erased begins so.
ERASED = "da-xoa-"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
POSTS = Prepared(
    lambda user, day: (
        Post.objects.valid_on(day).filter(user=user).with_unit_names(day).annotate(unit_code=F("unit__code"))
    ),
    user=models.BigIntegerField(),
    day=models.DateField(),
)


class UserQuerySet(models.QuerySet):
    def matching(self, words: str) -> UserQuerySet:
        """Every word of the search, in any order, without accents."""
        people = self
        for word in fold(words).split():
            people = people.filter(search_text__contains=word)
        return people


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, staff_code, full_name, email=None, password=None, **extra) -> User:
        user = self.model(
            staff_code=clean_line(staff_code),
            email=clean_line(email or "").lower() or None,
            **extra,
        )
        user.rename(full_name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, staff_code, full_name, email=None, password=None, **extra) -> User:
        extra |= {"is_staff": True, "is_superuser": True}
        return self.create_user(staff_code, full_name, email, password, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. What they may do comes from their posts, not from this row."""

    staff_code = models.CharField(
        _("mã nhân sự"),
        max_length=32,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[A-Za-z0-9][A-Za-z0-9._/-]*\Z",
                _("Mã nhân sự chỉ gồm chữ không dấu, chữ số và các dấu . _ / -"),
            )
        ],
        error_messages={"unique": _("Mã nhân sự này đã có người dùng.")},
    )
    email = models.EmailField(
        _("thư điện tử"),
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": _("Địa chỉ thư này đã có người dùng.")},
    )
    full_name = models.CharField(_("họ và tên"), max_length=150)
    sort_key = models.CharField(max_length=400, editable=False)
    search_text = models.CharField(max_length=200, editable=False)
    gender = models.CharField(_("giới tính"), max_length=8, choices=GENDERS, blank=True)
    birth_date = models.DateField(_("ngày sinh"), null=True, blank=True)
    employment = models.CharField(_("đối tượng"), max_length=20, choices=EMPLOYMENTS, blank=True)
    direct_worker = models.BooleanField(_("trực tiếp lao động, sản xuất, kinh doanh, dịch vụ"), default=False)
    job_title = models.CharField(_("chức danh, nghề nghiệp"), max_length=150, blank=True)
    qualification = models.CharField(_("trình độ chuyên môn"), max_length=150, blank=True)
    language = models.CharField(_("ngôn ngữ"), max_length=2, choices=LANGUAGES, default="vi")
    is_active = models.BooleanField(_("được đăng nhập"), default=True)
    is_staff = models.BooleanField(_("vào trang kỹ thuật"), default=False)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)
    date_joined = models.DateTimeField(_("ngày lập tài khoản"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "staff_code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")
        indexes = [models.Index(fields=["sort_key", "id"], name="user_by_name")]
        constraints = [
            models.UniqueConstraint(
                Upper("staff_code"),
                name="user_code_any_case",
                violation_error_message=_("Mã nhân sự này đã có người dùng."),
            ),
            models.CheckConstraint(
                condition=Q(employment__in=["", *(one.value for one in Employment)]),
                name="user_employment_known",
            ),
            models.CheckConstraint(condition=Q(language__in=["vi", "en"]), name="user_language_known"),
            models.CheckConstraint(condition=Q(gender__in=["", "female", "male"]), name="user_gender_known"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_erased(self) -> bool:
        return self.staff_code.startswith(ERASED)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rpartition(" ")[2]

    def rename(self, full_name: str) -> None:
        """Set the name and what is derived from it; the caller saves."""
        self.full_name = clean_line(full_name)
        self.sort_key = name_key(self.full_name)
        self.search_text = fold(f"{self.full_name} {self.staff_code}")[:200]

    def set_password(self, raw_password) -> None:
        """Keyboards differ in how they compose letters; the stored hash is of the NFC form."""
        super().set_password(None if raw_password is None else nfc(raw_password))

    def check_password(self, raw_password) -> bool:
        return super().check_password(None if raw_password is None else nfc(raw_password))

    @cached_property
    def posts_today(self) -> list[Post]:
        """Today's posts with their named units, in one query."""
        posts = list(Post.objects.raw(*POSTS.filled(user=self.pk, day=today())))
        for post in posts:
            post.unit = Unit(pk=post.unit_id, code=post.unit_code)
            post.unit.name = post.unit_name
        return posts

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(post.role) for post in self.posts_today)

    def has_role(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def unit_ids(self, *roles: Role) -> frozenset[int]:
        return frozenset(post.unit_id for post in self.posts_today if post.role in roles)

    @cached_property
    def home_unit(self) -> Unit | None:
        """Where this person works: the unit of the author's post, else of any post."""
        posts = sorted(self.posts_today, key=lambda post: post.role != Role.AUTHOR)
        return posts[0].unit if posts else None
