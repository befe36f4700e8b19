"""What a password may not be, beyond Django's own checks."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.text import fold

# What people here type first; compared without case, accents, spaces, digits and punctuation.
WELL_KNOWN = """
    admin administrator anhyeuem baclieu baclieucity camau canbo congchuc congsangkien congtacvien
    emyeuanh giadinh giamkhao hanhphuc hochiminh matkhau matkhaumoi password phuongbaclieu quantri
    qwerty qwertyuiop saokhue sangkien sangkienbaclieu thanhpho thanhphobaclieu thiduakhenthuong
    thidua tinhcamau tinhbaclieu uybannhandan vienchuc vietnam vietnamvodich xinchao
"""
COMMON_WORDS = frozenset(WELL_KNOWN.split())


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", fold(text))


class VietnameseWordsValidator:
    """Refuse well-known words and the names of one's own units, however decorated with digits."""

    def validate(self, password, user=None):
        guess = letters(password)
        if not guess or guess in COMMON_WORDS or guess in self.own_units(user):
            raise ValidationError(
                _("Mật khẩu này dễ đoán (từ thông dụng hoặc tên đơn vị). Hãy ghép vài từ không liên quan."),
                code="password_guessable",
            )

    def own_units(self, user):
        if user is None or user.pk is None:
            return frozenset()
        return frozenset(letters(str(post.unit)) for post in user.posts_today)

    def get_help_text(self):
        return _("Mật khẩu không được là một từ thông dụng hay tên đơn vị của bạn.")
