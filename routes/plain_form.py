"""What strangers send us by a plain form: its fields, from no more of the body than a form has; their language."""

import asyncio
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from core import i18n

PATIENCE = 15
"""Seconds within which a form has arrived."""


class NoForm(Exception):
    """What was sent cannot be a filled-in form of ours: too long, or never finished."""


async def fields_of(request: Request, *, longest: int, most: int = 20) -> dict[str, list[str]]:
    """Each field with its values, none of them empty."""
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > longest:
                    raise NoForm
        return parse_qs(body.decode("ascii", "replace"), max_num_fields=most)
    except (TimeoutError, ClientDisconnect, ValueError) as error:
        raise NoForm from error


def firsts(fields: dict[str, list[str]]) -> dict[str, str]:
    """The first value of each field."""
    return {name: values[0] for name, values in fields.items()}


def language_of(request: Request) -> str:
    """The one chosen on the page, else the first that the browser asks for and we speak."""
    wished = [request.query_params.get("lang", ""), *request.headers.get("accept-language", "").split(",")]
    spoken = filter(None, (i18n.nearest(tag.split(";")[0].strip()) for tag in wished))
    return next(spoken, i18n.DEFAULT_LANGUAGE)


def html(content: str, *, status: int) -> Response:
    return HTMLResponse(content, status_code=status, headers={"Vary": "Accept-Language"})
