"""The second wall, before Streamlit and before our own routes: who may connect, with what, and what comes back.

The first wall is the command and the query. Streamlit is pinned: this reads its protobuf and knows its addresses;
tests/auth/test_attacks.py tells when an upgrade changes them.
"""

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from auth import cookie, peer
from auth.guard import answers, hosts, surface
from auth.guard.crowd import Crowd
from auth.guard.sockets import GuardedSocket
from auth.guard.standing import Standing
from core import i18n
from core.i18n import _

OUR_HEADERS = (b"x-guanjia-user", b"x-guanjia-peer")


@dataclass(frozen=True)
class Visitor:
    """What a request says about where it comes from."""

    token: str
    ip: str
    is_at_home: bool
    """It asks for an address that is ours."""
    is_from_us: bool
    """The page that sent it is ours."""
    is_from_elsewhere: bool
    """The page that sent it is somebody else's."""
    language: str | None


class Guard:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._crowd = Crowd()
        self._standing = Standing()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        # What only we may say about a visitor is forgotten when a visitor says it.
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in OUR_HEADERS]}
        visitor = _visitor(scope)
        if scope["type"] == "websocket":
            socket = GuardedSocket(self._app, self._standing, self._crowd, visitor.token, visitor.ip)
            may_connect = visitor.is_at_home and visitor.is_from_us and scope["path"] == surface.STREAM
            await socket.run(scope, receive, send, may_connect=may_connect)
        else:
            await self._answer(scope, receive, send, visitor)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, visitor: Visitor) -> None:
        send = answers.with_our_headers(send, Headers(scope=scope).get("host", ""), scope["path"], visitor.language)
        refused = await self._refused(scope, visitor)
        app = PlainTextResponse(_reason(refused, visitor.language), status_code=refused) if refused else self._app
        await app(scope, receive, send)

    async def _refused(self, scope: Scope, visitor: Visitor) -> int:
        """The status to refuse with; 0 to let it through."""
        if not visitor.is_at_home:
            return 421
        rule = surface.rule_for(scope["method"], scope["path"])
        if rule.status:
            return rule.status
        if rule.changes_something and not visitor.is_from_us:
            return 403
        if rule.takes_strangers and visitor.is_from_elsewhere:
            return 403
        if rule.needs_session and await self._standing.of(visitor.token) is None:
            return 401
        return 0


def _visitor(scope: Scope) -> Visitor:
    headers = Headers(scope=scope)
    host, server = headers.get("host", ""), scope.get("server")
    return Visitor(
        token=cookie.token_in(headers.get("cookie", "")),
        ip=peer.address_of(scope.get("client"), scope["headers"]),
        is_at_home=hosts.is_ours(host, server[0] if server else ""),
        is_from_us=hosts.is_same_origin(headers.get("origin", ""), host),
        is_from_elsewhere=hosts.is_foreign(headers.get("origin", ""), host),
        language=i18n.nearest(headers.get("accept-language")),
    )


def _reason(status: int, language: str | None) -> str:
    i18n.use(language)
    if status == 421:
        return _("Guanjia does not answer to this address. The administrator can add it to GUANJIA_HOSTS.")
    return _("Nothing to see here.")
