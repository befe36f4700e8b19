import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models.user import User

logger = logging.getLogger(__name__)


def send_sign_in_link(person: User, link: str) -> bool:
    """Whether a letter with the link has left; without an address, or without a mail server, it has not."""
    if not person.email:
        return False
    with translation.override(person.language):
        subject = _("Liên kết đăng nhập Cổng thi đua sáng kiến")
        body = render_to_string("account/email/sign_in_link_message.txt", {"person": person, "link": link})
    try:
        send_mail(subject, body, None, [person.email])
    except (OSError, SMTPException):
        logger.exception("sign-in link for %s could not be sent", person.pk)
        return False
    return True
