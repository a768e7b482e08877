"""Leads one can stand on, registered as people register them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from auth.actor import SYSTEM, Actor
from care import leads
from care.interactions import NewInteraction
from care.leads import NewLead
from core import clock
from db.models import Direction, Lead, Medium, Outcome
from tests.conftest import _transaction

_serial = count(1)


@pytest.fixture
def a_lead() -> Callable[..., Lead]:
    """Register a lead: a_lead(lin), a_lead(None) for one that waits in the queue."""

    def make(owner: Actor | None, *, is_historical: bool = False, **typed: Any) -> Lead:
        given = {"name": "王芳", "phone": f"138{next(_serial):08d}"} | typed
        with _transaction() as opened:
            owner_id = owner.id if owner else None
            return leads.register(
                opened, SYSTEM, lead=NewLead(**given), despite=True, owner_id=owner_id, is_historical=is_historical
            )

    return make


@pytest.fixture
def later() -> Callable[..., datetime]:
    """Let time pass: later(hours=2). The world's fixture puts the clock back."""

    def pass_(**span: float) -> datetime:
        clock.freeze(clock.now() + timedelta(**span))
        return clock.now()

    return pass_


def a_call(outcome: Outcome = Outcome.CONNECTED, summary: str = "想要报价", **more: Any) -> NewInteraction:
    return NewInteraction(Medium.PHONE, Direction.OUTBOUND, outcome, summary, **more)
