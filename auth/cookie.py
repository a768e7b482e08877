"""The cookie that carries a session: HttpOnly always, `__Host-` and Secure wherever browsers come by https."""

from starlette.requests import cookie_parser

from auth.sessions import ABSOLUTE_LIMIT
from core.settings import settings


def name() -> str:
    return "__Host-guanjia_session" if settings().tls else "guanjia_session"


def token_in(header: str) -> str:
    """The session's token in a Cookie header; empty when there is none."""
    # Not http.cookies: it stops reading at what another product on the same host wrote carelessly.
    return cookie_parser(header).get(name(), "")


def carrying(token: str) -> str:
    """The Set-Cookie header that hands the token to the browser."""
    return _header(token, int(ABSOLUTE_LIMIT.total_seconds()))


def cleared() -> str:
    """The Set-Cookie header that takes the token away."""
    return _header("", 0)


def _header(value: str, max_age: int) -> str:
    # Lax, not Strict: a link opened from a chat or a mail must find its reader signed in.
    secure = "; Secure" if settings().tls else ""
    return f"{name()}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}"
