"""What every answer carries: a content policy, no guessing of types, no framing, no copies of personal answers."""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from auth.guard.surface import FEEDS, is_form
from core.settings import settings

_PERSONAL = ("/media/", "/download/", "/session/", "/_stcore/upload_file/", FEEDS)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # no-referrer would turn the Origin of our own requests into "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# A form for strangers is plain HTML: it runs nothing, loads nothing, and stands in nobody's frame.
_FORM_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def with_our_headers(send: Send, host: str, path: str, language: str | None) -> Send:
    """Send, with the headers of the house; Streamlit's page in the visitor's language."""
    page: list[Message] = []

    async def send_ours(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            _set(headers, host, path)
            message = {**message, "headers": headers.raw}
            if _is_page(headers, message["status"]) and not is_form(path):
                page.append(message)
                return
        elif page:
            page.append(message)
            if message.get("more_body"):
                return
            await _send_page(send, page, language)
            return
        await send(message)

    return send_ours


def _set(headers: MutableHeaders, host: str, path: str) -> None:
    for name, value in _FIXED.items():
        headers[name] = value
    headers["Content-Security-Policy"] = _FORM_POLICY if is_form(path) else policy(host)
    if settings().tls:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if path.startswith(_PERSONAL) or is_form(path):
        headers["Cache-Control"] = "no-store"
    if is_form(path):
        headers["X-Frame-Options"] = "DENY"
    if is_form(path) or path.startswith(FEEDS):
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"


def policy(host: str) -> str:
    """Nothing from anywhere else, no inline script but Streamlit's own one."""
    scripts = " ".join(f"'sha256-{digest}'" for digest in _inline_scripts())
    # Older Safari does not count a websocket of the same host as 'self'.
    sockets = f" ws://{host} wss://{host}" if re.fullmatch(r"[\w.:\[\]-]+", host) else ""
    return "; ".join([
        "default-src 'self'",
        f"script-src 'self' blob: {scripts}".strip(),  # blob: components v2
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        f"connect-src 'self'{sockets}",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ])  # fmt: skip


def _is_page(headers: MutableHeaders, status: int) -> bool:
    return status == 200 and headers.get("content-type", "").startswith("text/html")


async def _send_page(send: Send, page: Iterable[Message], language: str | None) -> None:
    """Streamlit's page, saying which language it is in and whose it is."""
    start, *rest = page
    body = b"".join(message.get("body", b"") for message in rest)
    english = language == "en"
    changed = body.replace(b'<html lang="en">', b'<html lang="en">' if english else b'<html lang="zh-CN">', 1)
    title = "Guanjia" if english else "客户管家"
    changed = changed.replace(b"<title>Streamlit</title>", f"<title>{title}</title>".encode(), 1)
    headers = MutableHeaders(raw=list(start["headers"]))
    if body:
        headers["Content-Length"] = str(len(changed))
    elif "content-length" in headers:
        del headers["content-length"]  # HEAD: the length of what a GET would bring is not worth the work
    for stale in ("etag", "last-modified"):
        if stale in headers:
            del headers[stale]
    headers["Vary"] = "Accept-Language"
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": changed})


@cache
def _inline_scripts() -> list[str]:
    """Digests of the scripts that stand in Streamlit's page itself, read from the installed version."""
    found = find_spec("streamlit")
    folder = Path((found and found.submodule_search_locations or [""])[0])
    page = (folder / "static" / "index.html").read_text(encoding="utf8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    return [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
