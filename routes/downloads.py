"""GET /download/<token>: hands a file out once, to the person and session it was made for."""

from mimetypes import guess_type

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from auth import cookie, downloads, sessions
from core import i18n
from core.errors import NotFound, Refusal
from core.i18n import _
from db import session as database


async def hand_out(request: Request) -> Response:
    if request.method != "GET":  # HEAD must not use the address up
        return Response(status_code=405, headers={"Allow": "GET"})
    i18n.use(i18n.nearest(request.headers.get("accept-language")))
    try:
        taken = await run_in_threadpool(
            _take, cookie.token_in(request.headers.get("cookie", "")), request.path_params["token"]
        )
    except Refusal:
        return PlainTextResponse(
            _("This download has expired or was already used. Start it again from the screen."), status_code=404
        )
    return FileResponse(
        taken.path,
        filename=taken.name,
        media_type=guess_type(taken.name)[0] or "application/octet-stream",
        headers={"Cache-Control": "no-store"},
        background=BackgroundTask(taken.path.unlink, missing_ok=True),
    )


def _take(cookie_token: str, token: str) -> downloads.Taken:
    with database.transaction() as session:
        actor = sessions.actor_for(session, cookie_token)
        if actor is None:
            raise NotFound
        return downloads.take(session, actor, token)
