"""Where this installation keeps its data and how it is reached, read once from the environment."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from core.errors import Refusal
from core.i18n import _

_ROOT = Path(__file__).resolve().parent.parent


class BadSetting(Refusal):
    """The environment says something that the product cannot follow."""


@dataclass(frozen=True)
class Settings:
    data_dir: Path
    database_url: str
    time_zone: ZoneInfo
    currency: str
    public_url: str
    allowed_hosts: tuple[str, ...]
    tls: bool

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
    GUANJIA_CURRENCY     ISO 4217 code, default CNY
    GUANJIA_PUBLIC_URL   the address that links in messages carry, such as https://care.example.cn
    GUANJIA_HOSTS        further host names that may reach the product, separated by commas
    GUANJIA_TLS          1 when browsers reach the product by https: cookies become Secure
    """
    data_dir = Path(os.environ.get("GUANJIA_DATA") or _ROOT / "data").expanduser().resolve()
    return Settings(
        data_dir=data_dir,
        database_url=_with_driver(os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'guanjia.db'}"),
        time_zone=_zone(os.environ.get("GUANJIA_TIME_ZONE") or "Asia/Shanghai"),
        currency=os.environ.get("GUANJIA_CURRENCY") or "CNY",
        public_url=(os.environ.get("GUANJIA_PUBLIC_URL") or "").rstrip("/"),
        allowed_hosts=tuple(filter(None, (h.strip() for h in os.environ.get("GUANJIA_HOSTS", "").split(",")))),
        tls=os.environ.get("GUANJIA_TLS") == "1",
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
