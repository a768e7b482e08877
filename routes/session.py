"""POST /session/open exchanges a one-time ticket for the HttpOnly cookie; POST /session/close ends the session.

The guard has already refused every request whose Origin is not our own.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from auth import cookie, credentials, peer, sessions
from core.errors import Refusal
from db import session as database

LONGEST_TICKET = 200


async def open_session(request: Request) -> Response:
    ticket = (await _first_bytes(request)).decode("ascii", "replace")
    ip = peer.address_of(request.scope.get("client"), request.scope["headers"])
    try:
        token = await run_in_threadpool(_open, ticket, ip, request.headers.get("user-agent", ""))
    except Refusal:
        return _answer(400)
    return _answer(204, cookie.carrying(token))


async def close_session(request: Request) -> Response:
    await run_in_threadpool(_close, cookie.token_in(request.headers.get("cookie", "")))
    return _answer(204, cookie.cleared())


async def _first_bytes(request: Request) -> bytes:
    """The body, but never more of it than a ticket has."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_TICKET:
            break
    return body[:LONGEST_TICKET]


def _open(ticket: str, ip: str, agent: str) -> str:
    with database.transaction() as session:
        return credentials.open_session(session, ticket, ip=ip, agent=agent)


def _close(token: str) -> None:
    with database.transaction() as session:
        if actor := sessions.actor_for(session, token):
            sessions.sign_out(session, actor)


def _answer(status: int, set_cookie: str = "") -> Response:
    headers = {"Cache-Control": "no-store"}
    if set_cookie:
        headers["Set-Cookie"] = set_cookie
    return Response(status_code=status, headers=headers)
