"""Who may change whom: nobody themselves, and an owner only by an owner."""

from core.errors import Refusal
from core.i18n import _
from db.models import Role


class NotYourself(Refusal):
    def __init__(self) -> None:
        super().__init__(_("You cannot change your own role or access. Ask another administrator."))


class OwnersOnly(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Only an owner can appoint or change an owner."))


class LastOne(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This is the last active owner. Appoint another one first."))


def may_manage(manager: Role, managed: Role) -> bool:
    """Whether somebody of the first role may change a person of the second."""
    return manager is Role.OWNER or (manager is Role.ADMIN and managed is not Role.OWNER)


def may_grant(manager: Role, granted: Role) -> bool:
    """Whether somebody of the first role may give the second."""
    return may_manage(manager, granted)
