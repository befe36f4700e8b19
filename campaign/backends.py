"""Who is signed in, with what every page shows of it, in the one query that each request makes anyway."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BigIntegerField

from accounts.models.user import User
from accounts.prepared import Prepared
from campaign.documents.following import with_unread

READER = Prepared(lambda pk: with_unread(User.objects.filter(pk=pk)), pk=BigIntegerField())


class PortalBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = next(iter(User.objects.raw(*READER.filled(pk=user_id))), None)
        return user if user and self.user_can_authenticate(user) else None
