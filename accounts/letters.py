"""Letters about accounts leave by the job queue, so that a slow mail server holds up no page and tells no stranger
which addresses exist."""

from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models.user import User

# The links in these letters live for one hour; later attempts would deliver a dead one.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))


@task()
def deliver(subject: str, body: str, recipient: str, attempt: int = 0) -> bool:
    """Whether the letter has left; a failed attempt queues the next one."""
    try:
        send_mail(subject, body, None, [recipient])
    except (OSError, SMTPException):
        if attempt == len(WAITS):
            raise
        again = deliver.using(run_after=timezone.now() + WAITS[attempt])
        again.enqueue(subject, body, recipient, attempt=attempt + 1)
        return False
    return True


def send_sign_in_link(person: User, link: str) -> bool:
    """Whether a letter with the link is on its way; without an address there is none."""
    if not person.email:
        return False
    with translation.override(person.language):
        subject = _("Liên kết đăng nhập Cổng thi đua sáng kiến")
        body = render_to_string("account/email/sign_in_link_message.txt", {"person": person, "link": link})
    deliver.enqueue(subject, body, person.email)
    return True
