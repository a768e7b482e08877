"""Plain HTTP beside Streamlit: sign-in cookie, downloads, health. No Streamlit."""

from starlette.routing import BaseRoute, Route

from auth import downloads
from routes.downloads import hand_out
from routes.health import health


def all_routes() -> list[BaseRoute]:
    return [
        Route(downloads.ADDRESS + "{token}", hand_out, methods=["GET"]),
        Route("/health", health, methods=["GET"]),
    ]
