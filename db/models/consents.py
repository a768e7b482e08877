"""What people were told, and what they allowed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped


class ConsentPurpose(StrEnum):
    SERVICE = "service"
    MARKETING = "marketing"
    CARE = "care"
    SURVEY = "survey"
    SHARE = "share"


class ConsentStatus(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class PrivacyNotice(Stamped, table=True):
    """A version of what people are told before they consent (R60, R61)."""

    __tablename__ = "privacy_notices"

    id: int = Field(default=None, primary_key=True)
    version: str = Field(unique=True, max_length=20)
    text_zh: str
    text_en: str
    effective_from: date


class Consent(Base, table=True):
    """One answer of the customer for one purpose; the newest row per purpose is in force."""

    __tablename__ = "consents"

    id: int = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id", index=True)
    purpose: ConsentPurpose = Field(sa_type=Code(ConsentPurpose))
    status: ConsentStatus = Field(sa_type=Code(ConsentStatus))
    notice_id: int = Field(foreign_key="privacy_notices.id")
    channel: str = Field(max_length=40)
    """How the answer came: form, phone, wechat, paper, email, store."""
    evidence: str = Field(default="", max_length=300)
    """Where the proof is: a recording's number, a file's name, a sentence."""
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")

    # Of thousands of customers it is asked at once who agreed and who declined.
    __table_args__ = (Index("ix_consents_purpose", "purpose", "customer_id", "at", "id", "status"),)
