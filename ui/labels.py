"""Every stored code as the word people read."""

from auth.permissions import Scope
from care.customers import SOURCES
from core.i18n import N_, _
from db.models import (
    ChannelType,
    ConsentPurpose,
    ConsentStatus,
    CustomerKind,
    Lifecycle,
    OrderStatus,
    Role,
    Source,
    Tier,
    UserStatus,
)

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


LIFECYCLES = {
    Lifecycle.POTENTIAL: N_("Potential"),
    Lifecycle.NEW: N_("New buyer"),
    Lifecycle.ACTIVE: N_("Active buyer"),
    Lifecycle.LOYAL: N_("Loyal"),
    Lifecycle.LOST: N_("Lost"),
}
LIFECYCLE_TONES = {
    Lifecycle.POTENTIAL: "grey",
    Lifecycle.NEW: "blue",
    Lifecycle.ACTIVE: "green",
    Lifecycle.LOYAL: "primary",
    Lifecycle.LOST: "orange",
}
KINDS = {
    CustomerKind.LARGE_COMPANY: N_("Large company"),
    CustomerKind.SMALL_COMPANY: N_("Small company"),
    CustomerKind.PERSON: N_("Private customer"),
}
CHANNELS = {
    ChannelType.MOBILE: N_("Mobile"),
    ChannelType.LANDLINE: N_("Landline"),
    ChannelType.EMAIL: N_("E-mail"),
    ChannelType.WECHAT: N_("WeChat"),
    ChannelType.WECOM: N_("WeCom"),
    ChannelType.QQ: N_("QQ"),
    ChannelType.ADDRESS: N_("Address"),
}
PURPOSES = {
    ConsentPurpose.SERVICE: N_("Serving orders"),
    ConsentPurpose.MARKETING: N_("Marketing"),
    ConsentPurpose.CARE: N_("Greetings"),
    ConsentPurpose.SURVEY: N_("Surveys"),
    ConsentPurpose.SHARE: N_("Sharing with partners"),
}
CONSENTS = {
    ConsentStatus.GIVEN: N_("Given"),
    ConsentStatus.REFUSED: N_("Declined"),
    ConsentStatus.WITHDRAWN: N_("Withdrawn"),
}
CONSENT_CHANNELS = {
    "form": N_("Form"),
    "phone": N_("Phone"),
    "wechat": N_("WeChat"),
    "paper": N_("Paper"),
    "email": N_("E-mail"),
    "store": N_("Store"),
}
ORDER_STATUSES = {
    OrderStatus.VALID: N_("Valid"),
    OrderStatus.CANCELLED: N_("Cancelled"),
    OrderStatus.REFUNDED: N_("Refunded"),
}
CUSTOMER_FIELDS = {
    "name": N_("Name"),
    "kind": N_("Kind"),
    "company": N_("Company"),
    "industry": N_("Industry"),
    "region": N_("Region"),
    "address": N_("Address"),
    "scale": N_("Size"),
    "source": N_("Source"),
    "birthday": N_("Birthday"),
    "birthday_lunar": N_("Lunar birthday"),
    "needs": N_("Needs"),
    "preferences": N_("Preferences"),
    "finance_note": N_("Finance note"),
    "note": N_("Note"),
    "mobile": N_("Mobile"),
    "landline": N_("Landline"),
    "email": N_("E-mail"),
    "owner_id": N_("In charge"),
}


def lifecycle(code: Lifecycle) -> str:
    return _(LIFECYCLES[code])


def kind(code: CustomerKind) -> str:
    return _(KINDS[code])


def channel(code: ChannelType) -> str:
    return _(CHANNELS[code])


def purpose(code: ConsentPurpose) -> str:
    return _(PURPOSES[code])


def consent(code: ConsentStatus) -> str:
    return _(CONSENTS[code])


def order_status(code: OrderStatus) -> str:
    return _(ORDER_STATUSES[code])


def customer_field(name: str) -> str:
    return _(CUSTOMER_FIELDS[name])
