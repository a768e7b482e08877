"""A one-time link, shown once to whoever hands it over."""

import ipaddress
from urllib.parse import urlsplit

import streamlit as st

from auth.guard.hosts import own_names
from core.i18n import _
from core.settings import settings
from ui import current
from ui.safe import esc


def keep(purpose: str, token: str, name: str) -> None:
    """Show this link in the coming run."""
    current.remember("fresh-link", (purpose, token, name))


def is_kept() -> bool:
    return bool(current.remembered("fresh-link"))


def show_kept() -> None:
    if kept := current.remembered("fresh-link"):
        purpose, token, name = kept
        st.success(
            _("Hand this link to {name} yourself, by chat or on paper. It works once.").format(name=esc(name)),
            icon=":material/link:",
        )
        st.code(f"{_base()}/?{purpose}={token}", language=None, wrap_lines=True)


def forget() -> None:
    current.forget("fresh-link")


def address_of(path: str) -> str:
    """The whole address of a path of ours."""
    return _base() + path


def _base() -> str:
    """An address that a colleague's browser can open too."""
    if settings().public_url:
        return settings().public_url
    here = urlsplit(st.context.url if isinstance(st.context.url, str) else "")
    host = here.hostname or "localhost"
    if host in ("localhost", "127.0.0.1", "::1") and st.get_option("server.address") in ("0.0.0.0", "::"):  # noqa: S104
        host = next(filter(_is_office_address, sorted(own_names())), host)
    port = f":{here.port}" if here.port else ""
    return f"{here.scheme or 'http'}://{host}{port}"


def _is_office_address(name: str) -> bool:
    try:
        return not ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
