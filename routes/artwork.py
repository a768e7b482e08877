"""GET /art/<digest>/<name>: scripts that a browser may keep for ever."""

from starlette.requests import Request
from starlette.responses import Response

from auth.guard import artwork


async def hand_over(request: Request) -> Response:
    content = artwork.content_at(request.path_params["digest"], request.path_params["name"])
    if content is None:
        return Response(status_code=404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(content, media_type="text/javascript; charset=utf-8", headers=kept)
