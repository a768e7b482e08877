"""Plain HTTP beside Streamlit: sign-in cookie, downloads, forms for strangers, calendars, health. No Streamlit."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from auth.downloads import ADDRESS as DOWNLOADS  # the name `downloads` is the module beside us
from auth.guard.artwork import ADDRESS as ARTWORK
from auth.guard.surface import CONTACT, FEEDS, FORMS
from routes.artwork import hand_over
from routes.downloads import hand_out
from routes.health import health
from routes.session import close_session, open_session


def all_routes() -> list[BaseRoute]:
    """Their first path segment is neither a screen's address nor Streamlit's own."""
    return [
        Route(DOWNLOADS + "{token}", hand_out, methods=["GET"]),
        Route(CONTACT, _contact, methods=["GET", "POST"]),
        Route(ARTWORK + "{digest}/{name}", hand_over, methods=["GET"]),
        Route("/health", health, methods=["GET"]),
        Route("/session/close", close_session, methods=["POST"]),
        Route("/session/open", open_session, methods=["POST"]),
        Route(FORMS + "{token}", _survey, methods=["GET", "POST"]),
        Route(FEEDS + "{name}", _calendar, methods=["GET"]),
    ]


async def _survey(request: Request) -> Response:
    from routes.surveys import survey  # brings much of care along, and a start must not wait for it

    return await survey(request)


async def _contact(request: Request) -> Response:
    from routes.contact import contact  # for the same reason

    return await contact(request)


async def _calendar(request: Request) -> Response:
    from routes.feeds import calendar  # likewise

    return await calendar(request)
