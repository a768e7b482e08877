"""People who work with the product, their teams, sessions and one-time links."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from db.models.columns import Base, Code, Stamped, Versioned


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    SALES = "sales"
    SERVICE = "service"
    ANALYST = "analyst"
    AUDITOR = "auditor"


class UserStatus(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class LinkPurpose(StrEnum):
    SETUP = "setup"
    INVITE = "invite"
    RESET = "reset"
    SESSION = "session"
    DOWNLOAD = "download"


class Team(Versioned, table=True):
    __tablename__ = "teams"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=60)


class User(Versioned, table=True):
    __tablename__ = "users"

    id: int = Field(default=None, primary_key=True)
    username: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=60)
    email: str = Field(default="", max_length=254)
    password_hash: str = ""
    role: Role = Field(sa_type=Code(Role))
    team_id: int | None = Field(default=None, foreign_key="teams.id", index=True)
    status: UserStatus = Field(default=UserStatus.INVITED, sa_type=Code(UserStatus))
    must_change_password: bool = False
    language: str = Field(default="", max_length=10)
    """Empty: as the browser asks."""
    access_version: int = 1
    """Counts changes of password, role, team and status; a session of an older version is over."""
    last_seen_at: datetime | None = None
    away_until: date | None = None
    """The last day on which no new work is given to them by rule."""


class AuthSession(Base, table=True):
    """A signed-in browser. The token itself is never stored."""

    __tablename__ = "auth_sessions"

    id: int = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    user_id: int = Field(foreign_key="users.id", index=True)
    access_version: int
    created_at: datetime
    seen_at: datetime
    revoked_at: datetime | None = None
    ip: str = Field(default="", max_length=45)
    agent: str = Field(default="", max_length=200)


class SignInAttempt(Base, table=True):
    """A failed sign-in, counted per name and per address whether or not the name exists."""

    __tablename__ = "sign_in_attempts"

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    username: str = Field(index=True, max_length=60)
    ip: str = Field(default="", index=True, max_length=45)


class OneTimeLink(Stamped, table=True):
    """A secret that works once, until it expires. Only its hash is stored."""

    __tablename__ = "one_time_links"

    id: int = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    purpose: LinkPurpose = Field(sa_type=Code(LinkPurpose))
    user_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    payload: str = ""
    expires_at: datetime
    used_at: datetime | None = None
