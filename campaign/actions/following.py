"""What readers do with their notices and their mail."""

from django.db import transaction

from accounts.models.user import User
from campaign.models import clock
from campaign.models.following import MailPreference, Notice, Way


@transaction.atomic
def read_notice(notice: Notice, *, by: User) -> None:
    """A second click changes nothing."""
    Notice.objects.filter(pk=notice.pk, reader=by).unread().update(read_at=clock.now())


@transaction.atomic
def read_all(*, by: User, until: int) -> int:
    """All that stood on the page or before it: what came meanwhile stays unread. The number of notices."""
    return Notice.objects.filter(reader=by, pk__lte=until).unread().update(read_at=clock.now())


@transaction.atomic
def choose_way(way: Way, *, by: User) -> None:
    """News that was to come by letter stays in the site for whoever wants no letters."""
    MailPreference.objects.update_or_create(user=by, defaults={"news": way.value})
    if way is Way.SITE_ONLY:
        Notice.objects.filter(reader=by, mail_due=True).update(mail_due=False)
