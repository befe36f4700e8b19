from accounts.models.post import Post
from accounts.models.unit import Unit, UnitSuccession, UnitVersion
from accounts.models.user import User

__all__ = ["Post", "Unit", "UnitSuccession", "UnitVersion", "User"]
