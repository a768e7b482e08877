"""The sign-in form of streamlit-authenticator, on our own passwords and sessions.

The library draws the form and calls back; its cookie, its hashing, its counters and its strip() of passwords are
not used: its cookie is readable by scripts and cannot be revoked.
"""

from typing import Any

import streamlit_authenticator
from streamlit_authenticator.controllers import AuthenticationController

from auth import credentials
from core.errors import Refusal
from core.i18n import _


class _NoCookie:
    """Stands where the library keeps its own cookie."""

    def get_cookie(self) -> None:
        return None

    def set_cookie(self) -> None:
        return None


class _Controller(AuthenticationController):  # type: ignore[misc]
    """Hands what was typed to our check, as typed."""

    def __init__(self, ip: str) -> None:
        super().__init__({"usernames": {}}, auto_hash=False)
        self._ip = ip
        self.ticket = ""
        self.refusal: Refusal | None = None

    def login(self, username: str = "", password: str = "", *_limits: Any, **_options: Any) -> bool:
        if not username.strip() or not password:
            self.refusal = credentials.WrongPassword()
            return False
        try:
            self.ticket = credentials.ticket_for(username, password, ip=self._ip)
        except Refusal as refusal:
            self.refusal = refusal
        return bool(self.ticket)


class SignInForm(streamlit_authenticator.Authenticate):  # type: ignore[misc]
    """Drawn only while nobody is signed in."""

    def __init__(self, *, ip: str) -> None:
        # Not the library's constructor: it would put a cookie script into the page.
        self.attrs = {"login_sleep_time": 0}
        self.path = None
        self.secret_key = ""
        self.cookie_controller = _NoCookie()
        self.authentication_controller = _Controller(ip)

    def ticket(self) -> str:
        """Draw the form; the ticket once the right password has come, else empty. Raises the refusal."""
        fields = {
            "Form name": _("Sign in"),
            "Username": _("User name"),
            "Password": _("Password"),
            "Login": _("Sign in"),
        }
        self.login(location="main", key="sign-in", fields=fields)
        controller = self.authentication_controller
        if controller.refusal is not None:
            raise controller.refusal
        return str(controller.ticket)
