"""Who is signed in, with what every page shows of it, in the one query that each request makes anyway."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models.user import User
from campaign.documents.following import with_unread


class PortalBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = with_unread(User.objects.filter(pk=user_id)).first()
        return user if user and self.user_can_authenticate(user) else None
