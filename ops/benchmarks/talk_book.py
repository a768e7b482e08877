"""Three contacts for each customer of the firm that is measured: some were spoken with long ago, some lately."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from core import clock
from db import bulk
from db import session as database
from db.models import Direction, Interaction, Medium, Outcome
from ops.benchmarks.world import World, insert

_TALKS, _SPAN = 3, 400
_COLUMNS = ("id", "customer_id", "at", "by_id", "medium", "direction", "outcome", "summary", "created_at", "updated_at")


def fill(world: World) -> None:
    """Once for a world: whoever measures contacts asks for it."""
    with database.transaction() as session:
        if session.exec(select(col(Interaction.id)).limit(1)).first():
            return
        bulk.load_in_bulk(session)
        ids = bulk.reserve_ids(session, "interactions", world.customers * _TALKS)
        moment, now = bulk.moments(session), clock.now().replace(tzinfo=None)
        rows: list[tuple[Any, ...]] = []
        for n, id_ in enumerate(ids):
            at = moment(now - timedelta(days=(n * 37) % _SPAN, minutes=n % 600))
            outcome = Outcome.NO_ANSWER if n % 4 == 3 else Outcome.CONNECTED
            customer = n * 7 % world.customers + 1
            said = (Medium.PHONE.value, Direction.OUTBOUND.value, outcome.value, "聊了近况。")
            rows.append((id_, customer, at, world.sales.id, *said, at, at))
        insert(session, Interaction, _COLUMNS, rows)
