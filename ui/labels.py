"""Every stored code as the word people read."""

from auth.permissions import Scope
from core.i18n import N_, _
from db.models import Role, Source, Tier, UserStatus

ROLES = {
    Role.OWNER: N_("Owner"),
    Role.ADMIN: N_("Administrator"),
    Role.MANAGER: N_("Manager"),
    Role.SALES: N_("Sales"),
    Role.SERVICE: N_("Service"),
    Role.ANALYST: N_("Analyst"),
    Role.AUDITOR: N_("Auditor"),
}
SCOPES = {
    Scope.OWN: N_("Own"),
    Scope.TEAM: N_("Own team"),
    Scope.ALL: N_("All"),
}
SOURCES = {
    Source.VISIT: N_("Visit"),
    Source.EXHIBITION: N_("Exhibition"),
    Source.REFERRAL: N_("Referral"),
    Source.WEBSITE: N_("Website"),
    Source.SOCIAL_MEDIA: N_("Social media"),
    Source.EMAIL: N_("E-mail"),
    Source.PHONE: N_("Phone"),
    Source.STORE: N_("Store"),
    Source.IMPORT: N_("Imported"),
    Source.OTHER: N_("Other"),
}

USER_STATUSES = {
    UserStatus.INVITED: N_("Invited"),
    UserStatus.ACTIVE: N_("Active"),
    UserStatus.DISABLED: N_("Deactivated"),
}


def role(code: Role) -> str:
    return _(ROLES[code])


def scope(code: Scope | None) -> str:
    return _(SCOPES[code]) if code else "—"


def source(code: Source) -> str:
    return _(SOURCES[code])


def tier(code: Tier) -> str:
    return _("Tier {letter}").format(letter=code.value)


def user_status(code: UserStatus) -> str:
    return _(USER_STATUSES[code])
