"""Where this installation keeps its data and how it is reached, read once from the environment."""

import os
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from core.errors import Refusal
from core.i18n import _

_ROOT = Path(__file__).resolve().parent.parent


class BadSetting(Refusal):
    """The environment says something that the product cannot follow."""


@dataclass(frozen=True)
class Smtp:
    """The server that takes our mail, and the address it comes from."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = False
    """Encrypted from the first byte."""
    starts_tls: bool = False


@dataclass(frozen=True)
class Settings:
    data_dir: Path
    database_url: str
    time_zone: ZoneInfo
    company: str
    """As customers know it; empty: not said."""
    currency: str
    public_url: str
    allowed_hosts: tuple[str, ...]
    tls: bool
    smtp: Smtp | None
    """None: nothing is mailed."""

    @property
    def on_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def keys_dir(self) -> Path:
        return self.data_dir / "keys"

    @property
    def uploads_dir(self) -> Path:
        return self.data_dir / "uploads"


@cache
def settings() -> Settings:
    """The settings in force; BadSetting says what in the environment is wrong.

    GUANJIA_DATA         folder for everything the product stores; default `data/` beside app.py
    DATABASE_URL         default a SQLite file in that folder
    GUANJIA_TIME_ZONE    the company's, default Asia/Shanghai
    GUANJIA_COMPANY      the company's name, as the pages that customers open show it
    GUANJIA_CURRENCY     ISO 4217 code, default CNY
    GUANJIA_PUBLIC_URL   the address that links in messages carry, such as https://care.example.cn
    GUANJIA_HOSTS        further host names that may reach the product, separated by commas
    GUANJIA_TLS          1 when browsers reach the product by https: cookies become Secure
    GUANJIA_SMTP_URL     the server that takes our mail: smtp://user:password@host:587?starttls=1 or
                         smtps://user:password@host:465; a sign in user or password is written as in an
                         address, @ as %40. Without it nothing is mailed, and links are there to copy
    GUANJIA_MAIL_FROM    whom our mail comes from: care@example.cn or 客户关怀 <care@example.cn>
    """
    data_dir = Path(os.environ.get("GUANJIA_DATA") or _ROOT / "data").expanduser().resolve()
    return Settings(
        data_dir=data_dir,
        database_url=_with_driver(os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'guanjia.db'}"),
        time_zone=_zone(os.environ.get("GUANJIA_TIME_ZONE") or "Asia/Shanghai"),
        company=(os.environ.get("GUANJIA_COMPANY") or "").strip()[:60],
        currency=os.environ.get("GUANJIA_CURRENCY") or "CNY",
        public_url=(os.environ.get("GUANJIA_PUBLIC_URL") or "").rstrip("/"),
        allowed_hosts=tuple(filter(None, (h.strip() for h in os.environ.get("GUANJIA_HOSTS", "").split(",")))),
        tls=os.environ.get("GUANJIA_TLS") == "1",
        smtp=_smtp(os.environ.get("GUANJIA_SMTP_URL") or "", os.environ.get("GUANJIA_MAIL_FROM") or ""),
    )


def _with_driver(url: str) -> str:
    """Accept the short PostgreSQL addresses that hosting services hand out."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        # Not the address itself: it may hold a password.
        raise BadSetting(_("DATABASE_URL must begin with sqlite:/// or postgresql://."))
    return url


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        wrong = _("GUANJIA_TIME_ZONE names no time zone: {name}. A name looks like Asia/Shanghai.")
        raise BadSetting(wrong.format(name=name)) from error


def _smtp(url: str, sender: str) -> Smtp | None:
    if not url:
        return None
    try:
        found = _read_smtp(urlsplit(url), sender)
    except ValueError:
        found = None
    if found is None:
        # Not the address itself: it may hold a password.
        wrong = _("GUANJIA_SMTP_URL must look like smtp://user:password@host:587?starttls=1 or smtps://host:465.")
        raise BadSetting(wrong)
    if "@" not in parseaddr(sender)[1] or not sender.isprintable():
        raise BadSetting(
            _("GUANJIA_MAIL_FROM must hold the address that our mail comes from, such as care@example.cn.")
        )
    if found.password and not (found.is_tls or found.starts_tls or found.host in ("localhost", "127.0.0.1", "::1")):
        raise BadSetting(_("GUANJIA_SMTP_URL would send its password unencrypted: add ?starttls=1, or use smtps://."))
    return found


def _read_smtp(url: SplitResult, sender: str) -> Smtp | None:
    options = parse_qs(url.query, strict_parsing=bool(url.query))
    starts_tls = options.pop("starttls", ["0"]) == ["1"]
    if url.scheme not in ("smtp", "smtps") or not url.hostname or url.path not in ("", "/") or options:
        return None
    is_tls = url.scheme == "smtps"
    return Smtp(
        host=url.hostname,
        port=url.port or (465 if is_tls else 587 if starts_tls else 25),
        sender=sender,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        is_tls=is_tls,
        starts_tls=starts_tls and not is_tls,
    )
