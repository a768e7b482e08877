"""The numbers the business may change, version by version."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.models.columns import Base


class PolicyVersion(Base, table=True):
    """One version of one policy; the newest is in force, and what runs keeps the version it started under."""

    __tablename__ = "policy_versions"

    id: int = Field(default=None, primary_key=True)
    policy: str = Field(max_length=40)
    """Which numbers: the name its dataclass gives, such as complaint_targets."""
    version: int
    content: str
    """Canonical JSON of the dataclass."""
    reason: str = Field(default="", max_length=300)
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")

    __table_args__ = (UniqueConstraint("policy", "version"),)
