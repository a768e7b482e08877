"""GET /health: whether the server and its database answer; for monitors and proxies."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db import session as database


async def health(_request: Request) -> Response:
    fine = await run_in_threadpool(_database_answers)
    return JSONResponse(
        {"status": "ok" if fine else "no database"},
        status_code=200 if fine else 503,
        headers={"Cache-Control": "no-store"},
    )


def _database_answers() -> bool:
    try:
        with database.reading() as session:
            session.connection().execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
