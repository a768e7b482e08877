"""The person, or the system, on whose behalf something is asked or done."""

from dataclasses import dataclass

from auth.permissions import Permission, Scope, scope_of
from core.errors import NotAllowed
from db.models import Role, User


@dataclass(frozen=True)
class Actor:
    """Loaded afresh for every click, so that a change of role or a lock-out bites at once."""

    id: int | None
    name: str
    role: Role
    team_id: int | None = None
    username: str = ""
    language: str = ""
    session_id: int | None = None
    must_change_password: bool = False
    """A password that somebody else chose opens nothing but its own change."""

    def may(self, permission: Permission) -> bool:
        return not self.must_change_password and scope_of(self.role, permission) is not None

    def require(self, permission: Permission) -> None:
        if not self.may(permission):
            raise NotAllowed

    def scope(self, permission: Permission) -> Scope:
        """Whose rows `permission` reaches; refuses an actor who lacks it."""
        self.require(permission)
        scope = scope_of(self.role, permission)
        assert scope is not None
        return scope


# Jobs, the command line on the server's own console, the demo world.
SYSTEM = Actor(id=None, name="system", role=Role.OWNER, username="system")


def actor_of(user: User, *, session_id: int | None = None) -> Actor:
    return Actor(
        id=user.id,
        name=user.name,
        role=user.role,
        team_id=user.team_id,
        username=user.username,
        language=user.language,
        session_id=session_id,
        must_change_password=user.must_change_password,
    )
