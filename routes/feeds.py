"""GET /calendar/<secret>.ics: a person's calendar for the programme that subscribed to it, without a sign-in."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from auth import peer
from auth.wrong_turns import WITHIN, WrongTurns
from care import feeds
from core import i18n
from core.i18n import _
from core.settings import settings
from db import session as database

_turns = WrongTurns()


async def calendar(request: Request) -> Response:
    i18n.use(i18n.nearest(request.headers.get("accept-language")))
    ip = peer.address_of(request.scope.get("client"), request.scope["headers"])
    if _turns.is_lost(ip):
        said = _("Too many wrong links were opened. Try again in ten minutes.")
        return PlainTextResponse(said, status_code=429, headers={"Retry-After": str(int(WITHIN))})
    asked = (request.path_params["name"], _base(request), request.headers.get("if-none-match", ""))
    try:
        found = await run_in_threadpool(_fetch, *asked, request.headers.get("user-agent", ""))
    except feeds.LinkUnknown as unknown:
        _turns.count(ip)
        return PlainTextResponse(unknown.sentence, status_code=404)
    tagged = {"ETag": found.tag}
    if found.content is None:
        return Response(status_code=304, headers=tagged)
    return Response(
        found.content,
        media_type="text/calendar; charset=utf-8",
        headers=tagged | {"Content-Disposition": 'inline; filename="guanjia.ics"'},
    )


def _fetch(name: str, base: str, known: str, agent: str) -> feeds.Fetched:
    with database.reading() as session:
        found = feeds.fetch(session, name, base=base, known=known)
    if found.is_to_be_noted:
        database.attempt(lambda writing: feeds.note_fetch(writing, found.feed_id, agent=agent))
    return found


def _base(request: Request) -> str:
    """The address for the way back: the one that is set, else the one asked at, which the guard knows for ours."""
    return settings().public_url or f"{request.url.scheme}://{request.url.netloc}"
