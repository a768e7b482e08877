"""Every table, re-exported: `from db.models import Customer`."""

from db.models.accounts import AuthSession, LinkPurpose, OneTimeLink, Role, SignInAttempt, Team, User, UserStatus
from db.models.audit import AuditEntry
from db.models.columns import Base, Stamped, Versioned
from db.models.consents import Consent, ConsentPurpose, ConsentStatus, PrivacyNotice
from db.models.customers import (
    Channel,
    ChannelType,
    Contact,
    Customer,
    CustomerKind,
    CustomerTag,
    Lifecycle,
    Source,
    Tag,
    Tier,
    TierChange,
)
from db.models.imports import ImportJob, ImportMapping, ImportRow, ImportState, Verdict
from db.models.orders import Order, OrderLine, OrderStatus, PurchaseBreak

__all__ = [
    "AuditEntry",
    "AuthSession",
    "Base",
    "Channel",
    "ChannelType",
    "Consent",
    "ConsentPurpose",
    "ConsentStatus",
    "Contact",
    "Customer",
    "CustomerKind",
    "CustomerTag",
    "ImportJob",
    "ImportMapping",
    "ImportRow",
    "ImportState",
    "Lifecycle",
    "LinkPurpose",
    "OneTimeLink",
    "Order",
    "OrderLine",
    "OrderStatus",
    "PrivacyNotice",
    "PurchaseBreak",
    "Role",
    "SignInAttempt",
    "Source",
    "Stamped",
    "Tag",
    "Team",
    "Tier",
    "TierChange",
    "User",
    "UserStatus",
    "Verdict",
    "Versioned",
]
