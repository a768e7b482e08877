"""The customer's file: the customer, contacts with their channels, tags, consents, tier history."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped, Versioned

# What customers are counted by: narrow columns alone are read twice as fast as the scan of the directory.
_COUNTED = (
    "deleted_at", "first_order_on", "last_order_on", "created_at", "owner_id", "backup_owner_id", "team_id", "tier",
    "source", "region",
)  # fmt: skip
# Everything the directory filters and sorts by: a rare match is found without touching the wide rows.
# The indexes that walk each of its orders are in db.dialect, since the databases want them differently.
_SCANNED = (
    "deleted_at", "tier", "kind", "source", "region", "owner_id", "backup_owner_id", "team_id", "has_consent",
    "first_order_on", "third_last_order_on", "lapses_on", "last_verified_at", "created_at", "birthday",
    "last_order_on", "revenue_cents", "sort_name",
)  # fmt: skip
_LUNAR = text("birthday_lunar <> ''")


class CustomerKind(StrEnum):
    LARGE_COMPANY = "large_company"
    SMALL_COMPANY = "small_company"
    PERSON = "person"


class Tier(StrEnum):
    A = "A"
    B = "B"
    C = "C"


class Source(StrEnum):
    VISIT = "visit"
    EXHIBITION = "exhibition"
    REFERRAL = "referral"
    WEBSITE = "website"
    SOCIAL_MEDIA = "social_media"
    EMAIL = "email"
    PHONE = "phone"
    STORE = "store"
    IMPORT = "import"
    OTHER = "other"


class Lifecycle(StrEnum):
    """Worked out from orders whenever it is read; never stored."""

    POTENTIAL = "potential"
    NEW = "new"
    ACTIVE = "active"
    LOYAL = "loyal"
    LOST = "lost"


class ChannelType(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    WECHAT = "wechat"
    WECOM = "wecom"
    QQ = "qq"
    ADDRESS = "address"


class Customer(Versioned, table=True):
    __tablename__ = "customers"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=40)
    """As the firm's own files have it, else KH-NNNNNN."""
    name: str = Field(max_length=200)
    name_key: str = Field(index=True, max_length=200)
    """The name as compared for duplicates: see care.customers.names."""
    sort_name: str = Field(default="", max_length=200)
    """Pinyin first: the order in which a Chinese reader looks for a name."""
    kind: CustomerKind = Field(default=CustomerKind.PERSON, sa_type=Code(CustomerKind))
    company: str = Field(default="", max_length=200)
    industry: str = Field(default="", max_length=60)
    region: str = Field(default="", max_length=60)
    address: str = Field(default="", max_length=300)
    scale: str = Field(default="", max_length=60)
    source: Source = Field(default=Source.OTHER, sa_type=Code(Source))
    needs: str = ""
    preferences: str = ""
    finance_note: str = ""
    """Restricted: shown only with customer:finance."""
    note: str = ""
    birthday: date | None = None
    birthday_lunar: str = Field(default="", max_length=8, sa_column_kwargs={"server_default": ""})
    """A day of the lunar year as care.almanac writes it: 08-15, 04L-03. Who has one is greeted on it."""
    tier: Tier = Field(default=Tier.C, sa_type=Code(Tier))
    tier_reason: str = Field(default="", max_length=300)
    """Why a person chose this tier by hand; empty when nobody did."""
    owner_id: int | None = Field(default=None, foreign_key="users.id")
    backup_owner_id: int | None = Field(default=None, foreign_key="users.id")
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    last_verified_at: datetime | None = None
    completeness: int = 0
    """Per cent of the weights of care.customers.completeness."""
    mobile: str = Field(default="", max_length=40)
    """The first number at which the customer is reached, E.164; kept beside the channels for the directory."""
    has_consent: bool = False
    """At least one purpose is consented to; kept beside the consents for the directory."""
    import_job_id: int | None = Field(default=None, foreign_key="import_jobs.id", index=True)
    deleted_at: datetime | None = None

    search_text: str = ""
    """Folded name, pinyin, phones, e-mails, number: what a search is rechecked against."""
    search_grams: str = ""
    """The tokens of search_text that the search index holds: see db.dialect."""

    first_order_on: date | None = None
    last_order_on: date | None = None
    third_last_order_on: date | None = None
    """The third most recent purchase day: three within a year make a loyal customer."""
    usual_gap_days: int | None = None
    """Median days between purchase days, from four of them on."""
    lapses_on: date | None = None
    """Without another order the customer counts as lost from this day: see care.customers.lifecycle."""
    order_count: int = 0
    revenue_cents: int = Field(default=0, sa_type=BigInteger)
    """Valid orders less refunds, over all time."""

    __table_args__ = (
        Index("ix_customers_figures", *_COUNTED),
        # Each way of reaching a customer, with what the filters of the numbers offer.
        Index("ix_customers_of_owner", "owner_id", "deleted_at", "region", "team_id"),
        Index("ix_customers_of_backup", "backup_owner_id", "deleted_at", "region", "team_id", "owner_id"),
        Index("ix_customers_of_team", "team_id", "deleted_at", "region", "owner_id"),
        Index("ix_customers_birthday_lunar", "birthday_lunar", sqlite_where=_LUNAR, postgresql_where=_LUNAR),
        Index("ix_customers_mobile", "mobile"),
        Index("ix_customers_scan", *_SCANNED),
    )


class Contact(Stamped, table=True):
    """A person at the customer; a private customer's first contact is the customer."""

    __tablename__ = "contacts"

    id: int = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id", index=True)
    name: str = Field(max_length=100)
    title: str = Field(default="", max_length=60)
    is_primary: bool = False
    birthday: date | None = None
    birthday_lunar: str = Field(default="", max_length=8, sa_column_kwargs={"server_default": ""})


class Channel(Stamped, table=True):
    """One way to reach a contact. `value_key` is the form compared for duplicates and matched by imports."""

    __tablename__ = "channels"

    id: int = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    customer_id: int = Field(foreign_key="customers.id")
    type: ChannelType = Field(sa_type=Code(ChannelType))
    value: str = Field(max_length=300)
    value_key: str = Field(max_length=300)
    is_primary: bool = False

    __table_args__ = (
        Index("ix_channels_value_key", "value_key", "type"),
        # Who can be called or written to is found without touching the channels themselves.
        Index("ix_channels_customer", "customer_id", "type"),
    )


class Tag(Base, table=True):
    __tablename__ = "tags"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=40)


class CustomerTag(Base, table=True):
    __tablename__ = "customer_tags"

    customer_id: int = Field(foreign_key="customers.id", primary_key=True)
    tag_id: int = Field(foreign_key="tags.id", primary_key=True, index=True)


class TierChange(Base, table=True):
    __tablename__ = "tier_changes"

    id: int = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id", index=True)
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")
    before: Tier = Field(sa_type=Code(Tier))
    after: Tier = Field(sa_type=Code(Tier))
    reason: str = Field(default="", max_length=300)
