"""One websocket: who opened it is checked again at every message, before the script hears of it."""

import secrets
from contextlib import nullcontext

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from auth.actor import Actor
from auth.guard import crowd, messages
from auth.guard.messages import Message as Said
from auth.guard.standing import Standing

SESSION_OVER, BROKEN, TEXT, TOO_LARGE = 4401, 1002, 1003, 1009


class GuardedSocket:
    def __init__(self, app: ASGIApp, standing: Standing, crowd_: crowd.Crowd, token: str, ip: str) -> None:
        self._app = app
        self._standing = standing
        self._crowd = crowd_
        self._token = token
        self._ip = ip
        self._actor: Actor | None = None
        self._closed = False
        self._pace = crowd.Pace(burst=60, per_second=10)

    async def run(self, scope: Scope, receive: Receive, send: Send, *, may_connect: bool) -> None:
        self._actor = await self._standing.of(self._token) if may_connect else None
        place = nullcontext() if self._actor else self._crowd.stranger(self._ip)
        try:
            with place:
                if may_connect:
                    await self._app(self._introduced(scope), self._heard(receive, send), self._said(send))
                    return
        except crowd.Full:
            pass
        await receive()
        await send({"type": "websocket.close", "code": 1008})

    def _introduced(self, scope: Scope) -> Scope:
        """Streamlit lets a socket take a session over only when this header is the same: ours is, for one session of
        one person; a stranger's never is."""
        user = f"session-{self._actor.session_id}" if self._actor else f"stranger-{secrets.token_hex(16)}"
        ours = [(b"x-guanjia-user", user.encode()), (b"x-guanjia-peer", self._ip.encode())]
        return {**scope, "headers": [*scope["headers"], *ours]}

    def _heard(self, receive: Receive, send: Send) -> Receive:
        async def receive_checked() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                await self._pace.keep()
                data = message.get("bytes")
                if code := await self._reason_to_close(data):
                    self._closed = True
                    if code == SESSION_OVER:
                        await send({"type": "websocket.send", "bytes": messages.leave()})
                    await send({"type": "websocket.close", "code": code})
                    return {"type": "websocket.disconnect", "code": code}
                if await self._passes(data or b""):
                    return message

        return receive_checked

    def _said(self, send: Send) -> Send:
        async def send_while_open(message: Message) -> None:
            if not self._closed:
                await send(message)

        return send_while_open

    async def _reason_to_close(self, data: bytes | None) -> int:
        if data is None:
            return TEXT
        if self._actor is None:
            return TOO_LARGE if len(data) > crowd.LONGEST_FROM_A_STRANGER else 0
        self._actor = await self._standing.of(self._token)
        return 0 if self._actor else SESSION_OVER

    async def _passes(self, data: bytes) -> bool:
        said = messages.read(data, signed_in=self._actor is not None)
        if said is Said.CLICK and self._actor:
            self._standing.note_click(self._actor)
        return said is not Said.DROPPED
